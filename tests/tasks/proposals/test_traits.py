import numpy as np

from tasks.proposals.labels import labels_of_vocabularies
from tasks.proposals.traits import ALONE, NAMES, TAGS, WITH_COMPANY, Reading, traits_of, triggers_of, width
from tasks.train.acts.triggers import lexicon_triggers

LABELS = labels_of_vocabularies()
TYPES = len(LABELS.types) - 1
TRIGGERS = {"verb": {"accuser": {"ACCUSE": ALONE}}, "noun": {"accuser": {"AID": ALONE}}}


def traits(words, lemmas, tags, names=()):
    return traits_of(
        words, Reading(lemmas, tags, ["dep"] * len(words), [0] * len(words), names), triggers=TRIGGERS, labels=LABELS
    )


def test_a_lemma_counts_as_the_kind_of_word_it_is():
    row = traits([(0, 6)], ["Accuser"], ["VERB"])[0]
    assert row[LABELS.types.index("ACCUSE") - 1] == ALONE
    assert row[:TYPES].sum() == ALONE
    assert traits([(0, 6)], ["accuser"], ["ADV"])[0, :TYPES].sum() == 0


def test_every_word_has_one_tag_and_one_that_is_none_is_other():
    found = traits([(0, 1), (2, 3)], ["a", "b"], ["NOUN", "_SP"])
    assert found[:, TYPES : TYPES + len(TAGS)].sum(axis=1).tolist() == [1, 1]
    assert found[1, TYPES + TAGS.index("X")] == 1


def test_a_name_marks_the_words_that_it_covers_and_no_others():
    words = [(0, 2), (3, 8), (9, 14), (14, 15)]
    found = traits(words, ["le", "Jean", "Durand", "."], ["DET", "PROPN", "PROPN", "PUNCT"], [(3, 14, "PER"), (14, 15, "EVENT")])
    column = TYPES + len(TAGS) + NAMES.index("PER")
    assert found[:, column].tolist() == [0, 1, 1, 0]
    assert found.shape == (4, width(LABELS))
    assert np.count_nonzero(found[:, TYPES + len(TAGS) : TYPES + len(TAGS) + len(NAMES)]) == 2


def test_every_word_has_one_relation():
    found = traits([(0, 1), (2, 3)], ["a", "b"], ["NOUN", "VERB"])
    assert found[:, TYPES + len(TAGS) + len(NAMES) :].sum(axis=1).tolist() == [1, 1]


def test_of_two_rules_of_a_lemma_the_one_without_conditions_counts():
    found = triggers_of([("verb", "a", "AID", True), ("verb", "a", "AID", False), ("verb", "a", "ACCUSE", True)])
    assert found == {"verb": {"a": {"AID": ALONE, "ACCUSE": WITH_COMPANY}}}


def test_the_lexicon_gives_triggers_of_every_type():
    found = {event_type for lemmas in lexicon_triggers().values() for counts in lemmas.values() for event_type in counts}
    assert found == set(LABELS.types[1:])

"""The lemma that a word of the text has is what a trigger is looked up by."""

import pytest

from tasks.proposals.traits import ALONE, WITH_COMPANY
from tasks.train.acts.triggers import head_of, lexicon_triggers

CLITICS = frozenset(("se", "s'", "en", "y", "l'", "la", "ne"))


@pytest.mark.parametrize(
    ("written", "kind", "head", "alone"),
    [
        ("dénoncer", "verb", "dénoncer", True),
        ("se plaindre", "verb", "plaindre", True),
        ("S’opposer", "verb", "opposer", True),
        ("s'en prendre", "verb", "prendre", False),
        ("en appeler", "verb", "appeler", False),
        ("y renoncer", "verb", "renoncer", False),
        ("l'emporter", "verb", "emporter", False),
        ("se mettre d'accord", "verb", "mettre", False),
        ("mettre en cause", "verb", "mettre", False),
        ("mandat d'arrêt", "noun", "mandat", False),
        ("en", "noun", "en", True),
    ],
)
def test_a_verb_s_head_is_its_first_word_that_is_no_clitic(written, kind, head, alone):
    assert head_of(written, kind, CLITICS) == (head, alone)


def test_no_verb_of_the_lexicon_is_headed_by_a_clitic():
    verbs = lexicon_triggers()["verb"]
    assert CLITICS.isdisjoint(verbs)
    assert verbs["plaindre"]["ACCUSE"] == ALONE
    assert verbs["prendre"]["ACCUSE"] == WITH_COMPANY

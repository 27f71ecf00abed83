"""The place of an event: the nearest that a preposition of place governs."""

from dataclasses import replace

import pytest

from tasks.code_events.acts.triggers import propose
from tasks.code_events.attributes.places import place_of
from tasks.code_events.grammar.sentence import Mention

TEXT = "La police a interpellé douze manifestants à Namur."


@pytest.fixture(scope="module")
def sentence(read):
    return next(iter(read([TEXT]))).sentences[0]


def mention(sentence, entity_id, *, words):
    first = next(i for i, word in enumerate(sentence.words) if word.low == "namur")
    return Mention(first, first + words - 1, "LOC", entity_id, entity_id, "BEL")


@pytest.mark.parametrize("ids", [("Q1", "Q2"), ("Q2", "Q1")])
def test_of_two_names_that_begin_at_one_word_the_first_is_the_place(sentence, lexicon, ids):
    one, other = (mention(sentence, entity_id, words=words) for entity_id, words in zip(ids, (1, 2), strict=True))
    named = replace(sentence, mentions=(one, other))
    (trigger, *_) = propose(named, lexicon)
    assert place_of(named, trigger, set(), lexicon).place_id == ids[0]


def test_a_name_that_already_takes_part_is_no_place(sentence, lexicon):
    named = replace(sentence, mentions=(mention(sentence, "Q1", words=1),))
    (trigger, *_) = propose(named, lexicon)
    assert place_of(named, trigger, {named.mentions[0].first}, lexicon).place_id is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Trois jours après l'attaque de Djibo, les survivants racontent.", "Q1232175"),
        ("Les rescapés de l'attentat de Djibo racontent.", "Q1232175"),
        ("Une bombe a explosé dans une mosquée de Peshawar, au Pakistan.", "Q1113311"),
        ("Des inconnus ont attaqué des fidèles dans une église de Kaduna.", "Q208318"),
        ("La police a attaqué des passants avec le maire de Djibo.", None),
        ("L'invasion de l'Ukraine a commencé.", None),
        ("La visite de Djibo a duré une heure.", None),
    ],
)
def test_a_noun_for_a_deed_has_its_town_behind_it(read, lexicon, text, place):
    named = read([text])[0].sentences[0]
    triggers = propose(named, lexicon)
    assert triggers
    assert {place_of(named, trigger, set(), lexicon).place_id for trigger in triggers} == {place}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "À Djibo, à la suite de longs heurts avec les agents des forces de l'ordre, plusieurs manifestants ont été arrêtés.",
            "Q1232175",
        ),
        ("Vers huit heures, à Djibo, lorsque la foule est arrivée, plusieurs manifestants ont été arrêtés.", "Q1232175"),
        (
            "Le maire rentre à Djibo, où sa famille est depuis que la guerre a commencé, et des manifestants ont été arrêtés.",
            None,
        ),
    ],
)
def test_where_a_sentence_opens_all_of_it_happens(read, lexicon, text, place):
    named = read([text])[0].sentences[0]
    (trigger,) = (one for one in propose(named, lexicon) if one.rule.event_type == "COERCE")
    assert place_of(named, trigger, set(), lexicon).place_id == place

"""Whom words stand for is told by what the article told before, and reading on changes nothing that was told."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.code_events.participants.coreference import Cast, Discourse, casts
from tasks.code_events.participants.parties import Party

TURKEY = Party(0, 2, 1, "role", country="TUR", sector="GOV", role="ministre", named=(0, 17))
GREECE = Party(0, 0, 0, "name", entity_id="Q41", country="GRC", sector="GOV", named=(30, 38))
POLICE = Party(4, 4, 4, "role", sector="COP", role="police", named=(60, 66))
IT, THEM, BOTH = (Party(5, 5, 5, "pronoun"), Party(5, 5, 5, "pronoun", plural=True), Party(6, 6, 6, "pair", plural=True))
PARTIES = st.lists(st.sampled_from([TURKEY, GREECE, POLICE]), max_size=3)


def last_cast(*told):
    return casts([*((parties, parties, []) for parties in told), ([], [], [])], frozenset({"pays"}))[-1]


def test_a_pronoun_is_the_last_subject_and_keeps_the_words_that_named_it():
    resolved = last_cast([TURKEY], [GREECE]).resolve(IT)
    assert [(p.country, p.first, p.named, p.evidence) for p in resolved] == [("GRC", 5, (30, 38), "coreference")]


def test_a_pronoun_is_nobody_of_a_country_that_the_sentence_names_otherwise():
    assert [p.country for p in last_cast([TURKEY], [GREECE]).resolve(IT, frozenset({"GRC"}))] == ["TUR"]


def test_a_plural_pronoun_and_the_two_of_them_are_the_last_two_countries():
    cast = last_cast([TURKEY], [GREECE])
    assert [p.country for p in cast.resolve(BOTH)] == ["TUR", "GRC"]
    assert [p.country for p in cast.resolve(THEM)] == ["TUR", "GRC"]


def test_nobody_is_meant_where_nothing_was_told():
    assert last_cast().resolve(IT) == last_cast().resolve(BOTH) == []


def test_an_unmarked_force_is_left_to_the_country_of_the_passage():
    assert last_cast([TURKEY], [TURKEY]).resolve(POLICE) == [POLICE]


def test_an_office_told_before_is_the_same_holder():
    again = replace(TURKEY, country=None, named=(90, 98))
    assert [(p.country, p.named) for p in last_cast([TURKEY]).resolve(again)] == [("TUR", (0, 17))]


@settings(max_examples=50)
@given(st.lists(PARTIES, min_size=1, max_size=6))
def test_reading_on_changes_nothing_that_was_told(sentences):
    before = Discourse(country_nouns=frozenset())
    states = [before]
    for parties in sentences:
        states.append(states[-1].told(parties, parties))
    again = [before]
    for parties in sentences:
        again.append(again[-1].told(parties, parties))
    assert states == again
    assert before == Discourse(country_nouns=frozenset())


@settings(max_examples=50)
@given(st.lists(PARTIES, max_size=6))
def test_whoever_is_found_was_told(sentences):
    cast = last_cast(*sentences)
    told = {p.named for parties in sentences for p in parties}
    for asked in (IT, THEM, BOTH):
        assert {p.named for p in Cast(parties=(), subjects=(), before=cast.before).resolve(asked)} <= told

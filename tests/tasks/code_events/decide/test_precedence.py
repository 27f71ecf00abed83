"""Which candidates are events of their own."""

import pytest


def test_a_noun_and_its_participle_tell_one_act(code):
    rows = code("L'Iran dénonce les sanctions imposées par les États-Unis.")
    assert [row["event_type"] for row in rows].count("SANCTION") == 1


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("La Grèce et la Turquie ont signé un accord.", "SUPPORT"),
        ("La Chine et la Russie suspendent leurs manœuvres.", "RETREAT"),
    ],
)
def test_an_object_that_the_verb_tells_is_no_act_of_its_own(code, text, event_type):
    assert [row["event_type"] for row in code(text)] == [event_type]


def test_what_needs_a_recipient_is_no_event_without_one(code):
    assert [row for row in code("La Norvège livre des armes.") if row["event_type"] == "AID"] == []


def test_an_event_of_nobody_is_none(code):
    assert code("Le projet rencontre des difficultés.") == []
    assert code("On condamne ce geste.") == []


def test_cooperation_that_is_only_aimed_at_is_no_event(code):
    assert not [row for row in code("La Turquie cherche à renforcer ses liens avec la Syrie.") if row["event_type"] == "SUPPORT"]


@pytest.mark.parametrize(
    "text",
    [
        "La Corée du Nord a annoncé un moratoire sur les essais nucléaires.",
        "L'Organisation du traité d'interdiction complète des essais nucléaires a parlé.",
    ],
)
def test_what_is_banned_or_part_of_a_name_is_no_test(code, text):
    assert not [row for row in code(text) if row["event_type"] == "MOBILIZE"]

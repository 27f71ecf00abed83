import pytest

from tasks.code_events.arguments.branches import Arguments
from tasks.code_events.arguments.home import at_home
from tasks.code_events.participants.parties import Party


def country_of(rows, event_type, role):
    return {party["country"] for row in rows if row["event_type"] == event_type for party in row[role]}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Liège s'est réveillée sous la neige. À Namur et à Charleroi, la police a interpellé douze manifestants.", "BEL"),
        ("Le maire de Lausanne regrette les heurts de Genève. À Lausanne, la police a interpellé douze manifestants.", "CHE"),
    ],
)
def test_police_of_no_country_are_those_of_the_passage(code, text, country):
    assert country_of(code(text), "COERCE", "actors") == {country}


def test_where_two_countries_are_named_alike_nobody_gets_one(code):
    rows = code("À Liège comme à Genève, les esprits s'échauffent. La police a interpellé douze manifestants.")
    assert country_of(rows, "COERCE", "actors") <= {None}


@pytest.mark.parametrize("sector", ["UAF", "ISM", "REF", "IGO"])
def test_those_who_belong_to_no_country_get_none(sector, lexicon):
    arguments = Arguments(actors=(Party(0, 0, 0, "role", sector=sector, role="groupe"),))
    assert at_home(arguments, "MLI", "ACCUSE", lexicon).actors[0].country is None


def test_a_country_that_is_known_stays(lexicon):
    arguments = Arguments(recipients=(Party(0, 0, 0, "role", country="FRA", sector="COP", role="police"),))
    assert at_home(arguments, "BEL", "ACCUSE", lexicon).recipients[0].country == "FRA"


@pytest.mark.parametrize(
    ("text", "event_type", "country"),
    [
        ("Le ministre s'emporte contre Berlin.", "ACCUSE", "DEU"),
        ("Le sénateur a tonné contre Pékin.", "ACCUSE", "CHN"),
        ("Le pape s'est rendu en Irak.", "CONSULT", "IRQ"),
    ],
)
def test_whoever_acts_on_a_state_is_not_taken_for_its_own(code, text, event_type, country):
    rows = code(text)
    assert country not in country_of(rows, event_type, "actors")


@pytest.mark.parametrize(
    "text",
    [
        "Le président américain a raillé le mouvement. À Lyon, des manifestants ont bloqué un pont.",
        "Le président américain moque la France et raille Washington. Dans les rues de Nantes, une foule a bloqué un pont.",
    ],
)
def test_a_crowd_is_of_where_it_stands_rather_than_of_who_speaks_of_it(code, text):
    assert country_of(code(text), "PROTEST", "actors") == {"FRA"}

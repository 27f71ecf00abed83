import gc
from itertools import islice

import pytest

from tasks.gazetteer.demonyms import adjective_forms
from tasks.gazetteer.load import load_gazetteer
from tasks.gazetteer.reference import read_batch


@pytest.mark.parametrize(
    ("name", "entity_id", "country"),
    [
        ("France", "Q142", "FRA"),
        ("Etats-Unis", "Q30", "USA"),
        ("ONU", "Q1065", None),
        ("Pékin", "Q956", "CHN"),
        ("Otan", "Q7184", None),
    ],
)
def test_well_known_names(gazetteer, name, entity_id, country):
    found = {a.entity_id for a in gazetteer.lookup(name)}
    assert {one for one in found if gazetteer.entries[one].kind != "city"} == {entity_id}
    assert gazetteer.entries[entity_id].country == country


@pytest.mark.parametrize("name", ["", "Tarvek Ombuline", "'", "12"])
def test_an_unknown_name_is_found_nowhere(gazetteer, name):
    assert gazetteer.lookup(name) == ()


def test_loading_leaves_the_collector_as_it_was(gazetteer):
    load_gazetteer.cache_clear()
    again = load_gazetteer()
    assert gc.isenabled()
    assert list(again.entries) == list(gazetteer.entries)
    assert list(islice(again.entries.values(), 5_000)) == list(islice(gazetteer.entries.values(), 5_000))


def test_every_alias_points_at_an_entry(gazetteer):
    for listed in gazetteer.aliases.values():
        for _, aliases in listed:
            assert all(alias.entity_id in gazetteer.entries for alias in aliases)


def test_an_entry_stands_under_its_own_identifier(gazetteer):
    assert all(entity_id == gazetteer.entries[entity_id].entity_id for entity_id in islice(gazetteer.entries, 0, None, 20))


def test_capitals_belong_to_countries(gazetteer):
    codes = set(gazetteer.countries)
    assert all(country in codes for country in gazetteer.capital_of.values())
    assert gazetteer.capital_of[gazetteer.lookup("Tokyo")[0].entity_id] == "JPN"


def test_places_have_coordinates_on_earth():
    table = read_batch("entities")
    for name, most in (("latitude", 90), ("longitude", 180)):
        stated = [degrees for degrees in table[name].to_pylist() if degrees is not None]
        assert len(stated) > 10_000
        assert all(-most <= degrees <= most for degrees in stated)


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        (("russe", "russe"), ("russe", "russes")),
        (("français", "française"), ("français", "française", "françaises")),
        (("chinois", "chinoise"), ("chinois", "chinoise", "chinoises")),
    ],
)
def test_adjectives_in_their_forms(forms, expected):
    assert adjective_forms(*forms) == expected


@pytest.mark.parametrize(
    ("form", "countries"), [("russes", ("RUS",)), ("nord-coreenne", ("PRK",)), ("chinois", ("CHN",)), ("tarvekois", None)]
)
def test_adjectives_of_nationality_name_countries(gazetteer, form, countries):
    assert gazetteer.demonyms.get(form) == countries


def test_an_adjective_of_two_countries_names_both(gazetteer):
    assert set(gazetteer.demonyms["congolais"]) == {"COD", "COG"}

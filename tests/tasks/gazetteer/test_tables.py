"""The tables are well formed: codes that exist, identifiers that name one entity, aliases that can be found."""

import re
from collections import Counter

import pytest

from schemas.errors import UnknownCode
from schemas.vocabularies import check_code, vocabulary
from tasks.gazetteer.build.rows import sources
from tasks.gazetteer.tables import KINDS, read_entities, read_list, read_rows
from tasks.gazetteer.words import fold, slug

COLUMNS = 7
COUNTRY_COLUMNS = 10


@pytest.mark.parametrize("kind", KINDS)
def test_each_row_has_its_columns_and_known_codes(kind, gazetteer):
    countries = set(gazetteer.countries)
    for row in read_rows(kind):
        assert len(row) == COLUMNS, row
        entity_id, label, country, sector, name, aliases, checked = row
        assert re.fullmatch(r"(?:Q[1-9]\d*)?", entity_id), row
        assert check_code("label", label) == label
        assert country in countries | {""}, row
        assert not sector or check_code("sector", sector) == sector
        assert name == name.strip() != "", row
        assert all(alias == alias.strip() != "" for alias in aliases.split("|")) or not aliases, row
        assert checked in {"known", ""} or set(checked.split("+")) <= set(sources()), row


@pytest.mark.parametrize("kind", KINDS)
def test_a_wikidata_identifier_says_how_it_was_checked(kind):
    assert all(bool(row[0]) == bool(row[6]) for row in read_rows(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_identifiers_name_one_entity_each(kind):
    counts = Counter(entry.entity_id for entry, _ in read_entities(kind))
    assert [entity_id for entity_id, count in counts.items() if count > 1] == []


def test_wikidata_identifiers_are_unique_across_tables(gazetteer):
    rows = [entry.entity_id for kind in KINDS for entry, _ in read_entities(kind) if entry.entity_id.startswith("Q")]
    rows += [one.entity_id for one in gazetteer.countries.values()]
    assert [entity_id for entity_id, count in Counter(rows).items() if count > 1] == []


def test_countries_have_their_columns():
    for row in read_rows("countries"):
        assert len(row) == COUNTRY_COLUMNS, row
        assert re.fullmatch("[A-Z]{3}", row[0]), row
        assert re.fullmatch("[A-Z]{2}", row[1]), row
        assert re.fullmatch(r"Q[1-9]\d*", row[2]), row
        assert row[6] or not row[7], row


def test_every_alias_is_found_again(gazetteer):
    for kind in KINDS:
        for entry, aliases in read_entities(kind):
            for alias in aliases:
                assert entry.entity_id in {a.entity_id for a in gazetteer.lookup(alias.text)}, alias


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_of_two_entities_of_one_table_is_weak_for_all_but_one(kind):
    sure = {(alias.key, entry.entity_id) for entry, aliases in read_entities(kind) for alias in aliases if not alias.weak}
    counts = Counter(key for key, _ in sure)
    assert [key for key, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("name", ["given_names", "family_names_first", "national_bodies"])
def test_lists_hold_one_entry_once(name):
    listed = read_list(name)
    assert listed
    assert len(set(listed)) == len(listed)


def test_articles_are_no_family_names():
    assert not {"le", "la", "les"} & {fold(name) for name in read_list("family_names_first")}


def test_a_name_without_identifier_gets_a_local_one_from_its_name():
    local = [entry for entry, _ in read_entities("persons") if not entry.entity_id.startswith("Q")]
    assert local
    assert all(entry.entity_id == f"local:{slug(entry.name)}" for entry in local)


@pytest.mark.parametrize("name", ["label", "sector"])
def test_an_unknown_code_raises(name):
    assert vocabulary(name)
    with pytest.raises(UnknownCode):
        check_code(name, "no such code")


def test_a_promoted_name_is_a_row_of_a_table_and_carries_its_identifier(gazetteer):
    rows = list(read_rows("promoted"))
    assert [len(row) for row in rows] == [5] * len(rows)
    for local_id, entity_id, name, source, checks in rows:
        assert local_id == f"local:{slug(name)}"
        assert re.fullmatch(r"Q[1-9]\d*", entity_id)
        assert set(source.split("+")) <= set(sources()), name  # never from memory alone
        assert checks
        assert entity_id in {alias.entity_id for alias in gazetteer.lookup(name)}, name
        assert local_id not in gazetteer.entries


def test_promoting_changes_the_identifier_and_nothing_else():
    local = {entry.name: entry for entry, _ in read_entities("bodies", identified=False)}
    promoted = {entry.name: entry for entry, _ in read_entities("bodies")}
    assert local.keys() == promoted.keys()
    for name, entry in promoted.items():
        assert entry._replace(entity_id="", checked=None) == local[name]._replace(entity_id="", checked=None)

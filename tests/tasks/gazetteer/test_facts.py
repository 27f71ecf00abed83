"""Facts of the tables against the sources in ../shared/corpora/entities, where they appear there."""

import pytest

from tasks.gazetteer.tables import read_entities
from tasks.gazetteer.words import fold, key_of

pytestmark = pytest.mark.shared
NAMED_OTHERWISE = {"Mercosur", "Unasur"}  # the source writes the full name; the table has it as no alias


def test_countries_carry_an_identifier_of_the_sources(gazetteer, entities):
    by_code = {row["cca3"]: set(row["qids"].values()) for row in entities("countries_fr_qid.jsonl")}
    by_code["XKX"] = by_code.get("UNK", set())
    territories = {row["qid"] for row in entities("rigour_territories.jsonl")}
    wrong = {
        code: one.entity_id
        for code, one in gazetteer.countries.items()
        if one.entity_id not in (by_code.get(code) or territories) and one.entity_id not in territories
    }
    assert wrong == {}


def test_most_adjectives_of_the_sources_are_known(gazetteer, entities):
    stated = [
        (fold(form), row["cca3"])
        for row in entities("countries_fr_qid.jsonl")
        if row["cca3"] in gazetteer.countries and gazetteer.countries[row["cca3"]].adjectives
        for form in (row.get("demonym_fr") or {}).values()
        if form and " " not in form and "," not in form
    ]
    unknown = [(form, code) for form, code in stated if form not in gazetteer.demonyms]
    assert len(unknown) / len(stated) < 0.02, unknown


def test_identifiers_said_to_be_checked_are_those_of_the_source(entities):
    source = {row["qid"]: row["name_fr"] for row in entities("orgs_international_qid_fr.jsonl") if row["qid"]}
    for entry, aliases in read_entities("bodies"):
        if entry.checked == "supraverden":
            assert entry.entity_id in source, entry
            names, stated = {alias.key for alias in aliases}, source[entry.entity_id]
            assert stated is None or key_of(stated) in names or entry.name in NAMED_OTHERWISE, (entry, stated)


def test_no_body_contradicts_the_source(entities):
    by_name = {
        fold(row["name_fr"]): row["qid"] for row in entities("orgs_international_qid_fr.jsonl") if row["qid"] and row["name_fr"]
    }
    wrong = [
        (entry.name, entry.entity_id, by_name[fold(alias.text)])
        for entry, aliases in read_entities("bodies")
        for alias in aliases
        if fold(alias.text) in by_name and entry.entity_id != by_name[fold(alias.text)]
    ]
    assert wrong == []

"""docs/gazetteer.md states the counts that the tables have."""

import re
from collections import Counter

import pytest

from tasks.gazetteer.reference import read_batch
from tasks.gazetteer.tables import KINDS, read_entities, read_list, read_rows

TABLE = re.compile(r"^\| (\w+) \| (\d+) \| (\d*) ?\|", re.MULTILINE)
LISTS = ("given_names", "family_names_first", "national_bodies")


@pytest.fixture(scope="module")
def page(root):
    return (root / "docs" / "gazetteer.md").read_text(encoding="utf-8")


def test_the_page_states_the_counts_of_the_tables(page, gazetteer):
    stated = {name: (int(rows), int(known) if known else None) for name, rows, known in TABLE.findall(page)}
    for name in ("countries", *KINDS):
        rows = list(read_rows(name))
        identifiers = sum(bool(row[2 if name == "countries" else 0]) for row in rows)
        assert stated[name] == (len(rows), identifiers), name
    for name in LISTS:
        assert stated[name] == (len(read_list(name)), None), name
    for name in ("exonyms", "regional_adjectives"):
        assert stated[name] == (len(list(read_rows(name))), None), name
    assert stated["periphrases"] == (sum(map(len, gazetteer.periphrases.values())), None)
    assert stated["state_bodies"] == (sum(map(len, gazetteer.state_bodies.values())), None)


def test_the_page_states_the_number_of_cities(page):
    assert f"{read_batch('entities')['kind'].to_pylist().count('city'):,} of them" in page


def test_the_page_states_how_identifiers_were_checked(page):
    checked = [entry.checked.split("+") for kind in KINDS for entry, _ in read_entities(kind) if entry.checked]
    for source, count in Counter(source for sources in checked for source in sources).items():
        assert re.search(rf"\| `{source}` \| {count} \|", page), (source, count)
    assert f"The {sum(bool(row[7]) for row in read_rows('countries'))} identifiers of capitals" in page

"""Each rule of the data files of exports, columns, authors, collectors and hyphens holds for its examples."""

import pytest
import yaml

from tasks.ingest.authors import split_names
from tasks.ingest.collectors import is_collector, is_list_of_links, target_of
from tasks.ingest.columns import load_columns, read_columns, role_of
from tasks.ingest.exports.patterns import load_exports, read_yaml
from tasks.ingest.extraction.layout import joined

EXPORTS = read_yaml()
LINES = [(row, load_exports().lines[row["id"]]) for row in EXPORTS["lines"]]
SIGNS = [(row, load_exports().signs[row["id"]]) for row in EXPORTS["signs"]]
ROLES = [(row, load_exports().roles[family][row["id"]]) for family, rows in EXPORTS["roles"].items() for row in rows]


@pytest.mark.parametrize(
    ("row", "pattern"), [*LINES, *SIGNS, *ROLES], ids=lambda value: value["id"] if isinstance(value, dict) else ""
)
def test_a_pattern_of_exports_tells_its_example_from_its_counter_example(row, pattern):
    assert pattern.search(row["example"])
    assert not pattern.search(row["counter_example"])


@pytest.mark.parametrize("row", EXPORTS["signs"], ids=lambda row: row["id"])
def test_what_a_sign_needs_stands_in_its_example(row):
    assert any(need in row["example"] for need in row["needs"])


@pytest.mark.parametrize("row", read_columns()["roles"], ids=lambda row: row["role"])
def test_a_role_is_told_by_its_example_and_not_by_its_counter_example(row):
    assert (role_of(row["example"]) or ("none",))[0] == row["role"]
    assert (role_of(row["counter_example"]) or ("none",))[0] != row["role"]


def test_tables_without_header_are_known_by_their_first_cell():
    for kind in load_columns().headless:
        assert kind["first"].match(kind["example"])
        assert not kind["first"].match("Le pont")


def _data(name: str) -> dict:
    from importlib.resources import files

    folder, _, file = name.rpartition("/")
    return yaml.safe_load(files("tasks.ingest").joinpath(folder, file).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "row", _data("authors.yaml")["examples"] + _data("authors.yaml")["counter_examples"], ids=lambda r: r["written"]
)
def test_names_are_cut_as_the_examples_say(row):
    assert list(split_names([row["written"]])) == row["names"]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Par Solène Arnoux", ["Solène Arnoux"]),
        ("Solène Arnoux | Loïc Ferrand", ["Solène Arnoux", "Loïc Ferrand"]),
        ("Solène Arnoux / Loïc Ferrand", ["Solène Arnoux", "Loïc Ferrand"]),
        ("AFP, Reuters", ["AFP, Reuters"]),
        ("Solène Arnoux avec AFP", ["Solène Arnoux avec AFP"]),
        ("[]", []),
        ("[nan, 3]", ["[nan, 3]"]),
        ("['Solène Arnoux']; x", ["['Solène Arnoux']", "x"]),
        ("", []),
    ],
)
def test_names_of_other_shapes(written, names):
    assert list(split_names([written])) == names


def test_lists_of_links_are_told_from_summaries():
    data = _data("collectors.yaml")
    assert all(map(is_list_of_links, data["examples"]))
    assert not any(map(is_list_of_links, data["counter_examples"]))


@pytest.mark.parametrize("row", _data("collectors.yaml")["redirects"], ids=lambda row: row["address"])
def test_addresses_of_collectors_lead_to_articles(row):
    assert target_of(row["address"]) == row["target"]


@pytest.mark.parametrize(
    ("title", "is_one"),
    [
        ("« pont » - Google Actualités", True),
        ("pont - BingNews", True),
        ("Google Alert - pont", True),
        ("L'Écho des Monts - Actualités", False),
        ("Google renonce à son projet - L'Écho", False),
        ("Tout sur Google News et la presse", False),
    ],
)
def test_feeds_of_collectors_are_told_by_their_titles(title, is_one):
    assert is_collector(title, ["https://echo.example/feed"]) == is_one


@pytest.mark.parametrize("row", _data("extraction/hyphens.yaml")["examples"], ids=lambda row: row["joined"])
def test_hyphens_at_the_end_of_lines(row):
    assert joined(*row["lines"]) == row["joined"]


def test_a_word_that_the_document_writes_with_a_hyphen_keeps_it():
    assert joined("un laissez-", "passer", {"laissez-passer"}) == "un laissez-passer"
    assert joined("un laissez-", "passer") == "un laissezpasser"

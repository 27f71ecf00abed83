"""Outlets: one name for one outlet, taken off headlines, read from lines of print, and counted."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tasks.clean.headline import without_outlet
from tasks.clean.hosts import host_of, outlet_key
from tasks.clean.knowledge import FOLDER, load_knowledge
from tasks.clean.outlets import coverage, one_name_each, print_outlet, straight_name

Article = Callable[..., dict[str, Any]]
KNOWLEDGE = load_knowledge()
RULES = yaml.safe_load(FOLDER.joinpath("outlets.yaml").read_text(encoding="utf-8"))


def named(*told: tuple[str | None, str | None], **given_names: str) -> list[str | None]:
    outlets, urls = (pd.Series([one[place] for one in told], dtype=object) for place in (0, 1))
    found = one_name_each(outlets, urls, knowledge=KNOWLEDGE, given=given_names)
    return [None if pd.isna(name) else name for name in found]


def test_host_spellings_and_lines_of_print_are_one_outlet() -> None:
    told = [
        ("sud-atlas.example", None),
        ("Sud-Atlas", "https://www.sud-atlas.example/a"),
        ("Sud-Atlas", None),
        ("SUD-ATLAS", None),
        ("Sud Atlas (site web)", None),
        (None, "https://sud-atlas.example/b"),
    ]
    assert named(*told) == ["Sud-Atlas"] * 6


def test_an_article_without_name_has_that_of_the_other_articles_of_its_host() -> None:
    told = [("Le Fil de la Vire", "https://filvire.example/a"), (None, "https://filvire.example/b"), ("filvire.example", None)]
    assert named(*told) == ["Le Fil de la Vire"] * 3
    assert named((None, "https://www.filvire.example/b"), (None, None)) == ["filvire.example", None]


def test_hosts_that_carry_many_outlets_name_none() -> None:
    assert named((None, "https://news.google.com/articles/x"), ("Le Fil", "https://news.google.com/y")) == [None, "Le Fil"]


def test_the_tables_of_stage_and_user_name_hosts_and_spellings() -> None:
    assert named((None, "https://www.lemonde.fr/a"), ("LE MONDE", None), ("Monde (Le)", None)) == ["Le Monde"] * 3
    given_names = {"filvire.example": "Le Fil de la Vire", "Fil Vire": "Le Fil de la Vire", "lemonde.fr": "Monde"}
    found = named((None, "https://filvire.example/b"), ("FIL VIRE", None), (None, "https://lemonde.fr/a"), **given_names)
    assert found == ["Le Fil de la Vire", "Le Fil de la Vire", "Monde"]


def test_the_most_frequent_spelling_is_taken_and_the_order_does_not_matter() -> None:
    told = [("Sud-atlas", None), ("Sud-Atlas", None), ("Sud-Atlas", None), ("SUD-ATLAS", None)]
    assert named(*told) == named(*reversed(told)) == ["Sud-Atlas"] * 4


@pytest.mark.parametrize("row", RULES["forms"], ids=[row["id"] for row in RULES["forms"]])
def test_a_form_is_turned_back(row: dict[str, str]) -> None:
    assert straight_name(row["example"], KNOWLEDGE) == row["means"]
    assert straight_name(row["counter_example"], KNOWLEDGE) == row["counter_example"]


def test_a_line_of_print_names_its_outlet() -> None:
    row = RULES["print_line"]
    assert print_outlet([row["example"]], KNOWLEDGE) == row["means"]
    assert print_outlet([row["counter_example"]], KNOWLEDGE) is None
    assert print_outlet(["LE FIL DE LA VIRE — Mardi 14 novembre 1961"], KNOWLEDGE) == "LE FIL DE LA VIRE"
    assert print_outlet(["Sud-Atlas, 12 septembre 2023, p. 4"], KNOWLEDGE) == "Sud-Atlas"
    assert print_outlet(["Belmont, 12 septembre 2023"], KNOWLEDGE) is None


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.sud-atlas.example:8080/a?b", "sud-atlas.example"),
        ("http://Sud-Atlas.example", "sud-atlas.example"),
        ("sud-atlas.example/a", None),
        ("file:///a", None),
        ("https://[", None),
        (None, None),
    ],
)
def test_the_host_of_an_address(url: str | None, host: str | None) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Le fleuve divise - Sud-Atlas", "Le fleuve divise"),
        ("Le fleuve divise | sud-atlas.example", "Le fleuve divise"),
        ("Sud-Atlas | Le fleuve divise", "Le fleuve divise"),
        ("Le fleuve divise — Le Monde", "Le fleuve divise"),
        ("Le fleuve divise - Le barrage aussi", "Le fleuve divise - Le barrage aussi"),
        ("Le Monde : histoire d'un journal", "Le Monde : histoire d'un journal"),
        ("Sud-Atlas", "Sud-Atlas"),
    ],
)
def test_the_name_of_the_outlet_is_no_part_of_the_headline(title: str, bare: str) -> None:
    assert without_outlet(title, frozenset({"sudatlas"}), KNOWLEDGE.outlet_keys) == bare


@pytest.mark.parametrize(
    ("declared", "authors"),
    [
        (["Anne Colin et Luc Perrin"], ["Anne Colin", "Luc Perrin"]),
        (["Anne Colin; Luc Perrin"], ["Anne Colin", "Luc Perrin"]),
        (["Anne Colin, Luc Perrin"], ["Anne Colin", "Luc Perrin"]),
        (["ANNE COLIN & LUC PERRIN"], ["ANNE COLIN", "LUC PERRIN"]),
        (["Par Anne Colin | 12 mars 2024"], ["Anne Colin"]),
        (["Zep; Luc Perrin"], ["Zep", "Luc Perrin"]),
        (["Nicolas Gauthier C."], ["Nicolas Gauthier C."]),
        (["Sud-Atlas", "Anne Colin"], ["Anne Colin"]),
        (["sud-atlas.example"], []),
        (["Collectif Eau"], ["Collectif Eau"]),
        (["Anonyme"], []),
        (["Awa N'Diaye, avec AFP"], ["Awa N'Diaye"]),
        (["Yves N’Guessan (à Abidjan) et Jean L'Hermitte"], ["Yves N'Guessan", "Jean L'Hermitte"]),
        (["Aïcha bint Ali et Sidi Ould Moctar, à Nouakchott"], ["Aïcha bint Ali", "Sidi Ould Moctar"]),
    ],
)
def test_several_authors_in_one_string_are_several(article: Article, declared: list[str], authors: list[str]) -> None:
    body = "La déléguée a rappelé mardi que les négociateurs avaient jusqu'à vendredi pour s'entendre sur le fleuve."
    assert list(article(body, authors=declared, outlet="Sud-Atlas")["authors"]) == authors


@pytest.mark.parametrize(
    ("declared", "authors"), [(["Le Fil de la Vire"], []), (["Anne Colin", "Le Fil de la Vire"], ["Anne Colin"])]
)
def test_the_outlet_is_no_byline_of_what_its_name_ends_with(article: Article, declared: list[str], authors: list[str]) -> None:
    body = "La déléguée a rappelé mardi que les négociateurs avaient jusqu'à vendredi pour s'entendre sur le fleuve."
    assert list(article(body, authors=declared, outlet="Le Fil de la Vire")["authors"]) == authors


def test_the_note_of_a_run_counts_what_is_known() -> None:
    frame = pd.DataFrame(
        {
            "outlet": ["Sud-Atlas", "Sud-Atlas", None],
            "published_on": pd.Series([date(2024, 3, 12), None, None], dtype=object),
            "authors": [["Anne Colin"], ["Luc Perrin"], []],
        }
    )
    assert coverage(frame) == "1 dated, 2 signed, 2 with an outlet (Sud-Atlas 2)"
    assert coverage(frame.iloc[:0]) == ""


@given(st.lists(st.tuples(st.none() | st.text(max_size=12), st.none() | st.text(max_size=20)), max_size=8))
def test_any_outlets_have_names_that_do_not_depend_on_the_order(told: list[tuple[str | None, str | None]]) -> None:
    found = named(*told)
    assert named(*reversed(told)) == found[::-1]
    assert all(name is None or re.search(r"\S", name) for name in found)


@given(st.text(max_size=30))
def test_a_key_is_the_same_for_every_spelling_of_case(name: str) -> None:
    assert outlet_key(name.upper()) == outlet_key(name.upper().lower())

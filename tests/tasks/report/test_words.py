"""What the page says: each text is there in both languages and used, each code has a label, figures are those of the docs."""

import re
from hashlib import sha256
from importlib.resources import files

import pytest
import yaml

from schemas.vocabularies import vocabulary
from tasks.report.words import countries, knowledge, labels

ASSETS = files("tasks.report").joinpath("assets")
APP = [entry for entry in ASSETS.joinpath("app").iterdir() if entry.name.endswith(".js")]
# Codes that a reader meets one by one; other vocabularies grow, and show the code where they have no label.
CLOSED = ("event_type", "realis", "date_precision", "date_source", "published_precision", "place_precision", "label", "stage")


def source() -> str:
    return "\n".join(entry.read_text(encoding="utf-8") for entry in APP)


def test_each_text_has_both_languages_and_the_same_values():
    for key, (french, english) in knowledge("texts").items():
        values = [set(re.findall(r"\{(\d)\}", words)) for words in (french, english)]
        assert values[0] == values[1], key
        assert all(set(re.findall(r"\{(\d)\|[^|}]*\|[^}]*\}", words)) <= values[0] for words in (french, english)), key


def test_the_page_asks_for_no_text_that_is_not_there():
    assert set(re.findall(r'\bt\("(\w+)"', source())) <= set(knowledge("texts"))


def test_no_text_is_unused():
    used = set(re.findall(r'"(\w+)"', source()))
    built = ("rest_", "measure_", "filter_", "legend_", "prec_")
    assert [key for key in knowledge("texts") if key not in used and not key.startswith(built)] == []


@pytest.mark.parametrize("name", CLOSED)
def test_each_code_has_a_label(name):
    assert set(vocabulary(name)) <= set(knowledge("labels")[name])


def test_a_code_without_label_is_shown_as_it_is():
    found = labels({"removed_reason": {"novel": {"code": "novel", "meaning": "New."}}})
    assert found["removed_reason"]["novel"] == {"fr": "novel", "en": "novel", "meaning": "New."}


def test_countries_have_names_and_the_codes_of_the_map():
    found = countries(["FRA", "XKX", "???"])
    assert found["FRA"]["fr"] == "France"
    assert "250" in found["FRA"]["numeric"]
    assert found["XKX"]["en"] == "Kosovo"
    assert "???" not in found


def test_measured_quality_is_what_the_docs_state(root):
    stated = {
        cells[0]: cells[1:]
        for line in (root / "docs/quality.md").read_text(encoding="utf-8").splitlines()
        if len(cells := [cell.strip() for cell in line.strip("|").split("|")]) == 4
    }
    for row in knowledge("quality")["rows"]:
        assert stated[row["name"]] == row["figures"]


def test_the_libraries_are_those_of_the_lock():
    vendor = ASSETS.joinpath("vendor")
    locked = yaml.safe_load(vendor.joinpath("vendor.yaml").read_text(encoding="utf-8"))
    assert {entry.name for entry in vendor.iterdir()} == {row["file"] for row in locked} | {"vendor.yaml", "LICENSES.txt"}
    for row in locked:
        assert sha256(vendor.joinpath(row["file"]).read_bytes()).hexdigest() == row["sha256"]
        assert f"==== {row['package']} {row['version']} ====" in vendor.joinpath("LICENSES.txt").read_text(encoding="utf-8")


def test_the_page_puts_no_string_into_markup():
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|dangerouslySet|\beval\(|new Function", source())

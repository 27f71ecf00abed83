"""Names in context: a table of invented sentences, half of which nobody looked at while rules were made (names_in_context.tsv).

A row names a surface form in its sentence, with day and outlet, and what it is: a Wikidata identifier or none, and its country
where that is asked. `label` TITLE stands for an office holder who is not named.
"""

from datetime import date

import pytest
import yaml

from tasks.gazetteer.load import load_gazetteer
from tasks.gazetteer.words import split_words
from tasks.link.descriptions import describe
from tasks.link.entities import Article, link_article


@pytest.fixture(scope="module")
def rows(root):
    lines = (root / "tests/evaluation/names_in_context.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.fixture(scope="module")
def floors(root):
    return yaml.safe_load((root / "tests/evaluation/floors.yaml").read_text(encoding="utf-8"))["names_in_context"]


def spans(sentence, name, label, gazetteer):
    """The mention of the row and the other names of its sentence that the gazetteer finds, none overlapping."""
    start = sentence.index(name)
    found = [] if label == "TITLE" else [(start, start + len(name), label)]
    words = split_words(sentence)
    for match in gazetteer.matches(sentence, words):
        first, last = words[match.first].start, words[match.last].end
        weak = match.aliases[0].weak
        if not weak and all(last <= a or b <= first for a, b, _ in found) and (label != "TITLE" or last <= start):
            found.append((first, last, gazetteer.entries[match.aliases[0].entity_id].label))
    return sorted(found)


def right(row, gazetteer):
    _, name, label, sentence, day, outlet, wanted, country = row
    name = name.removeprefix("le ") if label == "TITLE" else name
    mentions = [
        {
            "article_id": "0" * 20,
            "sentence": 0,
            "start": a,
            "end": b,
            "text": sentence[a:b],
            "label": kind,
            "form": "name",
            "decision": "x",
        }
        for a, b, kind in spans(sentence, name, label, gazetteer)
    ]
    article = Article(text=sentence, published=date.fromisoformat(day), outlet=gazetteer.outlet_country(outlet))
    linked, setting = link_article(article, mentions, gazetteer)
    found = list(describe(setting, linked, gazetteer)) if label == "TITLE" else linked
    one = next((r for r in found if r["start"] == sentence.index(name)), None)
    entity_id = (one or {}).get("entity_id") or "none"
    named = entity_id if entity_id.startswith("Q") else "none"
    return named == wanted and (not country or (one is not None and one["country"] == country))


@pytest.mark.parametrize("half", ["seen", "held"])
def test_names_in_context_are_linked_as_a_reader_would(rows, floors, half):
    gazetteer = load_gazetteer()
    chosen = [row for row in rows if row[0] == half]
    wrong = [row for row in chosen if not right(row, gazetteer)]
    share = 1 - len(wrong) / len(chosen)
    assert share >= floors[half], wrong if half == "seen" else f"{len(wrong)} of {len(chosen)} wrong"


def test_the_table_is_large_and_its_halves_are(rows):
    assert len(rows) >= 600
    assert min(sum(row[0] == half for row in rows) for half in ("seen", "held")) >= 280

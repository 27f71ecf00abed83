"""Temporal expressions measured on corpora outside the repository, against the floors in tests/evaluation/floors.yaml."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

from tasks.temporal.expressions import Timex, find_timexes
from tasks.temporal.grammar import load_grammar

pytestmark = pytest.mark.shared
Annotated = tuple[int, int, str]


@pytest.fixture(scope="module")
def floors(root):
    return yaml.safe_load((root / "tests" / "evaluation" / "floors.yaml").read_text(encoding="utf-8"))["temporal"]


def test_weekdays_with_their_date_are_resolved_by_the_calendar(shared, floors):
    lines = (shared / "corpora/temporal/orangesum_weekday_dated.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    right = sum(_value_at(case) == case["value"] for case in cases)
    assert right / len(cases) >= floors["orangesum_weekday_right"], f"{right} of {len(cases)} right"


def _value_at(case) -> str | None:
    published = date.fromisoformat(case["published"][:10])
    start, end = case["start"], case["start"] + len(case["expr"])
    found = find_timexes(case["sentence"], published=published, published_precision="day", grammar=load_grammar())
    covering = [timex for timex in found if timex.start < end and timex.end > start and timex.date_start]
    return str(covering[0].date_start) if covering else None


def test_expressions_of_the_timebank_are_found_and_valued(shared, floors):
    counts = [_counts(path) for path in sorted((shared / "corpora/fr_timebank").glob("*.tml"))]
    gold, found, strict, relaxed, valued = (sum(one[place] for one in counts) for place in range(5))
    scores = {name: 2 * hits / (gold + found) for name, hits in (("strict", strict), ("relaxed", relaxed), ("value", valued))}
    low = {name: score for name, score in scores.items() if score < floors[f"timebank_{name}_f"]}
    assert not low, f"{scores} on {gold} expressions, {found} found"


def _counts(path: Path) -> tuple[int, int, int, int, int]:
    """Expressions annotated and found, found with the same span, found with some overlap, and those with the same value."""
    text, annotated, published = read_timebank(path)
    found = find_timexes(text, published=published, published_precision="day" if published else "unknown", grammar=load_grammar())
    pairs = list(_overlapping(annotated, found))
    strict = sum((timex.start, timex.end) == span[:2] for span, timex in pairs)
    return len(annotated), len(found), strict, len(pairs), sum(span[2] == timex.value for span, timex in pairs)


def _overlapping(annotated: Sequence[Annotated], found: Sequence[Timex]) -> Iterator[tuple[Annotated, Timex]]:
    """Each annotated expression with the first one found that overlaps it, each once."""
    free = list(found)
    for span in annotated:
        near = next((timex for timex in free if timex.start < span[1] and timex.end > span[0]), None)
        if near:
            free.remove(near)
            yield span, near


def read_timebank(path: Path) -> tuple[str, list[Annotated], date | None]:
    """The text, its TIMEX3 spans with values, and the day of creation."""
    tree = ET.parse(path).getroot()  # noqa: S314 - a corpus that we were given, not input
    annotated: list[Annotated] = []
    parts: list[str] = []

    def walk(node):
        start = sum(map(len, parts))
        parts.append(node.text or "")
        for child in node:
            walk(child)
            parts.append(child.tail or "")
        if node.tag == "TIMEX3":
            annotated.append((start, sum(map(len, parts)), node.get("value") or ""))

    walk(tree.find("TEXT"))
    created = tree.find("DCT/TIMEX3")
    day = re.match(r"\d{4}-\d{2}-\d{2}", created.get("value", "")) if created is not None else None
    return "".join(parts), sorted(span for span in annotated if span[1] > span[0]), date.fromisoformat(day[0]) if day else None

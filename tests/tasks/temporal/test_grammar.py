"""Every rule of grammar.yaml matches its example, denotes what it says, and leaves its counter-example alone."""

import re
from datetime import date

import pytest

from tasks.temporal.expressions import find_timexes
from tasks.temporal.folding import fold
from tasks.temporal.grammar import load_grammar
from tasks.temporal.lexicon import groups_of, read_knowledge
from tasks.temporal.resolution import OPERATIONS

PUBLISHED = date(2021, 3, 10)
ROWS = read_knowledge("grammar.yaml")["rules"]
SKIPPED = [row["id"] for row in ROWS if row["resolve"] == "skip"]


def rule_of(row):
    return next(rule for rule in load_grammar().rules if rule.id == row["id"])


def find(text, published=PUBLISHED, precision="day"):
    return find_timexes(text, published=published, published_precision=precision, grammar=load_grammar())


def bracketed(example):
    """The text without its brackets, and the span between them."""
    start = example.index("[")
    return re.sub(r"[\[\]]", "", example), start, example.index("]") - 1


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_the_example_is_matched_by_its_rule_at_the_brackets(row):
    text, start, end = bracketed(row["example"])
    if row["id"] in SKIPPED:
        assert find(text) == []
        spans = [_span(match) for match in rule_of(row).pattern.finditer(fold(text))]
    else:
        spans = [(timex.start, timex.end) for timex in find(text) if timex.rule_id == row["id"]]
    assert (start, end) in spans, f"{row['id']} finds {[text[s:e] for s, e in spans]}"


def _span(match):
    named = next((name for name in match.re.groupindex if name.startswith("expr") and match.start(name) >= 0), 0)
    return match.span(named)


@pytest.mark.parametrize("row", [row for row in ROWS if row["id"] not in SKIPPED], ids=lambda row: row["id"])
def test_the_example_means_what_the_rule_says(row):
    text, start, end = bracketed(row["example"])
    timex = next(timex for timex in find(text) if (timex.start, timex.end) == (start, end))
    told = None if timex.date_start is None else str(timex.date_start)
    if timex.date_end != timex.date_start:
        told = f"{told}..{timex.date_end}"
    means = row.get("means")
    assert told == (None if means is None else str(means))
    assert timex.kind == row["kind"] or (row["kind"] == "date" and timex.kind == "time")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_the_counter_example_is_left_alone(row):
    text = row["counter_example"]
    assert [text[t.start : t.end] for t in find(text) if t.rule_id == row["id"]] == []
    if row["id"] in SKIPPED:
        assert [groups_of(match) for match in rule_of(row).pattern.finditer(fold(text))] == []


def test_the_rules_are_whole():
    keys = {"id", "kind", "resolve", "pattern", "example", "counter_example", "means", "days", "sign", "lower_case"}
    assert [row["id"] for row in ROWS if not set(row) <= keys or row["resolve"] not in OPERATIONS] == []
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert {row["resolve"] for row in ROWS} == set(OPERATIONS), "operations that no rule names"

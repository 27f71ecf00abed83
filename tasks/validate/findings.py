"""Turns GX's outcomes into findings: plain values and text, ready for the verdict and the pages."""

from collections.abc import Iterable
from typing import Any

from tasks.validate.checks.check import given
from tasks.validate.french import in_french
from tasks.validate.gx import Outcome
from tasks.validate.verdict import Finding

VALUE_LIMIT = 300
NULL = "null"


def findings_of(table: str, outcomes: Iterable[Outcome]) -> list[Finding]:
    """One finding for each outcome."""
    return [_finding(table, outcome) for outcome in outcomes]


def impossible(table: str, column: str, words: str, why: str) -> Finding:
    """The finding on a check that could not be evaluated: critical, whatever the check."""
    return Finding(
        table=table, column=column, words=words, words_fr=in_french(words), severity="critical", passed=False, problem=why
    )


def _finding(table: str, outcome: Outcome) -> Finding:
    expected, result = outcome.expected, outcome.result.result
    return Finding(
        table=table,
        column=expected.column,
        words=expected.words,
        words_fr=in_french(expected.words),
        severity=str(expected.expectation.severity.value),
        passed=bool(outcome.result.success) and outcome.exception is None,
        rows=result.get("element_count"),
        failed=result.get("unexpected_count"),
        mostly=float(getattr(expected.expectation, "mostly", None) or 1.0),
        observed=_text(result["observed_value"]) if "observed_value" in result else None,
        sample=tuple({str(name): _text(value) for name, value in row.items()} for row in outcome.rows),
        problem=outcome.exception,
    )


def _text(value: Any) -> str:
    """A value as text, cut where it is long."""
    if not given(value):
        return NULL
    text = str(value)
    return text if len(text) <= VALUE_LIMIT else f"{text[:VALUE_LIMIT]}…"

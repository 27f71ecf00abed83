from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tasks.validate.findings import findings_of, impossible
from tasks.validate.gx import Expected, expectation, new_source, run_suite
from tasks.validate.verdict import Finding, Verdict, judge

INDEX = Path("index.html")


def _finding(severity: str, *, passed: bool, **further: Any) -> Finding:
    return Finding(table="articles", column="text", words="there is a value", severity=severity, passed=passed, **further)


def _judged(*findings: Finding) -> Verdict:
    return judge({"articles": findings}, index=INDEX)


@pytest.mark.parametrize(("severity", "success"), [("info", True), ("warning", True), ("critical", False)])
def test_only_a_critical_failure_refuses(severity: str, success: bool) -> None:
    verdict = _judged(_finding("critical", passed=True), _finding(severity, passed=False))
    assert (verdict.success, verdict.highest_severity) == (success, severity)


def test_what_could_not_be_evaluated_refuses_whatever_its_severity() -> None:
    assert not _judged(_finding("info", passed=False, problem="no such column")).success
    assert not _judged(impossible("articles", "text", "there is a value", "no such column")).success


def test_problems_are_told_most_severe_first() -> None:
    verdict = _judged(*(_finding(s, passed=False, rows=9, failed=2) for s in ("info", "critical", "warning")))
    assert [p.split("(")[1].split(")")[0] for p in verdict.problems] == ["critical", "warning", "info"]
    assert verdict.problems[0] == "articles.text (critical): expected that there is a value; 2 rows of 9 break it"


def test_expectations_are_counted_by_table() -> None:
    statistics = _judged(_finding("critical", passed=True), _finding("info", passed=False)).statistics["articles"]
    assert (statistics.evaluated, statistics.successful, statistics.unsuccessful) == (2, 1, 1)


def test_no_findings_are_no_failure() -> None:
    verdict = _judged()
    assert (verdict.success, verdict.highest_severity, verdict.problems) == (True, None, ())


def test_an_exception_of_the_library_becomes_a_problem() -> None:
    built = expectation("ExpectColumnMeanToBeBetween", severity="info", column="detail", min_value=0)
    suite = [Expected(expectation=built, column="detail", words="details can be averaged")]
    outcomes = run_suite(new_source(), "quarantine", suite, pd.DataFrame({"detail": ["vide", "illisible"]}), key=())
    (finding,) = findings_of("quarantine", outcomes)
    assert finding.problem
    assert not judge({"quarantine": [finding]}, index=INDEX).success


def test_long_values_are_cut_and_missing_ones_called_null() -> None:
    built = expectation("ExpectColumnValuesToBeInSet", severity="critical", column="label", value_set=["PER"])
    frame = pd.DataFrame({"label": ["x" * 1000], "country": [float("nan")]})
    suite = [Expected(expectation=built, column="label", words="", shown=("country",))]
    (finding,) = findings_of("entities", run_suite(new_source(), "entities", suite, frame, key=()))
    assert finding.sample == ({"country": "null", "label": f"{'x' * 300}…"},)

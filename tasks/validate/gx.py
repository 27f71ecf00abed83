"""The one door to Great Expectations: its usage statistics are off before it is imported, its progress bars too.

What belongs here: running a suite on a frame. What does not: what is expected (suites.py) and what follows (findings.py).
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

os.environ["GX_ANALYTICS_ENABLED"] = "false"
os.environ["DO_NOT_TRACK"] = "1"

import great_expectations as gx
import pandas as pd
from great_expectations import ExpectationSuite, expectations
from great_expectations.core import ExpectationValidationResult
from great_expectations.data_context import EphemeralDataContext
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.expectations.expectation import Expectation

SAMPLE_ROWS = 20
SOURCE = "tables"

__all__ = ["EphemeralDataContext", "Expectation", "Expected", "Outcome", "expectations", "new_context", "run_suite"]


@dataclass(frozen=True, kw_only=True)
class Expected:
    """One expectation and how to speak of it: the `column` to file it under, its `words`, the columns `shown` of the
    rows that break it, and the `helper` column, not to be shown, that it is evaluated on.
    """

    expectation: Expectation
    column: str
    words: str
    shown: tuple[str, ...] = ()
    helper: str | None = None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one expectation: GX's result and, where rows broke it, a sample of them (at most SAMPLE_ROWS)."""

    expected: Expected
    result: ExpectationValidationResult
    rows: tuple[Mapping[str, Any], ...] = ()

    @property
    def exception(self) -> str | None:
        """The first message of an exception raised while it was evaluated."""
        info = self.result.exception_info
        entries = [info] if "raised_exception" in info else list(info.values())
        return next((str(e["exception_message"]) for e in entries if e["raised_exception"]), None)


def new_context() -> EphemeralDataContext:
    """A GX context in memory, without progress bars."""
    context: EphemeralDataContext = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    context.data_sources.add_pandas(SOURCE)
    return context


def run_suite(
    context: EphemeralDataContext, name: str, suite: Sequence[Expected], frame: pd.DataFrame, *, key: Sequence[str]
) -> list[Outcome]:
    """Validate a frame; outcomes stand in the order of the suite.

    Runs once for counts, which is fast, and a second time for each failed expectation to learn which rows broke it:
    their columns `key` and those that the expectation names as shown. GX returns results in an order of its own, hence
    the number in each expectation's meta; nothing else goes there, GX copies it many times.
    """
    asset = context.data_sources.get(SOURCE).add_dataframe_asset(name)
    batch = asset.add_batch_definition_whole_dataframe("whole").get_batch(batch_parameters={"dataframe": frame})
    built = ExpectationSuite(name=name)
    built.expectations = [_numbered(expected, number) for number, expected in enumerate(suite)]
    results = batch.validate(built, result_format={"result_format": "BASIC", "partial_unexpected_count": 0}).results
    in_order = sorted(results, key=lambda r: r.expectation_config.meta["number"])
    return [
        Outcome(expected=expected, result=result, rows=_broken_rows(batch, expected, result, key))
        for expected, result in zip(suite, in_order, strict=True)
    ]


def _numbered(expected: Expected, number: int) -> Expectation:
    return expected.expectation.copy(update={"meta": {"number": number}})


def _broken_rows(batch: Any, expected: Expected, result: ExpectationValidationResult, key: Sequence[str]) -> tuple[Any, ...]:
    if not result.result.get("unexpected_count"):
        return ()
    detailed = batch.validate(
        expected.expectation,
        result_format={
            "result_format": "SUMMARY",
            "partial_unexpected_count": SAMPLE_ROWS,
            "unexpected_index_column_names": list(dict.fromkeys([*key, *expected.shown])),
            "return_unexpected_index_query": False,
        },
    )
    return tuple(detailed.result.get("partial_unexpected_index_list") or ())

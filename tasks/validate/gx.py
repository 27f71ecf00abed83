"""The one door to Great Expectations: its usage statistics are off before it is imported, its progress bars too.

What belongs here: running a suite on a frame. What does not: what is expected (suites.py) and what follows (tables.py).
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

os.environ["GX_ANALYTICS_ENABLED"] = "false"
os.environ["DO_NOT_TRACK"] = "1"

import great_expectations as gx  # noqa: E402  the two settings above must come first
import pandas as pd  # noqa: E402
from great_expectations import ExpectationSuite  # noqa: E402
from great_expectations.core import ExpectationValidationResult  # noqa: E402
from great_expectations.data_context import EphemeralDataContext  # noqa: E402
from great_expectations.data_context.types.base import ProgressBarsConfig  # noqa: E402
from great_expectations.expectations.expectation import Expectation  # noqa: E402

SAMPLE_ROWS = 20


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one expectation: GX's result and, where rows broke it, a sample of them (at most SAMPLE_ROWS)."""

    expectation: Expectation
    result: ExpectationValidationResult
    rows: tuple[Mapping[str, Any], ...] = ()

    @property
    def exception(self) -> str | None:
        """The first message of an exception raised while it was evaluated."""
        info = self.result.exception_info
        entries = [info] if "raised_exception" in info else list(info.values())
        return next((str(e["exception_message"]) for e in entries if e["raised_exception"]), None)


def run_suite(suite: ExpectationSuite, frame: pd.DataFrame, *, key: Sequence[str]) -> list[Outcome]:
    """Validate a frame; outcomes stand in the order of the suite.

    Runs once for counts, which is fast, and a second time for each failed expectation to learn which rows broke it:
    their columns `key` and those that the expectation's meta names under "shown".
    """
    batch = _batch(suite.name, frame)
    for number, expectation in enumerate(suite.expectations):
        expectation.meta = {**(expectation.meta or {}), "number": number}
    results = batch.validate(suite, result_format={"result_format": "BASIC", "partial_unexpected_count": 0}).results
    in_order = sorted(results, key=lambda r: r.expectation_config.meta["number"])
    return [
        Outcome(expectation=expectation, result=result, rows=_broken_rows(batch, expectation, result, key))
        for expectation, result in zip(suite.expectations, in_order, strict=True)
    ]


def _broken_rows(batch: Any, expectation: Expectation, result: ExpectationValidationResult, key: Sequence[str]) -> tuple[Any, ...]:
    if not result.result.get("unexpected_count"):
        return ()
    shown = list(dict.fromkeys([*key, *(expectation.meta or {}).get("shown", ())]))
    detailed = batch.validate(
        expectation,
        result_format={
            "result_format": "SUMMARY",
            "partial_unexpected_count": SAMPLE_ROWS,
            "unexpected_index_column_names": shown,
            "return_unexpected_index_query": False,
        },
    )
    return tuple(detailed.result.get("partial_unexpected_index_list") or ())


def _batch(name: str, frame: pd.DataFrame) -> Any:
    context: EphemeralDataContext = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    asset = context.data_sources.add_pandas("tables").add_dataframe_asset(name)
    return asset.add_batch_definition_whole_dataframe("whole").get_batch(batch_parameters={"dataframe": frame})

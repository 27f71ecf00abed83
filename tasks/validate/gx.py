"""The one door to Great Expectations: its usage statistics are off before it is imported, its progress bars too.

What belongs here: running a suite on a frame. What does not: what is expected (suites.py) and what follows (findings.py).
"""

import json
import logging
import os
import warnings
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ["GX_ANALYTICS_ENABLED"] = "false"
os.environ["DO_NOT_TRACK"] = "1"

import pandas as pd

with warnings.catch_warnings():  # GX imports a module of the standard library that is on its way out
    warnings.simplefilter("ignore", DeprecationWarning)
    import great_expectations as gx
    from great_expectations import ExpectationSuite, expectations
    from great_expectations.core import ExpectationValidationResult
    from great_expectations.core.batch import BatchMarkers
    from great_expectations.data_context.types.base import ProgressBarsConfig
    from great_expectations.datasource.fluent.pandas_datasource import PandasDatasource
    from great_expectations.execution_engine.pandas_batch_data import PandasBatchData
    from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
    from great_expectations.expectations.expectation import Expectation
    from great_expectations.render.view.view import DefaultJinjaIndexPageView, DefaultJinjaPageView

# This module of GX alone sets its own level, and tells of every temporary folder.
logging.getLogger("great_expectations.data_context.types.base").setLevel(logging.WARNING)

SAMPLE_ROWS = 20
NARROW = ("int8", "int16", "int32")

__all__ = [
    "DefaultJinjaIndexPageView",
    "DefaultJinjaPageView",
    "Expectation",
    "Expected",
    "Outcome",
    "PandasDatasource",
    "expectation",
    "new_source",
    "run_suite",
]


@dataclass(frozen=True, kw_only=True)
class Expected:
    """One expectation and how to speak of it.

    `column` is the column to file it under, `words` say what is expected, `shown` names further columns to show of the
    rows that break it.
    """

    expectation: Expectation
    column: str
    words: str
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one expectation: GX's result and, where rows broke it, a sample of them (at most SAMPLE_ROWS)."""

    expected: Expected
    result: ExpectationValidationResult
    rows: tuple[Mapping[Hashable, Any], ...] = ()

    @property
    def exception(self) -> str | None:
        """The first message of an exception raised while it was evaluated."""
        info = self.result.exception_info
        entries = [info] if "raised_exception" in info else list(info.values())
        return next((str(e["exception_message"]) for e in entries if e["raised_exception"]), None)


class OneColumnEngine(PandasExecutionEngine):
    """GX's engine for frames; it copies and hashes the whole frame, where this one takes the column that is asked for."""

    def get_batch_data_and_markers(self, batch_spec: Any) -> tuple[PandasBatchData, BatchMarkers]:
        """The frame as it was given, without GX's fingerprint of it, which nothing of ours reads."""
        frame, batch_spec.batch_data = batch_spec.batch_data, "PandasDataFrame"
        return PandasBatchData(execution_engine=self, dataframe=frame), BatchMarkers({"ge_load_time": "unknown"})

    def get_compute_domain(
        self, domain_kwargs: dict[str, Any], domain_type: Any, accessor_keys: Any = None
    ) -> tuple[pd.DataFrame, dict[str, Any], dict[str, Any]]:
        """What GX computes with; where that is one column, a frame of it. GX compares integers of 64 bits alone by column."""
        frame, compute, accessor = super().get_compute_domain(domain_kwargs, domain_type, accessor_keys)
        if "column" not in accessor:
            return frame, compute, accessor
        alone = frame[[accessor["column"]]]
        is_narrow = alone.dtypes.iloc[0] in NARROW
        return alone.astype("int64") if is_narrow else alone, compute, accessor


PandasDatasource.execution_engine_override = OneColumnEngine  # type: ignore[misc]  # declared for tests, of any engine


def expectation(kind: str, *, severity: str, **arguments: Any) -> Expectation:
    """The expectation of that class name in great_expectations.expectations. Raises AttributeError if there is none."""
    built: Expectation = getattr(expectations, kind)(severity=severity, **arguments)
    return built


def new_source() -> PandasDatasource:
    """A source of frames in a GX context of its own, in memory, without progress bars."""
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    return context.data_sources.add_pandas("tables")


def run_suite(
    source: PandasDatasource,
    name: str,
    suite: Sequence[Expected],
    frame: pd.DataFrame,
    *,
    key: Sequence[str],
    native: Path | None = None,
) -> list[Outcome]:
    """Validate a frame; outcomes stand in the order of the suite. `native`: a folder for GX's own suite and results, for tools.

    Runs once for counts, which is fast, and a second time for each failed expectation to learn which rows broke it: their
    columns `key` and those that the expectation names. The frame's index must number the rows. GX returns results in an
    order of its own, hence the number in each expectation's meta; nothing else goes there, GX copies it many times.
    """
    batch = (
        source.add_dataframe_asset(name)
        .add_batch_definition_whole_dataframe("whole")
        .get_batch(batch_parameters={"dataframe": frame})
    )
    built = ExpectationSuite(name=name)
    built.expectations = [_numbered(expected, number) for number, expected in enumerate(suite)]
    validated: Any = batch.validate(built, result_format={"result_format": "BASIC", "partial_unexpected_count": 0})
    in_order = sorted(validated.results, key=_number)
    if native is not None:
        _keep(native, name, built.to_json_dict(), validated.to_json_dict() | {"results": [r.to_json_dict() for r in in_order]})
    return [
        Outcome(expected=expected, result=result, rows=_broken_rows(batch, expected, result, frame[_shown(expected, frame, key)]))
        for expected, result in zip(suite, in_order, strict=True)
    ]


def _keep(folder: Path, name: str, suite: Mapping[str, Any], result: Mapping[str, Any]) -> None:
    """Write suite and result as GX has them, but for times and run ids: the same tables give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    lasting = {key: value for key, value in result.items() if key not in {"meta", "id", "result_url"}}
    for kind, content in (("suite", suite), ("result", lasting)):
        written = json.dumps(content, ensure_ascii=False, indent=1, default=str)
        (folder / f"{name}.{kind}.json").write_text(f"{written}\n", encoding="utf-8")


def _numbered(expected: Expected, number: int) -> Expectation:
    return expected.expectation.copy(update={"meta": {"number": number}})


def _number(result: ExpectationValidationResult) -> int:
    configuration: Any = result.expectation_config
    return int(configuration.meta["number"])


def _shown(expected: Expected, frame: pd.DataFrame, key: Sequence[str]) -> list[str]:
    named = dict.fromkeys([*key, *expected.shown, expected.column])
    return [name for name in named if name in frame.columns]


def _broken_rows(
    batch: Any, expected: Expected, result: ExpectationValidationResult, shown: pd.DataFrame
) -> tuple[Mapping[Hashable, Any], ...]:
    """The first rows that break it. GX is asked for their places only: it takes a minute to put 100,000 into words."""
    if not result.result.get("unexpected_count"):
        return ()
    places = batch.validate(
        expected.expectation,
        result_format={
            "result_format": "SUMMARY",
            "partial_unexpected_count": SAMPLE_ROWS,
            "return_unexpected_index_query": False,
        },
    ).result["partial_unexpected_index_list"]
    return tuple(shown.loc[places].to_dict("records"))

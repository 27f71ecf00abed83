"""Whatever a column states is expected of it, and a value that breaks it fails."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from schemas.column import Column, Table
from tasks.validate.contract import MISSING, OPTIONAL, REQUIRED
from tasks.validate.crosschecks import checks_of
from tasks.validate.gx import Expected, new_source, run_suite
from tasks.validate.suites import accounting_suite, contract_suite, table_suite

Tables = Mapping[str, pd.DataFrame]
CONTRACTS = (*REQUIRED, *OPTIONAL)
KINDS = ("null", "code", "pattern", "bound")
WORDS = {
    "null": "there is a value",
    "code": "the value is a code of",
    "pattern": "the whole value matches",
    "bound": "the value ",
}


def _suite(table: Table) -> tuple[Expected, ...]:
    return table_suite(table, checks=(), sound=table.schema.names)


def _states(column: Column, kind: str) -> bool:
    bounded = column.minimum is not None or column.maximum is not None
    coded = column.vocabulary is not None and not pa.types.is_nested(column.type)
    return {"null": not column.nullable, "code": coded, "pattern": column.pattern is not None, "bound": bounded}[kind]


def _fault(column: Column, kind: str) -> Any:
    if kind == "bound":
        return column.maximum + 1 if column.minimum is None else column.minimum - 1  # type: ignore[operator]
    return {"null": None, "code": "inouï", "pattern": "é\n"}[kind]


def _of_kind(suite: tuple[Expected, ...], kind: str) -> list[Expected]:
    coded = WORDS["code"]
    return [e for e in suite if e.words.startswith(WORDS[kind]) and (kind != "bound" or not e.words.startswith(coded))]


def _failed(table: Table, suite: list[Expected], frame: pd.DataFrame) -> set[str]:
    return {o.expected.column for o in run_suite(new_source(), table.name, suite, frame, key=table.key) if not o.result.success}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("table", CONTRACTS, ids=lambda table: table.name)
def test_a_value_that_breaks_what_its_column_states_fails(tables: Tables, table: Table, kind: str) -> None:
    stating = [column for column in table.columns if _states(column, kind)]
    frame = tables[table.name]
    broken = {c.name: pd.Series([_fault(c, kind), *frame[c.name].tolist()[1:]], dtype=object) for c in stating}
    suite = _of_kind(_suite(table), kind)
    assert [expected.column for expected in suite] == [column.name for column in stating]
    assert not suite or _failed(table, suite, frame) == set()
    assert not suite or _failed(table, suite, frame.assign(**broken)) == {column.name for column in stating}


@pytest.mark.parametrize("table", CONTRACTS, ids=lambda table: table.name)
def test_a_repeated_key_fails(tables: Tables, table: Table) -> None:
    suite = [expected for expected in _suite(table) if "is unique" in expected.words]
    frame = tables[table.name]
    assert len(suite) == 1
    assert _failed(table, suite, pd.concat([frame, frame.head(1)], ignore_index=True)) == {table.key[0]}


def test_a_line_break_behind_a_value_breaks_its_pattern(tables: Tables) -> None:
    table = REQUIRED[0]
    suite = [e for e in _of_kind(_suite(table), "pattern") if e.column == "article_id"]
    frame = tables["articles"].assign(article_id=tables["articles"]["article_id"] + "\n")
    assert _failed(table, suite, frame) == {"article_id"}


def test_a_missing_column_and_a_foreign_type_fail() -> None:
    found = pd.DataFrame(
        [
            {"table": "articles", "column": "text", "expected": "string", "found": MISSING},
            {"table": "articles", "column": "title", "expected": "string", "found": "int64 in part"},
            {"table": "articles", "column": "url", "expected": "string", "found": "string"},
        ]
    )
    missing, foreign = run_suite(new_source(), "contract", contract_suite(), found, key=("table", "column", "found"))
    assert [row["column"] for row in missing.rows] == ["text"]
    assert [row["column"] for row in foreign.rows] == ["text", "title"]


@pytest.mark.parametrize(("accounted", "holds"), [(4, True), (3, False), (5, False)])
def test_sources_must_add_up(accounted: int, holds: bool) -> None:
    frame = pd.DataFrame([{"read": 4, "accounted": accounted}])
    (outcome,) = run_suite(new_source(), "accounting", accounting_suite(), frame, key=("read",))
    assert bool(outcome.result.success) is holds


@pytest.mark.parametrize("table", CONTRACTS, ids=lambda table: table.name)
def test_the_suite_follows_the_contract(table: Table) -> None:
    """Drift: each column that states something of its values is expected to keep it, and no other column is."""
    checks = checks_of(table)
    suite = table_suite(table, checks=checks, sound=table.schema.names)
    stating = {c.name for c in table.columns if any(_states(c, kind) for kind in KINDS) or c.vocabulary}
    referring = {reference.column for reference in table.references}
    assert stating | referring | set(table.key) <= {expected.column for expected in suite} <= set(table.schema.names)


def test_whatever_the_contract_states_is_critical() -> None:
    for table in CONTRACTS:
        suite = table_suite(table, checks=checks_of(table), sound=table.schema.names)
        assert {expected.expectation.severity.value for expected in suite} == {"critical"}


def test_the_first_rows_that_break_an_expectation_are_given_with_their_key(tables: Tables) -> None:
    suite = [e for e in _of_kind(_suite(REQUIRED[1]), "code") if e.column == "label"]
    frame = tables["entities"].assign(label=["PER", "LIEU", "LIEU"])
    (outcome,) = run_suite(new_source(), "entities", suite, frame, key=("mention_id", "article_id"))
    assert [row["mention_id"] for row in outcome.rows] == frame["mention_id"].tolist()[1:]
    assert [row["label"] for row in outcome.rows] == ["LIEU", "LIEU"]

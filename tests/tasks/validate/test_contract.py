from collections.abc import Mapping

import pandas as pd
import pyarrow as pa
import pytest

from schemas.column import Column, Table
from tasks.validate.contract import MISSING, OPTIONAL, REQUIRED, columns_found, sound_columns

COLUMNS = [pytest.param(t, c, id=f"{t.name}.{c.name}") for t in (*REQUIRED, *OPTIONAL) for c in t.columns]

Tables = Mapping[str, pd.DataFrame]


def _found(tables: Tables, table: Table, column: Column) -> str:
    rows = columns_found(tables)
    return str(rows.loc[(rows["table"] == table.name) & (rows["column"] == column.name), "found"].item())


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_column_of_the_contract_is_found_with_its_type(tables: Tables, table: Table, column: Column) -> None:
    assert _found(tables, table, column) == str(column.type)


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_column_that_is_not_there_is_found_missing(tables: Tables, table: Table, column: Column) -> None:
    without = {**tables, table.name: tables[table.name].drop(columns=column.name)}
    assert _found(without, table, column) == MISSING
    assert (table.name, column.name) not in sound_columns(without, columns_found(without))


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_column_with_values_of_another_type_is_found_out(tables: Tables, table: Table, column: Column) -> None:
    foreign = 7 if pa.types.is_string(column.type) else "sept"
    frame = tables[table.name]
    mixed = {**tables, table.name: frame.assign(**{column.name: pd.Series([foreign] * len(frame), dtype=object)})}
    assert _found(mixed, table, column) != str(column.type)
    assert (table.name, column.name) not in sound_columns(mixed, columns_found(mixed))


def test_a_table_that_is_not_there_misses_all_its_columns(tables: Tables) -> None:
    rows = columns_found({name: frame for name, frame in tables.items() if name != "events"})
    assert set(rows.loc[rows["table"] == "events", "found"]) == {MISSING}


def test_a_null_where_none_may_be_makes_a_column_unsound(tables: Tables) -> None:
    holed = {**tables, "articles": tables["articles"].assign(text=pd.Series(["un", None, "deux"], dtype="str"))}
    assert ("articles", "text") not in sound_columns(holed, columns_found(holed))

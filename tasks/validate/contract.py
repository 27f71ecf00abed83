"""Whether the columns are there with the contract's types: the ground that all other checks stand on. Pure, no GX."""

from collections.abc import Mapping

import pandas as pd
import pyarrow as pa

from schemas.aggregates import AGGREGATES
from schemas.articles import ALIASES, ARTICLES, OVERLAPS
from schemas.column import Column, Table
from schemas.entities import ENTITIES
from schemas.events import EVENTS
from schemas.quarantine import QUARANTINE
from tasks.frames import is_light

REQUIRED = (ARTICLES, ENTITIES, EVENTS, QUARANTINE)
OPTIONAL = (OVERLAPS, ALIASES)
MISSING = "missing"


def contracts_of(tables: Mapping[str, pd.DataFrame]) -> tuple[Table, ...]:
    """The contracts that the tables must keep: the required ones, and the optional ones that are given."""
    return REQUIRED + tuple(table for table in (*OPTIONAL, *AGGREGATES) if table.name in tables)


def columns_found(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row for each column of the contracts: `table`, `column`, `expected`, `found` (types as Arrow writes them)."""
    rows = [
        {
            "table": table.name,
            "column": column.name,
            "expected": str(column.type),
            "found": _found(tables.get(table.name), column),
        }
        for table in contracts_of(tables)
        for column in table.columns
    ]
    return pd.DataFrame(rows)


def sound_columns(tables: Mapping[str, pd.DataFrame], found: pd.DataFrame) -> frozenset[tuple[str, str]]:
    """(table, column) of what can be computed with: there, of the contract's type, and null only where it may be."""
    typed = found.loc[found["expected"] == found["found"], ["table", "column"]].itertuples(index=False, name=None)
    columns = {(table.name, column.name): column for table in contracts_of(tables) for column in table.columns}
    return frozenset(
        (table, name) for table, name in typed if columns[table, name].nullable or not tables[table][name].isna().any()
    )


def _found(frame: pd.DataFrame | None, column: Column) -> str:
    if frame is None or column.name not in frame.columns:
        return MISSING
    values = frame[column.name]
    if is_light(values):
        held = pa.chunked_array(pa.array(values)).type
        return str(column.type if held == column.type else held)  # Parquet names the elements of a list otherwise
    if pa.types.is_list(column.type) and values.map(lambda value: isinstance(value, str)).any():
        return "string in part"  # Arrow would take the text for a list of its characters
    try:
        pa.Array.from_pandas(values, type=column.type)
    except (pa.ArrowInvalid, pa.ArrowTypeError, TypeError, ValueError):
        return _inferred(values)
    return str(column.type)


def _inferred(values: pd.Series) -> str:
    try:
        return f"{pa.Array.from_pandas(values).type} in part"
    except (pa.ArrowInvalid, pa.ArrowTypeError, TypeError, ValueError):
        return "mixed"

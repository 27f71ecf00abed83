"""Frames in and out of Parquet, checked against their contract, and what a stage hands over.

What belongs here: conversion and the contract check. What does not: any stage's work.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from schemas.column import Table
from schemas.errors import ContractError
from schemas.quarantine import QUARANTINE


@dataclass(frozen=True, kw_only=True)
class TableRef:
    """A table on disk: small, so that the orchestrator passes and shows it cheaply."""

    table: str
    path: Path
    rows: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Split:
    """What a stage made of its input: rows kept, and quarantine rows for what it dropped."""

    kept: pd.DataFrame
    dropped: pd.DataFrame


def frame_of(table: Table, rows: Iterable[Mapping[str, Any]] = ()) -> pd.DataFrame:
    """A frame with the table's columns from row mappings (no rows: an empty frame). Raises ContractError."""
    listed = list(rows)
    if not listed:
        return _empty(table).copy()
    return frame_of_columns(table, {c.name: [row.get(c.name) for row in listed] for c in table.columns})


@cache
def _empty(table: Table) -> pd.DataFrame:
    """A frame without rows: making one takes half a millisecond, a copy much less."""
    return frame_of_columns(table, {})


def frame_of_columns(table: Table, columns: Mapping[str, Sequence[Any]]) -> pd.DataFrame:
    """A frame with the table's columns from the values of each. Raises ContractError."""
    return to_frame(_build(table, columns))


def values_of(frame: pd.DataFrame, columns: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    """The values of each row in these columns, missing strings as None: in a third of the time that itertuples takes."""
    series = [frame[name] for name in columns]
    values = [pa.array(column).to_pylist() if isinstance(column.dtype, pd.StringDtype) else column.tolist() for column in series]
    return zip(*values, strict=True)


def dropped_rows(documents: pd.DataFrame, *, stage: str, reason: Sequence[str], detail: Sequence[str]) -> pd.DataFrame:
    """Quarantine rows for documents (columns `sources`, one reason and detail each): one row for each place of delivery."""
    rows = [
        {"uri": source["uri"], "sha256": source["sha256"], "stage": stage, "reason": why, "detail": words}
        for sources, why, words in zip(documents["sources"], reason, detail, strict=True)
        for source in sources
    ]
    return frame_of(QUARANTINE, rows)


def to_frame(table: pa.Table) -> pd.DataFrame:
    """The frame of an Arrow table.

    Nested columns hold Python lists and dicts, dates `datetime.date`; a missing value is None there and NaN in string
    and float columns.
    """
    columns = {name: _values(table.column(name)) for name in table.column_names}
    return pd.DataFrame(columns, index=pd.RangeIndex(table.num_rows), copy=False)


def light_frame(table: pa.Table) -> pd.DataFrame:
    """The frame of an Arrow table whose nested columns stay Arrow's, a tenth as large: a value is a list when it is asked for."""
    nested = [name for name in table.column_names if pa.types.is_nested(table.schema.field(name).type)]
    plain = to_frame(table.drop_columns(nested))
    kept = {name: pd.arrays.ArrowExtensionArray(table.column(name)) for name in nested}
    return plain.assign(**kept).reindex(columns=table.column_names)


def is_light(values: pd.Series) -> bool:
    """Whether a column's nested values are Arrow's."""
    return isinstance(values.dtype, pd.ArrowDtype)


def to_table(frame: pd.DataFrame, table: Table) -> pa.Table:
    """The Arrow table of a frame, with exactly the contract's columns in its order.

    Raises ContractError on a missing column, a value of another type, a null where none may be, or a repeated key.
    """
    missing = [c.name for c in table.columns if c.name not in frame.columns]
    if missing:
        raise _broken(table, f"no column {', '.join(missing)}", f"the columns {', '.join(table.schema.names)}")
    built = _build(table, {c.name: frame[c.name] for c in table.columns})
    check_nulls(built, table)
    if (repeated := len(frame) - len(frame.drop_duplicates(list(table.key)))) > 0:
        first = ":".join(str(part) for part in frame.loc[frame.duplicated(list(table.key)), list(table.key)].iloc[0])
        raise _broken(table, f"{repeated} rows that repeat the key {', '.join(table.key)}, the first {first}", "each key once")
    return built


def check_nulls(built: pa.Table, table: Table) -> None:
    """Raises ContractError where a value is missing that the contract demands."""
    for column in table.columns:
        if not column.nullable and (nulls := built.column(column.name).null_count):
            raise _broken(table, f"{nulls} null in column {column.name}", "none")


def write_table(frame: pd.DataFrame | pa.Table, table: Table, path: Path) -> TableRef:
    """Write the rows as Parquet (zstd), sorted by their key: the bytes depend on the rows alone.

    A frame is checked against its contract; an Arrow table was, where it was made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    built = frame if isinstance(frame, pa.Table) else to_table(frame, table)
    order = [(name, "ascending") for name in table.key]
    sorting = pq.SortingColumn.from_ordering(table.schema, order)
    pq.write_table(
        built.sort_by(order), path, compression="zstd", compression_level=3, write_page_index=True, sorting_columns=sorting
    )
    return TableRef(table=table.name, path=path, rows=built.num_rows, sha256=file_sha256(path))


def read_table(ref: TableRef, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """The frame of a table on disk, all columns or those named; of nested ones a field, as Parquet names it."""
    with pq.ParquetFile(ref.path) as opened:
        return to_frame(opened.read(columns=None if columns is None else list(columns)))


def light_table(ref: TableRef) -> pd.DataFrame:
    """The same, with nested columns as Arrow's (light_frame)."""
    return light_frame(pq.read_table(ref.path))


def concat(table: Table, frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The rows of all frames of a contract; an empty frame of it if there are none."""
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else frame_of(table)


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _values(column: pa.ChunkedArray) -> Any:
    """The column's values as pandas holds them: an array of Python's values, or of its own."""
    if column.num_chunks == 0:  # pandas can't join on an array without any chunk
        column = pa.chunked_array([pa.array([], type=column.type)])
    if pa.types.is_nested(column.type) or pa.types.is_date(column.type) or pa.types.is_binary(column.type):
        return np.fromiter(column.to_pylist(), object, len(column))
    return column.to_pandas().array


def _build(table: Table, values: Mapping[str, Any]) -> pa.Table:
    arrays = []
    for column in table.columns:
        data = values.get(column.name, [])
        try:
            arrays.append(_array(data, column.type))
        except (pa.ArrowException, TypeError, ValueError) as error:
            where = _first_unlike(data, column.type, values, table)
            raise _broken(table, f"column {column.name}{where}: {error}", f"values of type {column.type}") from error
    chunked = [a if isinstance(a, pa.ChunkedArray) else pa.chunked_array([a]) for a in arrays]
    return pa.Table.from_arrays(chunked, schema=table.schema)


def _first_unlike(data: Any, kind: pa.DataType, values: Mapping[str, Any], table: Table) -> str:
    """Which row is the first whose value is not of the type, by its key."""
    for place, value in enumerate(data):
        try:
            pa.array([value], type=kind, from_pandas=True)
        except (pa.ArrowException, TypeError, ValueError):
            return f" of {':'.join(str(list(values[name])[place]) for name in table.key)}"
    return ""


def _array(data: Any, kind: pa.DataType) -> Any:
    """The Arrow array of a column's values. Without any, pandas can't be asked for their type."""
    if len(data) == 0:
        return pa.array([], type=kind)
    return pa.Array.from_pandas(data, type=kind) if isinstance(data, pd.Series) else pa.array(data, type=kind)


def _broken(table: Table, found: str, expected: str) -> ContractError:
    return ContractError(
        found=f"table {table.name} has {found}",
        expected=expected,
        remedy="mend the stage that writes it; schemas/ holds the contract",
    )

"""Columns of the tables as Arrow's, and the elements of lists one after the other: what checks on many rows read. Pure, no GX.

What belongs here: how values are reached. What does not: what is asked of them (checks/).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from schemas.column import Table
from schemas.dictionary import PUBLISHED
from tasks.frames import is_light

CONTRACTS: Mapping[str, Table] = MappingProxyType({table.name: table for table in PUBLISHED})
Booleans = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]


def column_of(tables: Mapping[str, pd.DataFrame], table: str, name: str) -> pa.ChunkedArray:
    """The values of a column in the type of its contract. Raises KeyError, or ArrowException where they are of another type."""
    values, kind = tables[table][name], CONTRACTS[table][name].type
    held = pa.array(values) if is_light(values) else pa.Array.from_pandas(values, type=kind)
    return held if isinstance(held, pa.ChunkedArray) else pa.chunked_array([held])


def truths(values: pa.ChunkedArray) -> Booleans:
    """Booleans as numpy's; null is false."""
    return np.asarray(pc.fill_null(values, fill_value=False).to_numpy(), dtype=bool)


def among(values: pa.ChunkedArray, known: pa.ChunkedArray) -> Booleans:
    """Which values are among the known ones; null is not."""
    return truths(pc.is_in(values, value_set=known, skip_nulls=True))


def places_of(values: pa.ChunkedArray, known: pa.ChunkedArray) -> Places:
    """The place of each value among the known ones; -1 where it is not one of them."""
    found = pc.index_in(values, value_set=known, skip_nulls=True)
    return np.asarray(pc.fill_null(found, fill_value=-1).to_numpy(), dtype=np.int64)


def codes(values: pa.ChunkedArray) -> Places:
    """A number for each value: the same for the same value, null too."""
    encoded = values.combine_chunks().dictionary_encode(null_encoding="encode")
    return np.asarray(encoded.indices.to_numpy(), dtype=np.int64)


@dataclass(frozen=True, kw_only=True)
class Elements:
    """The elements of a list column: `rows`, the place of the row of each, of `count` rows; null is a list without any."""

    rows: Places
    values: pa.ChunkedArray
    count: int

    def field(self, name: str) -> pa.ChunkedArray:
        """A field of each element, where they are structs."""
        return pc.struct_field(self.values, name)

    def every(self, holds: Booleans) -> Booleans:
        """Whether what holds of each element holds of all elements of each row."""
        return np.asarray(np.bincount(self.rows[~holds], minlength=self.count) == 0, dtype=bool)

    def distinct(self, numbers: Places) -> Places:
        """How many different ones of the elements' numbers stand in each row."""
        most = numbers.max(initial=0) + 1
        return np.bincount(np.unique(self.rows * most + numbers) // most, minlength=self.count)


def elements(values: pa.ChunkedArray) -> Elements:
    """The elements of a column of lists."""
    lengths = pc.fill_null(pc.list_value_length(values), 0).to_numpy()
    return Elements(rows=np.repeat(np.arange(len(values)), lengths), values=pc.list_flatten(values), count=len(values))

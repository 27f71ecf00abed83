"""Flat tables: each list of a published table as rows of its own, for tools that read no nested columns.

They are derived from the contracts and are no files of a release: `depeche query` and `depeche export` make them. A list
`mentions` of `events` becomes `events_mentions`, a list within it `events_mentions_actors`; each row has the key of the table,
its `position` in the list counted from 0, and for a list within a list the position of the outer row (`mentions_position`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa

from schemas.column import Table

POSITION = "position"
VALUE = "value"


@dataclass(frozen=True, kw_only=True)
class FlatTable:
    """One list as a table: its name, the table and the path of lists that it comes from, its key columns, its value columns.

    A list of plain values has the one value column `value`.
    """

    name: str
    table: Table
    path: tuple[str, ...]
    key: tuple[str, ...]
    values: tuple[pa.Field, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns in their order."""
        return (*self.key, *(field.name for field in self.values))


def scalar_columns(table: Table) -> list[str]:
    """The names of the columns of a table that are no lists."""
    return [column.name for column in table.columns if not pa.types.is_list(column.type)]


def flat_tables(table: Table) -> list[FlatTable]:
    """The flat tables of a published table, outer lists before those within them."""
    lists = [(column.name, column.type) for column in table.columns if pa.types.is_list(column.type)]
    return [flat for name, kind in lists for flat in _flattened(table, (name,), kind, table.key)]


def _flattened(table: Table, path: tuple[str, ...], kind: pa.DataType, outer: tuple[str, ...]) -> Iterator[FlatTable]:
    """The table of one list, then those of the lists within it. `outer`: the key of what the list belongs to."""
    fields = list(kind.value_type) if pa.types.is_struct(kind.value_type) else [pa.field(VALUE, kind.value_type)]
    inner = [field for field in fields if pa.types.is_list(field.type)]
    yield FlatTable(
        name="_".join((table.name, *path)),
        table=table,
        path=path,
        key=(*outer, POSITION),
        values=tuple(field for field in fields if field not in inner),
    )
    for field in inner:
        yield from _flattened(table, (*path, field.name), field.type, (*outer, f"{path[-1]}_{POSITION}"))

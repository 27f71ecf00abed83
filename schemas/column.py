"""What a column and a table are. The tables themselves stand in articles.py, entities.py, events.py and so on."""

from dataclasses import dataclass, field

import pyarrow as pa

STRINGS = pa.list_(pa.string())


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its name, pyarrow type, meaning, and what its values may be.

    `vocabulary` names a file of schemas/vocabularies; on a list column it binds each element. `field_vocabularies` are the
    fields of its structs that hold codes, each with the vocabulary of them. `minimum` and `maximum` are inclusive.
    `pattern` is a regular expression that a whole string value must match.
    """

    name: str
    type: pa.DataType
    meaning: str
    unit: str | None = None
    nullable: bool = False
    vocabulary: str | None = None
    field_vocabularies: tuple[tuple[str, str], ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    pattern: str | None = None


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A foreign key: each value of `column` (of the list's elements where it holds a list) stands in `table`.`key`.

    `within` names the field to follow where the column holds structs.
    """

    column: str
    table: str
    key: str
    within: str | None = None


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table: what a row is, its key, its columns in order, and what it refers to."""

    name: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    references: tuple[Reference, ...] = field(default=())

    def __getitem__(self, name: str) -> Column:
        """The column of that name. Raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"table {self.name} has no column {name}; it has {', '.join(c.name for c in self.columns)}")

    @property
    def schema(self) -> pa.Schema:
        """The pyarrow schema; each field's metadata carries its description (and unit, where there is one)."""
        return pa.schema([_field(c) for c in self.columns], metadata={"table": self.name, "row": self.row})


def _field(column: Column) -> pa.Field:
    metadata = {"description": column.meaning} | ({"unit": column.unit} if column.unit else {})
    return pa.field(column.name, column.type, nullable=column.nullable, metadata=metadata)

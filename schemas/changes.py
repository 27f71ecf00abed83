"""The list of changes: which rows differ from those of the release before. One file of each release that has one before it."""

import pyarrow as pa

from schemas.column import STRINGS, Column, Table

CHANGES = Table(
    name="changes",
    row="one row of a table that was added, changed or removed since the release that the manifest names (`changes.since`)",
    key=("row_table", "row_key"),
    columns=(
        Column(name="row_table", type=pa.string(), meaning="Table of the row."),
        Column(
            name="row_key",
            type=pa.string(),
            meaning="Key of the row, its parts joined by colons; a missing part is empty.",
        ),
        Column(name="change", type=pa.string(), vocabulary="change", meaning="What became of the row."),
        Column(
            name="columns",
            type=STRINGS,
            meaning="The columns that differ, in the order of the table; empty where the row was added or removed. Columns that "
            "only one of the releases has, or that have another type, are not compared.",
        ),
    ),
)

"""The quarantine table: what was read and not curated, each with its reason."""

import pyarrow as pa

from schemas.articles import ARTICLE_ID
from schemas.column import Column, Table

QUARANTINE = Table(
    name="quarantine",
    row="one source that was read and not curated, or one row of another table that was taken out",
    key=("uri", "sha256", "row_table", "row_key"),
    columns=(
        Column(name="uri", type=pa.string(), meaning="Path relative to the raw folder, with #n for record n of a file."),
        Column(
            name="sha256",
            type=pa.string(),
            nullable=True,
            pattern="[0-9a-f]{64}",
            meaning="SHA-256 of the file; null where it can't be read.",
        ),
        Column(name="stage", type=pa.string(), vocabulary="stage", meaning="Stage that put it here."),
        Column(name="reason", type=pa.string(), vocabulary="quarantine_reason", meaning="Why."),
        Column(name="detail", type=pa.string(), meaning="What was found and what was expected, in words."),
        Column(
            name="row_table",
            type=pa.string(),
            nullable=True,
            vocabulary="row_table",
            meaning="Table that a single row was taken out of while its source was curated; null where the whole source was not.",
        ),
        Column(
            name="row_key",
            type=pa.string(),
            nullable=True,
            pattern=".+",
            meaning="Key of that row, its parts joined by colons; else null.",
        ),
    ),
)

REJECTED = Table(
    name="rejected",
    row="one article that a stage can't curate; it becomes a quarantine row for each place of delivery",
    key=("article_id",),
    columns=(
        ARTICLE_ID,
        Column(name="reason", type=pa.string(), vocabulary="quarantine_reason", meaning="Why."),
        Column(name="detail", type=pa.string(), meaning="What was found and what was expected, in words."),
    ),
)

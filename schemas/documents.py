"""The documents table: what ingest hands to cleaning."""

import pyarrow as pa

from schemas.articles import ARTICLE_ID, SOURCES
from schemas.column import STRINGS, Column, Table

DOCUMENTS = Table(
    name="documents",
    row="one distinct payload",
    key=("article_id",),
    columns=(
        ARTICLE_ID,
        Column(name="sources", type=SOURCES, meaning="Every place where the payload was delivered, sorted by uri."),
        Column(name="content", type=pa.binary(), meaning="Bytes of the text or page."),
        Column(
            name="content_type", type=pa.string(), vocabulary="content_type", meaning="Whether content is plain text or HTML."
        ),
        Column(
            name="declared_charset",
            type=pa.string(),
            nullable=True,
            meaning="Encoding declared by the container (HTTP header, JSON: utf-8).",
        ),
        Column(name="declared_url", type=pa.string(), nullable=True, meaning="Web address declared by the record."),
        Column(name="declared_outlet", type=pa.string(), nullable=True, meaning="Outlet declared by the record."),
        Column(name="declared_title", type=pa.string(), nullable=True, meaning="Headline declared by the record."),
        Column(name="declared_authors", type=STRINGS, meaning="Authors declared by the record."),
        Column(name="declared_agencies", type=STRINGS, meaning="Agencies declared by the record."),
        Column(name="declared_published", type=pa.string(), nullable=True, meaning="Publication date as written by the record."),
        Column(name="declared_section", type=pa.string(), nullable=True, meaning="Section declared by the record."),
        Column(
            name="declared_page", type=pa.string(), nullable=True, meaning="Page of the printed edition declared by the record."
        ),
    ),
)

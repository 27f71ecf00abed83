"""Which reader a blob is for, and how that is known, in words.

What belongs here: signatures (formats.py) together with what only a look at the first lines tells. What doesn't: reading.
"""

import io
from collections.abc import Sequence
from typing import NamedTuple

from schemas.settings import FieldMapping
from tasks.ingest.blocks import looks_like_blocks
from tasks.ingest.decoding import decoded, utf8_reader
from tasks.ingest.formats import HEAD_BYTES, detect, load_formats
from tasks.ingest.table_heads import looks_like_table


class Recognised(NamedTuple):
    """The reader's name, and how the format was recognised."""

    format: str
    words: str


def recognised(head: bytes, name: str, mappings: Sequence[FieldMapping]) -> Recognised:
    """The format of a blob that begins with `head` and is called `name`."""
    found = detect(head, name, load_formats())
    if found == "html" and name.lower().endswith(load_formats().sheet_endings):
        return Recognised("sheet", "a sheet saved as a page, by its name")
    if found not in {"text", "html"}:
        return Recognised(found, f"{found}, by its first bytes")
    with io.BytesIO(head) as opened:
        text = decoded(utf8_reader(opened).read(HEAD_BYTES))
    if looks_like_blocks(text):
        return Recognised("xml", "articles in blocks, by its first elements")
    if found == "html":
        return Recognised("html", "html, by its first bytes")
    if looks_like_table(text, name, mappings):
        return Recognised("csv", "table, by its first rows")
    return Recognised("text", "plain text: no other format fits its first bytes")

"""Formats that are recognised and not read: each with the words that say so."""

from collections.abc import Iterator

from tasks.ingest.blobs import Blob, Context, Finding, Refused


def refuse_empty(blob: Blob, context: Context) -> Iterator[Finding]:
    """Raises Refused (empty)."""
    raise Refused("empty", "no bytes, or only white space; expected an article")


def refuse_binary(blob: Blob, context: Context) -> Iterator[Finding]:
    """Raises Refused (binary)."""
    raise Refused("binary", "neither text nor a known format; expected text, HTML, JSON, CSV, Parquet, a feed or WARC")


def refuse_xml(blob: Blob, context: Context) -> Iterator[Finding]:
    """Raises Refused (not_a_record)."""
    raise Refused("not_a_record", "XML that is neither a page nor an RSS or Atom feed")

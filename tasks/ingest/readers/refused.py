"""Formats that are recognised and not read: each with the words that say so."""

from collections.abc import Iterator

from tasks.ingest.blobs import Blob, Context, Finding, Reader, Refused


def refuse(reason: str, detail: str) -> Reader:
    """A reader that finds nothing and raises Refused with these words."""

    def read(_blob: Blob, _context: Context) -> Iterator[Finding]:
        raise Refused(reason, detail)

    return read


refuse_empty = refuse("empty", "no bytes, or only white space; expected an article")
refuse_binary = refuse(
    "binary", "neither text nor a known format; expected text, HTML, JSON, CSV, Parquet, XML, a feed, WARC, DOCX, RTF or PDF"
)
refuse_office = refuse(
    "binary", "an old Word, Excel or PowerPoint file (.doc, .xls, .ppt); save it as DOCX, text or CSV and give that"
)
refuse_sheet = refuse("binary", "a sheet of Excel saved as a page or as XML; save it as CSV (UTF-8) and give that")

"""CSV and TSV with a header: one record a row, its columns named by the header.

What belongs here: cutting rows. What doesn't: what a column means (mappings/*.yaml).
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from schemas.settings import FieldMapping
from tasks.ingest.blobs import Blob, Context, Finding, Refused, lines, read_up_to, refusal
from tasks.ingest.decoding import decoded, utf8_reader
from tasks.ingest.formats import HEAD_BYTES
from tasks.ingest.records import record_finding

DELIMITERS = ",;\t|"
LONGEST_NAME = 60
_NAME = re.compile(r"[^\W\d][\w:-]*(?: [\w:-]+){0,2}")


def read_csv(blob: Blob, context: Context) -> Iterator[Finding]:
    """The rows of the file. Raises Refused where the header can't be read; a broken row is refused alone."""
    limit = context.settings.max_document_bytes
    csv.field_size_limit(limit)
    with blob.open() as opened:
        stream = utf8_reader(opened)
        dialect_head = decoded(read_up_to(stream, HEAD_BYTES))
    with blob.open() as opened:
        rows = _Rows(utf8_reader(opened), limit, _delimiter(dialect_head))
        yield from _records(rows, _header(rows), blob, context)


def _header(rows: "_Rows") -> list[str]:
    try:
        header = [name.strip() for name in rows.read() or ()]
    except (csv.Error, ValueError) as error:
        raise Refused("broken_record", f"the header is not a row of CSV: {error}") from error
    if not any(header):
        raise Refused("broken_record", "a CSV file without a header")
    return header


def _records(rows: "_Rows", header: list[str], blob: Blob, context: Context) -> Iterator[Finding]:
    number = 0
    while True:
        try:
            row = rows.read()
        except (csv.Error, ValueError) as error:
            number += 1
            yield refusal(blob, "broken_record", f"not a row of CSV: {error}", record=number)
            continue
        if row is None:
            break
        if not any(cell.strip() for cell in row):
            continue
        number += 1
        if len(row) != len(header):
            yield refusal(blob, "broken_record", f"{len(row)} cells, where the header has {len(header)}", record=number)
        else:
            yield record_finding(dict(zip(header, row, strict=True)), blob, context, number=number)
    if number == 0:
        raise Refused("empty", "a CSV file with a header and no rows")


def looks_like_csv(head: bytes, name: str, mappings: Sequence[FieldMapping]) -> bool:
    """Whether the first line is a header: one that names a field with text, or any short names in a .csv or .tsv file."""
    with io.BytesIO(head) as opened:
        text = decoded(utf8_reader(opened).read(HEAD_BYTES))
    try:
        cells = [cell.strip() for cell in next(csv.reader([text.lstrip().partition("\n")[0]], delimiter=_delimiter(text)), [])]
    except csv.Error:
        return False
    known = {path.casefold() for mapping in mappings for path in (*mapping.text, *mapping.html)}
    if len(cells) > 1 and any(cell.casefold() in known for cell in cells):
        return all(len(cell) <= LONGEST_NAME for cell in cells)
    return name.lower().endswith((".csv", ".tsv")) and len(cells) > 1 and all(_NAME.fullmatch(cell) for cell in cells)


class _Rows:
    """The rows of a stream, none longer than the limit (bytes); a quoted cell may go over several lines."""

    def __init__(self, stream: BinaryIO, limit: int, delimiter: str) -> None:
        self._lines, self._limit, self._delimiter, self._held = lines(stream, limit), limit, delimiter, 0
        self._reader = csv.reader(self._decoded(), delimiter=delimiter, strict=False)

    def read(self) -> list[str] | None:
        """The next row; None at the end. Raises csv.Error on a cell, ValueError on a line or row beyond the limit."""
        self._held = 0
        try:
            return next(self._reader)
        except StopIteration:
            return None
        except ValueError:
            # A generator that raised is spent: go on with what follows the line.
            self._reader = csv.reader(self._decoded(), delimiter=self._delimiter, strict=False)
            raise

    def _decoded(self) -> Iterator[str]:
        for line in self._lines:
            self._held += len(line or b"")
            if line is None or self._held > self._limit:
                raise ValueError(f"a row of more than {self._limit} bytes")
            yield decoded(line)


def _delimiter(head: str) -> str:
    """The delimiter that the header line holds most often."""
    first = head.lstrip().partition("\n")[0]
    return max(DELIMITERS, key=first.count)

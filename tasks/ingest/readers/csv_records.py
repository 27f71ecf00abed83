"""CSV and TSV with a header: one record a row, its columns named by the header.

What belongs here: cutting rows. What doesn't: what a column means (mappings/*.yaml).
"""

import csv
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO

from tasks.ingest.blobs import Blob, Context, Finding, Refused, lines, read_up_to, refusal
from tasks.ingest.decoding import decoded, utf8_reader
from tasks.ingest.formats import HEAD_BYTES
from tasks.ingest.records import record_finding
from tasks.ingest.table_heads import banner_rows, delimiter_of, first_rows, header_of, names_separator, unique_names
from tasks.ingest.tables import SAMPLE_ROWS, for_table


def read_csv(blob: Blob, context: Context) -> Iterator[Finding]:
    """The rows of the file. Raises Refused where the header can't be read; a broken row is refused alone."""
    limit = context.settings.max_document_bytes
    csv.field_size_limit(limit)
    with blob.open() as opened:
        stream = utf8_reader(opened)
        dialect_head = decoded(read_up_to(stream, HEAD_BYTES))
    with blob.open() as opened:
        delimiter = delimiter_of(dialect_head)
        rows = _Rows(utf8_reader(opened), limit, delimiter)
        header = _header(rows, above=banner_rows(first_rows(dialect_head, delimiter)))
        sample = [dict(zip(header, row, strict=True)) for row in rows.ahead(SAMPLE_ROWS) if len(row) == len(header)]
        reading, told = for_table(sample, blob, context) if sample else (context, [])
        yield from told
        yield from _records(rows, header, blob, reading)


def _header(rows: "_Rows", *, above: int) -> list[str]:
    """The names of the columns, below so many filled rows that are none. A first row that is data stays: columns are numbered."""
    try:
        first = rows.read() or []
        if names_separator(first):
            first = rows.read() or []
        for _ in range(above):
            first = _next_filled(rows)
    except (csv.Error, ValueError) as error:
        raise Refused("broken_record", f"the header is not a row of CSV: {error}") from error
    if not any(cell.strip() for cell in first):
        raise Refused("broken_record", "a CSV file without a header")
    header = header_of(first)
    if header is None:
        rows.put_back(first)
        return unique_names([""] * len(first))
    return header


def _next_filled(rows: "_Rows") -> list[str]:
    while (row := rows.read()) is not None and not any(cell.strip() for cell in row):
        continue
    return row or []


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


def _lines(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """The lines of the stream; those of old Macs end in a carriage return alone."""
    for line in lines(stream, limit):
        if line is None or b"\r" not in line[:-2]:
            yield line
        else:
            yield from line.replace(b"\r\n", b"\n").replace(b"\r", b"\n").splitlines(keepends=True)


class _Rows:
    """The rows of a stream, none longer than the limit (bytes); a quoted cell may go over several lines."""

    def __init__(self, stream: BinaryIO, limit: int, delimiter: str) -> None:
        self._lines, self._limit, self._delimiter, self._held = _lines(stream, limit), limit, delimiter, 0
        self._reader = csv.reader(self._decoded(), delimiter=delimiter, strict=False)
        self._ahead: deque[list[str] | csv.Error | ValueError] = deque()

    def read(self) -> list[str] | None:
        """The next row; None at the end. Raises csv.Error on a cell, ValueError on a line or row beyond the limit."""
        if not self._ahead:
            return self._next()
        held = self._ahead.popleft()
        if isinstance(held, Exception):
            raise held
        return held

    def put_back(self, row: list[str]) -> None:
        """Have the row be the next one again."""
        self._ahead.appendleft(row)

    def ahead(self, count: int) -> list[list[str]]:
        """Up to so many of the next rows, which are still to be read; fewer where together they exceed what one row may hold."""
        held = 0
        while len(self._ahead) < count and held <= self._limit:
            try:
                row = self._next()
            except (csv.Error, ValueError) as error:
                self._ahead.append(error)
                continue
            if row is None:
                break
            self._ahead.append(row)
            held += self._held
        return [row for row in self._ahead if isinstance(row, list) and any(cell.strip() for cell in row)]

    def _next(self) -> list[str] | None:
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

"""JSON and JSON lines: one record, a list or envelope of records, or one record a line.

What belongs here: cutting a stream into records. What a record's fields mean is decided in records.py.
"""

import json
from collections.abc import Iterator
from itertools import islice

from tasks.ingest.blobs import Blob, Context, Finding, Refused, lines, read_whole, refusal
from tasks.ingest.decoding import decoded, utf8_reader
from tasks.ingest.readers.json_window import list_elements
from tasks.ingest.records import envelope_items, record_finding


def read_json(blob: Blob, context: Context) -> Iterator[Finding]:
    """The records of a JSON document or of JSON lines, whichever the content is. Raises Refused.

    A broken line is refused alone; in a list, what follows a broken record can't be told apart and is refused with it.
    """
    limit = context.settings.max_document_bytes
    with blob.open() as opened:
        stream = utf8_reader(opened)
        first, second = (*islice((n for n in lines(stream, limit) if n is None or n.strip()), 2), b"", b"")[:2]
    if _are_lines(blob.name, first, second):
        yield from _lines(blob, context)
    elif first is not None and first.lstrip().startswith(b"["):
        yield from _list(blob, context)
    else:
        yield from _document(blob, context)


def _are_lines(name: str, first: bytes | None, second: bytes | None) -> bool:
    """A second line that begins a record, after a first that leaves nothing open, makes JSON lines."""
    if name.lower().endswith((".jsonl", ".ndjson")):
        return True
    if first is None or second is None:
        return second != b""
    starts = first.lstrip().startswith(b"{") and second.lstrip().startswith(b"{")
    return starts and not first.rstrip().endswith((b"{", b"[", b":", b","))


def _lines(blob: Blob, context: Context) -> Iterator[Finding]:
    limit = context.settings.max_document_bytes
    with blob.open() as opened:
        for number, line in enumerate(lines(utf8_reader(opened), limit), start=1):
            if line is None:
                yield refusal(blob, "too_large", f"a line of more than {limit} bytes", record=number)
            elif line.strip():
                yield _line(blob, context, line, number)


def _line(blob: Blob, context: Context, line: bytes, number: int) -> Finding:
    try:
        record = json.loads(decoded(line))
    except (ValueError, RecursionError) as error:
        return refusal(blob, "broken_record", f"not valid JSON: {_words(error)}", record=number)
    return record_finding(record, blob, context, number=number)


def _document(blob: Blob, context: Context) -> Iterator[Finding]:
    with blob.open() as opened:
        content = read_whole(blob, context.settings.max_document_bytes, utf8_reader(opened))
    try:
        record = json.loads(decoded(content))
    except (ValueError, RecursionError) as error:
        raise Refused("broken_record", f"not valid JSON: {_words(error)}") from error
    items = envelope_items(record, context.mappings)
    if items is None:
        yield record_finding(record, blob, context, number=None)
        return
    if not items:
        raise Refused("empty", "an envelope without records")
    for number, item in enumerate(items, start=1):
        yield record_finding(item, blob, context, number=number)


def _list(blob: Blob, context: Context) -> Iterator[Finding]:
    number = 0
    with blob.open() as opened:
        try:
            for record in list_elements(utf8_reader(opened), context.settings.max_document_bytes):
                number += 1
                yield record_finding(record, blob, context, number=number)
        except (ValueError, RecursionError) as error:
            detail = f"not valid JSON: {_words(error)}; what follows in the list is not read"
            yield refusal(blob, "broken_record", detail, record=number + 1)
            return
    if number == 0:
        raise Refused("empty", "a JSON list without records")


def _words(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)

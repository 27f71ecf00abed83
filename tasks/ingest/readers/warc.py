"""WARC: one page a response record that holds HTML, or a resource record that is HTML.

Requests and descriptions of the crawl are no documents.

What belongs here: records and their HTTP headers. What doesn't: decompression of the file (compressed.py does it, under limits),
and what the bytes of a body show (bodies.py).
"""

import io
import re
import zlib
from collections.abc import Iterator
from email.message import Message
from typing import BinaryIO, cast

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from tasks.ingest.blobs import CHUNK, Blob, Context, Declared, Finding, Payload, Refused, record_uri, refusal
from tasks.ingest.decoding import without_lone_surrogates
from tasks.ingest.readers.bodies import MARKUP, is_page, unpacked

_PAGES = ("text/html", "application/xhtml+xml")
_UNTOLD = ("text/plain", "application/octet-stream")
"""Types that servers give to what they know no type of; a page says itself that it is one."""
_CHUNKS, _COMPRESSION = b"transfer-encoding", b"content-encoding"
_READINGS: tuple[tuple[frozenset[bytes], tuple[bytes, ...]], ...] = (
    (frozenset(), ()),
    (frozenset({_CHUNKS}), ()),
    (frozenset({_COMPRESSION}), ()),
    (frozenset({_CHUNKS, _COMPRESSION}), ()),
    (frozenset({_CHUNKS, _COMPRESSION}), (b"Content-Encoding: br",)),
)
"""Headers that crawlers keep although they stored the body without chunks or compression, in the order they are doubted.

With them what is said instead: Brotli is the one compression whose bytes do not show it."""
_EMPTY_LINE = re.compile(rb"\r?\n\r?\n")
OK = 200


def read_warc(blob: Blob, context: Context) -> Iterator[Finding]:
    """The HTML responses; record n counts all records of the file. Any other response is refused, with its type.

    Raises Refused where the file ends within a record.
    """
    number = responses = 0
    with blob.open() as opened:
        try:
            for record in ArchiveIterator(cast("BinaryIO", _Forward(opened)), parse_http=False, stream_detect=False):
                number += 1
                if record.record_type == WarcRecordType.response or _is_page_itself(record):
                    responses += 1
                    yield _response(record, blob, context, number)
        except OSError as error:
            raise Refused("corrupt_archive", f"the WARC file is damaged after record {number}: {error}") from error
    if responses == 0:
        raise Refused("empty", "a WARC file without responses")


def _is_page_itself(record: WarcRecord) -> bool:
    """Whether the record is a page as it was, without an HTTP response around it."""
    return record.record_type == WarcRecordType.resource and _type_of(record)[0] in _PAGES


def _type_of(record: WarcRecord) -> tuple[str, str | None]:
    """The type and the character set that the record itself states."""
    told = Message()
    told["Content-Type"] = " ".join((record.headers.get("Content-Type") or "").split())
    return told.get_content_type(), told.get_content_charset()


def _response(record: WarcRecord, blob: Blob, context: Context, number: int) -> Finding:
    limit = context.settings.max_document_bytes
    if record.content_length > limit:
        return refusal(blob, "too_large", f"a response of {record.content_length} bytes; at most {limit}", record=number)
    url = without_lone_surrogates(record.headers.get("WARC-Target-URI") or "").strip(" <>") or None
    block = record.reader.read(limit)
    if len(block) < record.content_length:
        detail = f"the record ends after {len(block)} of {record.content_length} bytes"
        return refusal(blob, "corrupt_archive", detail, record=number)
    if record.record_type == WarcRecordType.resource:
        block = b"HTTP/1.1 200 OK\r\nContent-Type: %b\r\n\r\n%b" % (_declared_type(record), block)
    return _page(block, url, blob, number, limit)


def _declared_type(record: WarcRecord) -> bytes:
    """The Content-Type of a resource, as a response of it would have it."""
    kind, charset = _type_of(record)
    return (f"{kind}; charset={charset}" if charset else kind).encode("ascii", "ignore")


def _page(block: bytes, url: str | None, blob: Blob, number: int, limit: int) -> Finding:
    """The decoded body of an HTTP response. The block is parsed on its own, so that damage in it stops nothing else."""
    read = _decoded(block, limit)
    if read is None:
        # What the library says quotes the bytes that it met.
        detail = "an HTTP response that can't be decoded, neither as its headers say nor as plain, chunked or compressed"
        return refusal(blob, "broken_record", detail, record=number)
    response, body = read
    if len(body) > limit:
        return refusal(blob, "too_large", f"a response that decodes to more than {limit} bytes", record=number)
    if problem := _not_a_page(response, body):
        return refusal(blob, *problem, record=number)
    declared = Declared(charset=response.http_charset, url=url)
    uri = record_uri(blob, number)
    return Payload(uri=uri, sha256=blob.sha256, identity=body, content=body, content_type="html", declared=declared)


def _decoded(block: bytes, limit: int) -> tuple[WarcRecord, bytes] | None:
    """The response and its body, decoded as its headers say, else without what they say falsely of chunks or compression.

    The first reading that gives markup counts; where none does, the first that gives anything. None where all fail.
    """
    head, body = _parted(block)
    first: tuple[WarcRecord, bytes] | None = None
    for false, instead in _READINGS:
        lines = [line for line in head.splitlines() if line.partition(b":")[0].strip().lower() not in false]
        read = _as_declared(b"\r\n".join([*lines, *instead, b"", body]), limit)
        if read is None:
            continue
        first = first or read
        if MARKUP.match(read[1]):
            return read
    return first


def _parted(block: bytes) -> tuple[bytes, bytes]:
    """The headers of a response, and its body behind the empty line."""
    empty = _EMPTY_LINE.search(block)
    return (block[: empty.start()], block[empty.end() :]) if empty else (block, b"")


def _as_declared(block: bytes, limit: int) -> tuple[WarcRecord, bytes] | None:
    """The response and its body as its headers say; what is still compressed or in chunks is unpacked. None on damage."""
    response = WarcRecord()
    response.set_bytes_content(block)
    response.is_http = True
    try:
        response.parse_http(auto_decode="all")
        body = unpacked(response.reader.read(limit + 1), limit) if response.http_headers else b""
    except (OSError, ValueError, zlib.error):
        return None
    return response, body


def _not_a_page(response: WarcRecord, body: bytes) -> tuple[str, str] | None:
    if not response.http_headers:
        return "broken_record", "a response without HTTP headers"
    status, kind = response.http_headers.status_code, response.http_content_type
    if status != OK:
        return "not_a_page", f"an HTTP response with status {status}; expected {OK}"
    if kind not in _PAGES and ((kind and kind not in _UNTOLD) or not is_page(body)):
        return "not_a_page", f"an HTTP response {f'of type {kind}' if kind else 'without a type'}; expected HTML"
    return None if body.strip() else ("empty", "an HTTP response without a body")


class _Forward:
    """A stream that only goes forward and knows where it is: FastWARC asks for the position, decompression can't seek."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._position = stream, 0

    def read(self, count: int = -1) -> bytes:
        """The next bytes."""
        part = self._stream.read(count)
        self._position += len(part)
        return part

    def tell(self) -> int:
        """Bytes read so far."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go forward to a position. Raises OSError where it lies behind."""
        ahead = offset if whence == io.SEEK_CUR else offset - self._position
        if whence == io.SEEK_END or ahead < 0:
            raise io.UnsupportedOperation("seek")
        while ahead > 0 and (part := self.read(min(ahead, CHUNK))):
            ahead -= len(part)
        return self._position

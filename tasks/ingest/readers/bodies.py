"""The body of an HTTP response as it was stored → the bytes of the page, whatever its headers say of it.

What belongs here: what the bytes themselves show, compression and chunks. What doesn't: headers and records (warc.py).
"""

import re
import zlib

MARKUP = re.compile(rb"(?:\xef\xbb\xbf|\s)*<[!?/A-Za-z]")
_PAGE = re.compile(rb"(?:\xef\xbb\xbf|\s)*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_LINE_END = re.compile(rb"\r?\n")
_GZIP_OR_ZLIB, _BARE = 32 + zlib.MAX_WBITS, -zlib.MAX_WBITS
_COMPRESSED = (b"\x1f\x8b\x08", b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_LAYERS = 3
"""Compressed, in chunks, and compressed once more: deeper is no page."""


def unpacked(body: bytes, limit: int) -> bytes:
    """The body without the compression and the chunks that its bytes show; at most one byte more than the limit.

    Raises zlib.error where what begins as compressed is damaged.
    """
    for _ in range(_LAYERS):
        if MARKUP.match(body):
            break
        if body.startswith(_COMPRESSED):
            body = zlib.decompressobj(wbits=_GZIP_OR_ZLIB).decompress(body, limit + 1)
        elif (joined := _joined(body)) is not None:
            body = joined
        else:
            return _inflated(body, limit) or body
    return body


def is_page(body: bytes) -> bool:
    """Whether the body says of itself that it is HTML."""
    return _PAGE.match(body) is not None


def _joined(body: bytes) -> bytes | None:
    """The chunks as one; None where they hold no page. The last ones may be missing."""
    pieces, place = list[bytes](), 0
    while (head := _CHUNK.match(body, place)) and (size := int(head[1], 16)):
        pieces.append(body[head.end() : head.end() + size])
        place = head.end() + size
        if place >= len(body):
            break
        if (end := _LINE_END.match(body, place)) is None:
            return None
        place = end.end()
    joined = b"".join(pieces)
    return joined if MARKUP.match(joined) or joined.startswith(_COMPRESSED) else None


def _inflated(body: bytes, limit: int) -> bytes | None:
    """What a stream without a head, as some servers send « deflate », holds; None of anything but markup."""
    try:
        inflated = zlib.decompressobj(wbits=_BARE).decompress(body, limit + 1)
    except zlib.error:
        return None
    return inflated if MARKUP.match(inflated) else None

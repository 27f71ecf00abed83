"""Bytes of records → characters, where a format needs characters to be cut into records at all.

What belongs here: UTF-8 with single Windows-1252 bytes in it, and UTF-16 turned into UTF-8. What doesn't: repairs of
the text, which cleaning does and records; pages and plain texts go on as bytes.
"""

import codecs
import io
from typing import BinaryIO

from tasks.ingest.blobs import read_up_to
from tasks.ingest.formats import HEAD_BYTES, load_formats, unicode_encoding

LEAST_LETTERS = 3
MANY_TIMES = 5
_STRAY = {0xDC00 + code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0x100)}
_LONE = dict.fromkeys(range(55296, 57344), "�")


def decoded(content: bytes) -> str:
    """The characters of UTF-8 bytes; a byte that UTF-8 does not allow is read as Windows-1252."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("utf-8-sig", "surrogateescape").translate(_STRAY)


def without_lone_surrogates(text: str) -> str:
    """The string with each lone surrogate (which no encoding can write) replaced by U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.translate(_LONE)
    return text


class Decoder:
    """Like `decoded`, for a stream handed over in parts."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")

    def decode(self, part: bytes, *, final: bool = False) -> str:
        """The characters that the bytes so far complete."""
        return self._decoder.decode(part, final).translate(_STRAY)


def utf8_reader(opened: BinaryIO) -> io.BufferedReader:
    """The stream as UTF-8 without a byte-order mark, whatever Unicode encoding it is in; other bytes pass as they are."""
    head = read_up_to(opened, HEAD_BYTES)
    encoding = unicode_encoding(head) or _of_old_mac(head)
    source: io.RawIOBase = _Joined(head.removeprefix(codecs.BOM_UTF8), opened)
    return io.BufferedReader(_Transcoded(source, encoding) if encoding else source, HEAD_BYTES)


def _of_old_mac(head: bytes) -> str | None:
    """Mac OS Roman, where the bytes that are é, è, à and ê in it stand, and hardly one that is such a letter in Windows-1252."""
    if not _breaks_utf8(head):
        return None
    formats = load_formats()
    found, others = len(formats.mac_letters.findall(head)), len(formats.windows_letters.findall(head))
    return "mac_roman" if found >= LEAST_LETTERS and found > MANY_TIMES * others else None


def _breaks_utf8(head: bytes) -> bool:
    """Whether the bytes are no UTF-8, but for a character that is cut at their end."""
    try:
        head.decode()
    except UnicodeDecodeError as error:
        return error.start < len(head) - 3
    return False


class _Joined(io.RawIOBase):
    """A stream whose first bytes were already read."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        part = self._head[: len(buffer)] if self._head else self._rest.read(len(buffer))
        self._head = self._head[len(part) :]
        buffer[: len(part)] = part
        return len(part)


class _Transcoded(io.RawIOBase):
    """A UTF-16 or UTF-32 stream as UTF-8."""

    def __init__(self, source: io.RawIOBase, encoding: str) -> None:
        self._source = source
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._pending, self._started = b"", False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        while not self._pending:
            part = self._source.read(HEAD_BYTES) or b""
            text = self._decoder.decode(part, not part)
            self._pending = (text if self._started else text.removeprefix("\ufeff")).encode("utf-8", "replace")
            self._started = self._started or bool(text)
            if not part:
                break
        written, self._pending = self._pending[: len(buffer)], self._pending[len(buffer) :]
        buffer[: len(written)] = written
        return len(written)

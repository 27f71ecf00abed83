"""One compressed file (.gz, .xz): what it holds is read by its own content, under the limits of the settings.

What belongs here: decompression in a stream. What doesn't: archives of several members (see zipped.py).
"""

import gzip
import io
import lzma
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO, cast

from tasks.ingest.blobs import Blob, Budget, Context, Finding

_XZ_MEMORY = 1 << 28
"""Bytes that an xz decoder may ask for; a header can claim 4 GiB."""


def read_gzip(blob: Blob, context: Context) -> Iterator[Finding]:
    """The findings of the content of a .gz file. Raises Refused on a limit, EOFError or OSError on damage."""
    yield from _read(blob, context, lambda opened: gzip.GzipFile(fileobj=opened), ".gz")


def read_xz(blob: Blob, context: Context) -> Iterator[Finding]:
    """The findings of the content of a .xz file. Raises Refused on a limit, LZMAError or EOFError on damage."""
    yield from _read(blob, context, lambda opened: cast("BinaryIO", io.BufferedReader(_XzStream(opened))), ".xz")


def limited(stream: BinaryIO, budget: Budget, *also_close: BinaryIO) -> BinaryIO:
    """The stream, each byte of which is counted against the budget."""
    return cast("BinaryIO", io.BufferedReader(_Counted(stream, budget, also_close), 1 << 16))


def _read(blob: Blob, context: Context, unpack: Callable[[BinaryIO], object], ending: str) -> Iterator[Finding]:
    context.budget.enter(blob.depth + 1, 1)

    def open_inner() -> BinaryIO:
        opened = blob.open()
        return limited(cast("BinaryIO", unpack(opened)), context.budget, opened)

    name = blob.name[: -len(ending)] if blob.name.lower().endswith(ending) else blob.name
    inner = replace(blob, name=name, size=None, depth=blob.depth + 1, open=open_inner)
    yield from context.read_inner(inner, context)


class _Counted(io.RawIOBase):
    def __init__(self, stream: BinaryIO, budget: Budget, also_close: tuple[BinaryIO, ...]) -> None:
        self._stream, self._budget, self._also_close = stream, budget, also_close

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        part = self._stream.read(len(buffer))
        self._budget.spend(len(part))
        buffer[: len(part)] = part
        return len(part)

    def close(self) -> None:
        for stream in (self._stream, *self._also_close):
            stream.close()
        super().close()


class _XzStream(io.RawIOBase):
    """Decompresses one or more xz streams in a row, with a bound on the decoder's memory (lzma.open has none)."""

    def __init__(self, source: BinaryIO) -> None:
        self._source, self._decoder, self._input = source, _xz_decoder(), b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        while True:
            if self._decoder.eof:
                self._input = (self._decoder.unused_data or self._source.read(1 << 16)).lstrip(b"\0")
                if not self._input:
                    return 0
                self._decoder = _xz_decoder()
            elif self._decoder.needs_input and not self._input:
                self._input = self._source.read(1 << 16)
                if not self._input:
                    raise EOFError("the xz data ends before its end marker")
            part = self._decoder.decompress(self._input, len(buffer))
            self._input = b""
            if part:
                buffer[: len(part)] = part
                return len(part)


def _xz_decoder() -> lzma.LZMADecompressor:
    return lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)

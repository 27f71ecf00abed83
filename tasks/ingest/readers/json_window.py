"""The elements of a JSON list of any length, one at a time, holding no more than the longest element.

What belongs here: cutting the list. What doesn't: what an element means.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from tasks.ingest.decoding import Decoder

_CHUNK = 1 << 18
_NOT_SPACE = re.compile(r"[^ \t\r\n]")


def list_elements(stream: BinaryIO, limit: int) -> Iterator[Any]:
    """Each element of the JSON list that the stream holds. `limit` bounds an element, in characters.

    Raises ValueError on broken JSON, on an element longer than the limit, and where something follows the list.
    """
    window = _Window(stream, limit)
    window.expect("[")
    if window.next_is("]"):
        return
    while True:
        yield window.value()
        if window.next_is("]"):
            break
        window.expect(",")
    if window.peek():
        raise ValueError("something follows the list")


class _Window:
    """The part of the stream that is looked at; grows until an element fits, then moves on."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._stream, self._limit = stream, limit
        self._decoder, self._json = Decoder(), json.JSONDecoder()
        self._buffer, self._position, self._ended = "", 0, False

    def peek(self) -> str:
        """The next character that is not white space; empty at the end."""
        while True:
            if found := _NOT_SPACE.search(self._buffer, self._position):
                self._position = found.start()
                return found[0]
            self._position = len(self._buffer)
            if self._ended:
                return ""
            self._fill()

    def next_is(self, character: str) -> bool:
        """Move over the character if it comes next."""
        found = self.peek() == character
        self._position += found
        return found

    def expect(self, character: str) -> None:
        """Move over the character that must come next."""
        if not self.next_is(character):
            raise ValueError(f"found {self.peek() or 'the end'!r}, expected {character!r}")

    def value(self) -> Any:
        """The element that comes next."""
        self.peek()
        while True:
            try:
                record, end = self._json.raw_decode(self._buffer, self._position)
            except ValueError:
                if self._ended:
                    raise
            else:
                # A number at the end of the window may go on behind it.
                if end < len(self._buffer) or self._ended:
                    self._position = end
                    return record
            self._fill()

    def _fill(self) -> None:
        kept = self._buffer[self._position :]
        if len(kept) > self._limit:
            raise ValueError(f"a record of more than {self._limit} characters")
        part = self._stream.read(max(_CHUNK, len(kept)))
        self._ended = not part
        self._buffer, self._position = kept + self._decoder.decode(part, final=self._ended), 0

"""A text as windows of pieces: whole sentences one after the other, as many as fit; a longer sentence is cut at its end."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import sentencepiece as spm

Span = tuple[int, int]
Numbers = npt.NDArray[np.int64]
BEGIN, END = 0, 2
"""Numbers of the pieces that open and close a window."""
LONGER = (0x80, 0x800, 0x10000)
"""From each of these on a character takes a byte more in UTF-8."""
SPELLING = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\t\n\r", " ") | {"’": "'", "‘": "'"})


@dataclass
class Window:
    """Consecutive sentences of a text.

    `pieces`: their numbers; `words`: for each word the place of its first piece; `first_word`: number of the window's first
    word in the text; `sentences`: spans of words, within the window.
    """

    first_word: int
    pieces: list[int] = field(default_factory=lambda: [BEGIN])
    words: list[int] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)


def windows_of(
    text: str, words: Sequence[Span], sentences: Sequence[Span], *, pieces: spm.SentencePieceProcessor, limit: int
) -> list[Window]:
    """The windows of a text of at most `limit` pieces. `words`: spans of characters; `sentences`: spans of words, in order."""
    found: list[Window] = []
    spelled = [_spelled(text, words[a:b]) for a, b in sentences]
    for (first, last), written, sentence in zip(sentences, spelled, pieces.encode(spelled, return_type="proto"), strict=True):
        numbers = [piece.id for piece in sentence.pieces][: limit - 2]
        begin = words[first][0]
        starts = _bytes_before(written, np.array([start - begin for start, _ in words[first:last]], dtype=np.int64))
        places = np.minimum(_places(starts, [piece.end for piece in sentence.pieces]), len(numbers) - 1)
        if not found or len(found[-1].pieces) + len(numbers) >= limit:
            found.append(Window(first_word=first))
        window = found[-1]
        window.sentences.append((first - window.first_word, last - window.first_word))
        window.words.extend((len(window.pieces) + places).tolist())
        window.pieces.extend(numbers)
    for window in found:
        window.pieces.append(END)
    return found


def _spelled(text: str, words: Sequence[Span]) -> str:
    return text[words[0][0] : words[-1][1]].translate(SPELLING)


def _bytes_before(written: str, places: Numbers) -> Numbers:
    """For each place the bytes before it in UTF-8, which is how pieces are placed."""
    codes = np.frombuffer(written.encode("utf-32-le"), dtype="<u4")
    sizes = np.add.reduce([codes >= least for least in LONGER], dtype=np.int64) + 1
    return np.concatenate([[0], np.cumsum(sizes)])[places]


def _places(starts: Numbers, ends: Sequence[int]) -> Numbers:
    """For each word the first piece that ends behind the word's start, else the last one."""
    return np.minimum(np.searchsorted(ends, starts, side="right"), max(0, len(ends) - 1))

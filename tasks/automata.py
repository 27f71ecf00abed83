"""Many words looked for at once: texts walk through an automaton (Aho and Corasick 1975), compiled to machine code.

What belongs here: walking, and building an automaton of words. What does not: which words, and what they mean.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from typing import cast

import numba
import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.integer]
NEWLINE = 10
BYTES = 256
NOTHING: frozenset[str] = frozenset()


@numba.njit(cache=True)  # type: ignore[untyped-decorator]
def visited(moves: Numbers, rows: Numbers, outputs: Numbers, text: npt.NDArray[np.uint8]) -> tuple[Numbers, Numbers]:
    """The outputs of the states that the text walks through, those that have one (not -1), and the line of each."""
    found, lines = np.empty(len(text), np.int32), np.empty(len(text), np.int32)
    state, count, line = 0, 0, 0
    for letter in text:
        state = moves[rows[state] + letter]
        line += letter == NEWLINE
        if outputs[state] >= 0:
            found[count], lines[count] = outputs[state], line
            count += 1
    return found[:count], lines[:count]


class Words:
    """A fixed list of words, and which of them a text holds, as words or within words, in one pass."""

    def __init__(self, words: Iterable[str]) -> None:
        """`words` are looked for as they are written: a text in lower case holds words in lower case only."""
        trie: list[dict[int, int]] = [{}]
        ends: list[frozenset[str]] = [NOTHING]
        for word in set(words):
            state = 0
            for letter in word.encode():
                if letter not in trie[state]:
                    trie[state][letter] = len(trie)
                    trie.append({})
                    ends.append(NOTHING)
                state = trie[state][letter]
            ends[state] = frozenset({word})
        moves = np.zeros((len(trie), BYTES), np.int32)
        reached = deque([(0, 0)])  # a state, and that of the longest word's beginning it ends with
        while reached:
            state, suffix = reached.popleft()
            moves[state] = moves[suffix]
            ends[state] |= ends[suffix]
            for letter, child in trie[state].items():
                reached.append((child, int(moves[state, letter])))
                moves[state, letter] = child
        self._held = list(set(ends) - {NOTHING})
        numbers = {held: number for number, held in enumerate(self._held)}
        self._outputs = np.array([numbers.get(held, -1) for held in ends], np.int32)
        self._rows = np.arange(len(trie), dtype=np.int64) * BYTES
        self._moves = moves.ravel()

    def by_line(self, text: str) -> Mapping[int, frozenset[str]]:
        """The words in each line that holds some, by its number from 0."""
        found, lines = visited(self._moves, self._rows, self._outputs, bytes_of(text))
        held: dict[int, frozenset[str]] = {}
        for line, number in zip(lines.tolist(), found.tolist(), strict=True):
            held[line] = held.get(line, NOTHING) | self._held[number]
        return held

    def within(self, text: str) -> frozenset[str]:
        """The words that the text holds."""
        found, _ = visited(self._moves, self._rows, self._outputs, bytes_of(text))
        return NOTHING.union(*(self._held[number] for number in found.tolist()))


def bytes_of(text: str) -> npt.NDArray[np.uint8]:
    """The text in UTF-8."""
    return cast("npt.NDArray[np.uint8]", np.frombuffer(text.encode("utf-8", "surrogatepass"), np.uint8))

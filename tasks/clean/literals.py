"""Many literals looked for at once: an automaton (Aho and Corasick 1975) walks over a text, compiled to machine code.

What belongs here: building the automaton and walking. What does not: which literals, and what they mean.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping

import numba
import numpy as np
import numpy.typing as npt

NEWLINE = 10
NOTHING: frozenset[str] = frozenset()
Codes = npt.NDArray[np.uint16]
Numbers = npt.NDArray[np.int32]
Moves = npt.NDArray[np.uint16]
ROW_BITS = 6
"""A row of moves is as long as a power of two, so that its place is found without multiplying."""


class Literals:
    """A fixed list of literals, and which of them a text holds once its characters are folded."""

    def __init__(self, literals: Iterable[str], folding: Mapping[str, str]) -> None:
        """`folding` gives the characters that literals are written with for others, as « e » for « É »."""
        known = sorted(set(literals))
        numbers = {character: number for number, character in enumerate(sorted(set("".join(known))), start=1)}
        self._symbols = np.zeros(2**16, np.uint8)
        for character, instead in ({character: character for character in numbers} | dict(folding)).items():
            self._symbols[ord(character)] = numbers.get(instead, 0)
        trie, ends = _trie(known, numbers)
        moves = _moves(trie, ends, symbols=len(numbers) + 1)
        order = sorted(range(len(ends)), key=lambda state: bool(ends[state]))  # states that have found something come last
        self._silent = sum(not held for held in ends)
        self._held = [ends[state] for state in order[self._silent :]]
        self._moves = np.zeros((len(ends), 2**ROW_BITS), np.uint16)
        self._moves[:, : len(numbers) + 1] = np.argsort(order)[moves[order]]

    def by_line(self, lines: Iterable[str]) -> Mapping[int, frozenset[str]]:
        """The literals in each of the lines that holds some, by its number from 0."""
        held: dict[int, frozenset[str]] = {}
        for number, found in self._walk("\n".join(lines)):
            held[number] = held[number] | found if number in held else found
        return held

    def within(self, text: str) -> frozenset[str]:
        """The literals that the text holds."""
        return NOTHING.union(*(found for _, found in self._walk(text)))

    def _walk(self, text: str) -> Iterator[tuple[int, frozenset[str]]]:
        """The lines in which literals end, and these."""
        codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
        states, lines = _walked(self._moves.ravel(), self._symbols, codes, self._silent)
        return zip(lines.tolist(), map(self._held.__getitem__, states.tolist()), strict=True)


def _trie(literals: Iterable[str], numbers: Mapping[str, int]) -> tuple[list[dict[int, int]], list[frozenset[str]]]:
    """The states behind each state by symbol, and the literal that ends in each."""
    trie: list[dict[int, int]] = [{}]
    ends: list[frozenset[str]] = [NOTHING]
    for literal in literals:
        state = 0
        for symbol in map(numbers.__getitem__, literal):
            if symbol not in trie[state]:
                trie[state][symbol] = len(trie)
                trie.append({})
                ends.append(NOTHING)
            state = trie[state][symbol]
        ends[state] = frozenset({literal})
    return trie, ends


def _moves(trie: list[dict[int, int]], ends: list[frozenset[str]], *, symbols: int) -> npt.NDArray[np.int64]:
    """The state that follows each state and symbol; `ends` is completed by literals that end within others."""
    moves = np.zeros((len(trie), symbols), np.int64)
    reached = deque([(0, 0)])  # a state, and the state of the longest beginning of a literal that it ends with
    while reached:
        state, suffix = reached.popleft()
        moves[state] = moves[suffix]
        ends[state] |= ends[suffix]
        for symbol, child in trie[state].items():
            reached.append((child, int(moves[state, symbol])))
            moves[state, symbol] = child
    return moves


@numba.njit(cache=True)
def _walked(moves: Moves, symbols: npt.NDArray[np.uint8], codes: Codes, silent: int) -> tuple[Numbers, Numbers]:
    """The states from number `silent` on that the text walks through, counted from there, and the line of each."""
    found, lines = np.empty(len(codes), np.int32), np.empty(len(codes), np.int32)
    state, first = np.uint64(0), np.uint64(silent)  # a signed number might count from the end, which takes time to see
    count, line = 0, 0
    for code in codes:
        state = np.uint64(moves[(state << np.uint64(ROW_BITS)) + np.uint64(symbols[code])])
        if state >= first:
            found[count], lines[count] = state - first, line
            count += 1
        elif code == NEWLINE:
            line += 1
    return found[:count], lines[:count]

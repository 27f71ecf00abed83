"""Many literals looked for at once: an automaton (Aho and Corasick 1975) walks over a text, compiled to machine code.

What belongs here: building the automaton and walking. What does not: which literals, and what they mean.
"""

from collections import deque
from collections.abc import Iterable, Mapping

import numba
import numpy as np
import numpy.typing as npt

NEWLINE = 10
NOTHING: frozenset[str] = frozenset()
Codes = npt.NDArray[np.uint16]
Numbers = npt.NDArray[np.int32]
Moves = npt.NDArray[np.int16]


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
        self._moves = _moves(trie, ends, symbols=len(numbers) + 1)
        self._held = list(set(ends))
        self._outputs = np.array([self._held.index(held) if held else -1 for held in ends], np.int32)

    def by_line(self, text: str) -> Mapping[int, frozenset[str]]:
        """The literals in each line that holds some, by its number from 0."""
        found, lines = self._walk(text)
        held: dict[int, frozenset[str]] = {}
        for line, number in zip(lines, found, strict=True):
            held[line] = held.get(line, NOTHING) | self._held[number]
        return held

    def within(self, text: str) -> frozenset[str]:
        """The literals that the text holds."""
        return NOTHING.union(*(self._held[number] for number in self._walk(text)[0]))

    def _walk(self, text: str) -> tuple[list[int], list[int]]:
        codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
        found, lines = _walked(self._moves, self._outputs, self._symbols, codes)
        return found.tolist(), lines.tolist()


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


def _moves(trie: list[dict[int, int]], ends: list[frozenset[str]], *, symbols: int) -> Moves:
    """The state that follows each state and symbol; `ends` is completed by literals that end within others."""
    moves = np.zeros((len(trie), symbols), np.int16)  # small, because it is read at random
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
def _walked(moves: Moves, outputs: Numbers, symbols: npt.NDArray[np.uint8], codes: Codes) -> tuple[Numbers, Numbers]:
    """The outputs of the states that the text walks through, those that have one, and the line of each."""
    found, lines = np.empty(len(codes), np.int32), np.empty(len(codes), np.int32)
    state, count, line = 0, 0, 0
    for code in codes:
        state = moves[state, symbols[code]]
        output = outputs[state]
        if output >= 0:
            found[count], lines[count] = output, line
            count += 1
        elif code == NEWLINE:
            line += 1
    return found[:count], lines[:count]

"""Many literals looked for at once: an automaton (Aho and Corasick 1975) walks over lines, compiled to machine code.

What belongs here: building the automaton and walking. What does not: which literals, and what they mean.
"""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from tasks.compiled import compiled

NEWLINE = 10
WORD_BITS = 64
ROW_BITS = 6
"""A row of moves is as long as a power of two, so that its place is found without multiplying."""
Codes = npt.NDArray[np.uint16]
Moves = npt.NDArray[np.uint16]
Words = npt.NDArray[np.uint64]


class Signs:
    """Sets of literals, each with a bit of its own. A text's signs are the bits of the sets of which it holds something."""

    def __init__(self) -> None:
        """No sets yet; `bits` are those that each literal stands for."""
        self.bits: dict[str, int] = {}
        self._count = 0

    def add(self, literals: Collection[str]) -> int:
        """The bit of these literals from now on; 0 if there are none."""
        if not literals:
            return 0
        bit = 1 << self._count
        self._count += 1
        self.bits |= {literal: self.bits.get(literal, 0) | bit for literal in literals}
        return bit


class Literals:
    """A fixed list of literals with their bits, and whose bits a line has once its characters are folded."""

    def __init__(self, bits: Mapping[str, int], folding: Mapping[str, str]) -> None:
        """`folding` gives the characters that literals are written with for others, as « e » for « É »."""
        numbers = {character: number for number, character in enumerate(sorted(set("".join(bits))), start=1)}
        self._symbols = np.zeros(2**16, np.uint8)
        for character, instead in ({character: character for character in numbers} | dict(folding)).items():
            self._symbols[ord(character)] = numbers.get(instead, 0)
        moves, found = _automaton(bits, numbers)
        order = sorted(range(len(found)), key=lambda state: bool(found[state]))  # states that have found something come last
        self._silent = found.count(0)
        self._moves = np.zeros((len(found), 2**ROW_BITS), np.uint16)
        self._moves[:, : len(numbers) + 1] = np.argsort(order)[moves[order]]
        self._found = _words([found[state] for state in order[self._silent :]])

    def by_line(self, lines: Sequence[str]) -> list[int]:
        """The bits of the literals in each line."""
        codes = np.frombuffer("\n".join(lines).encode("utf-16-le", "surrogatepass"), np.uint16)
        words = np.zeros((max(len(lines), 1), self._found.shape[1]), np.uint64)
        _walk(self._moves.ravel(), self._symbols, self._found, self._silent, codes, words)
        held, width = words.astype("<u8", copy=False).tobytes(), words.shape[1] * words.itemsize
        return [int.from_bytes(held[start : start + width], "little") for start in range(0, width * len(lines), width)]

    def within(self, line: str) -> int:
        """The bits of the literals in one line."""
        return self.by_line([line])[0]


def _words(bits: Sequence[int]) -> Words:
    """Each number in words of 64 bits, the lowest first."""
    count = max(1, -(-max(bits, default=0).bit_length() // WORD_BITS))
    lowest = (1 << WORD_BITS) - 1
    return np.array([[number >> WORD_BITS * place & lowest for place in range(count)] for number in bits], np.uint64)


def _automaton(bits: Mapping[str, int], numbers: Mapping[str, int]) -> tuple[npt.NDArray[np.int64], list[int]]:
    """The state that follows each state and symbol, and the bits of the literals that end in each state.

    States are the beginnings of literals, the shortest first: those that are reached most lie close together in memory.
    """
    begun = sorted(
        {literal[:end] for literal in bits for end in range(len(literal) + 1)} | {""}, key=lambda start: (len(start), start)
    )
    states = {start: state for state, start in enumerate(begun)}
    moves, found = np.zeros((len(begun), len(numbers) + 1), np.int64), [bits.get(start, 0) for start in begun]
    suffixes = [0] * len(begun)  # for each state that of the longest beginning of a literal that it ends with
    children: list[list[int]] = [[] for _ in begun]
    for start, state in states.items():
        if start:
            children[states[start[:-1]]].append(state)
    for state, suffix in enumerate(suffixes):
        moves[state] = moves[suffix]
        found[state] |= found[suffix]
        for child in children[state]:
            symbol = numbers[begun[child][-1]]
            suffixes[child] = int(moves[state, symbol])
            moves[state, symbol] = child
    return moves, found


@compiled
def _walk(moves: Moves, symbols: npt.NDArray[np.uint8], found: Words, silent: int, codes: Codes, words: Words) -> None:
    """Add the words of the states that the text walks through to those of its lines. The first `silent` states have none."""
    state, first = np.uint64(0), np.uint64(silent)  # a signed number might count from the end, which takes time to see
    line = 0
    for code in codes:
        state = np.uint64(moves[(state << np.uint64(ROW_BITS)) + np.uint64(symbols[code])])
        if state >= first:
            for place in range(found.shape[1]):
                words[line, place] |= found[state - first, place]
        elif code == NEWLINE:
            line += 1

"""Texts as numbers: each word folded to lower-case ASCII and hashed, all words of many texts in one array.

What belongs here: what becomes of each letter, and sorted arrays of hashes. What does not: which words a comparison looks
at, and shingles.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from tasks.deduplicate.arrays import Flags, Hashes, Places
from tasks.deduplicate.fold import CAPITAL, DIGIT, END, FLAGS, LETTER, NEWLINE, SEPARATOR, TRANSPARENT, fold
from tasks.deduplicate.kernels import MARK, find_in, table_of

N = TypeVar("N", np.uint64, np.int64)

CODE_UNITS = 1 << 16
BLOCK_CHARACTERS = 1 << 20
_TABLE_SHIFT = np.uint64(48)
_IN_SENTENCE = frozenset(",'’\u2019-\u2010\u2011/&%°()[]")


@dataclass(frozen=True, kw_only=True)
class Folding:
    """What becomes of each UTF-16 code unit, and which words are marks of a date.

    `classes` and `values` have an entry for each code unit; `expansions` names the letters that become several;
    `marks` is a table of word hashes addressed by their upper 16 bits.
    """

    classes: npt.NDArray[np.uint8]
    values: Hashes
    expansions: Mapping[str, str]
    marks: Hashes


class Words(NamedTuple):
    """The words of several texts: `values` are their hashes.

    Odd for a word with a digit or the name of a day or month; with the bit NAME for another with a capital within a sentence.
    `text_starts` (one more than texts) and `paragraph_starts` are places in `values`; a paragraph without words has none.
    """

    values: Hashes
    text_starts: Places
    paragraph_starts: Places


def make_folding(expansions: Mapping[str, str], marks: Iterable[str]) -> Folding:
    """Tables for `fold_words`. Raises ValueError if two marks share a place in their table."""
    classes = np.array([_class(code) for code in range(CODE_UNITS)], dtype=np.uint8)
    keys = np.array(
        [_folded(code) if classes[code] in {LETTER, CAPITAL, DIGIT} else 0 for code in range(CODE_UNITS)], dtype=np.uint64
    )
    values = np.where(keys > 0, mix(keys) & ~MARK | (classes == DIGIT).astype(np.uint64), np.uint64(0))
    plain = Folding(classes=classes, values=values, expansions=expansions, marks=np.zeros(CODE_UNITS, np.uint64))
    return Folding(classes=classes, values=values, expansions=expansions, marks=make_table(marks, plain))


def make_table(words: Iterable[str], folding: Folding) -> Hashes:
    """A table of words addressed by the upper bits of their hashes. Raises ValueError if two share a place in it."""
    hashes = np.unique(fold_words(["\n".join(words)], folding).values & ~FLAGS)
    table = np.zeros(CODE_UNITS, np.uint64)
    table[hashes >> _TABLE_SHIFT] = hashes
    if np.count_nonzero(table) < len(hashes):
        raise ValueError("two words share a place in their table; change the spread of `mix`")
    return table


def blocks(sizes: Sequence[int] | Places, limit: int) -> Iterator[tuple[int, int]]:
    """Consecutive ranges whose sizes add up to `limit` at most, one item at least."""
    start, total = 0, 0
    for place, size in enumerate(sizes):
        if total and total + size > limit:
            yield start, place
            start, total = place, 0
        total += max(int(size), 1)
    if start < len(sizes):
        yield start, len(sizes)


def fold_words(texts: Sequence[str], folding: Folding) -> Words:
    """The words of the texts. Time and memory follow the number of characters."""
    codes, ends = _code_units(texts, folding)
    return Words(*fold(codes, ends, folding.classes, folding.values, folding.marks))


def distinct(values: npt.NDArray[N]) -> npt.NDArray[N]:
    """The distinct values, sorted. For hashes a sort is quicker than the hash table that numpy.unique builds."""
    ordered = np.sort(values)
    return ordered[firsts(ordered)]


def counted(values: Hashes) -> tuple[Hashes, Places]:
    """The distinct values, sorted, and how often each comes."""
    ordered = np.sort(values)
    starts = np.flatnonzero(firsts(ordered)) if len(ordered) else np.empty(0, np.int64)
    return ordered[starts], np.diff(np.append(starts, len(ordered)))


def places_among(values: Hashes, others: Hashes) -> Places:
    """Where each value first stands among the others; -1 where it doesn't."""
    places: Places = find_in(table_of(others), others, values)
    return places


def among(values: Hashes, others: Hashes) -> Flags:
    """Which values are among the others."""
    found: Flags = places_among(values, others) >= 0
    return found


def firsts(ordered: npt.NDArray[Any]) -> Flags:
    """For each of the ordered values whether it differs from the one before."""
    flags = np.ones(len(ordered), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=flags[1:])
    return flags


def runs(starts: Places, sizes: Places) -> Places:
    """The places of runs of so many values, one run behind the other."""
    return np.repeat(starts - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())


def mix(values: Hashes) -> Hashes:
    """The finalizer of SplitMix64 (Steele et al. 2014), which spreads every bit."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _class(code: int) -> int:
    character = chr(code)
    category = unicodedata.category(character)
    if character == "\n":
        return NEWLINE
    if category in {"Mn", "Cf"}:
        return TRANSPARENT
    if category == "Nd":
        return DIGIT
    if category in {"Lu", "Lt"}:
        return CAPITAL
    if category[0] == "L" or category in {"Nl", "No"}:
        return LETTER
    return END if category[0] == "P" and character not in _IN_SENTENCE else SEPARATOR


def _folded(code: int) -> int:
    """The code of the lower-case letter without its marks; a letter of another alphabet stays itself."""
    return ord(unicodedata.normalize("NFKD", chr(code))[0].lower()[0])


def _code_units(texts: Sequence[str], folding: Folding) -> tuple[npt.NDArray[np.uint16], Places]:
    """The texts as UTF-16, a newline behind each, and where these newlines are."""
    joined = "\n".join([*texts, ""])
    if present := [letter for letter in folding.expansions if letter in joined]:
        for letter in present:
            texts = [text.replace(letter, folding.expansions[letter]) for text in texts]
        joined = "\n".join([*texts, ""])
    codes = np.frombuffer(joined.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    sizes = [len(text) + 1 for text in texts]
    if sum(sizes) != len(codes):  # characters beyond the basic plane take two units
        sizes = [len(text.encode("utf-16-le", "surrogatepass")) // 2 + 1 for text in texts]
    return codes, np.cumsum(sizes, dtype=np.int64) - 1

"""The slots of a text: its names and numbers, which differ where two texts fill one template, and what two texts have in them.

What belongs here: finding slots, laying two texts over one another by the words around them, and counting. What does not: what
the counts mean.
"""

from dataclasses import dataclass

import numpy as np

from tasks.compiled import compiled
from tasks.deduplicate.arrays import Flags, Hashes, Letters, Places
from tasks.deduplicate.kernels import MARK, NAME

WINDOW = 5
LEAST_WORDS = 3  # of a window that are neither name nor number: fewer say nothing of where it belongs
NAME_WEIGHT = 2
PLAIN, NUMBER, NAMED = range(3)
_BASE = np.uint64(0x9E3779B97F4A7C15)
_TABLE_SHIFT, _MIDDLE = np.uint64(48), np.uint64(32)
_WEIGHTS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F], dtype=np.uint64
)
_MASKS = np.array([0, 0xE7037ED1A0B428DB, 0x8EBC6AF09C88C6E3], dtype=np.uint64)


@dataclass(frozen=True, kw_only=True)
class Slots:
    """Texts as tokens, a run of names or of numbers being one, and the windows of tokens with a slot, in the order of their hash.

    `values` and `kinds` (PLAIN, NUMBER, NAMED) have an entry for each token, `starts` one for each text and one more. A window
    has a hash, in which all names are alike and all numbers, and the `places` of its first token; `bounds` is to windows what
    `starts` is to tokens.
    """

    values: Hashes
    kinds: Letters
    starts: Places
    windows: Hashes
    places: Places
    bounds: Places


def slots_of(words: Hashes, starts: Places, chosen: Flags, dates: Hashes, numerals: Hashes) -> Slots:
    """The slots of the chosen texts; `dates` and `numerals` are tables of words, see `make_table`."""
    values, kinds, bounds = _tokens(words, starts, chosen, dates, numerals)
    windows, places, ends = _windows(values, kinds, bounds)
    return Slots(values=values, kinds=kinds, starts=bounds, windows=windows, places=places, bounds=ends)


def compare_slots(slots: Slots, left: Places, right: Places) -> tuple[Places, Places, Places]:
    """For each pair of texts what slots weigh that both fill alike, what those that differ, and how many of these are names.

    Each filling counts once, a name NAME_WEIGHT times as much as a number. The texts are laid over one another where both have
    a window equally often. Left and right may be changed over.
    """
    return _compare(slots.values, slots.kinds, slots.windows, slots.places, slots.bounds, left, right)


@compiled
def _tokens(words: Hashes, starts: Places, chosen: Flags, dates: Hashes, numerals: Hashes) -> tuple[Hashes, Letters, Places]:
    values, kinds = np.empty(len(words), np.uint64), np.empty(len(words), np.uint8)
    bounds = np.zeros(len(starts), np.int64)
    count = 0
    for text in range(len(starts) - 1):
        first, last = starts[text], starts[text + 1] if chosen[text] else starts[text]
        was_date, begun = False, count
        for place in range(first, last):
            word = words[place] & ~NAME
            even = word & ~MARK
            is_marked = word & MARK > 0
            is_date = is_marked and dates[even >> _TABLE_SHIFT] == even
            kind = PLAIN
            if is_marked and not is_date and not was_date:
                kind = NUMBER
                if place + 1 < last:  # the day before its month is a date, as the year behind it is
                    after = words[place + 1] & ~NAME & ~MARK
                    kind = PLAIN if words[place + 1] & MARK > 0 and dates[after >> _TABLE_SHIFT] == after else NUMBER
            elif words[place] & NAME > 0:
                kind = NAMED
            elif not is_marked and numerals[even >> _TABLE_SHIFT] == even:
                kind = NUMBER
            if kind and count > begun and kinds[count - 1] == kind:
                values[count - 1] = (values[count - 1] + word) * _BASE
            else:
                values[count], kinds[count] = word, kind
                count += 1
            was_date = is_date
        bounds[text + 1] = count
    return values[:count].copy(), kinds[:count].copy(), bounds


@compiled
def _windows(values: Hashes, kinds: Letters, starts: Places) -> tuple[Hashes, Places, Places]:
    hashes, places = np.empty(len(values), np.uint64), np.empty(len(values), np.int64)
    bounds = np.zeros(len(starts), np.int64)
    count = 0
    for text in range(len(starts) - 1):
        for begin in range(starts[text], starts[text + 1] - WINDOW + 1):
            total, plain = np.uint64(0), 0
            for step in range(WINDOW):
                kind = kinds[begin + step]
                plain += kind == PLAIN
                total += (_MASKS[kind] if kind else values[begin + step]) * _WEIGHTS[step]
            if LEAST_WORDS <= plain < WINDOW:
                hashes[count], places[count] = total, begin
                count += 1
        some = slice(bounds[text], count)
        order = np.argsort(hashes[some], kind="mergesort")
        hashes[some], places[some] = hashes[some][order], places[some][order]
        bounds[text + 1] = count
    return hashes[:count].copy(), places[:count].copy(), bounds


@compiled
def _compare(
    values: Hashes, kinds: Letters, windows: Hashes, places: Places, bounds: Places, left: Places, right: Places
) -> tuple[Places, Places, Places]:
    told = np.zeros((3, len(left)), np.int64)
    for pair in range(len(left)):
        one, one_end = bounds[left[pair]], bounds[left[pair] + 1]
        other, other_end = bounds[right[pair]], bounds[right[pair] + 1]
        seen = np.zeros(_size(WINDOW * min(one_end - one, other_end - other)), np.uint64)
        while one < one_end and other < other_end:
            first, second = one, other
            lower = min(windows[one], windows[other])
            while one < one_end and windows[one] == lower:
                one += 1
            while other < other_end and windows[other] == lower:
                other += 1
            for step in range(one - first if one - first == other - second else 0):
                _weigh(values, kinds, places[first + step], places[second + step], seen, told[:, pair])
    return told[0], told[1], told[2]


@compiled
def _weigh(values: Hashes, kinds: Letters, one: int, other: int, seen: Hashes, told: Places) -> None:
    """Add to what is told (kept, changed, renamed) the slots of two windows of one hash that have not been seen."""
    for token in range(WINDOW):
        kind, mine, theirs = kinds[one + token], values[one + token], values[other + token]
        key = (mine + theirs) * _BASE ^ (mine ^ theirs) | np.uint64(1)
        slot = np.int64((key * _BASE >> _MIDDLE) & np.uint64(len(seen) - 1))
        while seen[slot] and seen[slot] != key:
            slot = (slot + 1) & (len(seen) - 1)
        if kind != PLAIN and not seen[slot]:
            seen[slot] = key
            told[int(mine != theirs)] += NAME_WEIGHT if kind == NAMED else 1
            told[2] += mine != theirs and kind == NAMED


@compiled
def _size(count: int) -> int:
    """Slots of a table for so many keys, a power of two, at most half of them taken."""
    size = 2
    while size < 2 * count:
        size *= 2
    return size

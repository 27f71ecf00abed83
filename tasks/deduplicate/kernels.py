"""The loops over words and shingles, compiled to machine code on their first call and kept beside this file.

What belongs here: loops that no column operation of numpy does as quickly. What does not: characters, tables of letters,
thresholds, decisions. Loops that call one another stand in one file, because a compiled function is made anew only when its own
file changes.
"""

import numpy as np

from tasks.compiled import compiled
from tasks.deduplicate.arrays import Flags, Hashes, Letters, Places

SHINGLE_WORDS = 5
ALL, MARKED, MASKED = range(3)
LEAST_SLOTS = 1 << 10
_BASE = np.uint64(0x9E3779B97F4A7C15)
_WEIGHTS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F], dtype=np.uint64
)
MARK, NAME = np.uint64(1), np.uint64(2)
_MASK = np.uint64(0xE7037ED1A0B428DB)  # odd as every mark is
_NONE, _ONE = np.uint64(0), np.uint64(1)
_MIDDLE = np.uint64(32)


@compiled
def mixed(value: np.uint64) -> np.uint64:
    """The finalizer of SplitMix64 (Steele et al. 2014), which spreads every bit."""
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


@compiled
def hash_spans(values: Hashes | Letters, starts: Places) -> Hashes:
    """A hash of each run of values from one start to the next (one entry less than starts), order counted."""
    hashes = np.empty(len(starts) - 1, np.uint64)
    for span in range(len(hashes)):
        total = _NONE
        for place in range(starts[span], starts[span + 1]):
            total = (total + values[place] + _ONE) * _BASE
        hashes[span] = mixed(total)
    return hashes


@compiled
def hash_shingles(words: Hashes, starts: Places) -> tuple[Hashes, Places]:
    """The hashes of the shingles of several texts in their order, and the starts of texts among them.

    A text of fewer words than a shingle is one shingle.
    """
    hashes = np.empty(len(words), np.uint64)
    bounds = np.zeros(len(starts), np.int64)
    for text in range(len(starts) - 1):
        first, last = starts[text], starts[text + 1]
        bounds[text + 1] = bounds[text] + _shingles(words[first:last], ALL, hashes[bounds[text] :])
    return hashes[: bounds[-1]], bounds


@compiled
def shingle_sets(words: Hashes, starts: Places, chosen: Flags, kind: int) -> tuple[Hashes, Places]:
    """The distinct shingles of each chosen text, in the order in which they come, and where each set starts (one entry more).

    Of a kind: ALL, those that are MARKED with a word of a date, or these with all such words alike (MASKED).
    """
    kept = np.empty(len(words), np.uint64)
    bounds = np.zeros(len(starts), np.int64)
    table = np.zeros(_slots(starts), np.int64)
    read = np.empty(len(table), np.uint64)
    count = 0
    for text in range(len(starts) - 1):
        found = _shingles(words[starts[text] : starts[text + 1]], kind, read) if chosen[text] else 0
        size = _size(found)
        table[:size] = 0
        for place in range(found):
            slot = _slot(table, size, kept, read[place])
            if table[slot] == 0:
                kept[count] = read[place]
                count += 1
                table[slot] = count
        bounds[text + 1] = count
    return kept[:count], bounds


@compiled
def _shingles(words: Hashes, kind: int, hashes: Hashes) -> int:
    """Write the shingles of one text, those of a kind, and return how many there are."""
    if 0 < len(words) < SHINGLE_WORDS and kind == ALL:
        hashes[0] = _shingle(words, 0, len(words), False)
        return 1
    count, mark = 0, -1
    for end in range(len(words)):
        mark = end if words[end] & MARK else mark
        begin = end + 1 - SHINGLE_WORDS
        if begin >= 0 and (mark >= begin or kind == ALL):
            hashes[count] = _shingle(words, begin, SHINGLE_WORDS, kind == MASKED)
            count += 1
    return count


@compiled
def _shingle(words: Hashes, begin: int, size: int, masked: bool) -> np.uint64:
    total = _NONE
    for place in range(size):
        word = words[begin + place]
        total += (_MASK if masked and word & MARK else word & ~NAME) * _WEIGHTS[place]
    return mixed(total)


@compiled
def count_shared(sets: Hashes, starts: Places, left: Places, right: Places, highest: Hashes) -> tuple[Places, Places]:
    """For each pair of sets (distinct hashes) how many both have, and how many of these are `highest` at most.

    Quickest where pairs with the same left set follow one another.
    """
    shared, low = np.zeros(len(left), np.int64), np.zeros(len(left), np.int64)
    table = np.zeros(_slots(starts), np.int64)
    size, filled = 0, -1
    for pair in range(len(left)):
        if left[pair] != filled:
            filled = left[pair]
            size = _size(starts[filled + 1] - starts[filled])
            table[:size] = 0
            for place in range(starts[filled], starts[filled + 1]):
                table[_slot(table, size, sets, sets[place])] = place + 1
        for place in range(starts[right[pair]], starts[right[pair] + 1]):
            if table[_slot(table, size, sets, sets[place])]:
                shared[pair] += 1
                low[pair] += sets[place] <= highest[pair]
    return shared, low


@compiled
def grouped(hashes: Hashes, views: Places) -> Places:
    """The rows in an order in which equal hashes stand together, by view. Quicker than a sort of both."""
    order, together = np.arange(len(hashes)), True
    for row in range(1, len(hashes)):
        together &= hashes[row - 1] <= hashes[row]
    if not together:
        _group(hashes, order)
    start = 0
    for row in range(1, len(order) + 1):
        if row == len(order) or hashes[order[row]] != hashes[order[start]]:
            if row > start + 1:
                _sort_by(order[start:row], views)
            start = row
    return order


@compiled
def _group(hashes: Hashes, order: Places) -> None:
    """Write the rows in an order in which equal hashes stand together."""
    size = _size(len(hashes))
    table = np.zeros(size, np.int64)
    group, ends = np.empty(len(hashes), np.int64), np.zeros(len(hashes), np.int64)
    for row in range(len(hashes)):
        slot = _slot(table, size, hashes, hashes[row])
        if table[slot] == 0:
            table[slot] = row + 1
        group[row] = table[slot] - 1
        ends[group[row]] += 1
    place = 0
    for row in range(len(hashes)):
        if group[row] == row:
            ends[row], place = place, place + ends[row]
        order[ends[group[row]]] = row
        ends[group[row]] += 1


@compiled
def table_of(values: Hashes) -> Places:
    """A table in which `find_in` looks values up; of equal values the first counts."""
    size = _size(len(values))
    table = np.zeros(size, np.int64)
    for place in range(len(values)):
        slot = _slot(table, size, values, values[place])
        if table[slot] == 0:
            table[slot] = place + 1
    return table


@compiled
def first_places(values: Hashes) -> Places:
    """For each value the place where an equal one comes first. The table grows with what is different, and so stays near."""
    table, found, size = np.zeros(LEAST_SLOTS, np.int64), 0, LEAST_SLOTS
    places = np.empty(len(values), np.int64)
    for place in range(len(values)):
        slot = _slot(table, size, values, values[place])
        if table[slot] == 0:
            table[slot] = place + 1
            found += 1
        places[place] = table[slot] - 1
        if 2 * found > size:
            size *= 4
            wider = np.zeros(size, np.int64)
            for kept in table:
                if kept:
                    wider[_slot(wider, size, values, values[kept - 1])] = kept
            table = wider
    return places


@compiled
def find_in(table: Places, values: Hashes, wanted: Hashes) -> Places:
    """The place of each wanted value among those of the table; -1 for one that is not there."""
    places = np.empty(len(wanted), np.int64)
    for row in range(len(wanted)):
        places[row] = table[_slot(table, len(table), values, wanted[row])] - 1
    return places


@compiled
def perhaps_frequent(hashes: Hashes, least: int) -> Flags:
    """True for hashes that come `least` times (255 at most), and for some that don't: those are counted together with others."""
    counts, last = np.zeros(_size(len(hashes)), np.uint8), np.uint64(_size(len(hashes)) - 1)
    for value in hashes:
        if counts[value & last] < least:
            counts[value & last] += 1
    flags = np.empty(len(hashes), np.bool_)
    for place in range(len(hashes)):
        flags[place] = counts[hashes[place] & last] >= least
    return flags


@compiled
def _sort_by(rows: Places, keys: Places) -> None:
    """Sort rows by their keys in place (Shell's sort, which is soon done where little is out of order)."""
    gap = 1
    while 3 * gap < len(rows):
        gap = 3 * gap + 1
    while gap:
        for place in range(gap, len(rows)):
            row, free = rows[place], place
            while free >= gap and keys[rows[free - gap]] > keys[row]:
                rows[free] = rows[free - gap]
                free -= gap
            rows[free] = row
        gap //= 3


@compiled
def _size(count: int) -> int:
    """Slots of a table for so many hashes, a power of two, at most half of them taken."""
    size = 2
    while size < 2 * count:
        size *= 2
    return size


@compiled
def _slots(starts: Places) -> int:
    largest = 0
    for number in range(len(starts) - 1):
        largest = max(largest, starts[number + 1] - starts[number])
    return _size(largest)


@compiled
def _slot(table: Places, size: int, values: Hashes, value: np.uint64) -> int:
    """Where the value is or would be: entries are places in `values`, counted from one; 0 is free.

    All bits decide: the lower ones of the hashes of one partition are equal, and so may be the upper ones of a sample.
    """
    slot: int = np.int64((value * _BASE >> _MIDDLE) & np.uint64(size - 1))  # type: ignore[assignment]  # an int where compiled
    while table[slot] and values[table[slot] - 1] != value:
        slot = (slot + 1) & (size - 1)
    return slot

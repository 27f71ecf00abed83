"""How much two views share, exactly.

What belongs here: counting over full shingle sets. What does not: which pairs are counted, and what the counts mean.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from schemas.settings import DeduplicateSettings
from tasks.deduplicate.arrays import Counts, Flags, Hashes, Places, Shares
from tasks.deduplicate.dates import first_named
from tasks.deduplicate.kernels import ALL, MARKED, MASKED, count_shared, shingle_sets
from tasks.deduplicate.knowledge import Knowledge
from tasks.deduplicate.shingles import highest_sampled, sample_shifts
from tasks.deduplicate.slots import compare_slots, slots_of
from tasks.deduplicate.words import blocks

LEAST_BLOCK, MOST_BLOCK = 1 << 20, 1 << 22  # shingles: large blocks read fewer views twice, small ones stay in the cache
ENDS = ("left", "right")
SLOTS = ("kept", "changed", "renamed")


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Pairs of views (numbers), the lower first, and what they share; an entry for each pair in every column.

    `shared` shingles of `left_size` and `right_size` distinct ones; `sampled`: those of the shared in both samples;
    `marked`: shared shingles with a mark of a date, `masked`: those shared when marks are masked; `named`: the days that they
    name first, see `first_named`; `kept`, `changed`, `renamed`: what stands in slots, see `compare_slots`.
    """

    left: Places
    right: Places
    shared: Counts
    left_size: Counts
    right_size: Counts
    sampled: Counts
    marked: Counts
    masked: Counts
    named: Counts
    kept: Counts
    changed: Counts
    renamed: Counts

    def take(self, rows: Places | Flags) -> Self:
        """The same of some rows."""
        if rows.dtype == np.bool_ and rows.all():
            return self
        return type(self)(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})

    @classmethod
    def empty(cls) -> Self:
        """No pairs."""
        columns: dict[str, Any] = {f.name: np.empty(0, np.int64 if f.name in ENDS else np.int32) for f in fields(cls)}
        return cls(**columns)

    @property
    def containment(self) -> Shares:
        """Share of the smaller one's shingles that are in the larger."""
        shares: Shares = self.shared / np.maximum(np.minimum(self.left_size, self.right_size), 1)
        return shares

    @property
    def jaccard(self) -> Shares:
        """Shingles in both over shingles in either."""
        shares: Shares = self.shared / np.maximum(self.left_size + self.right_size - self.shared, 1)
        return shares


def compare(
    left: Places,
    right: Places,
    *,
    counts: Places,
    words_of: Callable[[Places], tuple[Hashes, Places]],
    knowledge: Knowledge,
    settings: DeduplicateSettings,
) -> Compared:
    """Compare pairs of views (numbers, the lower first), each given once; those that share too little are left out.

    `counts` (shingles before repeated ones are taken out) has an entry for each view; `words_of` gives the words of views
    and their starts. Memory follows the views of one block of pairs; quickest where pairs with the same right
    view follow one another.
    """
    sizes = counts[left] + counts[right]
    parts = [
        _compared(left[first:last], right[first:last], counts, words_of, knowledge, settings)
        for first, last in blocks(sizes, min(max(int(sizes.sum()) // 4, LEAST_BLOCK), MOST_BLOCK))
    ]
    return joined([Compared.empty(), *parts])


def joined(parts: Sequence[Compared]) -> Compared:
    """All pairs, one part behind the other."""
    return Compared(**{f.name: np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(Compared)})


def needed_samples(
    counts: Places, shifts: npt.NDArray[np.uint64], left: Places, right: Places, settings: DeduplicateSettings
) -> Places:
    """How many sampled shingles two views must share to be compared: a share of those expected in the smaller's sample."""
    expected = np.minimum(counts[left], counts[right]) / 2.0 ** np.maximum(shifts[left], shifts[right])
    return np.maximum(np.ceil(settings.min_sample_containment * expected), 1).astype(np.int64)


def _compared(
    left: Places,
    right: Places,
    counts: Places,
    words_of: Callable[[Places], tuple[Hashes, Places]],
    knowledge: Knowledge,
    settings: DeduplicateSettings,
) -> Compared:
    """The pairs of a block that are recorded."""
    views, places = np.unique(np.concatenate([left, right]), return_inverse=True)
    words, starts = words_of(views)
    one, other = places[: len(left)], places[len(left) :]
    shifts = sample_shifts(counts[views], sample_shingles=settings.sample_shingles, sample_one_in=settings.sample_one_in)
    highest = highest_sampled(np.maximum(shifts[one], shifts[other]))
    sets, bounds = shingle_sets(words, starts, np.ones(len(views), np.bool_), ALL)
    shared, sampled = count_shared(sets, bounds, other, one, highest)
    sizes = np.diff(bounds)
    smaller = np.minimum(sizes[one], sizes[other])
    enough = sampled >= needed_samples(counts[views], shifts, one, other, settings)
    kept = np.flatnonzero(enough & (shared >= settings.min_recorded_containment * smaller))
    close = kept[shared[kept] >= settings.min_near_containment * smaller[kept]]
    chosen = np.zeros(len(views), np.bool_)
    chosen[one[close]], chosen[other[close]] = True, True
    marked, masked, named = np.zeros((3, len(left)), np.int64)
    for found, kind in ((marked, MARKED), (masked, MASKED)):
        sets, bounds = shingle_sets(words, starts, chosen, kind)
        found[close], _ = count_shared(sets, bounds, other[close], one[close], highest[close])
    named[close] = first_named(words, starts, one[close], other[close], knowledge.calendar)
    columns = {"shared": shared, "left_size": sizes[one], "right_size": sizes[other], "sampled": sampled}
    columns |= {"marked": marked, "masked": masked, "named": named}
    columns |= _slots(words, starts, one, other, kept[_may_differ(shared[kept], smaller[kept], settings)], knowledge)
    counted = {name: column[kept].astype(np.int32) for name, column in columns.items()}
    return Compared(left=left[kept], right=right[kept], **counted)


def _may_differ(shared: Places, smaller: Places, settings: DeduplicateSettings) -> Flags:
    """Which pairs share enough to be a repetition, and not all that the smaller one has."""
    least = min(settings.min_same_day_containment, settings.min_containment, settings.min_later_containment)
    differ: Flags = (shared >= least * smaller) & (shared < smaller)
    return differ


def _slots(words: Hashes, starts: Places, one: Places, other: Places, rows: Places, knowledge: Knowledge) -> dict[str, Places]:
    """What some pairs have in their slots; zero of the others, where nothing of the smaller text is missing in the larger."""
    chosen = np.zeros(len(starts) - 1, np.bool_)
    chosen[one[rows]], chosen[other[rows]] = True, True
    slots = slots_of(words, starts, chosen, knowledge.folding.marks, knowledge.numerals)
    found = {name: np.zeros(len(one), np.int64) for name in SLOTS}
    for name, column in zip(SLOTS, compare_slots(slots, one[rows], other[rows]), strict=True):
        found[name][rows] = column
    return found

"""How much two views share, exactly.

What belongs here: counting over full shingle sets. What does not: which pairs are counted, and what the counts mean.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import Self

import numpy as np
import numpy.typing as npt

from schemas.settings import DeduplicateSettings
from tasks.deduplicate.shingles import highest_sampled, marked_shingles, sample_shifts, shingles
from tasks.deduplicate.words import Flags, Hashes, Places, distinct, firsts

Shares = npt.NDArray[np.float64]

BLOCK_PAIRS = 1 << 14


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Pairs of views by their names, the lower first, and what they share; an entry for each pair in every column.

    `shared` shingles of `left_size` and `right_size` distinct ones; `sampled`: those of the shared in both samples;
    `marked`: shared shingles with a mark of a date, `masked`: those shared when marks are masked.
    """

    left: Hashes
    right: Hashes
    shared: Places
    left_size: Places
    right_size: Places
    sampled: Places
    marked: Places
    masked: Places

    def take(self, rows: Places | Flags) -> Self:
        """The same of some rows."""
        return type(self)(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})

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
    names: Hashes,
    counts: Places,
    words_of: Callable[[int], Hashes],
    settings: DeduplicateSettings,
) -> Compared:
    """Compare pairs of views (numbers), each given once; those that share too little to be recorded are left out.

    `names` and `counts` (shingles before repeated ones are taken out) have an entry for each view; `words_of` gives its
    words. Memory follows the views of one block of pairs.
    """
    shifts = sample_shifts(counts, sample_shingles=settings.sample_shingles, sample_one_in=settings.sample_one_in)
    swapped = names[left] > names[right]
    low, high = np.where(swapped, right, left), np.where(swapped, left, right)
    highest = highest_sampled(np.maximum(shifts[low], shifts[high]))
    needed = needed_samples(counts, shifts, low, high, settings)
    rows = [
        (names[low[row]], names[high[row]], *found)
        for start in range(0, len(low), BLOCK_PAIRS)
        for row, found in _block(low, high, highest, needed, range(start, min(start + BLOCK_PAIRS, len(low))), words_of, settings)
    ]
    columns = list(zip(*rows, strict=True)) or [()] * len(fields(Compared))
    left_names, right_names = (np.array(column, dtype=np.uint64) for column in columns[:2])
    counted = {
        field.name: np.array(column, dtype=np.int64) for field, column in zip(fields(Compared)[2:], columns[2:], strict=True)
    }
    return Compared(left=left_names, right=right_names, **counted)


def needed_samples(
    counts: Places, shifts: npt.NDArray[np.uint64], left: Places, right: Places, settings: DeduplicateSettings
) -> Places:
    """How many sampled shingles two views must share to be compared: a share of those expected in the smaller's sample."""
    expected = np.minimum(counts[left], counts[right]) / 2.0 ** np.maximum(shifts[left], shifts[right])
    return np.maximum(np.ceil(settings.min_sample_containment * expected), 1).astype(np.int64)


def _block(
    low: Places,
    high: Places,
    highest: Hashes,
    needed: Places,
    rows: range,
    words_of: Callable[[int], Hashes],
    settings: DeduplicateSettings,
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Row and counts of the pairs of a block that are recorded.

    Pair by pair: one sort of two sets is quicker than the sort of all sets of a block would be.
    """
    seen = {int(view): words_of(int(view)) for view in np.unique(np.concatenate([low[rows], high[rows]]))}
    sets = {view: _distinct(words) for view, words in seen.items()}
    marks: dict[int, tuple[Hashes, Hashes]] = {}
    for row in rows:
        left, right = int(low[row]), int(high[row])
        common = _common(sets[left], sets[right])
        sampled = int(np.searchsorted(common, highest[row], side="right"))
        smaller = min(len(sets[left]), len(sets[right]))
        if sampled < needed[row] or len(common) < settings.min_recorded_containment * smaller:
            continue
        marked = masked = 0
        if len(common) >= settings.min_containment * smaller:
            for view in (left, right):
                if view not in marks:
                    marks[view] = marked_shingles(seen[view])
            marked, masked = (len(_common(one, other)) for one, other in zip(marks[left], marks[right], strict=True))
        yield row, (len(common), len(sets[left]), len(sets[right]), sampled, marked, masked)


def _distinct(words: Hashes) -> Hashes:
    return distinct(shingles(words, np.array([0, len(words)]))[0])


def _common(one: Hashes, other: Hashes) -> Hashes:
    """What two sorted sets share, sorted."""
    both = np.concatenate((one, other))
    both.sort()
    return both[1:][~firsts(both)[1:]]

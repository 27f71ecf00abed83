"""Words as five-word shingles, and samples of these.

What belongs here: hashes of shingles, whole, sampled, or with the marks of a date masked. What does not: which words of a
text count, and what a match means.
"""

import numpy as np
import numpy.typing as npt

from tasks.deduplicate.words import Hashes, Places, distinct, mix

SHINGLE_WORDS = 5
_WEIGHTS = tuple(np.uint64(weight) for weight in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93,
                                                  0xA0761D6478BD642F))  # fmt: skip
_MASK = np.uint64(0xE7037ED1A0B428DB)
_MARK = np.uint64(1)


def shingles(words: Hashes, starts: Places) -> tuple[Hashes, Places]:
    """The hashes of the shingles of several texts, in the order of the words, and how many each text has.

    `starts` has one entry more than texts. A text of one to four words is one shingle.
    """
    sizes = np.diff(starts)
    if ((sizes > 0) & (sizes < SHINGLE_WORDS)).any():
        words, sizes = _padded(words, sizes)
    counts = np.maximum(sizes - (SHINGLE_WORDS - 1), 0)
    hashes = mix(_windows(words))
    ends = np.cumsum(sizes)[sizes > 0]
    within = np.ones(len(words), dtype=np.bool_)
    for back in range(1, SHINGLE_WORDS):
        within[ends - back] = False
    return hashes[within[: len(hashes)]], counts


def marked_shingles(words: Hashes) -> tuple[Hashes, Hashes]:
    """The distinct shingles of one text that hold a mark of a date: as they are, and with every mark masked."""
    marks = (words & _MARK).astype(np.bool_)
    if len(words) < SHINGLE_WORDS or not marks.any():
        return np.empty(0, np.uint64), np.empty(0, np.uint64)
    sums = np.cumsum(np.append(0, marks))
    bearing = sums[SHINGLE_WORDS:] > sums[:-SHINGLE_WORDS]
    masked = np.where(marks, _MASK, words)
    return distinct(mix(_windows(words)[bearing])), distinct(mix(_windows(masked)[bearing]))


def sample_shifts(counts: Places, *, sample_shingles: int, sample_one_in: int) -> npt.NDArray[np.uint64]:
    """For texts of so many shingles, n where one shingle in 2^n is sampled.

    About `sample_shingles` of a text are sampled, all of a shorter one, one in `sample_one_in` (or the next lower power
    of two) of a long one.
    """
    ratio = np.clip(counts / sample_shingles, 1, sample_one_in)
    return np.floor(np.log2(ratio)).astype(np.uint64)


def highest_sampled(shifts: npt.NDArray[np.uint64]) -> Hashes:
    """The greatest hash in the sample (FracMinHash: Irber et al. 2022): a shingle is in the samples of all texts or of none."""
    return np.uint64(0xFFFFFFFFFFFFFFFF) >> shifts


def _windows(words: Hashes) -> Hashes:
    count = max(len(words) - SHINGLE_WORDS + 1, 0)
    total = np.zeros(count, dtype=np.uint64)
    for place, weight in enumerate(_WEIGHTS):
        total += words[place : place + count] * weight
    return total


def _padded(words: Hashes, sizes: Places) -> tuple[Hashes, Places]:
    """The same with texts of fewer words than a shingle filled up to one with zeros."""
    full = np.where(sizes > 0, np.maximum(sizes, SHINGLE_WORDS), 0)
    old, new = np.cumsum(sizes) - sizes, np.cumsum(full) - full
    filled = np.zeros(int(full.sum()), dtype=np.uint64)
    filled[np.arange(len(words)) + np.repeat(new - old, sizes)] = words
    return filled, full

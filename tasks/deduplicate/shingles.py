"""Samples of shingles (runs of five words).

What belongs here: which shingles are sampled. What does not: which words of a text count, and what a match means.
"""

import numpy as np
import numpy.typing as npt

from tasks.deduplicate.arrays import Hashes, Places


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

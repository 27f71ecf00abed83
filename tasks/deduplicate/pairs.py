"""Which pairs of articles are compared, and how much of each is found in the other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from tasks.deduplicate.shingles import Hashes, sample


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two articles (row numbers, left < right) and the shingles that they share."""

    left: int
    right: int
    shared: int
    left_size: int
    right_size: int

    @property
    def jaccard(self) -> float:
        """Shingles in both over shingles in either."""
        return self.shared / (self.left_size + self.right_size - self.shared)

    @property
    def containment(self) -> float:
        """Share of the smaller one's shingles that are in the larger."""
        return self.shared / min(self.left_size, self.right_size)


def compared_pairs(sets: Sequence[Hashes], *, one_in: int, short: int) -> list[Pair]:
    """Every pair whose samples meet, with its exact overlap, in the order of the rows.

    Of a set with fewer than `short` shingles every one is in the sample, so that short texts are not missed.
    """
    samples = [sample(one, one_in=one_in) for one in sets]
    dense = [one if len(one) < short else sampled for one, sampled in zip(sets, samples, strict=True)]
    candidates = _meeting(samples, dense)
    return [_pair(left, right, sets) for left, right in candidates]


def _meeting(samples: Sequence[Hashes], dense: Sequence[Hashes]) -> list[tuple[int, int]]:
    sparse = _long(samples)
    met = _long(dense).join(sparse, on="hash", suffix="_other").filter(pl.col("row") != pl.col("row_other"))
    pairs = met.select(left=pl.min_horizontal("row", "row_other"), right=pl.max_horizontal("row", "row_other"))
    return list(pairs.unique().sort("left", "right").iter_rows())


def _long(sets: Sequence[Hashes]) -> pl.DataFrame:
    rows = np.repeat(np.arange(len(sets), dtype=np.int64), [len(one) for one in sets])
    hashes = np.concatenate(sets) if len(sets) else np.empty(0, np.uint64)
    return pl.DataFrame({"row": rows, "hash": hashes})


def _pair(left: int, right: int, sets: Sequence[Hashes]) -> Pair:
    shared = len(np.intersect1d(sets[left], sets[right], assume_unique=True))
    return Pair(left=left, right=right, shared=shared, left_size=len(sets[left]), right_size=len(sets[right]))

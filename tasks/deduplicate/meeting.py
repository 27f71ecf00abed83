"""Which views meet: those that share a sampled shingle.

What belongs here: the join on the hashes, one partition at a time, with its guard against hashes that very many views
have. What does not: how much two views share. Views are numbered in the order of their rank: 0 is the first.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from schemas.settings import DeduplicateSettings
from tasks.deduplicate.kernels import Counts, Flags, Hashes, Places, grouped
from tasks.deduplicate.loops import meet_still, pairs_in, sorted_by
from tasks.deduplicate.words import counted, distinct, firsts

_SHIFT = np.uint64(32)
_LOWER = np.uint64(0xFFFFFFFF)


@dataclass(frozen=True, kw_only=True)
class Meetings:
    """Pairs that meet (keys, see `pair_keys`, sorted), and in how many hashes that are not hot.

    Of hot hashes all rows are given: `hot_hashes`, `hot_views`, and `hot_places`, the place of the view among those that
    have the hash.
    """

    pairs: Hashes
    counts: Places
    hot_hashes: Hashes
    hot_views: Places
    hot_places: Places


def pair_keys(left: Places, right: Places) -> Hashes:
    """One number for each pair of views, ordered as (lower, higher)."""
    low, high = np.minimum(left, right).astype(np.uint64), np.maximum(left, right).astype(np.uint64)
    return (low << _SHIFT) | high


def pair_ends(keys: Hashes) -> tuple[Places, Places]:
    """The lower and the higher view of each pair."""
    return (keys >> _SHIFT).astype(np.int64), (keys & _LOWER).astype(np.int64)


def meet(hashes: Hashes, views: Places, wanted: Flags, anew: Hashes, settings: DeduplicateSettings) -> Meetings:
    """Who meets in one partition: rows of a hash and a view, in any order, repeated rows counted once.

    Only pairs with a wanted view (a flag for each view) are given, and every pair in the hashes `anew` (sorted). All views
    with a hash meet, unless there are more than `settings.hot_views`: then each meets the first `settings.hot_first`, so
    that a phrase or copy found everywhere costs no more than its length.
    """
    order = grouped(hashes, views)
    hashes, views = hashes[order], views[order]
    fresh = firsts(hashes) | firsts(views)
    hashes, views = hashes[fresh], views[fresh]
    starts = np.flatnonzero(firsts(hashes))
    sizes = np.diff(np.append(starts, len(hashes)))
    hot = np.repeat(sizes > settings.hot_views, sizes)
    places = np.arange(len(hashes)) - np.repeat(starts, sizes)
    chosen = wanted[views] | np.isin(hashes, anew) if len(anew) else wanted[views]
    pairs, counts = counted(_pairs(hashes[~hot], views[~hot], chosen[~hot], settings.hot_views))
    first = distinct(_pairs(hashes[hot], views[hot], chosen[hot], settings.hot_first))
    joined, summed = _added([pairs, first], [counts, np.zeros(len(first), np.int64)])
    return Meetings(pairs=joined, counts=summed, hot_hashes=hashes[hot], hot_views=views[hot], hot_places=places[hot])


def merged(parts: Sequence[Meetings]) -> Meetings:
    """The meetings of all partitions together."""
    pairs, counts = _added([part.pairs for part in parts], [part.counts for part in parts])
    return Meetings(
        pairs=pairs,
        counts=counts,
        hot_hashes=np.concatenate([part.hot_hashes for part in parts]),
        hot_views=np.concatenate([part.hot_views for part in parts]),
        hot_places=np.concatenate([part.hot_places for part in parts]),
    )


def still_met(left: Places, right: Places, sampled: Counts, meetings: Meetings, *, hot_first: int) -> Flags:
    """Which pairs of views, known to share so many sampled shingles, meet by the rule of `meet`.

    A pair whose shared hashes have all become hot meets only where one of the two is among the first.
    """
    most = max(int(right.max(initial=0)), int(meetings.hot_views.max(initial=0)))
    order, starts = sorted_by(meetings.hot_views, most + 1)
    numbers = np.cumsum(firsts(meetings.hot_hashes))[order]  # the rows of a hash stand together
    return meet_still(numbers, meetings.hot_places[order], starts, left, right, sampled, hot_first)


def _pairs(hashes: Hashes, views: Places, chosen: Flags, partners: int) -> Hashes:
    """Keys of the pairs of rows with the same hash of which one is chosen: each with the first `partners` before it."""
    starts = np.append(np.flatnonzero(firsts(hashes)), len(hashes)) if len(hashes) else np.zeros(1, np.int64)
    return pair_keys(*pairs_in(starts, views, chosen, partners))


def _added(keys: Sequence[Hashes], counts: Sequence[Places]) -> tuple[Hashes, Places]:
    """Distinct keys, sorted, with the sums of their counts."""
    joined, summed = np.concatenate(keys), np.concatenate(counts)
    order = np.argsort(joined)
    joined, summed = joined[order], summed[order]
    starts = np.flatnonzero(firsts(joined))
    return joined[starts], np.add.reduceat(summed, starts) if len(starts) else summed

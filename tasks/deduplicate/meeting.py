"""Which views meet: those that share a sampled shingle.

What belongs here: the join on the hashes, one partition at a time, with its guard against hashes that very many views
have. What does not: how much two views share. Views are numbered in the order of their rank: 0 is the first.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from schemas.settings import DeduplicateSettings
from tasks.deduplicate.arrays import Counts, Flags, Hashes, Places
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
    """One number for each pair of views, ordered as (higher, lower)."""
    low, high = np.minimum(left, right).astype(np.uint64), np.maximum(left, right).astype(np.uint64)
    return (high << _SHIFT) | low


def pair_ends(keys: Hashes) -> tuple[Places, Places]:
    """The lower and the higher view of each pair."""
    return (keys & _LOWER).astype(np.int64), (keys >> _SHIFT).astype(np.int64)


def meet(hashes: Hashes, views: Places, chosen: Flags, settings: DeduplicateSettings) -> Meetings:
    """Who meets: rows of a hash and a view, those of a hash together, by view; repeated rows are counted once.

    Only pairs with a `chosen` row are given, perhaps twice. All views with a hash meet, unless there are more than
    `settings.hot_views`: then each meets the first `settings.hot_first`, so that a phrase or copy found everywhere costs no
    more than its length.
    """
    fresh = firsts(hashes) | firsts(views)
    hashes, views, chosen = hashes[fresh], views[fresh], chosen[fresh]
    starts = np.flatnonzero(firsts(hashes))
    sizes = np.diff(np.append(starts, len(hashes)))
    hot = np.repeat(sizes > settings.hot_views, sizes)
    places = np.arange(len(hashes)) - np.repeat(starts, sizes)
    pairs, counts = counted(_pairs(hashes[~hot], views[~hot], chosen[~hot], settings.hot_views))
    first = distinct(_pairs(hashes[hot], views[hot], chosen[hot], settings.hot_first))
    return Meetings(
        pairs=np.append(pairs, first),
        counts=np.append(counts, np.zeros(len(first), np.int64)),
        hot_hashes=hashes[hot],
        hot_views=views[hot],
        hot_places=places[hot],
    )


def merged(parts: Sequence[Meetings]) -> Meetings:
    """The meetings of all partitions together, each pair once."""
    pairs, counts = np.concatenate([part.pairs for part in parts]), np.concatenate([part.counts for part in parts])
    order = np.argsort(pairs)
    pairs, counts = pairs[order], counts[order]
    starts = np.flatnonzero(firsts(pairs))
    return Meetings(
        pairs=pairs[starts],
        counts=np.add.reduceat(counts, starts) if len(starts) else counts,
        hot_hashes=np.concatenate([part.hot_hashes for part in parts]),
        hot_views=np.concatenate([part.hot_views for part in parts]),
        hot_places=np.concatenate([part.hot_places for part in parts]),
    )


def still_met(left: Places, right: Places, sampled: Counts, meetings: Meetings, *, hot_first: int) -> Flags:
    """Which pairs of views, known to share so many sampled shingles, meet by the rule of `meet`.

    A pair whose shared hashes have all become hot meets only where one of the two is among the first.
    """
    most = max(int(right.max(initial=0)), int(meetings.hot_views.max(initial=0)))
    numbers = np.cumsum(firsts(meetings.hot_hashes))  # the rows of a hash stand together
    leads = meetings.hot_places < hot_first
    return meet_still(*sorted_by(meetings.hot_views, most + 1, numbers << 1 | leads), left, right, sampled)


def _pairs(hashes: Hashes, views: Places, chosen: Flags, partners: int) -> Hashes:
    """Keys of the pairs of rows with the same hash of which one is chosen: each with the first `partners` before it."""
    starts = np.append(np.flatnonzero(firsts(hashes)), len(hashes)) if len(hashes) else np.zeros(1, np.int64)
    return pair_keys(*pairs_in(starts, views, chosen, partners))

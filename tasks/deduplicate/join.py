"""The join of what is new against what is known, partition by partition.

What belongs here: which views are new or have moved, which hashes they touch, what is kept for the next run. What does not:
the rule of meeting, and files.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from schemas.settings import DeduplicateSettings
from tasks.deduplicate.corpus import UNKNOWN, Corpus
from tasks.deduplicate.kernels import Flags, Hashes, Places
from tasks.deduplicate.meeting import Meetings, meet, merged
from tasks.deduplicate.store import MOST_PARTS, VIEWS, State, by_partition, write_samples
from tasks.deduplicate.words import distinct


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """The distinct views, numbered by the rank of their first article: its row (`articles`), their names and shingles.

    `wanted`: new, or of another rank than in the state; `kept`: those of them whose samples are kept already. `gone`: names of
    views of the state that no article has any more. `table` is what is kept of them.
    """

    articles: Places
    names: Hashes
    counts: Places
    wanted: Flags
    kept: Flags
    gone: Hashes
    table: pa.Table

    def numbers(self, names: Hashes) -> Places:
        """The number of each named view; -1 for one that no article has."""
        if not len(self.names):
            return np.full(len(names), UNKNOWN, np.int64)
        order = np.argsort(self.names)
        places = np.minimum(np.searchsorted(self.names, names, sorter=order), len(order) - 1)
        return np.where(self.names[order[places]] == names, order[places], UNKNOWN)


def rank_views(corpus: Corpus, views: Hashes, counts: Places, state: State) -> Ranked:
    """Number the views of the articles and tell which are new, moved or gone. View 0 is none."""
    by_rank = np.argsort(corpus.ranks)
    by_rank = by_rank[views[by_rank] > 0]
    _, first = np.unique(views[by_rank], return_index=True)
    articles = by_rank[np.sort(first)]
    names = views[articles]
    columns = [
        names,
        corpus.second_hand[articles],
        corpus.days[articles],
        corpus.words[articles],
        corpus.ids.take(pa.array(articles)),
    ]
    table = pa.table(columns, schema=VIEWS)
    found = (
        pc.index_in(table["view"], value_set=state.views["view"]).combine_chunks().fill_null(UNKNOWN).to_numpy().astype(np.int64)
    )
    kept = found >= 0
    same = kept.copy()
    for name in VIEWS.names[1:]:
        before = state.views[name].take(pa.array(found[kept]))
        same[kept] &= pc.equal(before, table[name].filter(pa.array(kept))).to_numpy()
    gone = np.setdiff1d(state.views["view"].to_numpy(), names)
    return Ranked(articles=articles, names=names, counts=counts[articles], wanted=~same, kept=kept, gone=gone, table=table)


def join(hashes: Hashes, views: Places, ranked: Ranked, state: State, settings: DeduplicateSettings) -> Meetings:
    """Who meets, given the samples of all wanted views (a hash and the number of its view in each row)."""
    hot = state.hot["hash"].to_numpy()
    moved = ranked.kept & ranked.wanted
    rows, hot_rows = by_partition(hashes), by_partition(hot)
    return merged(
        [
            _join_partition(state.parts(number), hashes[some], views[some], hot[hot_some], moved, ranked, settings)
            for number, (some, hot_some) in enumerate(zip(rows, hot_rows, strict=True))
        ]
    )


def keep_samples(folder: Path, hashes: Hashes, views: Places, ranked: Ranked, state: State) -> Mapping[int, tuple[Path, ...]]:
    """Write the samples of new views behind those kept; a partition of many parts, or with views that are gone, anew."""
    fresh = ~ranked.kept[views]
    hashes, names = hashes[fresh], ranked.names[views[fresh]]
    written = {}
    for number, some in enumerate(by_partition(hashes)):
        known = state.samples.get(number, ())
        some_hashes, some_names = hashes[some], names[some]
        whole = len(ranked.gone) > 0 or len(known) >= MOST_PARTS
        if whole:
            parts = [*state.parts(number), (some_hashes, some_names)]
            some_hashes, some_names = (np.concatenate(column) for column in zip(*parts, strict=True))
            left = ~np.isin(some_names, ranked.gone)
            some_hashes, some_names = some_hashes[left], some_names[left]
        written[number] = write_samples(folder, number, known, some_hashes, some_names, whole=whole)
    return written


def _join_partition(
    parts: list[tuple[Hashes, Hashes]],
    hashes: Hashes,
    views: Places,
    hot: Hashes,
    moved: Flags,
    ranked: Ranked,
    settings: DeduplicateSettings,
) -> Meetings:
    if not parts:
        return meet(hashes, views, ranked.wanted, hot[:0], settings)
    left_by = [part[0][np.isin(part[1], ranked.gone)] for part in parts] if len(ranked.gone) else []
    # Where a hot hash loses one of its first views, or one falls behind, others that were known before meet.
    anew = np.intersect1d(hot, np.concatenate([hashes[moved[views]], *left_by]))
    touched = distinct(np.concatenate([hashes, hot]))
    rows = [_rows(part, touched) for part in parts]
    old_hashes = np.concatenate([row[0] for row in rows])
    old_views = ranked.numbers(np.concatenate([row[1] for row in rows]))
    left = old_views >= 0
    left[left] = ~ranked.wanted[old_views[left]]
    return meet(
        np.concatenate([old_hashes[left], hashes]), np.concatenate([old_views[left], views]), ranked.wanted, anew, settings
    )


def _rows(part: tuple[Hashes, Hashes], touched: Hashes) -> tuple[Hashes, Hashes]:
    """The rows of a part whose hash is touched."""
    hashes, views = part
    low, high = np.searchsorted(hashes, touched), np.searchsorted(hashes, touched, side="right")
    counts: npt.NDArray[np.int64] = high - low
    places = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(low, counts)
    return hashes[places], views[places]

"""The join of what is new against what is known, partition by partition.

What belongs here: which views are new or have moved, which hashes they touch, what is kept for the next run. What does not:
the rule of meeting, and files.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa

from schemas.settings import DeduplicateSettings
from tasks.deduplicate.arrays import Flags, Hashes, Places
from tasks.deduplicate.corpus import UNKNOWN, Corpus
from tasks.deduplicate.kernels import find_in, first_places, grouped, table_of
from tasks.deduplicate.loops import rows_of
from tasks.deduplicate.meeting import Meetings, meet, merged
from tasks.deduplicate.store import VIEWS, State, by_partition, write_samples
from tasks.deduplicate.words import distinct, firsts, places_among

MOST_FILES = 8
MOST_GROWTH = 2  # a file of samples so many times larger than what is behind it is left as it is


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """The distinct views, numbered by the rank of their first article: its row (`articles`), their names and shingles.

    `of_articles` has the number of the view of each article, -1 where it has none.
    `wanted`: new, or of another rank than in the state; `kept`: those whose samples are kept already; `fallen`: those perhaps
    of a later rank than in the state. `of_state` has the number of each view of the state, -1 where no article has it any
    more. `table` is what is kept.
    """

    articles: Places
    of_articles: Places
    names: Hashes
    counts: Places
    wanted: Flags
    kept: Flags
    fallen: Flags
    of_state: Places
    table: pa.Table

    @cached_property
    def _by_name(self) -> Places:
        return table_of(self.names)

    def numbers(self, names: Hashes) -> Places:
        """The number of each named view; -1 for one that no article has."""
        return find_in(self._by_name, self.names, names)


def rank_views(corpus: Corpus, known: Places, views: Hashes, counts: Places, state: State) -> Ranked:
    """Number the views of the articles and tell which are new, moved or gone. View 0 is none; `known` are rows of the state."""
    by_rank = np.argsort(corpus.ranks, kind="stable")
    by_rank = by_rank[views[by_rank] > 0]
    names = views[by_rank]
    places = first_places(names)
    first = places == np.arange(len(names))
    numbers = np.full(len(corpus), UNKNOWN)
    numbers[by_rank] = (np.cumsum(first) - 1)[places]
    articles, names = by_rank[first], names[first]
    earlier = {name: state.views[name].to_numpy() for name in VIEWS.names}
    found = places_among(names, earlier["view"])
    kept = found >= 0
    wanted, fallen = ~kept, np.zeros(len(names), np.bool_)
    rows = np.full(len(state.articles), UNKNOWN)
    rows[known[known >= 0]] = np.flatnonzero(known >= 0)
    leads, led = articles[kept], rows[earlier["article"][found[kept]]]
    later = corpus.ranks[leads] - earlier["rank"][found[kept]]
    wanted[kept], fallen[kept] = (later != 0) | (leads != led), (later > 0) | ((later == 0) & (leads > led))
    of_state = np.full(len(state.views), UNKNOWN)
    of_state[found[kept]] = np.flatnonzero(kept)
    return Ranked(
        articles=articles,
        of_articles=numbers,
        names=names,
        counts=counts[articles],
        wanted=wanted,
        kept=kept,
        fallen=fallen,
        of_state=of_state,
        table=pa.table([names, corpus.ranks[articles], articles], schema=VIEWS),
    )


def join(hashes: Hashes, views: Places, ranked: Ranked, state: State, settings: DeduplicateSettings) -> Meetings:
    """Who meets, given the samples of all wanted views (a hash and the number of its view in each row)."""
    hot = state.hot["hash"].to_numpy()
    hot, found = hot[firsts(hot)], []
    if len(hot):  # only then, as a first run has very many rows
        groups = places_among(hashes, hot)
        found.append(_join_hot(hot, groups[groups >= 0], views[groups >= 0], ranked, state, settings))
        hashes, views = hashes[groups < 0], views[groups < 0]
    for number, some in enumerate(by_partition(hashes)):
        found.append(_join_partition(state.parts(number), hashes[some], views[some], ranked, settings))
    return merged(found)


def keep_samples(folder: Path, hashes: Hashes, views: Places, ranked: Ranked, state: State) -> tuple[Path, ...]:
    """Write the samples of new views to a file behind those kept; of many, together with the last that are not much larger."""
    fresh = ~ranked.kept[views]
    hashes, names = hashes[fresh], ranked.names[views[fresh]]
    if not len(hashes):
        return state.samples
    left, size = len(state.samples), len(hashes)
    while len(state.samples) >= MOST_FILES and left and state.sampled(left - 1) <= MOST_GROWTH * size:
        left -= 1
        size += state.sampled(left)
    partitions = (
        _together(state.parts(number, left), hashes[some], names[some], ranked)
        for number, some in enumerate(by_partition(hashes))
    )
    return (*state.samples[:left], write_samples(folder, partitions))


def _together(parts: list[tuple[Hashes, Hashes]], hashes: Hashes, names: Hashes, ranked: Ranked) -> tuple[Hashes, Hashes]:
    """Hashes and names of new views, and of the parts those of views that are neither gone nor new."""
    for part_hashes, part_names in parts:
        numbers = ranked.numbers(part_names)
        left = numbers >= 0
        left[left] = ranked.kept[numbers[left]]
        hashes, names = np.append(hashes, part_hashes[left]), np.append(names, part_names[left])
    return hashes, names


def _join_hot(
    hot: Hashes, groups: Places, views: Places, ranked: Ranked, state: State, settings: DeduplicateSettings
) -> Meetings:
    """Who meets among new rows (a place in the hot hashes and the number of a view) and the known ones of hot hashes."""
    known_views = ranked.of_state[state.hot["view"].to_numpy()]
    known_groups = np.cumsum(firsts(state.hot["hash"].to_numpy())) - 1
    # Where a hot hash loses one of its first views, or one falls behind, others that were known before meet.
    anew = np.zeros(len(hot), np.bool_)
    anew[known_groups[known_views < 0]], anew[groups[ranked.fallen[views]]] = True, True
    left = known_views >= 0
    left[left] = ~ranked.wanted[known_views[left]]
    groups, views = np.concatenate([known_groups[left], groups]), np.concatenate([known_views[left], views])
    order = np.argsort(groups << 32 | views, kind="stable")  # few are new: those known are sorted
    groups, views = groups[order], views[order]
    return meet(hot[groups], views, ranked.wanted[views] | anew[groups], settings)


def _join_partition(
    parts: list[tuple[Hashes, Hashes]], hashes: Hashes, views: Places, ranked: Ranked, settings: DeduplicateSettings
) -> Meetings:
    """Who meets among new rows (a hash and the number of a view) and of the parts what they touch."""
    touched = distinct(hashes) if parts else hashes
    for part_hashes, names in parts:
        rows = rows_of(part_hashes, touched)
        numbers = ranked.numbers(names[rows])
        left = numbers >= 0
        left[left] = ~ranked.wanted[numbers[left]]
        hashes, views = np.append(hashes, part_hashes[rows[left]]), np.append(views, numbers[left])
    order = grouped(hashes, views)
    hashes, views = hashes[order], views[order]
    return meet(hashes, views, ranked.wanted[views], settings)

"""From articles to clusters: which pairs are accepted as repetitions, who leads a cluster, what repeats what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from schemas.articles import CLUSTERED, OVERLAPS
from schemas.settings import DeduplicateSettings
from tasks.deduplicate.pairs import Pair, compared_pairs
from tasks.deduplicate.shingles import shingle_sets
from tasks.frames import frame_of

RULE_VERSION = "1"


@dataclass(frozen=True, kw_only=True)
class Duplicates:
    """The cluster of every article (CLUSTERED) and every pair that was compared (OVERLAPS)."""

    clustered: pd.DataFrame
    overlaps: pd.DataFrame


def find_duplicates(cleaned: pd.DataFrame, *, settings: DeduplicateSettings) -> Duplicates:
    """Cluster articles (frame CLEANED, any order). The result depends on the set of articles alone."""
    articles = cleaned.sort_values("article_id", ignore_index=True)
    pairs = compared_pairs(shingle_sets(list(articles["text"])), one_in=settings.sample_one_in, short=settings.short_shingles)
    accepted = [pair for pair in pairs if _is_repetition(pair, settings)]
    ids = list(articles["article_id"])
    rows = _clustered(ids, _components(len(ids), accepted), accepted, _ranks(articles))
    overlaps = [_overlap(pair, ids, settings) for pair in pairs]
    return Duplicates(clustered=frame_of(CLUSTERED, rows), overlaps=frame_of(OVERLAPS, overlaps))


def _is_repetition(pair: Pair, settings: DeduplicateSettings) -> bool:
    return pair.containment >= settings.min_containment


def _ranks(articles: pd.DataFrame) -> list[int]:
    """The rank of each row for leading a cluster: the agency's own, else the earliest, else the longest, else by id."""
    keys = [
        (_is_agency(one.outlet, one.agencies), one.published_on or date.max, -one.word_count, one.article_id)
        for one in articles.itertuples()
    ]
    order = sorted(range(len(keys)), key=lambda row: keys[row])
    return [int(rank) for rank in np.argsort(order)]


def _is_agency(outlet: Any, agencies: Sequence[str]) -> int:
    """0 where the outlet is one of the agencies that the article is signed with, else 1, to sort by."""
    return 0 if isinstance(outlet, str) and outlet.casefold() in {name.casefold() for name in agencies} else 1


def _components(count: int, accepted: Sequence[Pair]) -> list[int]:
    """The component of each row in the graph of accepted pairs, named by a row of it."""
    parent = list(range(count))

    def root(row: int) -> int:
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    for pair in accepted:
        parent[root(pair.right)] = root(pair.left)
    return [root(row) for row in range(count)]


def _clustered(ids: Sequence[str], clusters: Sequence[int], accepted: Sequence[Pair], ranks: Sequence[int]) -> list[Mapping[str, Any]]:
    leaders: dict[int, int] = {}
    for row in sorted(range(len(ids)), key=lambda row: ranks[row]):
        leaders.setdefault(clusters[row], row)
    best: dict[int, tuple[float, int, Pair]] = {}
    for pair in accepted:
        for row, other in ((pair.left, pair.right), (pair.right, pair.left)):
            share = pair.shared / (pair.left_size if row == pair.left else pair.right_size)
            # The leader wins over a closer relative; a row never points at one that ranks behind it.
            if ranks[other] < ranks[row]:
                best[row] = max(best.get(row, (-1.0, 0, pair)), (share + (other == leaders[clusters[row]]), -ranks[other], pair))
    return [_row(row, ids, leaders[clusters[row]], best.get(row)) for row in range(len(ids))]


def _row(row: int, ids: Sequence[str], leader: int, best: tuple[float, int, Pair] | None) -> Mapping[str, Any]:
    if best is None or row == leader:
        return {"article_id": ids[row], "cluster_id": ids[leader], "duplicate_of": None, "overlap": None, "relation": None}
    pair = best[2]
    other = pair.right if row == pair.left else pair.left
    size, other_size = (pair.left_size, pair.right_size) if row == pair.left else (pair.right_size, pair.left_size)
    return {
        "article_id": ids[row],
        "cluster_id": ids[leader],
        "duplicate_of": ids[other],
        "overlap": pair.shared / size,
        "relation": _relation(pair, size, other_size),
    }


def _relation(pair: Pair, size: int, other_size: int) -> str:
    if min(size, other_size) >= 0.8 * max(size, other_size):
        return "same"
    return "excerpt" if size < other_size else "extended"


def _overlap(pair: Pair, ids: Sequence[str], settings: DeduplicateSettings) -> Mapping[str, Any]:
    accepted = _is_repetition(pair, settings)
    smaller, larger = sorted((pair.left_size, pair.right_size))
    return {
        "article_id": ids[pair.left],
        "other_id": ids[pair.right],
        "jaccard": pair.jaccard,
        "containment": pair.containment,
        "is_accepted": accepted,
        "relation": _relation(pair, smaller, larger) if accepted else None,
        "rule_version": RULE_VERSION,
    }

"""The two tables of the stage from what was found among views.

What belongs here: rows for articles and pairs of articles. What does not: the decisions behind them.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from schemas.articles import CLUSTERED, OVERLAPS
from schemas.settings import DeduplicateSettings
from tasks.deduplicate.arrays import Flags, Places, Shares
from tasks.deduplicate.assign import Assigned
from tasks.deduplicate.clusters import Clusters, Edges, cluster
from tasks.deduplicate.compare import Compared
from tasks.deduplicate.corpus import Corpus
from tasks.deduplicate.decide import (
    EXCERPT,
    RELATIONS,
    RULE_VERSION,
    SAME,
    Printed,
    is_edition,
    is_filling,
    is_repetition,
    is_template,
    may_be_filling,
    relations,
)
from tasks.deduplicate.headlines import parallel
from tasks.deduplicate.join import Ranked
from tasks.deduplicate.knowledge import load_knowledge
from tasks.frames import to_frame


@dataclass(frozen=True, kw_only=True)
class Duplicates:
    """The tables of the stage.

    The cluster of every article (CLUSTERED), and every pair that was recorded (OVERLAPS).
    """

    clustered: pd.DataFrame
    overlaps: pd.DataFrame


def duplicates_of(
    corpus: Corpus, assigned: Assigned, ranked: Ranked, compared: Compared, settings: DeduplicateSettings
) -> Duplicates:
    """Decide on the recorded pairs, cluster, and say for each article what it repeats."""
    first = ranked.articles
    printed = Printed(outlets=corpus.outlets[first], days=corpus.days[first], series=assigned.series[first])
    days = printed.days[compared.left], printed.days[compared.right]
    apart = is_template(compared, *days, settings) | is_filling(compared, settings) | is_edition(compared, printed)
    apart |= _headed_apart(corpus, ranked, compared, ~apart & may_be_filling(compared, settings))
    accepted = ~apart & is_repetition(compared, *days, settings)
    near = accepted | (~apart & (compared.containment >= settings.min_near_containment))
    clusters = cluster(len(ranked.names), _edges(compared, accepted), (compared.left[near], compared.right[near]))
    clustered = _clustered(corpus, ranked, clusters, compared, settings)
    return Duplicates(
        clustered=clustered,
        overlaps=_overlaps(corpus, ranked, compared, accepted, settings),
    )


def _headed_apart(corpus: Corpus, ranked: Ranked, compared: Compared, asked: Flags) -> Flags:
    """Which of the pairs that are asked about have parallel headlines; few are, so only their headlines are read."""
    rows = np.flatnonzero(asked)
    views, places = np.unique(np.concatenate([compared.left[rows], compared.right[rows]]), return_inverse=True)
    titles = corpus.titles.take(pa.array(corpus.places[ranked.articles[views]])).to_pylist()
    apart = np.zeros(len(asked), np.bool_)
    apart[rows] = parallel(titles, places[: len(rows)], places[len(rows) :], load_knowledge().folding)
    return apart


def _edges(compared: Compared, accepted: Flags) -> Edges:
    rows = np.flatnonzero(accepted)
    left, right, shared = compared.left[rows], compared.right[rows], compared.shared[rows]
    return Edges(
        view=np.concatenate([left, right]),
        other=np.concatenate([right, left]),
        share=np.concatenate([shared / compared.left_size[rows], shared / compared.right_size[rows]]),
        pair=np.concatenate([rows, rows]),
    )


def _clustered(
    corpus: Corpus, ranked: Ranked, clusters: Clusters, compared: Compared, settings: DeduplicateSettings
) -> pd.DataFrame:
    """An article whose view another has first repeats that one; the first repeats what its view does."""
    own, numbers = np.arange(len(corpus)), ranked.of_articles
    first, leader = own.copy(), own.copy()
    has_view = numbers >= 0
    first[has_view] = ranked.articles[numbers[has_view]]
    leader[has_view] = ranked.articles[clusters.leaders[numbers[has_view]]]
    target, share, relation = np.full(len(corpus), -1), np.full(len(corpus), np.nan), np.full(len(corpus), -1)
    children = np.flatnonzero(clusters.parents >= 0)
    rows = ranked.articles[children]
    target[rows] = ranked.articles[clusters.parents[children]]
    share[rows], relation[rows] = _repeats(corpus, children, ranked, clusters, compared, settings)
    copies = first != own
    target[copies], share[copies], relation[copies] = first[copies], 1.0, SAME
    columns = {
        "article_id": corpus.ids,
        "cluster_id": corpus.ids.take(pa.array(leader)),
        "duplicate_of": corpus.ids.take(pa.array(target, mask=target < 0)),
        "overlap": pa.array(share, mask=np.isnan(share)),
        "relation": _relations(relation),
    }
    return to_frame(pa.table({name: columns[name] for name in CLUSTERED.schema.names}))


def _repeats(
    corpus: Corpus, children: Places, ranked: Ranked, clusters: Clusters, compared: Compared, settings: DeduplicateSettings
) -> tuple[Shares, Places]:
    """Share and relation of each view that repeats another."""
    pairs = compared.take(clusters.pairs[children])
    is_left = pairs.left == children
    size = np.where(is_left, pairs.left_size, pairs.right_size)
    other_size = np.where(is_left, pairs.right_size, pairs.left_size)
    mine, theirs = ranked.articles[children], ranked.articles[clusters.parents[children]]
    same_outlet = (corpus.outlets[mine] == corpus.outlets[theirs]) & (corpus.outlets[mine] >= 0)
    return pairs.shared / size, relations(size, other_size, corpus.days[mine], corpus.days[theirs], same_outlet, settings)


def _overlaps(corpus: Corpus, ranked: Ranked, compared: Compared, accepted: Flags, settings: DeduplicateSettings) -> pd.DataFrame:
    """The recorded pairs of views, told of their first articles, and each further article of a view with its first."""
    numbers = ranked.of_articles
    copies = np.flatnonzero(numbers >= 0)
    copies = copies[ranked.articles[numbers[copies]] != copies]
    left = np.concatenate([ranked.articles[compared.left], ranked.articles[numbers[copies]]])
    right = np.concatenate([ranked.articles[compared.right], copies])
    low, high = np.minimum(left, right), np.maximum(left, right)  # articles are sorted by id
    smaller = np.minimum(compared.left_size, compared.right_size)
    same = smaller >= settings.min_same_size * np.maximum(compared.left_size, compared.right_size)
    kinds = np.concatenate([np.where(accepted, np.where(same, SAME, EXCERPT), -1), np.full(len(copies), SAME)])
    ones = np.ones(len(copies))
    order = np.argsort(low << 32 | high, kind="stable")  # the pairs are sorted
    columns: dict[str, Any] = {
        "article_id": corpus.ids.take(pa.array(low[order])),
        "other_id": corpus.ids.take(pa.array(high[order])),
        "jaccard": pa.array(np.concatenate([compared.jaccard, ones])[order]),
        "containment": pa.array(np.concatenate([compared.containment, ones])[order]),
        "is_accepted": pa.array(np.concatenate([accepted, ones.astype(np.bool_)])[order]),
        "relation": _relations(kinds[order]),
        "rule_version": pa.repeat(pa.scalar(RULE_VERSION, pa.large_string()), len(low)),
    }
    return to_frame(pa.table({name: columns[name] for name in OVERLAPS.schema.names}))


def _relations(kinds: Places) -> pa.Array:
    """The names of relations; null where -1."""
    return pa.array(RELATIONS, pa.large_string()).take(pa.array(kinds, mask=kinds < 0))

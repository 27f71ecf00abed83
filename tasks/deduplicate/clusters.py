"""Clusters of views from the pairs that repeat one another.

What belongs here: components, their guard against chains, and what each view repeats. What does not: which pairs count.
Views are numbered in the order of their rank, so that the first view of a cluster is its canonical one.
"""

from dataclasses import dataclass

import numpy as np

from tasks.deduplicate.arrays import Flags, Places, Shares
from tasks.deduplicate.loops import best_of


@dataclass(frozen=True, kw_only=True)
class Edges:
    """Accepted pairs, both ways round: `view` repeats `other` with this share of its own shingles; `pair` is its row."""

    view: Places
    other: Places
    share: Shares
    pair: Places

    def take(self, rows: Places | Flags) -> "Edges":
        """The same of some rows."""
        return Edges(view=self.view[rows], other=self.other[rows], share=self.share[rows], pair=self.pair[rows])


@dataclass(frozen=True, kw_only=True)
class Clusters:
    """For each view the canonical view of its cluster, the view it repeats and the row of that pair; -1 where none."""

    leaders: Places
    parents: Places
    pairs: Places


def cluster(count: int, edges: Edges, near: tuple[Places, Places]) -> Clusters:
    """Cluster `count` views: the components of the accepted pairs, cut where a chain leads away from its beginning.

    `near` are the pairs (lower, higher) of views near enough to be in one cluster. A component's first view keeps what is
    near it and joined to it by accepted pairs among such views; the rest are clustered among themselves in the same way.
    """
    found = Clusters(leaders=np.arange(count), parents=np.full(count, -1), pairs=np.full(count, -1))
    while len(edges.view):
        leaders = _first_of_component(count, edges)
        inside = _near_leaders(leaders, near)
        assigned = _grow(leaders, inside, edges, found)
        edges = edges.take(~(assigned[edges.view] | assigned[edges.other]))
    return found


def _first_of_component(count: int, edges: Edges) -> Places:
    """For each view the first of its component: the smallest label wins along every edge, with pointer jumping."""
    labels = np.arange(count)
    while True:
        lowest = labels.copy()
        np.minimum.at(lowest, edges.view, labels[edges.other])
        lowest = lowest[lowest]
        if (lowest == labels).all():
            return labels
        labels = lowest


def _near_leaders(leaders: Places, near: tuple[Places, Places]) -> Flags:
    inside: Flags = leaders == np.arange(len(leaders))
    low, high = near
    inside[high[leaders[high] == low]] = True
    return inside


def _grow(leaders: Places, inside: Flags, edges: Edges, found: Clusters) -> Flags:
    """Write leader, parent and pair of every view reached from the leaders; returns which are assigned."""
    assigned = np.zeros(len(leaders), dtype=np.bool_)
    assigned[leaders[edges.view]] = True
    edges = edges.take(inside[edges.view])
    while True:
        step = edges.take(assigned[edges.other] & ~assigned[edges.view])
        if not len(step.view):
            return assigned
        best = step.take(best_of(step.view, step.share, step.other, len(leaders)))
        found.leaders[best.view] = leaders[best.view]
        found.parents[best.view] = best.other
        found.pairs[best.view] = best.pair
        assigned[best.view] = True

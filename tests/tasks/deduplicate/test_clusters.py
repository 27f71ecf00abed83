"""Clusters: components of accepted pairs, led by the first view, with a guard against chains."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tasks.deduplicate.clusters import Clusters, Edges, cluster

PAIRS = st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]), max_size=20)


def clustered(count: int, pairs: dict[tuple[int, int], float], near: set[tuple[int, int]] = frozenset()) -> Clusters:
    """`pairs`: accepted ones with the share of either; `near`: further pairs that may be in one cluster."""
    left, right = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    shares, rows = np.array(list(pairs.values()), float), np.arange(len(pairs))
    edges = Edges(
        view=np.concatenate([left, right]),
        other=np.concatenate([right, left]),
        share=np.tile(shares, 2),
        pair=np.tile(rows, 2),
    )
    both = sorted({*pairs, *near})
    return cluster(count, edges, (np.array([a for a, _ in both], np.int64), np.array([b for _, b in both], np.int64)))


def test_views_without_pairs_are_clusters_of_their_own():
    found = clustered(3, {})
    assert found.leaders.tolist() == [0, 1, 2]
    assert found.parents.tolist() == [-1, -1, -1]


def test_the_first_view_leads_and_each_repeats_what_it_shares_most_with():
    found = clustered(4, {(0, 1): 0.7, (0, 3): 0.6, (1, 3): 0.9})
    assert found.leaders.tolist() == [0, 0, 2, 0]
    assert found.parents.tolist() == [-1, 0, -1, 0]
    assert found.pairs.tolist() == [-1, 0, -1, 1]


def test_a_chain_is_cut_where_it_leads_away_from_its_beginning():
    chain = {(0, 1): 0.8, (1, 2): 0.8, (2, 3): 0.8}
    assert clustered(4, chain).leaders.tolist() == [0, 0, 2, 2]
    assert clustered(4, chain, near={(0, 2), (0, 3)}).leaders.tolist() == [0, 0, 0, 0]


def test_near_is_not_enough_to_join():
    assert clustered(2, {}, near={(0, 1)}).leaders.tolist() == [0, 1]


@given(PAIRS, PAIRS)
def test_clusters_hold_together(pairs, near):
    found = clustered(10, dict.fromkeys(pairs, 0.8), near)
    allowed = pairs | near
    for view in range(10):
        leader, parent = int(found.leaders[view]), int(found.parents[view])
        assert found.leaders[leader] == leader <= view
        assert (parent < 0) == (leader == view)
        if parent >= 0:
            assert tuple(sorted((view, parent))) in pairs
            assert found.leaders[parent] == leader
            assert (leader, view) in allowed
    for low, high in pairs:
        leads = found.leaders[low] == low
        assert not leads or found.leaders[high] <= low

"""Clusters stay whole when an article fails after deduplication."""

import pandas as pd
import pytest

from schemas.articles import CLUSTERED
from tasks.assembly import aliases_of, without
from tasks.frames import frame_of

A, B, C, D = ("a" * 20, "b" * 20, "c" * 20, "d" * 20)


@pytest.fixture
def clustered() -> pd.DataFrame:
    repeats = {"cluster_id": A, "overlap": 0.9, "relation": "same"}
    return frame_of(
        CLUSTERED,
        [
            {"article_id": A, "cluster_id": A},
            {"article_id": B, "duplicate_of": A, **repeats},
            {"article_id": C, "duplicate_of": B, **repeats},
            {"article_id": D, "cluster_id": D},
        ],
    )


def test_nothing_changes_where_nothing_failed(clustered):
    pd.testing.assert_frame_equal(without(clustered, ()), clustered)


def test_a_lost_leader_is_followed_by_the_first_left(clustered):
    left = without(clustered, {A}).set_index("article_id")
    assert dict(left["cluster_id"]) == {B: B, C: B, D: D}
    assert pd.isna(left.loc[B, "duplicate_of"])
    assert pd.isna(left.loc[B, "relation"])
    assert left.loc[C, "duplicate_of"] == B
    assert left.loc[C, "overlap"] == 0.9


def test_a_lost_link_points_at_the_leader_without_a_measured_overlap(clustered):
    left = without(clustered, {B}).set_index("article_id")
    assert left.loc[C, "duplicate_of"] == A
    assert pd.isna(left.loc[C, "overlap"])


def test_every_article_that_leads_no_cluster_is_an_alias_of_its_leader(clustered):
    aliases = aliases_of(without(clustered, {A}))
    assert aliases.to_dict("records") == [{"alias_id": C, "cluster_id": B}]

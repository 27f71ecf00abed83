"""Deduplication of real press whose pairs were computed exactly: what is found, and what must not be joined.

`python -m pytest tests/tasks/deduplicate/test_press.py -rP` prints the figures.
"""

import gzip
import json
import re
from collections import defaultdict
from datetime import date, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from schemas.settings import DeduplicateSettings
from tasks.deduplicate.duplicates import Duplicates, find_duplicates

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def floors(root: Path) -> dict[str, float]:
    read = yaml.safe_load((root / "tests" / "evaluation" / "floors.yaml").read_text(encoding="utf-8"))
    return dict(read["deduplicate"])


@pytest.fixture(scope="module")
def press(shared: Path) -> list[dict[str, Any]]:
    with gzip.open(shared / "corpora" / "press" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def pairs(shared: Path) -> list[dict[str, Any]]:
    lines = (shared / "corpora" / "press" / "pairs.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def found(press) -> Duplicates:
    frame = pd.DataFrame(
        {
            "article_id": [row["id"] for row in press],
            "outlet": "portal",
            "agencies": [["AFP"] if row["source"] and "AFP" in row["source"] else [] for row in press],
            "text": [row["text"] for row in press],
            "published_on": [date.fromisoformat(row["published"][:10]) if row["published"] else None for row in press],
            "word_count": [len(row["text"].split()) for row in press],
        }
    )
    return find_duplicates(frame, settings=DeduplicateSettings())


@pytest.fixture(scope="module")
def clusters(found) -> dict[str, str]:
    return dict(zip(found.clustered["article_id"], found.clustered["cluster_id"], strict=True))


def test_pairs_that_share_much_are_in_one_cluster(pairs, clusters, floors):
    sought = [pair for pair in pairs if pair["jaccard5"] >= 0.5 or pair["containment5"] >= 0.8]
    hits = sum(clusters[pair["a"]] == clusters[pair["b"]] for pair in sought)
    print(f"recall {hits / len(sought):.4f}: {hits} of {len(sought)} pairs of Jaccard .5 or containment .8 are in one cluster")
    assert hits / len(sought) >= floors["press_recall"]


def test_pairs_that_share_little_are_not_accepted(pairs, found):
    exact = {frozenset((pair["a"], pair["b"])): pair for pair in pairs}
    accepted = found.overlaps[found.overlaps["is_accepted"]]
    listed = [
        exact[key] for key in map(frozenset, zip(accepted["article_id"], accepted["other_id"], strict=True)) if key in exact
    ]
    print(f"{len(accepted)} pairs accepted, {len(listed)} of them among the {len(pairs)} computed exactly")
    assert len(listed) > 1000
    assert [pair for pair in listed if pair["jaccard5"] < 0.2 and pair["containment5"] < 0.5] == []
    unlisted = accepted[[frozenset(ends) not in exact for ends in zip(accepted["article_id"], accepted["other_id"], strict=True)]]
    assert unlisted.empty or ((unlisted["jaccard"] >= 0.2) | (unlisted["containment"] >= 0.5)).all()


def test_editions_of_a_daily_bulletin_stay_apart(press, clusters):
    """Articles under a title without figures that comes on five days and more: none of two days' editions in one cluster.

    The portal printed one edition in the evening and again, with a few lines more, the next morning: less than 18 hours.
    """
    series = defaultdict(list)
    for row in press:
        if row["published"] and row["title"]:
            title = re.sub(r"[\W\d]+", " ", row["title"].casefold()).strip()
            series[title].append((datetime.fromisoformat(row["published"]), clusters[row["id"]]))
    bulletins = {title: rows for title, rows in series.items() if len({when.date() for when, _ in rows}) >= 5}
    print(f"{len(bulletins)} series of bulletins with {sum(map(len, bulletins.values()))} articles")
    joined = [
        (title, one, other)
        for title, rows in bulletins.items()
        for (one, cluster), (other, second) in combinations(sorted(rows), 2)
        if cluster == second and other - one > timedelta(hours=18)
    ]
    assert bulletins
    assert joined == []

"""Deduplication of real press whose pairs were computed exactly: what is found, and what must not be joined.

`python -m pytest tests/tasks/deduplicate/test_press.py -rP` prints the figures.
"""

import gzip
import json
import re
from collections import defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from schemas.settings import DeduplicateSettings
from tasks.deduplicate.duplicates import Duplicates, find_duplicates

pytestmark = pytest.mark.shared

NAMED_DAY = re.compile(r"\b(\d{1,2}) (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b")


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
            "title": [row["title"] for row in press],
            "text": [row["text"] for row in press],
            "published_on": [date.fromisoformat(row["published"][:10]) if row["published"] else None for row in press],
            "word_count": [len(row["text"].split()) for row in press],
        }
    )
    return find_duplicates(frame, settings=DeduplicateSettings())


@pytest.fixture(scope="module")
def clusters(found) -> dict[str, str]:
    return dict(zip(found.clustered["article_id"], found.clustered["cluster_id"], strict=True))


@pytest.fixture(scope="module")
def editions(press) -> dict[str, tuple[str, str, str]]:
    """Series, day and text of each bulletin: articles under a title without figures that comes on five days and more, and
    forecasts of road traffic that name the day of their printing before all others.
    """
    series = defaultdict(list)
    for row in press:
        if row["published"] and row["title"]:
            title = re.sub(r"[\W\d]+", " ", row["title"].casefold()).strip()
            days = NAMED_DAY.findall(row["text"])
            is_forecast = "Bison" in row["text"] and days and int(days[0]) == int(row["published"][8:10])
            series["traffic" if is_forecast else title].append((row["id"], row["published"][:10], row["text"]))
    return {
        article: (title, day, text)
        for title, rows in series.items()
        if len({day for _, day, _ in rows}) >= 5
        for article, day, text in rows
    }


def are_different_editions(one: tuple[str, str, str] | None, other: tuple[str, str, str] | None) -> bool:
    """One series, different days; the same text printed again after midnight is one edition."""
    return one is not None and other is not None and one[0] == other[0] and one[1] != other[1] and one[2] != other[2]


def test_pairs_that_share_much_are_in_one_cluster(pairs, clusters, editions, floors):
    """But for the editions of different days of one bulletin, which are to stay apart however much they share."""
    much = [pair for pair in pairs if pair["jaccard5"] >= 0.5 or pair["containment5"] >= 0.8]
    sought = [pair for pair in much if not are_different_editions(editions.get(pair["a"]), editions.get(pair["b"]))]
    hits, all_hits = (sum(clusters[pair["a"]] == clusters[pair["b"]] for pair in some) for some in (sought, much))
    print(f"recall: {hits} of {len(sought)} pairs of Jaccard .5 or containment .8 that are not editions of different days are in")
    print(f"one cluster; of all such pairs {all_hits} of {len(much)}, {all_hits / len(much):.4f}")
    assert hits / len(sought) >= floors["press_recall"]
    assert all_hits / len(much) >= floors["press_recall_with_editions"]


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


def test_editions_of_a_daily_bulletin_stay_apart(editions, clusters):
    joined = [
        (one, other)
        for one, other in combinations(sorted(editions), 2)
        if clusters[one] == clusters[other] and are_different_editions(editions[one], editions[other])
    ]
    print(f"{len({title for title, _, _ in editions.values()})} series of bulletins with {len(editions)} articles: {len(joined)}")
    print("pairs of different days in one cluster")
    assert editions
    assert joined == []

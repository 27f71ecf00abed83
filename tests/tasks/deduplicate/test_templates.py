"""Fillings of one template stay apart on one day, and copies with edited numbers and names do not (templates.yaml, copies.yaml).

`python -m pytest tests/tasks/deduplicate/test_templates.py -rP` prints the figures, of what was looked at and of what was not.
"""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parent
TEMPLATES = yaml.safe_load((FOLDER / "templates.yaml").read_text(encoding="utf-8"))
STORIES = yaml.safe_load((FOLDER / "copies.yaml").read_text(encoding="utf-8"))
MOST_MERGED = 1
"""Pairs of fillings in one cluster, of all: bulletins that differ in a name, a number and the word before a name."""
PARTS = ("chosen", "held")


def copied(story: dict[str, Any], copy: dict[str, Any]) -> str:
    text = story["text"]
    for found, put in copy.get("replace", {}).items():
        assert found in text, f"{found!r} is not in the story {story['kind']!r}"
        text = text.replace(found, put)
    paragraphs = text.strip().split("\n\n")[: copy.get("keep")]
    return "\n\n".join([*([copy["before"]] if "before" in copy else []), *paragraphs, *([copy["add"]] if "add" in copy else [])])


def copies(part: str) -> Iterator[tuple[str, str, str]]:
    for story in STORIES:
        for copy in story["copies"] if story["part"] == part else ():
            yield f"{story['kind']}, {copy['kind']}", story["text"], copied(story, copy)


def test_each_kind_has_three_fillings_and_all_differ():
    assert {row["part"] for row in [*TEMPLATES, *STORIES]} == set(PARTS)
    for template in TEMPLATES:
        assert len({template["text"].format(**filling) for filling in template["fillings"]}) >= 3


@pytest.mark.parametrize("place", range(len(TEMPLATES)), ids=[template["kind"] for template in TEMPLATES])
def test_fillings_of_one_day_are_stories_of_their_own(articles, place):
    template = TEMPLATES[place]
    for number, filling in enumerate(template["fillings"]):
        articles.add(str(number), template["text"].format(**filling))
    assert len(articles.repeats()) <= (MOST_MERGED if template["kind"] == "météo, bulletin court" else 0)


@pytest.mark.parametrize("part", PARTS)
def test_copies_with_edits_stay_copies(articles, part):
    told = list(copies(part))
    for name, _, text in told:
        articles.add(name, text, outlet=name)
    for story in (story for story in STORIES if story["part"] == part):
        articles.add(story["kind"], story["text"], outlet="Agence", agencies=["Agence"])
    clusters = dict(zip(articles.found().clustered["article_id"], articles.found().clustered["cluster_id"], strict=True))
    ids = {row["name"]: row["article_id"] for row in articles.rows}
    split = [name for name, _, _ in told if clusters[ids[name]] != clusters[ids[name.partition(",")[0]]]]
    print(f"{part}: {len(split)} of {len(told)} copies are split from their story")
    assert split == []


@pytest.mark.parametrize("part", PARTS)
def test_pairs_of_fillings_in_one_cluster(articles, part):
    told = [template for template in TEMPLATES if template["part"] == part]
    pairs = []
    for template in told:
        for number, filling in enumerate(template["fillings"]):
            articles.add(f"{template['kind']} {number}", template["text"].format(**filling))
        pairs += combinations([f"{template['kind']} {number}" for number in range(len(template["fillings"]))], 2)
    clusters = dict(zip(articles.found().clustered["article_id"], articles.found().clustered["cluster_id"], strict=True))
    ids = {row["name"]: row["article_id"] for row in articles.rows}
    merged = [pair for pair in pairs if clusters[ids[pair[0]]] == clusters[ids[pair[1]]]]
    print(f"{part}: {len(merged)} of {len(pairs)} pairs of fillings of one template are in one cluster")
    assert len(merged) <= (MOST_MERGED if part == "chosen" else 0)

"""Crawled texts as they reach us, whole: headline, authors, agencies and body are found, the rest is removed with its reason."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from schemas.vocabularies import vocabulary

CASES: list[dict[str, Any]] = [
    case
    for path in sorted(Path(__file__).parent.glob("cases*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]


def paragraphs(row: dict[str, Any]) -> list[str]:
    return str(row["text"]).split("\n\n")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_crawled_text_becomes_its_article(article: Callable[..., dict[str, Any]], case: dict[str, Any]) -> None:
    row = article(case["given"])
    found = {"title": row["title"], "authors": list(row["authors"]), "agencies": list(row["agencies"]), "body": paragraphs(row)}
    assert found == {name: case[name] for name in ("title", "authors", "agencies", "body")}
    assert {piece["reason"] for piece in row["removed"]} <= set(vocabulary("removed_reason"))

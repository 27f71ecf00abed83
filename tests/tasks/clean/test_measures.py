"""Floors on real press pages and texts outside the repository; docs/cleaning.md has the figures on all of them."""

import gzip
import importlib.util
import json
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from schemas.documents import DOCUMENTS
from schemas.settings import CleanSettings
from tasks.clean.articles import clean_documents
from tasks.clean.knowledge import CleaningKnowledge
from tasks.clean.worker import PageReader
from tasks.frames import frame_of

PAGES, TEXTS = 30, 400

pytestmark = pytest.mark.shared


def test_press_pages_become_their_articles(root: Path, shared: Path) -> None:
    spec = importlib.util.spec_from_file_location("measure_pages", root / "benchmarks" / "measure_pages.py")
    assert spec is not None
    assert spec.loader is not None
    pages = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(pages)
    figures = pages.measure(shared / "corpora" / "press", limit=PAGES)
    assert figures["lost"] == 0
    assert figures["title"] >= 0.99, figures["wrong"]["title"]
    assert figures["minute"] >= 0.99, figures["wrong"]["minute"]
    assert figures["kept"] >= 0.995, figures["wrong"]["paragraphs"]
    assert figures["word_f_body"] >= 0.97, figures["wrong"]["body"]
    assert figures["word_f_complete"] >= 0.97


def test_bodies_without_furniture_stay_whole(
    shared: Path, knowledge: CleaningKnowledge, pages: PageReader, row_of: Callable[..., dict[str, Any]]
) -> None:
    with gzip.open(shared / "corpora" / "press" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = dict.fromkeys(json.loads(line)["text"] for line in islice(lines, TEXTS))
    documents = frame_of(DOCUMENTS, [row_of(text) for text in texts])
    kept = clean_documents(documents, knowledge=knowledge, settings=CleanSettings(), pages=pages).kept
    taken = sum(len(piece["text"]) for removed in kept["removed"] for piece in removed)
    assert len(kept) == len(texts)
    assert taken < 0.002 * kept["text"].str.len().sum()

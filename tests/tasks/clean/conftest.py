"""Documents in memory, and cleaning them."""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import pytest

from schemas.documents import DOCUMENTS
from schemas.settings import CleanSettings
from tasks.clean.articles import clean_documents
from tasks.clean.knowledge import CleaningKnowledge, load_knowledge
from tasks.clean.worker import PageReader
from tasks.frames import Split, frame_of


@pytest.fixture(scope="session")
def knowledge() -> CleaningKnowledge:
    return load_knowledge()


@pytest.fixture(scope="session")
def pages(knowledge: CleaningKnowledge) -> Iterator[PageReader]:
    """One extracting process for all tests that need no other."""
    with PageReader(knowledge.metadata, seconds=30) as reader:
        yield reader


def document(content: bytes | str, content_type: str = "text", **declared: object) -> dict[str, Any]:
    """A row of DOCUMENTS; `declared` are its columns without the prefix."""
    payload = content.encode() if isinstance(content, str) else content
    digest = hashlib.sha256(payload).hexdigest()
    row = {"article_id": digest[:20], "sources": [{"uri": f"{digest[:8]}.{content_type}", "sha256": digest}]}
    row |= {"content": payload, "content_type": content_type, "declared_authors": [], "declared_agencies": []}
    return row | {f"declared_{name}": value for name, value in declared.items()}


@pytest.fixture(scope="session")
def row_of() -> Callable[..., dict[str, Any]]:
    """Make a row of DOCUMENTS: see `document`."""
    return document


@pytest.fixture
def clean(knowledge: CleaningKnowledge, pages: PageReader) -> Callable[..., Split]:
    """Clean one document: kept and dropped."""

    def clean_one(content: bytes | str, content_type: str = "text", **declared: object) -> Split:
        rows = frame_of(DOCUMENTS, [document(content, content_type, **declared)])
        return clean_documents(rows, knowledge=knowledge, settings=CleanSettings(), pages=pages)

    return clean_one


@pytest.fixture
def article(clean: Callable[..., Split]) -> Callable[..., dict[str, Any]]:
    """Clean one document that must be kept: its row."""

    def article_of(content: bytes | str, content_type: str = "text", **declared: object) -> dict[str, Any]:
        split = clean(content, content_type, **declared)
        assert not len(split.dropped), split.dropped.to_dict("records")
        return {str(name): _or_none(value) for name, value in split.kept.iloc[0].items()}

    return article_of


def _or_none(value: object) -> object:
    return None if not isinstance(value, list) and pd.isna(value) else value  # type: ignore[call-overload]

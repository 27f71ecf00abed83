"""A document on its way to an article: as it was handed over, read, in lines, judged.

What belongs here: the shapes between the steps of cleaning. What does not: the steps (articles.py).
"""

from collections.abc import Sequence
from typing import NamedTuple

from tasks.clean.judgement import Judged
from tasks.clean.markup import Page


class Refused(Exception):
    """A document that is no article: `reason` (vocabulary quarantine_reason) and what was found, in words."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


class Document(NamedTuple):
    """A row of DOCUMENTS, as far as it is used."""

    article_id: str
    sources: list[dict[str, str]]
    content: bytes
    content_type: str
    declared_charset: str | None
    declared_url: str | None
    declared_outlet: str | None
    declared_title: str | None
    declared_authors: list[str]
    declared_agencies: list[str]
    declared_published: str | None
    declared_page: str | None


class Source(NamedTuple):
    """A document on its way: its row, its text or page as lines, and what was repaired."""

    row: Document
    text: str
    html: str | None
    page: Page | None
    repairs: frozenset[str]


class Lined(NamedTuple):
    """A document in lines, not yet judged."""

    source: Source
    lines: Sequence[Judged]
    repairs: list[str]


class Draft(NamedTuple):
    """A document whose lines have been judged: `body` are those of the article, `text` is their text.

    `removed` are those that have a reason, in order. `is_unfilled`: headline or lines are placeholders of a template.
    """

    source: Source
    title: str | None
    body: Sequence[Judged]
    removed: Sequence[Judged]
    text: str
    repairs: list[str]
    is_unfilled: bool = False

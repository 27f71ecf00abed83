"""Drafts → the columns of CLEANED: who wrote them, where, and when, from all that metadata, page and lines tell.

What belongs here: which of several statements about one article count. What does not: finding them (markup.py, credits.py), dates
(tasks/temporal), and the spelling of outlets (outlets.py).
"""

from collections.abc import Sequence
from typing import Any

from tasks.clean.credits import NOBODY, Signatures, agencies_named, authors_named
from tasks.clean.drafts import Draft, Source
from tasks.clean.hosts import host_of, outlet_key
from tasks.clean.knowledge import CleaningKnowledge
from tasks.clean.lines import OTHER_BLANKS
from tasks.clean.outlets import print_outlet
from tasks.temporal.publication import Publication, Told, publication_date, update_date


def columns_of(
    drafts: Sequence[Draft], languages: Sequence[tuple[str, float]], knowledge: CleaningKnowledge
) -> dict[str, Sequence[Any]]:
    """The columns of CLEANED for these drafts."""
    rows = [draft.source.row for draft in drafts]
    signatures = [_signatures(draft.source) for draft in drafts]
    return {
        "article_id": [row.article_id for row in rows],
        "sources": [row.sources for row in rows],
        "url": [_url(draft.source) for draft in drafts],
        "outlet": [_outlet(draft, knowledge) for draft in drafts],
        "title": [draft.title for draft in drafts],
        "authors": [authors_named(told, draft.removed, knowledge) for draft, told in zip(drafts, signatures, strict=True)],
        "agencies": [
            agencies_named([*draft.source.row.declared_agencies, *told.declared], draft.removed, draft.body, knowledge)
            for draft, told in zip(drafts, signatures, strict=True)
        ],
        "text": [draft.text for draft in drafts],
        "removed": [[{"text": line.text, "reason": line.reason} for line in draft.removed] for draft in drafts],
        "repairs": [draft.repairs for draft in drafts],
        "language": [language for language, _ in languages],
        "language_score": [score for _, score in languages],
        **_dates(drafts),
        "page": [stripped(row.declared_page) for row in rows],
        "word_count": [_word_count(draft) for draft in drafts],
    }


def outlets_told(source: Source) -> frozenset[str]:
    """The keys (hosts.outlet_key) of all that record and page call the outlet."""
    told = (source.row.declared_outlet, source.page and source.page["outlet"], host_of(_url(source)))
    return frozenset(key for name in told if name and (key := outlet_key(name)))


def _signatures(source: Source) -> Signatures:
    page = source.page
    if page is None and not source.row.declared_authors:
        return NOBODY
    if page is None:
        return Signatures(declared=source.row.declared_authors, outlets=outlets_told(source))
    return Signatures(
        declared=[*source.row.declared_authors, *page["authors"]],
        signed=page["signed"],
        bylines=page["bylines"],
        outlets=outlets_told(source),
    )


def _url(source: Source) -> str | None:
    return stripped(source.row.declared_url) or (source.page and source.page["url"])


def _outlet(draft: Draft, knowledge: CleaningKnowledge) -> str | None:
    """What record, page or a line of print call the outlet; tasks.clean.outlets gives the outlets of a run their names."""
    source = draft.source
    declared = stripped(source.row.declared_outlet) or (source.page and source.page["outlet"])
    return declared or print_outlet([line.text for line in draft.removed if line.reason == "publication_line"], knowledge)


def _dates(drafts: Sequence[Draft]) -> dict[str, Sequence[Any]]:
    told = [_told(draft) for draft in drafts]
    published = [publication_date(one) for one in told]
    updated = [update_date(one, found) for one, found in zip(told, published, strict=True)]
    return {
        **_date_columns("published", published),
        "published_precision": [found.precision for found in published],
        **_date_columns("updated", updated),
    }


def _date_columns(name: str, found: Sequence[Publication]) -> dict[str, Sequence[Any]]:
    return {
        f"{name}_on": [one.date for one in found],
        f"{name}_at": [one.minute for one in found],
        f"{name}_source": [one.source for one in found],
        f"{name}_evidence": [one.evidence for one in found],
    }


def _told(draft: Draft) -> Told:
    page, declared = draft.source.page, stripped(draft.source.row.declared_published)
    metadata = [declared] if declared else []
    removed = [line.text for line in draft.removed]
    if page is None:
        return Told(text=draft.text, metadata=metadata, address=_url(draft.source), removed=removed)
    return Told(
        text=draft.text,
        metadata=[*metadata, *page["dates"]],
        modified=page["changes"],
        marked=page["marked_dates"],
        marked_modified=page["marked_changes"],
        address=_url(draft.source),
        html=draft.source.html,
        removed=removed,
    )


def _word_count(draft: Draft) -> int:
    """The number of words that white space parts: what the lines know, unless there is other white space than single spaces."""
    if any(map(draft.text.__contains__, OTHER_BLANKS)):
        return len(draft.text.split())
    return sum([line.words for line in draft.body])


def stripped(value: str | None) -> str | None:
    """The text without white space around it; None where nothing is left."""
    return value and (value.strip() or None)

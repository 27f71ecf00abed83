"""One article of an export, and what it becomes: a payload, or a refusal that names it.

What belongs here: the value that all export modules share. What doesn't: any layout.
"""

from dataclasses import asdict, dataclass

from tasks.ingest.authors import split_names
from tasks.ingest.blobs import Blob, Context, Declared, Finding, Payload, record_uri, refusal
from tasks.ingest.decoding import without_lone_surrogates
from tasks.ingest.outlets import outlet_name
from tasks.ingest.records import PARAGRAPH_BREAK, canonical_json

NAMED_CHARACTERS = 80


@dataclass(frozen=True, kw_only=True)
class Exported:
    """An article as an export states it; `paragraphs` is its text, `authors` as written."""

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    section: str | None = None
    page: str | None = None
    url: str | None = None
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Found:
    """What was read from one file: which export it is, in words, and its articles in order."""

    family: str
    articles: tuple[Exported, ...]


def exported_finding(article: Exported, blob: Blob, context: Context, *, number: int | None) -> Finding:
    """The payload of an article, or why it has none. `number` counts from 1; None where the file is one article."""
    text = without_lone_surrogates(PARAGRAPH_BREAK.join(article.paragraphs))
    if not text.strip():
        named = f"« {article.title[:NAMED_CHARACTERS]} » " if article.title else ""
        return refusal(blob, "no_text", f"an article {named}without text", record=number)
    identity = canonical_json({key: value for key, value in asdict(article).items() if value})
    if len(identity) > (limit := context.settings.max_document_bytes):
        return refusal(blob, "too_large", f"an article of more than {limit} bytes", record=number)
    return Payload(
        uri=record_uri(blob, number),
        sha256=blob.sha256,
        identity=identity,
        content=text.encode(),
        content_type="text",
        declared=Declared(
            charset="utf-8",
            url=article.url,
            outlet=outlet_name(article.outlet),
            title=article.title,
            authors=split_names(article.authors),
            published=article.published,
            section=article.section,
            page=article.page,
        ),
    )

"""What readers of exports and documents have in common: articles found in a file → findings, with a notice of what it is.

What belongs here: only that. What doesn't: any format.
"""

from collections.abc import Iterator, Sequence

from tasks.ingest.blobs import Blob, Context, Finding, Notice, Payload, Refused
from tasks.ingest.exports.article import Found, exported_finding
from tasks.ingest.exports.patterns import load_exports
from tasks.ingest.exports.recognition import document_articles, signs_of
from tasks.ingest.records import PARAGRAPH_BREAK

COVER_LINES = 8


def found_articles(found: Found, blob: Blob, context: Context) -> Iterator[Finding]:
    """The findings of an export: one for each article."""
    count = len(found.articles)
    yield Notice(uri=blob.uri, about="format", words=f"export of {found.family} with {count} article{'s' * (count > 1)}")
    for number, article in enumerate(found.articles, start=1):
        yield exported_finding(article, blob, context, number=number)


def document_findings(paragraphs: Sequence[str], blob: Blob, context: Context, *, empty: str) -> Iterator[Finding]:
    """The findings of a document's paragraphs: the articles of an export, else the whole as one plain text.

    `empty` says what a document without text may be, and what to do. Raises Refused on one, or on one that is too large.
    """
    text = PARAGRAPH_BREAK.join(paragraph.strip() for paragraph in paragraphs if paragraph.strip())
    if not text:
        raise Refused("no_text", empty)
    content = text.encode("utf-8", "replace")
    lines = [line for paragraph in paragraphs for line in paragraph.splitlines()]
    if found := document_articles(lines, signs_of(content)):
        yield from found_articles(found, blob, context)
        return
    if _is_list(lines):
        raise Refused("no_text", "the list of documents of an export of LexisNexis; it holds none of them: give the documents")
    numbers = {match[0] for match in load_exports().lines["europresse_number"].finditer(text)}
    if len(numbers) > 1:
        raise Refused("not_a_record", f"a document with {len(numbers)} articles of Europresse; export them as HTML and give that")
    if len(content) > (limit := context.settings.max_document_bytes):
        raise Refused("too_large", f"a text of {len(content)} bytes; at most {limit} are read as one article")
    yield Payload(uri=blob.uri, sha256=blob.sha256, identity=content, content=content, content_type="text")


def _is_list(lines: Sequence[str]) -> bool:
    """Whether the document is the cover that LexisNexis delivers as a file of its own, where documents are saved one by one."""
    told = load_exports().lines
    head = [line.strip() for line in lines if line.strip()][:COVER_LINES]
    return any(map(told["lexis_list"].match, head)) and any(map(told["lexis_cover"].match, head))

"""Plain text and HTML: one article a file, or an export of several.

What belongs here: telling one article from an export. What doesn't: how exports are laid out (exports/).
"""

from collections.abc import Iterator

from tasks.ingest.blobs import Blob, Context, Finding, Payload, Refused, read_collection, read_whole
from tasks.ingest.decoding import decoded
from tasks.ingest.exports.recognition import document_articles, page_articles, signs_of
from tasks.ingest.formats import unicode_encoding
from tasks.ingest.readers.collected import found_articles


def read_text(blob: Blob, context: Context) -> Iterator[Finding]:
    """The file as one plain text, or the articles of an export. Raises Refused (too_large)."""
    content = _content(blob, context)
    signs = signs_of(content)
    if signs and (found := document_articles(characters(content).splitlines(), signs, wrapped=True)):
        yield from found_articles(found, blob, context)
    else:
        yield _one(content, blob, context, "text")


def read_html(blob: Blob, context: Context) -> Iterator[Finding]:
    """The file as one HTML page, or the articles of an export. Raises Refused (too_large)."""
    content = _content(blob, context)
    signs = signs_of(content)
    if signs and (found := page_articles(characters(content), signs)):
        yield from found_articles(found, blob, context)
    else:
        yield _one(content, blob, context, "html")


def characters(content: bytes) -> str:
    """The characters of a page or text, where a reader needs them at all."""
    encoding = unicode_encoding(content)
    return content.decode(encoding, "replace").lstrip("\ufeff") if encoding else decoded(content)


def _content(blob: Blob, context: Context) -> bytes:
    """The bytes: of an export up to the limit of collections, which is known only once they are read."""
    if blob.size is not None and blob.size > context.settings.max_document_bytes:
        content = read_collection(blob, context)
        if signs_of(content):
            return content
    with blob.open() as opened:
        return read_whole(blob, context.settings.max_document_bytes, opened)


def _one(content: bytes, blob: Blob, context: Context, content_type: str) -> Payload:
    if len(content) > (limit := context.settings.max_document_bytes):
        raise Refused("too_large", f"{len(content)} bytes; at most {limit} are read as one article")
    return Payload(uri=blob.uri, sha256=blob.sha256, identity=content, content=content, content_type=content_type)

"""Plain text and HTML: one article a file."""

from collections.abc import Iterator

from tasks.ingest.blobs import Blob, Context, Finding, Payload, read_whole


def read_text(blob: Blob, context: Context) -> Iterator[Finding]:
    """The file as one plain text. Raises Refused (too_large)."""
    yield _page(blob, context, "text")


def read_html(blob: Blob, context: Context) -> Iterator[Finding]:
    """The file as one HTML page. Raises Refused (too_large)."""
    yield _page(blob, context, "html")


def _page(blob: Blob, context: Context, content_type: str) -> Payload:
    with blob.open() as opened:
        content = read_whole(blob, context.settings.max_document_bytes, opened)
    return Payload(uri=blob.uri, sha256=blob.sha256, identity=content, content=content, content_type=content_type)

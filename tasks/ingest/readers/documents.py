"""Word, RTF and PDF: one document, or an export of several articles. Other office documents are refused once, with what to do.

What belongs here: telling documents from archives, their limits. What doesn't: the libraries (extraction/), exports (exports/).
"""

import io
import zipfile
from collections.abc import Iterator
from zipfile import BadZipFile

from tasks.ingest.blobs import Blob, Context, Finding, Notice, Refused, read_collection
from tasks.ingest.extraction.apart import paragraphs_of
from tasks.ingest.formats import load_formats
from tasks.ingest.readers.collected import document_findings
from tasks.ingest.readers.seekable import seekable
from tasks.ingest.readers.zipped import read_zip

NO_TEXT = "a document without text; if it holds scanned pages, recognise their text first (OCR), then give the text"
UNLISTABLE = (BadZipFile, ValueError, IndexError, NotImplementedError, OSError, OverflowError, EOFError)


def read_rtf(blob: Blob, context: Context) -> Iterator[Finding]:
    """The findings of an RTF document. Raises Refused."""
    yield from _document("rtf", "RTF document", blob, context, read_collection(blob, context))


def read_pdf(blob: Blob, context: Context) -> Iterator[Finding]:
    """The findings of a PDF. Raises Refused, where it holds pictures of pages and no text too."""
    yield from _document("pdf", "PDF", blob, context, read_collection(blob, context))


def read_packed(blob: Blob, context: Context) -> Iterator[Finding]:
    """The findings of a zip archive, or of the document that it is. Raises Refused, BadZipFile on damage."""
    kind = document_kind(_members(blob))
    if kind is None:
        yield from read_zip(blob, context)
    elif kind == "word":
        content = read_collection(blob, context)
        _check_size(content, context)
        yield from _document("word", "Word document", blob, context, content)
    else:
        raise Refused("binary", load_formats().documents[kind])


def document_kind(members: list[str]) -> str | None:
    """Which document a zip archive with these members is (formats.yaml, `documents`); None for an archive of files."""
    names = [name.casefold() for name in members]
    return next((kind for kind, mark in load_formats().document_members.items() if any(map(mark.fullmatch, names))), None)


def _document(kind: str, words: str, blob: Blob, context: Context, content: bytes) -> Iterator[Finding]:
    yield Notice(uri=blob.uri, about="format", words=words)
    limits = context.settings
    paragraphs = paragraphs_of(kind, content, seconds=limits.document_seconds, memory=limits.document_memory_bytes)
    yield from document_findings(paragraphs, blob, context, empty=NO_TEXT)


def _members(blob: Blob) -> list[str]:
    """The names in the archive; none where it can't be listed, which its own reader then tells."""
    try:
        with seekable(blob) as opened, zipfile.ZipFile(opened) as archive:
            return archive.namelist()
    except UNLISTABLE:
        return []


def _check_size(content: bytes, context: Context) -> None:
    """What the members claim to hold bounds what is read of them."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            claimed = sum(member.file_size for member in archive.infolist())
    except UNLISTABLE as error:
        raise Refused("corrupt_archive", "a document whose directory is damaged; open and save it anew") from error
    if claimed > (limit := context.settings.max_collection_bytes):
        raise Refused("archive_limit", f"a document of {claimed} bytes when decompressed; at most {limit}")
    context.budget.spend(claimed)

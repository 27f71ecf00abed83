"""PDF through pdfplumber, which gives words and their places; layout.py puts them in order."""

import io

import pdfplumber

from tasks.ingest.extraction.layout import Line, Word, page_lines, paragraphs

UNMAPPED = "(cid:"
"""What stands for a character of a font that does not say which it is."""


class Unreadable(ValueError):
    """The fonts do not say which characters they show."""


def pdf_paragraphs(content: bytes) -> list[str]:
    """The paragraphs of all pages; none where more than half of the pages hold no text, as scanned ones.

    Raises Unreadable, and whatever pdfplumber raises.
    """
    pages: list[list[Line]] = []
    with pdfplumber.open(io.BytesIO(content)) as document:
        for page in document.pages:
            words = page.extract_words(keep_blank_chars=False, use_text_flow=False)
            pages.append(page_lines([Word(w["x0"], w["x1"], w["top"], w["bottom"], w["text"]) for w in words]))
            page.close()
    if sum(1 for page in pages if page) * 2 < len(pages):
        return []
    found = paragraphs(pages)
    if sum(text.count(UNMAPPED) for text in found) * 20 > sum(map(len, found)):
        raise Unreadable("fonts without characters")
    return found

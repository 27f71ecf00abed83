"""Sentences that never cross a paragraph break, without the white space around them."""

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

BREAK = "\n\n"


@Language.component("depeche_paragraphs")
def start_at_paragraphs(doc: Doc) -> Doc:
    """Let a blank line stand between sentences, and none start at other white space; a parser behind this respects it.

    The blank line is a sentence of its own: within one, the parser now and then takes it for the head of words.
    """
    for token in doc[1:]:
        if token.is_space and BREAK in token.text:
            token.is_sent_start = True
        elif token.is_space:
            token.is_sent_start = False
        elif doc[token.i - 1].is_space and BREAK in doc[token.i - 1].text:
            token.is_sent_start = True
    return doc


def sentence_spans(doc: Doc) -> list[tuple[int, int]]:
    """The character spans of the sentences, cut again at blank lines whatever the pipeline did; none is empty."""
    return [span for sent in doc.sents for span in _within_paragraphs(doc.text, sent.start_char, sent.end_char)]


def _within_paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for part in text[start:end].split(BREAK):
        inner = part.strip()
        if inner:
            first = at + part.index(inner)
            yield first, first + len(inner)
        at += len(part) + len(BREAK)

"""Sentences that never cross a paragraph break, without the white space around them."""

from collections.abc import Iterator
from typing import cast

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc
from thinc.types import Ints2d

BREAK = "\n\n"
_START, _UNTOLD, _INSIDE = 1, 0, -1  # as spaCy writes them
CLOSING = tuple('.!?…:;»"”’)]–—-')
"""What the word before a sentence on the same line ends with."""


@Language.component("depeche_paragraphs")
def start_at_paragraphs(doc: Doc) -> Doc:
    """Let a blank line stand between sentences, and none start at other white space; a parser behind this respects it.

    The blank line is a sentence of its own: within one, the parser now and then takes it for the head of words. Nor does
    a sentence start within a line behind a word that no mark follows: a parser now and then splits « Rome | accuse Tunis ».
    """
    starts = np.full((len(doc), 1), _UNTOLD, np.int64)
    starts[:1] = _START
    for token in doc[1:]:
        if token.is_space:
            starts[token.i] = _START if BREAK in token.text else _INSIDE
        elif doc[token.i - 1].is_space and BREAK in doc[token.i - 1].text:
            starts[token.i] = _START
        elif _within_line(doc, token.i):
            starts[token.i] = _INSIDE
    # All at once: a token that is set by itself makes spaCy look through the whole document.
    return doc.from_array([SENT_START], cast("Ints2d", starts.astype(np.uint64)))


def _within_line(doc: Doc, index: int) -> bool:
    """Whether the last word before a token stands on its line and ends with no mark that may close a sentence."""
    before = index - 1
    while before >= 0 and doc[before].is_space:
        if "\n" in doc[before].text:
            return False
        before -= 1
    return before >= 0 and not doc[before].text.endswith(CLOSING)


def sentence_spans(doc: Doc) -> list[tuple[int, int]]:
    """The character spans of the sentences, cut again at blank lines whatever the pipeline did; none is empty."""
    text = doc.text  # spaCy joins it anew each time
    return [span for sent in doc.sents for span in _within_paragraphs(text, sent.start_char, sent.end_char)]


def _within_paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for part in text[start:end].split(BREAK):
        inner = part.strip()
        if inner:
            first = at + part.index(inner)
            yield first, first + len(inner)
        at += len(part) + len(BREAK)

"""Sentences that never cross a paragraph break, without the white space around them."""

from collections.abc import Iterator
from typing import cast

import numpy as np
from spacy.attrs import IDX, LENGTH, ORTH, SENT_START
from spacy.language import Language
from spacy.tokens import Doc
from thinc.types import Ints2d

from tasks.annotate.document import BLANK, BREAK, CLOSES, NEWLINE, SPACE, text_of, token_kinds

STARTS, STARTS_NOT = 1, -1


@Language.component("depeche_paragraphs")
def start_at_paragraphs(doc: Doc) -> Doc:
    """Let a blank line stand between sentences, and none start at other white space; a parser behind this respects it.

    The blank line is a sentence of its own: within one, the parser now and then takes it for the head of words. Nor does
    a sentence start within a line behind a word that no mark follows: a parser now and then splits « Rome | accuse Tunis ».
    """
    orths, told = doc.to_array([ORTH, SENT_START]).T
    kinds = token_kinds(orths, doc.vocab.strings)
    space, blank = kinds & SPACE > 0, kinds & BLANK > 0
    behind_blank = np.concatenate([[False], blank[:-1]])
    starts = np.select(
        [blank, space, behind_blank, _within_line(kinds)], [STARTS, STARTS_NOT, STARTS, STARTS_NOT], told.astype(np.int64)
    )
    starts[:1] = told[:1].astype(np.int64)  # the first token starts a sentence anyway
    return doc.from_array([SENT_START], cast("Ints2d", starts.astype(np.uint64)))


def _within_line(kinds: np.ndarray) -> np.ndarray:
    """Whether the last word before each token stands on its line and ends with no mark that may close a sentence."""
    at = np.arange(len(kinds))
    word, line = (_last_before(at, mask) for mask in (kinds & SPACE == 0, kinds & NEWLINE > 0))
    open_behind: np.ndarray = kinds[word] & CLOSES == 0
    return open_behind & (word >= 0) & (line < word)


def _last_before(at: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """For each place the last one before it where the mask holds; -1 where there is none."""
    latest = np.maximum.accumulate(np.where(mask, at, -1)) if len(at) else at
    return np.concatenate([[-1], latest])[:-1]


def sentence_spans(doc: Doc) -> list[tuple[int, int]]:
    """The character spans of the sentences, cut again at blank lines whatever the pipeline did; none is empty."""
    if not len(doc):
        return []
    index, length, told = doc.to_array([IDX, LENGTH, SENT_START]).astype(np.int64).T
    first = np.flatnonzero(told == STARTS)
    first = np.concatenate([[0], first[first > 0]])
    last = np.concatenate([first[1:], [len(doc)]]) - 1
    text = text_of(doc)
    bounds = zip(index[first].tolist(), (index + length)[last].tolist(), strict=True)
    return [span for start, end in bounds for span in _within_paragraphs(text, start, end)]


def _within_paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for part in text[start:end].split(BREAK):
        inner = part.strip()
        if inner:
            first = at + part.index(inner)
            yield first, first + len(inner)
        at += len(part) + len(BREAK)

"""The columns of the table tokens: arrays of the document instead of one token after the other."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, IDX, LEMMA, LENGTH, MORPH, ORTH, POS
from spacy.parts_of_speech import NAMES
from spacy.tokens import Doc, MorphAnalysis

from tasks.annotate.document import SPACE, spelt, token_kinds

Columns = dict[str, list[Any]]


def token_columns(doc: Doc, sentences: Sequence[tuple[int, int]]) -> Columns:
    """The values of each column of the table tokens but the article's for the tokens that are no white space, in their order."""
    orth, start, length, lemma, pos, morph, dep, head = doc.to_array([ORTH, IDX, LENGTH, LEMMA, POS, MORPH, DEP, HEAD]).T
    kept = token_kinds(orth, doc.vocab.strings) & SPACE == 0
    number = np.cumsum(kept) - 1
    heads = np.arange(len(doc)) + head.astype(np.int64)
    begins = np.array([first for first, _ in sentences], dtype=np.int64)
    at = start[kept].astype(np.int64)
    strings = doc.vocab.strings
    return {
        "sentence": np.maximum(np.searchsorted(begins, at, side="right") - 1, 0).tolist(),
        "token": number[kept].tolist(),
        "start": at.tolist(),
        "end": (at + length[kept].astype(np.int64)).tolist(),
        "lemma": spelt(np.where(lemma == 0, orth, lemma)[kept], strings.__getitem__),
        "pos": spelt(pos[kept], lambda tag: NAMES[tag] or "X"),
        "morph": spelt(morph[kept], lambda key: str(MorphAnalysis.from_id(doc.vocab, key))),
        "dep": spelt(dep[kept], lambda label: strings[label] or "dep"),
        "head": np.where(kept[heads], number[heads], number)[kept].tolist(),
    }

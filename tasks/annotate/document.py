"""What a document's arrays tell of its tokens, in a fraction of the time that asking one token after the other takes."""

from collections.abc import Callable

import numpy as np
from spacy.attrs import IDX, ORTH, POS, SPACY
from spacy.parts_of_speech import NAMES
from spacy.strings import StringStore
from spacy.tokens import Doc

BREAK = "\n\n"
CLOSING = tuple('.!?…:;»"”’)]–—-')
"""What the word before a sentence on the same line ends with."""
SPACE, NEWLINE, BLANK, CLOSES = 1, 2, 4, 8
"""What a token is: white space, with a line break in it, with a blank line in it; or a word that may close a sentence."""


def text_of(doc: Doc) -> str:
    """The text of the document: `doc.text` asks every token."""
    orths, spaced = doc.to_array([ORTH, SPACY]).T
    words = spelt(orths, doc.vocab.strings.__getitem__)
    return "".join([word + " " if space else word for word, space in zip(words, spaced.tolist(), strict=True)])


def tags_of(doc: Doc) -> dict[int, str]:
    """The universal part of speech of each token that has one, by the character that it starts at."""
    starts, tags = doc.to_array([IDX, POS]).T
    tagged = tags != 0
    return dict(zip(starts[tagged].tolist(), spelt(tags[tagged], NAMES.__getitem__), strict=True))


def token_kinds(orths: np.ndarray, strings: StringStore) -> np.ndarray:
    """What each token is, by the number of its string: see SPACE."""
    different, which = np.unique(orths, return_inverse=True)
    return np.array([_kind(strings[orth]) for orth in different.tolist()], dtype=np.int64)[which]


def _kind(text: str) -> int:
    if text.isspace():
        return SPACE | NEWLINE * ("\n" in text) | BLANK * (BREAK in text)
    return CLOSES * text.endswith(CLOSING)


def spelt(codes: np.ndarray, spell: Callable[[int], str]) -> list[str]:
    """The string of each code; each different one is spelt once."""
    values = codes.tolist()
    known = {code: spell(code) for code in set(values)}
    return [known[code] for code in values]

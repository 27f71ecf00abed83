"""Words of a text as the gazetteer compares them: folded for case and accents, with their character offsets."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+\+?")
SLUG_GAP = re.compile(r"[^a-z0-9]+")
LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "ı": "i"}
)


class Word(NamedTuple):
    """A word: characters [start, end) of the text, as written and folded. A hyphen or apostrophe parts words.

    `upper`: whether its first character is a capital letter.
    """

    start: int
    end: int
    text: str
    folded: str
    upper: bool

    @property
    def caps(self) -> bool:
        """Whether it is written in capitals throughout, with at least two letters."""
        return len(self.text) > 1 and self.text.isupper()


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """The text in lower case, without accents, with ligatures written out."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.translate(LIGATURES))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def folded_words(lines: Iterable[str]) -> frozenset[str]:
    """The words of all lines, folded."""
    return frozenset(fold(word) for line in lines for word in line.split())


def split_words(text: str) -> list[Word]:
    """The words of the text in their order."""
    return [word_at(match) for match in WORD.finditer(text)]


def word_at(match: re.Match[str]) -> Word:
    """The word that a match of WORD found."""
    word = match.group()
    return Word(*match.span(), word, fold(word), word[0].isupper())


@lru_cache(maxsize=1 << 16)
def key_of(name: str) -> tuple[str, ...]:
    """The folded words of a name: what two spellings of it share."""
    return tuple(WORD.findall(fold(name)))


def slug(name: str) -> str:
    """The name in a-z, 0-9 and single hyphens, for a local identifier; `unnamed` if nothing is left of it."""
    return SLUG_GAP.sub("-", fold(name)).strip("-") or "unnamed"

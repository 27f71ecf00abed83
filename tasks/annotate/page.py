"""A text as the names rules see it: words with their gaps, sentence and position. No decision about names is made here."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from tasks.gazetteer.words import Word, split_words

SPACES = frozenset(" \u00a0\u202f")
HYPHENS = frozenset("-‐‑")
COMMA = re.compile(r",[ \u00a0\u202f]")
INNER_JOINTS = HYPHENS | frozenset("'’")
JOINTS = SPACES | INNER_JOINTS


@dataclass(frozen=True, kw_only=True)
class Page:
    """The text, its words, and for each word the number of its sentence and whether it opens one.

    `pos` is the universal part of speech of each word, empty where the pipeline has no tagger. `lower` holds the
    folded words that the text writes in lower case somewhere; `capital` those with a capital that grammar doesn't ask for.
    """

    text: str
    words: Sequence[Word]
    sentence: Sequence[int]
    opens: Sequence[bool]
    pos: Sequence[str]
    lower: frozenset[str] = field(default=frozenset())
    capital: frozenset[str] = field(default=frozenset())

    def gap(self, index: int) -> str:
        """The characters between word `index` and the next one; empty behind the last."""
        return self.text[self.words[index].end : self.words[index + 1].start] if index + 1 < len(self.words) else ""

    def quote(self, first: int, last: int) -> str:
        """The text of words [first, last]."""
        return self.text[self.words[first].start : self.words[last].end]

    def compound(self, index: int) -> str:
        """The folded hyphenated word that word `index` belongs to: « porte-parole » for each of its parts."""
        first = last = index
        while first and self.gap(first - 1) in HYPHENS:
            first -= 1
        while last + 1 < len(self.words) and self.gap(last) in HYPHENS:
            last += 1
        return "-".join(word.folded for word in self.words[first : last + 1])

    def spaced(self, index: int) -> bool:
        """Whether exactly one space parts word `index` from the next."""
        return self.gap(index) in SPACES

    def tight(self, index: int) -> bool:
        """Whether one space, hyphen or apostrophe parts word `index` from the next, within the sentence."""
        return self.gap(index) in JOINTS and self.sentence[index] == self.sentence[index + 1]


def read_page(text: str, sentences: Sequence[tuple[int, int]], pos_at: Mapping[int, str] = MappingProxyType({})) -> Page:
    """The page of a text whose sentences are the given character spans, in order.

    `pos_at` gives the part of speech of the token that starts at a character; a later part of a token has its own.
    """
    words = split_words(text)
    numbers: list[int] = []
    at = 0
    for word in words:
        while at + 1 < len(sentences) and word.start >= sentences[at + 1][0]:
            at += 1
        numbers.append(at)
    opens = [_opens(text, words, numbers, index) for index in range(len(words))]
    lower = frozenset(w.folded for w in words if not w.upper)
    capital = frozenset(w.folded for w, opening in zip(words, opens, strict=True) if w.upper and not opening)
    pos = _tags(words, text, pos_at)
    return Page(text=text, words=words, sentence=numbers, opens=opens, pos=pos, lower=lower, capital=capital)


def _tags(words: Sequence[Word], text: str, pos_at: Mapping[int, str]) -> list[str]:
    tags: list[str] = []
    for word in words:
        joined = bool(tags) and word.start > 0 and text[word.start - 1] in INNER_JOINTS
        tags.append(pos_at.get(word.start, tags[-1] if joined else ""))
    return tags


def _opens(text: str, words: Sequence[Word], numbers: Sequence[int], index: int) -> bool:
    """Whether the word opens a sentence, a quotation, or what follows a colon: where a capital proves nothing."""
    if index == 0 or numbers[index - 1] != numbers[index]:
        return True
    gap = text[words[index - 1].end : words[index].start]
    if gap in JOINTS:
        return False
    return any(mark in gap for mark in ('"', "«", "“", ":", "\n", "…", "•", "!", "?")) or gap.strip(" \u00a0\u202f") in {
        ".",
        "- ",
        "–",
        "—",
    }

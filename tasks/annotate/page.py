"""A text as the names rules see it: words with their gaps, sentence and position. No decision about names is made here."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tasks.gazetteer.words import Word, split_words

OPENING = "«“\"'’‘([{-–—•*:\u00a0\u202f \n\t"


@dataclass(frozen=True, kw_only=True)
class Page:
    """The text, its words, and for each word the number of its sentence and whether it opens one.

    `lower` holds the folded words that the text writes in lower case somewhere; `capital` those it writes with a
    capital where grammar asks for none.
    """

    text: str
    words: Sequence[Word]
    sentence: Sequence[int]
    opens: Sequence[bool]
    lower: frozenset[str] = field(default=frozenset())
    capital: frozenset[str] = field(default=frozenset())

    def gap(self, index: int) -> str:
        """The characters between word `index` and the next one; empty behind the last."""
        return self.text[self.words[index].end : self.words[index + 1].start] if index + 1 < len(self.words) else ""

    def quote(self, first: int, last: int) -> str:
        """The text of words [first, last]."""
        return self.text[self.words[first].start : self.words[last].end]


def read_page(text: str, sentences: Sequence[tuple[int, int]]) -> Page:
    """The page of a text whose sentences are the given character spans, in order."""
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
    return Page(text=text, words=words, sentence=numbers, opens=opens, lower=lower, capital=capital)


def _opens(text: str, words: Sequence[Word], numbers: Sequence[int], index: int) -> bool:
    """Whether the word opens a sentence, a quotation, or what follows a colon: where a capital proves nothing."""
    if index == 0 or numbers[index - 1] != numbers[index]:
        return True
    gap = text[words[index - 1].end : words[index].start]
    return any(mark in gap for mark in ('"', "«", "“", ":", "\n", "…", "•", "!", "?")) or gap.strip(" \u00a0\u202f") in {".", "- ", "–", "—"}

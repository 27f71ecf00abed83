"""A sentence as the coder sees it: words with their parse, names, temporal expressions and quotation marks.

What belongs here: what a sentence is. What does not: how it is read from tables (articles.py), any decision about events.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tasks.code_events.lexicon.closed_classes import words_of

DASHES = words_of("dashes")


@dataclass(frozen=True, slots=True)
class Word:
    """A token: characters [start, end), as compared (`low`), with lemma, part of speech, features, relation, head.

    `head` is the index in the sentence, the word's own index for a root or where no parse is known.
    """

    start: int
    end: int
    low: str
    lemma: str
    pos: str
    morph: str
    dep: str
    head: int
    capital: bool
    quoted: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A linked name: the words [first, last] it covers, and its entity."""

    first: int
    last: int
    label: str
    entity_id: str
    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Timex:
    """A temporal expression over the words [first, last]; dates are None where it could not be resolved."""

    first: int
    last: int
    kind: str
    start: date | None
    end: date | None
    precision: str


@dataclass(frozen=True, slots=True)
class ProposedParty:
    """Words that may name a party of a proposed act: role, characters [start, end) of the article, sector, probability."""

    role: str
    start: int
    end: int
    sector: str
    score: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """An act that the network proposes over the words [first, last].

    `score`: probability that it is one; `type_score`: of its type among the types; `realis` with its probability;
    `hedged`: probability of a hedge.
    """

    first: int
    last: int
    event_type: str
    type_score: float
    score: float
    realis: str
    realis_score: float
    hedged: float
    parties: tuple[ProposedParty, ...] = ()


@dataclass(frozen=True)
class Sentence:
    """One sentence of an article: characters [start, end) of `text`, and what stands in it."""

    article_id: str
    number: int
    start: int
    end: int
    text: str
    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]
    timexes: tuple[Timex, ...]
    proposals: tuple[Proposal, ...] = ()

    @property
    def quote(self) -> str:
        """The characters of the sentence."""
        return self.text[self.start : self.end]

    @property
    def is_subhead(self) -> bool:
        """Whether it is a heading between dashes, as agencies set them: « - Reprise des essais - »."""
        return bool(self.words) and self.words[0].low in DASHES and self.words[-1].low in DASHES

    @cached_property
    def children(self) -> Mapping[int, Sequence[int]]:
        """For each word the words that depend on it, in order."""
        found: dict[int, list[int]] = defaultdict(list)
        for index, word in enumerate(self.words):
            if word.head != index:
                found[word.head].append(index)
        return found

    @cached_property
    def parsed(self) -> bool:
        """Whether a parse is known."""
        return any(word.dep for word in self.words)


@dataclass(frozen=True)
class Article:
    """An article with its sentences, outlet, address and headline; of its day `published` the precision says how much is known.

    `country`: the one that it plays in where it names none, if that is not to be taken from the outlet.
    `of_the_past`: the numbers of the sentences that tell the past as if it were present (past.py).
    """

    article_id: str
    published: date | None
    published_precision: str
    sentences: tuple[Sentence, ...]
    outlet: str | None = None
    url: str | None = None
    country: str | None = None
    title: str | None = None
    of_the_past: frozenset[int] = frozenset()

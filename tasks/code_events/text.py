"""A sentence as the coder sees it: words with their parse, names, temporal expressions and quotation marks.

What belongs here: turning rows of the annotation tables into sentences. What does not: any decision about events.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd


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

    @property
    def quote(self) -> str:
        """The characters of the sentence."""
        return self.text[self.start : self.end]

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
    """An article with its sentences; `published` is its day, None unless it is known to the day."""

    article_id: str
    published: date | None
    published_precision: str
    sentences: tuple[Sentence, ...]


def normal(text: str) -> str:
    """Text as words are compared: lower case, ’ as ', œ as oe."""
    return text.lower().replace("’", "'").replace("œ", "oe")


def read_articles(
    cleaned: pd.DataFrame,
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    timexes: pd.DataFrame,
    quotations: pd.DataFrame,
    entities: pd.DataFrame,
) -> Iterator[Article]:
    """The articles of the annotation tables, sorted by article_id."""
    by_sentence = [_grouped(frame, "article_id", "sentence") for frame in (tokens, timexes, entities)]
    quotes = _grouped(quotations, "article_id")
    spans = _grouped(sentences, "article_id")
    for row in _rows(cleaned, ["article_id", "text", "published_on", "published_precision"]):
        article_id, text, published, precision = row
        marks = [(q["start"], q["end"]) for q in quotes.get((article_id,), ())]
        found = tuple(
            _sentence(article_id, s, text, marks, *(group.get((article_id, s["sentence"]), ()) for group in by_sentence))
            for s in sorted(spans.get((article_id,), ()), key=lambda s: s["sentence"])
        )
        yield Article(article_id, None if pd.isna(published) else published, precision, found)


def _sentence(
    article_id: str,
    span: Mapping[str, Any],
    text: str,
    quotes: Sequence[tuple[int, int]],
    tokens: Sequence[Mapping[str, Any]],
    timexes: Sequence[Mapping[str, Any]],
    entities: Sequence[Mapping[str, Any]],
) -> Sentence:
    start, end = span["start"], span["end"]
    near = [q for q in quotes if q[0] < end and q[1] > start]
    words = _words(sorted(tokens, key=lambda t: t["token"]), text, near)
    return Sentence(
        article_id=article_id,
        number=span["sentence"],
        start=start,
        end=end,
        text=text,
        words=words,
        mentions=tuple(
            Mention(*covered, e["label"], e["entity_id"], e["entity_name"], None if pd.isna(e["country"]) else e["country"])
            for e in sorted(entities, key=lambda e: (e["start"], -e["end"]))
            if (covered := _covered(words, e["start"], e["end"])) is not None
        ),
        timexes=tuple(
            Timex(*covered, t["kind"], _day(t["date_start"]), _day(t["date_end"]), t["precision"])
            for t in sorted(timexes, key=lambda t: t["start"])
            if (covered := _covered(words, t["start"], t["end"])) is not None
        ),
    )


def _words(tokens: Sequence[Mapping[str, Any]], text: str, quotes: Sequence[tuple[int, int]]) -> tuple[Word, ...]:
    place = {token["token"]: index for index, token in enumerate(tokens)}
    words = []
    for index, token in enumerate(tokens):
        start, end = token["start"], token["end"]
        written = text[start:end]
        words.append(
            Word(
                start=start,
                end=end,
                low=normal(written),
                lemma=normal(token["lemma"]),
                pos=token["pos"],
                morph=token["morph"],
                dep=token["dep"],
                head=place.get(token["head"], index),
                capital=written[:1].isupper(),
                quoted=any(a <= start < b for a, b in quotes),
            )
        )
    return tuple(words)


def _covered(words: Sequence[Word], start: int, end: int) -> tuple[int, int] | None:
    inside = [index for index, word in enumerate(words) if word.start < end and word.end > start]
    return (inside[0], inside[-1]) if inside else None


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else value


def _grouped(frame: pd.DataFrame, *keys: str) -> dict[tuple[Any, ...], list[dict[str, Any]]]:
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    names = list(frame.columns)
    for values in zip(*(frame[name].tolist() for name in names), strict=True):
        row = dict(zip(names, values, strict=True))
        groups[tuple(row[key] for key in keys)].append(row)
    return groups


def _rows(frame: pd.DataFrame, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    return sorted(zip(*(frame[name].tolist() for name in columns), strict=True), key=lambda row: row[0])

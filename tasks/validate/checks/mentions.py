"""Cross-checks of events.mentions: each quotes its article exactly. Pure, no GX."""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from schemas.events import EVENT_MENTION
from tasks.validate.checks.check import CrossCheck, Tables, counted_sentences, needs, quoted
from tasks.validate.columns import Booleans, Elements, Places, codes, column_of, elements, places_of, truths

FIELDS = tuple(field.name for field in EVENT_MENTION)
ARTICLE_TEXTS = needs("articles", "article_id", "text")
SENTENCE = ("article_id", "start", "end", "text")
TRIGGER = ("article_id", "trigger_start", "trigger_end", "trigger")
PARTY = ("start", "end", "text")


def _mentions(tables: Tables) -> Elements:
    return elements(column_of(tables, "events", "mentions"))


def _complete(mentions: Elements) -> Booleans:
    """Whether every field of each mention is filled."""
    filled = [truths(pc.is_valid(mentions.field(name))) for name in FIELDS]
    return np.asarray(np.logical_and.reduce(filled), dtype=bool)


def _each(tables: Tables, holds: Callable[[Elements], Booleans]) -> Booleans:
    """Whether all mentions of each event are complete and keep the condition."""
    mentions = _mentions(tables)
    return mentions.every(_complete(mentions) & holds(mentions))


def _numbers(mentions: Elements, *names: str) -> list[npt.NDArray[Any]]:
    """Fields of numbers; 0 where there is none, which is told by _complete."""
    return [pc.fill_null(mentions.field(name), 0).to_numpy() for name in names]


def _stated(tables: Tables) -> Booleans:
    mentions = _mentions(tables)
    is_told = np.bincount(mentions.rows, minlength=mentions.count) > 0
    return is_told & mentions.every(_complete(mentions))


def _sentence_quoted(tables: Tables) -> Booleans:
    return _each(tables, lambda mentions: quoted(tables, [mentions.field(name) for name in SENTENCE]))


def _trigger_quoted(tables: Tables) -> Booleans:
    return _each(tables, lambda mentions: quoted(tables, [mentions.field(name) for name in TRIGGER]))


def _parties_quoted(tables: Tables) -> Booleans:
    def holds(mentions: Elements) -> Booleans:
        return _of_parties(tables, mentions, "actors") & _of_parties(tables, mentions, "recipients")

    return _each(tables, holds)


def _of_parties(tables: Tables, mentions: Elements, role: str) -> Booleans:
    """Whether the words that name each party of each mention, in that role, quote the mention's article."""
    parties = elements(mentions.field(role))
    ids = mentions.field("article_id").take(pa.array(parties.rows))
    return parties.every(quoted(tables, [ids, *(parties.field(name) for name in PARTY)]))


def _trigger_inside(tables: Tables) -> Booleans:
    def holds(mentions: Elements) -> Booleans:
        start, trigger_start, trigger_end, end = _numbers(mentions, "start", "trigger_start", "trigger_end", "end")
        return (start <= trigger_start) & (trigger_start < trigger_end) & (trigger_end <= end)

    return _each(tables, holds)


def _sentence_in_range(tables: Tables) -> Booleans:
    def holds(mentions: Elements) -> Booleans:
        (sentence,) = _numbers(mentions, "sentence")
        return (sentence >= 0) & (sentence < counted_sentences(tables, mentions.field("article_id")))

    return _each(tables, holds)


def _confidence_is_share(tables: Tables) -> Booleans:
    def holds(mentions: Elements) -> Booleans:
        (confidence,) = _numbers(mentions, "confidence")
        return (confidence >= 0) & (confidence <= 1)

    return _each(tables, holds)


def _are(tables: Tables, numbers: Places, name: str) -> Booleans:
    """Whether the column of that name holds these numbers."""
    return np.asarray(column_of(tables, "events", name).to_numpy() == numbers, dtype=bool)


def _mentions_counted(tables: Tables) -> Booleans:
    mentions = _mentions(tables)
    return _are(tables, np.bincount(mentions.rows, minlength=mentions.count), "mention_count")


def _articles_counted(tables: Tables) -> Booleans:
    mentions = _mentions(tables)
    return _are(tables, mentions.distinct(codes(mentions.field("article_id"))), "article_count")


def _origins_counted(tables: Tables) -> Booleans:
    mentions = _mentions(tables)
    places = places_of(mentions.field("article_id"), column_of(tables, "articles", "article_id"))
    clusters = np.append(codes(column_of(tables, "articles", "cluster_id")) + 1, 0)  # 0: of no article that there is
    return _are(tables, mentions.distinct(clusters[places]), "origin_count")


def _check(
    name: str, words: str, holds: Callable[[Tables], Booleans], *further: tuple[str, str], column: str = "mentions"
) -> CrossCheck:
    needed = tuple(dict.fromkeys((("events", "mentions"), ("events", column), *further)))
    shown = () if column == "mentions" else (column,)
    return CrossCheck(table="events", column=column, name=name, words=words, needs=needed, holds=holds, shown=shown)


MENTION_CHECKS = (
    _check("mentions_stated", "there is at least one mention, and every field of each is filled", _stated),
    _check("sentence_quoted", "each mention's text is exactly articles.text[start:end]", _sentence_quoted, *ARTICLE_TEXTS),
    _check("trigger_quoted", "each trigger is exactly articles.text[trigger_start:trigger_end]", _trigger_quoted, *ARTICLE_TEXTS),
    _check(
        "parties_quoted",
        "the words that name each party of a mention are exactly articles.text[start:end], and are not empty",
        _parties_quoted,
        *ARTICLE_TEXTS,
    ),
    _check("trigger_inside", "each trigger stands inside its sentence", _trigger_inside),
    _check(
        "mention_sentence_in_range",
        "each mention's sentence is less than the sentence_count of its article",
        _sentence_in_range,
        *needs("articles", "article_id", "sentence_count"),
    ),
    _check("mention_confidence_in_range", "each mention's confidence lies between 0 and 1", _confidence_is_share),
    _check("mentions_counted", "mention_count is the number of mentions", _mentions_counted, column="mention_count"),
    _check("articles_counted", "article_count is the number of articles in mentions", _articles_counted, column="article_count"),
    _check(
        "origins_counted",
        "origin_count is the number of clusters among the articles in mentions",
        _origins_counted,
        *needs("articles", "article_id", "cluster_id"),
        column="origin_count",
    ),
)

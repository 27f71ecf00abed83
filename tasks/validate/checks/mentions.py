"""Cross-checks of events.mentions: each quotes its article exactly. Pure, no GX."""

from collections.abc import Callable, Mapping
from typing import Any

from schemas.events import EVENT_MENTION
from tasks.validate.checks.check import CrossCheck, Tables, needs, quotes, sentence_counts, texts

Mention = Mapping[str, Any]
FIELDS = tuple(field.name for field in EVENT_MENTION)
ARTICLE_TEXTS = needs("articles", "article_id", "text")


def _each(tables: Tables, holds: Callable[[Mention], bool]) -> list[bool]:
    """Whether all mentions of each event are complete and keep the condition."""
    return [all(_complete(m) and holds(m) for m in mentions) for mentions in tables["events"]["mentions"]]


def _complete(mention: Mention) -> bool:
    return all(mention.get(name) is not None for name in FIELDS)


def _stated(tables: Tables) -> list[bool]:
    return [bool(mentions) and all(_complete(m) for m in mentions) for mentions in tables["events"]["mentions"]]


def _sentence_quoted(tables: Tables) -> list[bool]:
    known = texts(tables)
    return _each(tables, lambda m: quotes(known.get(m["article_id"]), m["start"], m["end"], m["text"]))


def _trigger_quoted(tables: Tables) -> list[bool]:
    known = texts(tables)
    return _each(tables, lambda m: quotes(known.get(m["article_id"]), m["trigger_start"], m["trigger_end"], m["trigger"]))


def _parties_quoted(tables: Tables) -> list[bool]:
    known = texts(tables)

    def quoted(mention: Mention) -> bool:
        parties = (*mention["actors"], *mention["recipients"])
        text = known.get(mention["article_id"])
        return all(quotes(text, p["start"], p["end"], p["text"]) and bool(p["text"]) for p in parties)

    return _each(tables, quoted)


def _trigger_inside(tables: Tables) -> list[bool]:
    return _each(tables, lambda m: m["start"] <= m["trigger_start"] < m["trigger_end"] <= m["end"])


def _sentence_in_range(tables: Tables) -> list[bool]:
    count = sentence_counts(tables)
    return _each(tables, lambda m: 0 <= m["sentence"] < count.get(m["article_id"], 0))


def _confidence_is_share(tables: Tables) -> list[bool]:
    return _each(tables, lambda m: 0 <= m["confidence"] <= 1)


def _mentions_counted(tables: Tables) -> list[bool]:
    events = tables["events"]
    return [len(mentions) == count for mentions, count in zip(events["mentions"], events["mention_count"], strict=True)]


def _articles_counted(tables: Tables) -> list[bool]:
    events = tables["events"]
    told = [len({m["article_id"] for m in mentions}) for mentions in events["mentions"]]
    return [number == count for number, count in zip(told, events["article_count"], strict=True)]


def _origins_counted(tables: Tables) -> list[bool]:
    clusters = dict(zip(tables["articles"]["article_id"], tables["articles"]["cluster_id"], strict=True))
    events = tables["events"]
    told = [len({clusters.get(m["article_id"]) for m in mentions}) for mentions in events["mentions"]]
    return [number == count for number, count in zip(told, events["origin_count"], strict=True)]


def _check(
    name: str, words: str, holds: Callable[[Tables], list[bool]], *further: tuple[str, str], column: str = "mentions"
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

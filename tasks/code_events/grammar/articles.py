"""Articles as the coder sees them, from the rows of the annotation tables.

What belongs here: turning rows into sentences. What does not: any decision about events.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from tasks.code_events.grammar.past import in_its_time
from tasks.code_events.grammar.sentence import Article, Mention, Proposal, ProposedParty, Sentence, Timex, Word
from tasks.code_events.lexicon.words import normal
from tasks.spelling.inclusive import plain_form
from tasks.temporal.yearless import yearless

Token = tuple[Any, ...]
TOKEN_COLUMNS = ("article_id", "sentence", "token", "start", "end", "lemma", "pos", "morph", "dep", "head")
"""What is read of a token; behind the sentence that it stands in, the columns of a `Token`."""


def read_articles(
    cleaned: pd.DataFrame,
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    timexes: pd.DataFrame,
    quotations: pd.DataFrame,
    entities: pd.DataFrame,
    acts: pd.DataFrame,
    arguments: pd.DataFrame,
) -> Iterator[Article]:
    """The articles of the annotation tables, sorted by article_id; `cleaned` may have outlet, url and title."""
    others = (_grouped(frame, "article_id", "sentence") for frame in (timexes, entities, acts))
    by_sentence: list[Mapping[tuple[Any, ...], Sequence[Any]]] = [_tokens_by_sentence(tokens), *others]
    parties = _grouped(arguments, "article_id", "act_start")
    quotes = _grouped(quotations, "article_id")
    spans = _grouped(sentences, "article_id")
    told = cleaned.reindex(columns=["article_id", "text", "published_on", "published_precision", "outlet", "url", "title"])
    for article_id, text, published, precision, *where in _rows(told, list(told.columns)):
        marks = [(q["start"], q["end"]) for q in quotes.get((article_id,), ())]
        found = tuple(
            _sentence(article_id, s, text, marks, parties, *(group.get((article_id, s["sentence"]), ()) for group in by_sentence))
            for s in sorted(spans.get((article_id,), ()), key=lambda s: s["sentence"])
        )
        outlet, url, title = (None if pd.isna(value) else value for value in where)
        yield in_its_time(
            Article(article_id, None if pd.isna(published) else published, precision, found, outlet, url, title=title)
        )


def _sentence(
    article_id: str,
    span: Mapping[str, Any],
    text: str,
    quotes: Sequence[tuple[int, int]],
    parties: Mapping[tuple[Any, ...], Sequence[Mapping[str, Any]]],
    tokens: Sequence[Token],
    timexes: Sequence[Mapping[str, Any]],
    entities: Sequence[Mapping[str, Any]],
    acts: Sequence[Mapping[str, Any]],
) -> Sentence:
    start, end = span["start"], span["end"]
    near = [q for q in quotes if q[0] < end and q[1] > start]
    words = _words(tokens, text, near)
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
            _timex(covered, t, text)
            for t in sorted(timexes, key=lambda t: t["start"])
            if (covered := _covered(words, t["start"], t["end"])) is not None
        ),
        proposals=tuple(
            _proposal(covered, act, parties.get((article_id, act["start"]), ()))
            for act in sorted(acts, key=lambda act: act["start"])
            if (covered := _covered(words, act["start"], act["end"])) is not None
        ),
    )


def _proposal(covered: tuple[int, int], act: Mapping[str, Any], parties: Sequence[Mapping[str, Any]]) -> Proposal:
    scores = {name: act[name] for name in ("event_type", "type_score", "score", "realis", "realis_score")}
    found = (ProposedParty(**{name: p[name] for name in ("role", "start", "end", "sector", "score")}) for p in parties)
    order = sorted(found, key=lambda p: (p.role, p.start))
    return Proposal(*covered, **scores, hedged=act["hedged_score"], parties=tuple(order))


def _words(tokens: Sequence[Token], text: str, quotes: Sequence[tuple[int, int]]) -> tuple[Word, ...]:
    place = {number: index for index, (number, *_) in enumerate(tokens)}
    words = []
    for index, (_, start, end, lemma, pos, morph, dep, head) in enumerate(tokens):
        written = text[start:end]
        words.append(
            Word(
                start=start,
                end=end,
                low=normal(plain_form(written)),
                lemma=normal(lemma),
                pos=pos,
                morph=morph,
                dep=dep,
                head=place.get(head, index),
                capital=written[:1].isupper(),
                quoted=bool(quotes) and any(a <= start < b for a, b in quotes),
            )
        )
    return tuple(words)


def _covered(words: Sequence[Word], start: int, end: int) -> tuple[int, int] | None:
    inside = [index for index, word in enumerate(words) if word.start < end and word.end > start]
    return (inside[0], inside[-1]) if inside else None


def _timex(covered: tuple[int, int], row: Mapping[str, Any], text: str) -> Timex:
    """The expression with its days; a day or month of unknown year is held open (tasks/temporal/yearless.py)."""
    start = _day(row["date_start"])
    if start is None and row["kind"] == "date" and (found := yearless(text[row["start"] : row["end"]])):
        return Timex(*covered, row["kind"], found.start, found.end, found.precision)
    return Timex(*covered, row["kind"], start, _day(row["date_end"]), row["precision"])


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else value


def _tokens_by_sentence(tokens: pd.DataFrame) -> Mapping[tuple[Any, ...], Sequence[Token]]:
    """The tokens of each sentence in their order: of all rows these are by far the most."""
    groups: dict[tuple[Any, ...], list[Token]] = defaultdict(list)
    for article_id, number, *token in zip(*(tokens[name].tolist() for name in TOKEN_COLUMNS), strict=True):
        groups[article_id, number].append(tuple(token))
    return {place: sorted(found) for place, found in groups.items()}


def _grouped(frame: pd.DataFrame, *keys: str) -> dict[tuple[Any, ...], list[dict[str, Any]]]:
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    names = list(frame.columns)
    for values in zip(*(frame[name].tolist() for name in names), strict=True):
        row = dict(zip(names, values, strict=True))
        groups[tuple(row[key] for key in keys)].append(row)
    return groups


def _rows(frame: pd.DataFrame, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    return sorted(zip(*(frame[name].tolist() for name in columns), strict=True), key=lambda row: row[0])

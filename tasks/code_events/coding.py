"""Coding articles: sentences with names and times → event mentions.

What belongs here: the way through the rooms. What does not: any single decision (the rooms).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from schemas.events import EVENT_MENTIONS
from tasks.code_events.acts.triggers import Trigger, propose
from tasks.code_events.arguments.find import find_arguments
from tasks.code_events.arguments.implied import fill_implied
from tasks.code_events.arguments.predication import Predication
from tasks.code_events.arguments.reference import referring
from tasks.code_events.attributes.attribution import Source, find_sources, sources_of
from tasks.code_events.attributes.contexts import contexts_of
from tasks.code_events.attributes.dating import date_of
from tasks.code_events.attributes.places import place_of
from tasks.code_events.attributes.realis import realis_of
from tasks.code_events.decide.confidence import confidence_of
from tasks.code_events.decide.cooperation import coding_of
from tasks.code_events.decide.precedence import KEPT, verdicts
from tasks.code_events.decide.requirements import unmet
from tasks.code_events.grammar.articles import read_articles
from tasks.code_events.grammar.sentence import Article, Sentence
from tasks.code_events.lexicon.load import Lexicon
from tasks.code_events.participants.coreference import Cast, casts
from tasks.code_events.participants.parties import names_of
from tasks.code_events.participants.phrases import find_parties, subjects_of
from tasks.code_events.rows import mention_row
from tasks.frames import frame_of


def code_mentions(
    cleaned: pd.DataFrame,
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    timexes: pd.DataFrame,
    quotations: pd.DataFrame,
    entities: pd.DataFrame,
    *,
    lexicon: Lexicon,
) -> pd.DataFrame:
    """The EVENT_MENTIONS of cleaned articles from their annotation tables and linked entities, sorted by article and trigger."""
    articles = read_articles(cleaned, sentences, tokens, timexes, quotations, entities)
    rows = [row for article in articles for row in code_article(article, lexicon)]
    unique = {(r["article_id"], r["trigger_start"], r["event_type"]): r for r in reversed(rows)}
    return frame_of(EVENT_MENTIONS, [unique[key] for key in sorted(unique)])


@dataclass(frozen=True)
class Scene:
    """A sentence with who stands in it and who is told to have said something."""

    sentence: Sentence
    cast: Cast
    sources: Sequence[Source]


def code_article(article: Article, lexicon: Lexicon) -> Iterator[Mapping[str, Any]]:
    """The event mentions of one article as rows of EVENT_MENTIONS."""
    tellings = [
        _predication(scene, trigger, lexicon) for scene in scenes_of(article, lexicon) for trigger in _kept(scene, lexicon)
    ]
    heads = {(d.sentence.number, d.trigger.head) for d in tellings}
    for telling in fill_implied(tellings, lexicon):
        if unmet(telling, lexicon):
            continue
        own = telling.trigger.head
        others = [head for number, head in heads if number == telling.sentence.number and head != own]
        row = _row(article, telling, others, lexicon)
        if row is not None:
            yield row


def scenes_of(article: Article, lexicon: Lexicon) -> list[Scene]:
    """The sentences of an article with their casts, its subheads left out."""
    named = names_of(article)
    sentences = [s for s in article.sentences if not s.is_subhead]
    parties = [find_parties(s, lexicon, named) for s in sentences]
    sources = [find_sources(s, present, lexicon) for s, present in zip(sentences, parties, strict=True)]
    told = (
        (present, subjects_of(s, present), [source.party for source in speaking])
        for s, present, speaking in zip(sentences, parties, sources, strict=True)
    )
    chain = casts(told, lexicon.cues["country_nouns"])
    return [Scene(s, cast, speaking) for s, cast, speaking in zip(sentences, chain, sources, strict=True)]


def _kept(scene: Scene, lexicon: Lexicon) -> list[Trigger]:
    candidates = propose(scene.sentence, lexicon)
    reasons = verdicts(scene.sentence, candidates, lexicon)
    return [candidate for candidate, reason in zip(candidates, reasons, strict=True) if reason == KEPT]


def _predication(scene: Scene, trigger: Trigger, lexicon: Lexicon) -> Predication:
    sentence, cast = scene.sentence, scene.cast
    vouching = [p for source in sources_of(sentence, trigger, scene.sources, lexicon) for p in cast.resolve(source)]
    found = find_arguments(sentence, trigger, cast.parties, lexicon)
    arguments = referring(sentence, trigger, found, vouching, cast, lexicon)
    return Predication(sentence, trigger, arguments, tuple(vouching), tuple(cast.parties))


def _row(article: Article, telling: Predication, others: list[int], lexicon: Lexicon) -> Mapping[str, Any] | None:
    sentence, trigger = telling.sentence, telling.trigger
    realis, hedged = realis_of(sentence, trigger, lexicon)
    coding = coding_of(sentence, trigger, realis, lexicon)
    if coding is None:
        return None
    return mention_row(
        article,
        telling,
        coding,
        hedged=hedged,
        contexts=contexts_of(sentence, lexicon),
        when=date_of(article, sentence, trigger, others, coding.realis, lexicon),
        where=place_of(sentence, trigger, {p.first for p in telling.actors}, lexicon),
        confidence=confidence_of(telling, coding.realis, hedged=hedged),
    )

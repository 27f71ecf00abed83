"""Coding articles: sentences with names and times → event mentions.

What belongs here: putting the parts together, sentence by sentence. What does not: any single decision (the other modules).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from schemas.events import EVENT_MENTIONS
from tasks.code_events.confidence import confidence_of
from tasks.code_events.dating import date_of
from tasks.code_events.lexicon import Lexicon
from tasks.code_events.memory import Memory
from tasks.code_events.parties import Party, find_parties
from tasks.code_events.places import place_of
from tasks.code_events.realis import realis_of
from tasks.code_events.roles import SUBJECTS, Roles, find_roles
from tasks.code_events.rules import stem
from tasks.code_events.selection import absorbed, future_type, wanted
from tasks.code_events.sources import Source, find_sources, sources_of
from tasks.code_events.text import Article, Sentence, read_articles
from tasks.code_events.triggers import Trigger, find_triggers
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


def code_article(article: Article, lexicon: Lexicon) -> Iterator[dict[str, Any]]:
    """The event mentions of one article as rows of EVENT_MENTIONS."""
    memory = Memory()
    countries = frozenset(m.country for s in article.sentences for m in s.mentions if m.country)
    for sentence in article.sentences:
        parties = find_parties(sentence, lexicon, countries)
        sources = find_sources(sentence, parties, lexicon)
        told = [p for source in sources for p in memory.resolve(source.party) if p.known and p.kind != "speaker"]
        if told:
            memory.speaker = told[-1]
        yield from _code_sentence(article, sentence, parties, sources, memory, lexicon)
        memory.tell(parties, _subjects(sentence, parties))


def _subjects(sentence: Sentence, parties: Sequence[Party]) -> list[Party]:
    by_parse = [p for p in parties if sentence.words[p.head].dep in SUBJECTS and p.kind not in {"place", "adjective", "pronoun", "speaker"}]
    return by_parse or [p for p in parties[:1] if p.kind in {"name", "role", "people"}]


def _code_sentence(
    article: Article, sentence: Sentence, parties: Sequence[Party], sources: Sequence[Source], memory: Memory, lexicon: Lexicon
) -> Iterator[dict[str, Any]]:
    triggers = absorbed(sentence, find_triggers(sentence, lexicon), lexicon)
    heads = [t.head for t in triggers]
    for trigger in triggers:
        roles = _resolved(find_roles(sentence, trigger, parties, lexicon), memory)
        vouched = [p for source in sources_of(sentence, trigger, sources, lexicon) for p in memory.resolve(source)]
        roles = _spoken(sentence, trigger, roles, vouched, memory)
        if not wanted(sentence, trigger, roles, lexicon):
            continue
        realis, hedged = realis_of(sentence, trigger, lexicon)
        event_type, mode = future_type(trigger.rule, realis)
        when = date_of(article, sentence, trigger, [h for h in heads if h != trigger.head], realis, lexicon)
        where = place_of(sentence, trigger, {p.first for p in roles.actors}, lexicon)
        yield {
            **_span(article, sentence, trigger),
            "event_type": event_type,
            "event_mode": mode,
            "contexts": contexts_of(sentence, lexicon),
            "realis": realis,
            "hedged": hedged,
            "attribution": sorted({p.entity_id for p in vouched if p.entity_id}),
            "actors": _structs(roles.actors),
            "recipients": _structs(roles.recipients),
            "date_start": when.start,
            "date_end": when.end,
            "date_precision": when.precision,
            "date_source": when.source,
            "place_id": where.place_id,
            "place_name": where.name,
            "place_country": where.country,
            "latitude": where.latitude,
            "longitude": where.longitude,
            "place_precision": where.precision,
            "confidence": confidence_of(trigger, roles, realis, hedged=hedged),
        }


def contexts_of(sentence: Sentence, lexicon: Lexicon) -> list[str]:
    """The contexts whose words the sentence uses, sorted."""
    stems = {stem(w.low) for w in sentence.words} | {stem(w.lemma) for w in sentence.words if w.lemma}
    return sorted(context for context, words in lexicon.contexts.items() if not words.isdisjoint(stems))


def _resolved(roles: Roles, memory: Memory) -> Roles:
    actors = tuple(p for party in roles.actors for p in memory.resolve(party))
    recipients = tuple(p for party in roles.recipients for p in memory.resolve(party))
    return replace(roles, actors=actors, recipients=recipients)


def _spoken(sentence: Sentence, trigger: Trigger, roles: Roles, vouched: Sequence[Party], memory: Memory) -> Roles:
    """In a judgement that a quotation makes the speaker acts; those it names are its recipients, less the speaker's own country."""
    if trigger.rule.place != "quote":
        return roles
    speaker = list(vouched[:1]) or ([memory.speaker] if memory.speaker else [])
    own = {p.country for p in speaker}
    return replace(roles, actors=tuple(speaker), recipients=tuple(p for p in roles.recipients if p.country not in own))


def _structs(parties: Iterable[Party]) -> list[Mapping[str, str | None]]:
    rows = [{"entity_id": p.entity_id, "name": p.name or p.role, "country": p.country, "sector": p.sector} for p in parties if p.known]
    return list({(r["entity_id"], r["name"], r["country"], r["sector"]): r for r in rows}.values())


def _span(article: Article, sentence: Sentence, trigger: Trigger) -> Mapping[str, Any]:
    start, end = sentence.words[trigger.first].start, sentence.words[trigger.last].end
    return {
        "article_id": article.article_id,
        "sentence": sentence.number,
        "start": sentence.start,
        "end": sentence.end,
        "text": sentence.quote,
        "trigger_start": start,
        "trigger_end": end,
        "trigger": sentence.text[start:end],
        "rule_id": trigger.rule.rule_id,
    }

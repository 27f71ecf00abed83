"""What the coder found as rows of its tables.

What belongs here: columns. What does not: any decision.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tasks.code_events.arguments.predication import Predication
from tasks.code_events.attributes.distance import EventDate
from tasks.code_events.attributes.places import EventPlace
from tasks.code_events.decide.cooperation import Coding
from tasks.code_events.grammar.sentence import Article
from tasks.code_events.participants.parties import Party

Row = Mapping[str, Any]


def mention_row(
    article: Article,
    telling: Predication,
    coding: Coding,
    *,
    hedged: bool,
    contexts: Sequence[str],
    when: EventDate,
    where: EventPlace,
    confidence: float,
) -> Row:
    """A row of EVENT_MENTIONS."""
    return {
        **_span(article, telling),
        "event_type": coding.event_type,
        "event_mode": coding.mode,
        "contexts": contexts,
        "realis": coding.realis,
        "hedged": hedged,
        "attribution": sorted({p.entity_id for p in telling.sources if p.entity_id}),
        "actors": _structs(telling.actors),
        "recipients": _structs(telling.recipients),
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
        "confidence": confidence,
    }


def _structs(parties: Iterable[Party]) -> list[Mapping[str, str | None]]:
    rows = [row for p in parties if p.known for row in _struct(p)]
    return list({(r["entity_id"], r["name"], r["country"], r["sector"]): r for r in rows}.values())


def _struct(party: Party) -> Iterator[Mapping[str, str | None]]:
    yield {"entity_id": party.entity_id, "name": party.name or party.role, "country": party.country, "sector": party.sector}
    if party.body is not None:
        entity_id, name, sector = party.body
        yield {"entity_id": entity_id, "name": name, "country": None, "sector": sector}


def _span(article: Article, telling: Predication) -> Row:
    sentence, trigger = telling.sentence, telling.trigger
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

"""What the coder found as rows of its tables.

What belongs here: columns. What does not: any decision.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tasks.code_events.acts.triggers import Trigger
from tasks.code_events.arguments.predication import Predication
from tasks.code_events.attributes.distance import UNDATED, EventDate
from tasks.code_events.attributes.places import EventPlace
from tasks.code_events.decide.cooperation import Coding
from tasks.code_events.decide.precedence import KEPT
from tasks.code_events.decide.weighing import Candidate
from tasks.code_events.grammar.sentence import Sentence
from tasks.code_events.participants.parties import Party
from tasks.temporal.yearless import value_of

Row = Mapping[str, Any]


def mention_row(
    telling: Predication,
    coding: Coding,
    *,
    hedged: bool,
    contexts: Sequence[str],
    where: EventPlace,
    confidence: float,
    who: float,
) -> Row:
    """A row of EVENT_MENTIONS, without a date: that needs the other acts of the article (`dated`)."""
    return {
        **_span(telling),
        "event_type": coding.event_type,
        "event_mode": coding.mode,
        "contexts": contexts,
        "realis": coding.realis,
        "hedged": hedged,
        "attribution": sorted({p.entity_id for p in telling.sources if p.entity_id}),
        "actors": [struct for _, struct in _structs(telling.actors)],
        "recipients": [struct for _, struct in _structs(telling.recipients)],
        **_date(UNDATED),
        "place_id": where.place_id,
        "place_name": where.name,
        "place_country": where.country,
        "latitude": where.latitude,
        "longitude": where.longitude,
        "place_precision": where.precision,
        "confidence": confidence,
        "who_confidence": who,
        "coded_in": telling.sentence.article_id,
    }


def dated(mention: Row, when: EventDate) -> Row:
    """The row of EVENT_MENTIONS with that date."""
    return {**mention, **_date(when)}


def candidate_row(sentence: Sentence, candidate: Candidate) -> Row:
    """A row of EVENT_CANDIDATES."""
    trigger = candidate.trigger
    return {
        "article_id": sentence.article_id,
        "sentence": sentence.number,
        **_trigger(sentence, trigger),
        "event_type": trigger.rule.event_type,
        "event_mode": trigger.rule.mode,
        "rule_id": trigger.rule.rule_id,
        "evidence": trigger.evidence,
        "probability": candidate.probability,
        "verdict": "kept" if candidate.reason == KEPT else "dropped",
        "reason": candidate.reason,
    }


def argument_rows(mention: Row, telling: Predication) -> Iterator[Row]:
    """The rows of EVENT_ARGUMENTS of a mention, in the order of its actors and recipients."""
    for role, parties in (("actor", telling.actors), ("recipient", telling.recipients)):
        for position, (party, struct) in enumerate(_structs(parties)):
            start, end = _named(party)
            yield {
                **{column: mention[column] for column in ("article_id", "trigger_start", "event_type")},
                "role": role,
                "position": position,
                **struct,
                "start": start,
                "end": end,
                "text": telling.sentence.text[start:end],
                "evidence": party.evidence,
                "score": party.score,
            }


def _date(when: EventDate) -> Row:
    told = value_of(when.start, when.precision) if when.start is not None else None
    known = UNDATED if told else when
    return {
        "date_start": known.start,
        "date_end": known.end,
        "date_precision": known.precision,
        "date_source": known.source,
        "date_confidence": when.confidence,
        "date_told": told,
    }


def _named(party: Party) -> tuple[int, int]:
    if party.named is None:
        raise ValueError(f"{party}: expected the characters that name it; set `named` where the party is found")
    return party.named


def _structs(parties: Iterable[Party]) -> list[tuple[Party, Row]]:
    """Each party that is somebody with its struct, once; behind it the body that it acts for."""
    found: dict[tuple[str | None, ...], tuple[Party, Row]] = {}
    for party in parties:
        for row in _struct(party) if party.known else ():
            found.setdefault((row["entity_id"], row["name"], row["country"], row["sector"]), (party, row))
    return list(found.values())


def _struct(party: Party) -> Iterator[Row]:
    yield {"entity_id": party.entity_id, "name": party.name or party.role, "country": party.country, "sector": party.sector}
    if party.body is not None:
        entity_id, name, sector = party.body
        yield {"entity_id": entity_id, "name": name, "country": None, "sector": sector}


def _span(telling: Predication) -> Row:
    sentence = telling.sentence
    return {
        "article_id": sentence.article_id,
        "sentence": sentence.number,
        "start": sentence.start,
        "end": sentence.end,
        "text": sentence.quote,
        **_trigger(sentence, telling.trigger),
        "rule_id": telling.rule.rule_id,
    }


def _trigger(sentence: Sentence, trigger: Trigger) -> Row:
    start, end = sentence.words[trigger.first].start, sentence.words[trigger.last].end
    return {"trigger_start": start, "trigger_end": end, "trigger": sentence.text[start:end]}

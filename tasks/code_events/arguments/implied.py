"""Parties that a trigger implies: named elsewhere in its sentence, or by another telling of the same act in the article.

What belongs here: reference within the article where the grammar of the sentence names nobody. An implied party is a
reading, not a quotation: it lowers the confidence. What does not: dates and places, which are never filled so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tasks.code_events.arguments.branches import ASIDE
from tasks.code_events.arguments.order import governed_by
from tasks.code_events.arguments.predication import Predication
from tasks.code_events.lexicon.classes import (
    ADDRESSED,
    DESTROYING_MODES,
    DIRECTED,
    DIRECTED_MODES,
    DOMESTIC_SECTORS,
    FORCEFUL,
    REPORTING_SECTORS,
    RETOLD,
)
from tasks.code_events.lexicon.load import Lexicon
from tasks.code_events.participants.parties import Party, any_identified, countries, rests_on

NEAR = 8
MOST_HIT = 2
KINDS = frozenset(("name", "role", "people", "adjective"))


def fill_implied(tellings: Sequence[Predication], lexicon: Lexicon) -> list[Predication]:
    """The predications of an article, in reading order, with implied actors and recipients filled in."""
    acted = [_at_home(_with_actor(telling, index, tellings), lexicon) for index, telling in enumerate(tellings)]
    filled: list[Predication] = []
    for index, telling in enumerate(acted):
        filled.append(_with_recipient(telling, filled, acted[index + 1 :], lexicon))
    return filled


def _with_actor(telling: Predication, index: int, tellings: Sequence[Predication]) -> Predication:
    """A nominal or passive telling takes its missing actor from the nearest other telling of such an act in the article."""
    struck = any_identified(telling.recipients)
    bare = telling.trigger.group is None and not struck and telling.rule.event_type not in RETOLD
    if bare or any_identified(telling.actors) or telling.rule.judge or telling.is_active_clause:
        return telling
    near = [*reversed(tellings[:index]), *tellings[index + 1 :]]
    other = next((d for d in near if _same_act(telling, d) and _may_act_in(telling, d.actors)), None)
    if other is None:
        return telling
    recipients = telling.recipients if struck else _told_by(other, other.recipients, telling)
    return telling.implying(actors=_told_by(other, other.actors, telling), recipients=recipients)


def _told_by(other: Predication, parties: Iterable[Party], telling: Predication) -> list[Party]:
    """Parties of another telling as arguments of this one."""
    here = other.sentence is telling.sentence
    return [replace(p, here=p.here and here, evidence="coreference") for p in parties]


def _may_act_in(telling: Predication, actors: Sequence[Party]) -> bool:
    return any_identified(actors) and not countries(actors) & countries(telling.recipients)


def _at_home(telling: Predication, lexicon: Lexicon) -> Predication:
    """Coercion told without anybody is that of the state where it happens: « des milliers d'arrestations en Russie »."""
    told = telling.is_active_clause or any_identified(telling.actors) or any_identified(telling.recipients)
    if telling.rule.event_type != "COERCE" or told:
        return telling
    behind = [p for p in telling.present if p.country and p.kind in KINDS and p.first > telling.trigger.last]
    where = [p for p in behind if governed_by(telling.sentence, p, lexicon) in lexicon.cues["locative"]]
    return telling.implying(actors=rests_on("setting", where[:1])) if where else telling


def _same_act(telling: Predication, other: Predication) -> bool:
    mine, theirs = telling.rule, other.rule
    alike = mine.mode == theirs.mode or {mine.mode, theirs.mode} <= DESTROYING_MODES | {None}
    if mine.event_type != theirs.event_type or not alike:
        return False
    ours, others = countries(telling.recipients), countries(other.recipients)
    return not ours or not others or bool(ours & others)


def _with_recipient(
    telling: Predication, before: Sequence[Predication], after: Sequence[Predication], lexicon: Lexicon
) -> Predication:
    """A directed act takes its missing recipient from its sentence, an act of speech also from the exchange told so far.

    A deed that is told again hits whom the nearest other telling of one names, unless its own sentence names somebody hit.
    """
    event_type = telling.rule.event_type
    directed = event_type in DIRECTED or telling.rule.mode in DIRECTED_MODES
    if any_identified(telling.recipients) or not directed:
        return telling
    found = _opposite(telling, before, after, lexicon) if countries(telling.actors) else []
    if not found and event_type in RETOLD and not any(party.here for party in telling.recipients):
        found = _hit_elsewhere(telling, [*reversed(before), *after])
    return telling.implying(recipients=(*telling.recipients, *found)) if found else telling


def _opposite(telling: Predication, before: Sequence[Predication], after: Sequence[Predication], lexicon: Lexicon) -> list[Party]:
    """Whom the actor's country acts on: somebody of another country."""
    event_type, own = telling.rule.event_type, countries(telling.actors)
    here = [d for d in before if d.sentence is telling.sentence]
    found = (_counterpart(telling, own, here) if event_type == "REJECT" else []) or _elsewhere(telling, own, lexicon)
    if not found and event_type in ADDRESSED | {"AGREE"} and _speaks_abroad(telling):
        found = _counterpart(telling, own, before) or _counterpart(telling, own, after[::-1])
    if not found and event_type in FORCEFUL:
        found = _hit_before(telling, own, [*reversed(before), *after])
    return found


def _elsewhere(telling: Predication, own: frozenset[str], lexicon: Lexicon) -> list[Party]:
    """The first party of another country behind the trigger in its sentence, else the last before it.

    No place where the event happened, unless it is the place that an act of force hits.
    """
    sources = {p.first for p in telling.sources}
    fitting = [p for p in telling.present if _is_abroad(p, own) and p.first not in sources]
    aside = lexicon.cues["locative"] | ASIDE
    outside = [p for p in fitting if governed_by(telling.sentence, p, lexicon) not in aside]
    behind = [p for p in outside if p.first > telling.trigger.head]
    if behind or outside or telling.rule.event_type not in FORCEFUL:
        return rests_on("order", behind[:1] or outside[-1:])
    return rests_on("order", [p for p in fitting if p.first > telling.trigger.head - NEAR][:1])


def _is_abroad(party: Party, own: frozenset[str]) -> bool:
    return party.kind in KINDS and bool(party.country) and party.country not in own and party.sector not in REPORTING_SECTORS


def _speaks_abroad(telling: Predication) -> bool:
    """Whether somebody acts who deals with other states: no parliament, court or crowd, which speak at home."""
    return any(p.country and p.sector not in DOMESTIC_SECTORS for p in telling.actors)


def _hit_before(telling: Predication, own: frozenset[str], others: Iterable[Predication]) -> list[Party]:
    """Whom the same country is told elsewhere to hit by an act of the same type."""
    for other in others:
        same = other.rule.event_type == telling.rule.event_type and countries(other.actors) & own
        if same and countries(other.recipients) - own:
            return _first_abroad(telling, other, other.recipients, own)
    return []


def _hit_elsewhere(telling: Predication, others: Iterable[Predication]) -> list[Party]:
    """Whom the nearest other act of the type that names somebody hits: « le bilan de l'attentat s'alourdit »."""
    for other in others:
        hit = [p for p in other.recipients if p.country and p.kind in KINDS]
        if hit and other.rule.event_type == telling.rule.event_type:
            return _told_by(other, hit[:MOST_HIT], telling)
    return []


def _counterpart(telling: Predication, own: frozenset[str], before: Sequence[Predication]) -> list[Party]:
    """Whom the actor's country was last told to deal with, in either direction."""
    for other in reversed(before):
        actors, recipients = countries(other.actors), countries(other.recipients)
        if actors & own and recipients - own:
            return _first_abroad(telling, other, other.recipients, own)
        if recipients & own and actors - own:
            return _first_abroad(telling, other, other.actors, own)
    return []


def _first_abroad(telling: Predication, other: Predication, parties: Iterable[Party], own: frozenset[str]) -> list[Party]:
    return _told_by(other, [p for p in parties if p.country and p.country not in own][:1], telling)

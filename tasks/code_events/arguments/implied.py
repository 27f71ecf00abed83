"""Parties that a trigger implies: named elsewhere in its sentence, or by another telling of the same act in the article.

What belongs here: reference within the article where the grammar of the sentence names nobody. An implied party is a
reading, not a quotation: it lowers the confidence. What does not: dates and places, which are never filled so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tasks.code_events.acts.triggers import Trigger
from tasks.code_events.arguments.branches import ASIDE, Roles
from tasks.code_events.arguments.order import governed_by
from tasks.code_events.grammar.sentence import Sentence
from tasks.code_events.lexicon.event_types import ADDRESSED, DIRECTED, FORCEFUL, RETOLD
from tasks.code_events.lexicon.load import Lexicon
from tasks.code_events.participants.parties import Party, countries, known

WAYS_TO_DESTROY = frozenset(("ASSAULT/destroy", "ASSAULT/explosives", "ASSAULT/aerial", "ASSAULT/heavy-weapons", None))
AT_HOME = frozenset(("LEG", "JUD", "CVL", "LAB", "PTY", "OPP", "COP"))
NEAR = 8
KINDS = frozenset(("name", "role", "people", "adjective"))


@dataclass(frozen=True)
class Draft:
    """A trigger with the parties found so far; `present` are all parties of its sentence, `implied` whether any was inferred."""

    sentence: Sentence
    trigger: Trigger
    roles: Roles
    vouched: tuple[Party, ...]
    present: tuple[Party, ...]
    implied: bool = False


def fill_implied(drafts: Sequence[Draft], lexicon: Lexicon) -> list[Draft]:
    """The drafts of an article, in reading order, with implied actors and recipients filled in."""
    acted = [_at_home(_with_actor(draft, index, drafts), lexicon) for index, draft in enumerate(drafts)]
    filled: list[Draft] = []
    for index, draft in enumerate(acted):
        filled.append(_with_recipient(draft, filled, acted[index + 1 :], lexicon))
    return filled


def _with_actor(draft: Draft, index: int, drafts: Sequence[Draft]) -> Draft:
    """A nominal or passive telling takes its missing actor from the nearest other telling of such an act in the article."""
    group, rule = draft.trigger.group, draft.trigger.rule
    if group is None and not known(draft.roles.recipients) and rule.event_type not in RETOLD:
        return draft
    if known(draft.roles.actors) or rule.judge or (group is not None and group.finite and not group.passive):
        return draft
    near = [*reversed(drafts[:index]), *drafts[index + 1 :]]
    other = next(
        (
            d
            for d in near
            if _same_act(draft, d) and known(d.roles.actors) and not countries(d.roles.actors) & countries(draft.roles.recipients)
        ),
        None,
    )
    if other is None:
        return draft
    recipients = draft.roles.recipients if known(draft.roles.recipients) else other.roles.recipients
    return replace(draft, roles=replace(draft.roles, actors=other.roles.actors, recipients=recipients), implied=True)


def _at_home(draft: Draft, lexicon: Lexicon) -> Draft:
    """Coercion told without anybody is that of the state where it happens: « des milliers d'arrestations en Russie »."""
    group, roles = draft.trigger.group, draft.roles
    told = group is not None and group.finite and not group.passive
    if draft.trigger.rule.event_type != "COERCE" or told or known(roles.actors) or known(roles.recipients):
        return draft
    behind = [p for p in draft.present if p.country and p.kind in KINDS and p.first > draft.trigger.last]
    where = [p for p in behind if governed_by(draft.sentence, p, lexicon) in lexicon.cues["locative"]]
    return replace(draft, roles=replace(roles, actors=tuple(where[:1])), implied=True) if where else draft


def _same_act(draft: Draft, other: Draft) -> bool:
    mine, theirs = draft.trigger.rule, other.trigger.rule
    if mine.event_type != theirs.event_type or (mine.mode != theirs.mode and not {mine.mode, theirs.mode} <= WAYS_TO_DESTROY):
        return False
    ours, others = countries(draft.roles.recipients), countries(other.roles.recipients)
    return not ours or not others or bool(ours & others)


def _with_recipient(draft: Draft, before: Sequence[Draft], after: Sequence[Draft], lexicon: Lexicon) -> Draft:
    """A directed act takes its missing recipient from its sentence; an act of speech also from the exchange told so far."""
    event_type = draft.trigger.rule.event_type
    if known(draft.roles.recipients) or (event_type not in DIRECTED and draft.trigger.rule.mode != "MOBILIZE/troops"):
        return draft
    own = countries(draft.roles.actors)
    if not own:
        return draft
    here = [d for d in before if d.sentence is draft.sentence]
    found = (_counterpart(own, here) if event_type == "REJECT" else []) or _elsewhere(draft, own, lexicon)
    if not found and event_type in ADDRESSED | {"AGREE"} and _speaks_abroad(draft):
        found = _counterpart(own, before) or _counterpart(own, after[::-1])
    if not found and event_type in FORCEFUL:
        found = _hit_before(draft, own, [*reversed(before), *after])
    return (
        replace(draft, roles=replace(draft.roles, recipients=(*draft.roles.recipients, *found)), implied=True) if found else draft
    )


def _elsewhere(draft: Draft, own: frozenset[str], lexicon: Lexicon) -> list[Party]:
    """The first party of another country behind the trigger in its sentence, else the last before it.

    No place where the event happened, unless it is the place that an act of force hits.
    """
    sources = {p.first for p in draft.vouched}
    fitting = [
        p
        for p in draft.present
        if p.kind in KINDS and p.country and p.country not in own and p.first not in sources and p.sector != "JRN"
    ]
    aside = lexicon.cues["locative"] | ASIDE
    outside = [p for p in fitting if governed_by(draft.sentence, p, lexicon) not in aside]
    behind = [p for p in outside if p.first > draft.trigger.head]
    if behind or outside or draft.trigger.rule.event_type not in FORCEFUL:
        return behind[:1] or outside[-1:]
    return [p for p in fitting if p.first > draft.trigger.head - NEAR][:1]


def _speaks_abroad(draft: Draft) -> bool:
    """Whether somebody acts who deals with other states: no parliament, court or crowd, which speak at home."""
    return any(p.country and p.sector not in AT_HOME for p in draft.roles.actors)


def _hit_before(draft: Draft, own: frozenset[str], others: Iterable[Draft]) -> list[Party]:
    """Whom the same country is told elsewhere to hit by an act of the same type."""
    for other in others:
        same = other.trigger.rule.event_type == draft.trigger.rule.event_type and countries(other.roles.actors) & own
        if same and countries(other.roles.recipients) - own:
            return [p for p in other.roles.recipients if p.country and p.country not in own][:1]
    return []


def _counterpart(own: frozenset[str], before: Sequence[Draft]) -> list[Party]:
    """Whom the actor's country was last told to deal with, in either direction."""
    for draft in reversed(before):
        actors, recipients = countries(draft.roles.actors), countries(draft.roles.recipients)
        if actors & own and recipients - own:
            return [p for p in draft.roles.recipients if p.country and p.country not in own][:1]
        if recipients & own and actors - own:
            return [p for p in draft.roles.actors if p.country and p.country not in own][:1]
    return []

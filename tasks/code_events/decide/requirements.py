"""Whether an act has the parties that its rule and type need, or is told so surely that one may lack; without anybody it is none.

What belongs here: what must be there. What does not: who is (arguments/).
"""

from collections.abc import Sequence

from schemas.vocabularies import vocabulary
from tasks.code_events.acts.triggers import Trigger
from tasks.code_events.arguments.predication import Predication
from tasks.code_events.decide.senses import is_other_sense
from tasks.code_events.decide.weighing import load_thresholds
from tasks.code_events.lexicon.classes import ADDRESSED, INTERNATIONAL_SECTORS, ONLOOKING_SECTORS
from tasks.code_events.lexicon.load import Lexicon
from tasks.code_events.participants.parties import Party, any_identified

BOTH_SIDES = 2
OTHER_SENSE = "other_sense"
INCOMPLETE = frozenset(("no_actor", "no_recipient", "one_sided"))
"""Reasons of predications that lack somebody."""
NEEDS_RECIPIENT = frozenset(("object", "direct", "both"))
NEEDS_ACTOR = frozenset(("direct", "both", "actor"))
"""What rules may need (rules.py)."""


def unmet(telling: Predication, lexicon: Lexicon) -> str | None:
    """The reason (candidate_reason) why a predication is no event: what it lacks; None if nothing."""
    rule = telling.rule
    actors, recipients = [p for p in telling.actors if p.known], [p for p in telling.recipients if p.known]
    if is_other_sense(telling, actors, recipients, lexicon):
        return OTHER_SENSE
    if rule.judge:
        return None if any_identified(actors) else "no_actor"
    if telling.is_active_clause and not (actors or rule.any_side or rule.swap):
        return "no_actor"  # but for acts whose subject is no actor: « une bombe a explosé », « dix soldats ont péri »
    if rule.both and _is_one_sided(telling.trigger, actors, recipients, lexicon):
        return "one_sided"
    if rule.event_type in ADDRESSED and actors and all(p.sector in ONLOOKING_SECTORS and not p.country for p in actors):
        return "onlooker"
    return _missing(telling, actors, recipients)


def is_needed(reason: str, telling: Predication, probability: float) -> bool:
    """Whether what a predication lacks makes it no event. `probability`: that its words tell an act of its type.

    Nothing without anybody is an event, however sure: « le film est un réquisitoire ».
    """
    somebody = any(party.known for party in (*telling.actors, *telling.recipients))
    return reason not in INCOMPLETE or not somebody or probability < load_thresholds().incomplete


def _missing(telling: Predication, actors: Sequence[Party], recipients: Sequence[Party]) -> str | None:
    rule = telling.rule
    directed = vocabulary("event_type")[rule.event_type]["recipient_required"]
    if not recipients and (directed or rule.need in NEEDS_RECIPIENT):
        return "no_recipient"
    if not actors and (rule.need in NEEDS_ACTOR or not recipients):
        return "no_actor"
    return None


def _is_one_sided(trigger: Trigger, actors: Sequence[Party], recipients: Sequence[Party], lexicon: Lexicon) -> bool:
    """Whether an act of two sides names one only; talks told by a noun need two countries."""
    if trigger.group is None and trigger.rule.words[0] in lexicon.cues["talks"]:
        return len({p.country for p in (*actors, *recipients)}) < BOTH_SIDES
    several = len(actors) >= BOTH_SIDES or any(p.plural or p.sector in INTERNATIONAL_SECTORS for p in actors)
    return trigger.rule.event_type != "AGREE" and not recipients and not several

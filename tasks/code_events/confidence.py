"""The confidence of the coder in one mention."""

from tasks.code_events.roles import Roles
from tasks.code_events.triggers import Trigger

BASE = 0.45
SPECIFIC, ACTOR, RECIPIENT, BY_PARSE, VERB = 0.1, 0.15, 0.1, 0.1, 0.1
NOT_ACTUAL, HEDGED = 0.1, 0.1


def confidence_of(trigger: Trigger, roles: Roles, realis: str, *, hedged: bool) -> float:
    """A sum of evidence within [0, 1], not a calibrated probability.

    More: a rule with conditions, an actor with a country or name, a recipient, roles told by the parse, a verb as trigger.
    Less: an event not told as actual, a hedged claim.
    """
    score = BASE
    score += SPECIFIC * (bool(trigger.rule.needs) or len(trigger.rule.words) > 1)
    score += ACTOR * any(p.country or p.entity_id for p in roles.actors)
    score += RECIPIENT * any(p.country or p.entity_id for p in roles.recipients)
    score += BY_PARSE * roles.by_parse + VERB * (trigger.group is not None)
    score -= NOT_ACTUAL * (realis != "actual") + HEDGED * hedged
    return round(min(1.0, max(0.0, score)), 3)

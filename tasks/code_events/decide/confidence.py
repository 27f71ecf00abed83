"""The confidence of the coder in one mention."""

from tasks.code_events.arguments.implied import Draft
from tasks.code_events.participants.parties import known

BASE = 0.45
SPECIFIC, ACTOR, RECIPIENT, BY_PARSE, VERB = 0.1, 0.15, 0.1, 0.1, 0.1
NOT_ACTUAL, HEDGED, IMPLIED = 0.1, 0.1, 0.15


def confidence_of(draft: Draft, realis: str, *, hedged: bool) -> float:
    """A sum of evidence within [0, 1], not a calibrated probability.

    More: a rule with conditions, an actor with a country or name, a recipient, roles told by the parse, a verb as trigger.
    Less: a party that is only implied, an event not told as actual, a hedged claim.
    """
    rule, roles = draft.trigger.rule, draft.roles
    score = BASE + SPECIFIC * (bool(rule.needs) or len(rule.words) > 1)
    score += ACTOR * known(roles.actors) + RECIPIENT * known(roles.recipients)
    score += BY_PARSE * roles.by_parse + VERB * (draft.trigger.group is not None)
    score -= IMPLIED * draft.implied + NOT_ACTUAL * (realis != "actual") + HEDGED * hedged
    return round(min(1.0, max(0.0, score)), 3)

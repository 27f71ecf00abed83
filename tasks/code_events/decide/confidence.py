"""The confidence of the coder in one mention."""

from tasks.code_events.arguments.predication import Predication
from tasks.code_events.participants.parties import any_identified

BASE = 0.45
SPECIFIC, ACTOR, RECIPIENT, BY_PARSE, VERB = 0.1, 0.15, 0.1, 0.1, 0.1
NOT_ACTUAL, HEDGED, IMPLIED = 0.1, 0.1, 0.15


def confidence_of(telling: Predication, realis: str, *, hedged: bool) -> float:
    """A sum of evidence within [0, 1], not a calibrated probability.

    More: a rule with conditions, an actor with a country or name, a recipient, roles told by the parse, a verb as trigger.
    Less: a party that is only implied, an event not told as actual, a hedged claim.
    """
    rule = telling.rule
    score = BASE + SPECIFIC * (bool(rule.needs) or len(rule.words) > 1)
    score += ACTOR * any_identified(telling.actors) + RECIPIENT * any_identified(telling.recipients)
    score += BY_PARSE * telling.arguments.by_parse + VERB * (telling.trigger.group is not None)
    score -= IMPLIED * telling.implied + NOT_ACTUAL * (realis != "actual") + HEDGED * hedged
    return round(min(1.0, max(0.0, score)), 3)

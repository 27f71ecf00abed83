"""How probable it is that type, actors and recipients of a mention are all right.

What belongs here: one probability from those of the act and of its parties, by a logistic model whose weights were fitted on
annotated text (who_weights.yaml). What does not: those probabilities (weighing.py, parties.py).
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from schemas.yaml_text import load_yaml
from tasks.code_events.arguments.predication import Predication
from tasks.code_events.decide.logistic import chance_of, odds
from tasks.code_events.participants.parties import Party


@cache
def load_who_weights() -> Mapping[str, float]:
    """Those of who_weights.yaml."""
    found: dict[str, float] = load_yaml(
        files("tasks.code_events").joinpath("decide", "who_weights.yaml").read_text(encoding="utf-8")
    )["who"]
    return found


def who_confidence(telling: Predication, probability: float) -> float:
    """The probability that all is right of a predication with those who take part, at most `probability`, that of the act."""
    return min(probability, chance_of(load_who_weights(), evidence_of_who(telling, probability)))


def evidence_of_who(telling: Predication, probability: float) -> Mapping[str, float]:
    """The pieces of evidence, by the names of who_weights.yaml."""
    return {
        "one": 1.0,
        "act": odds(probability),
        **_of_role("actor", telling.actors),
        **_of_role("recipient", telling.recipients),
        f"type_{telling.rule.event_type}": 1.0,
        f"nobody_by_{telling.rule.event_type}": float(not telling.recipients),
    }


def _of_role(role: str, parties: Sequence[Party]) -> Mapping[str, float]:
    return {
        f"{role}_none": float(not parties),
        f"{role}_several": float(len(parties) > 1),
        f"{role}_best": max((odds(party.score) for party in parties), default=0.0),
        f"{role}_identified": float(any(party.identified for party in parties)),
    }

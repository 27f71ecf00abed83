"""A logistic model: pieces of evidence by name, a weight for each, a probability."""

import math
from collections.abc import Mapping

SURE = 1e-4
"""Probabilities of the network are kept so far from 0 and 1, since it is surer than it is right."""
SCALE = 5.0


def odds(chance: float) -> float:
    """Log-odds of a probability, scaled to about one."""
    bounded = min(max(chance, SURE), 1 - SURE)
    return math.log(bounded / (1 - bounded)) / SCALE


def chance_of(weights: Mapping[str, float], evidence: Mapping[str, float]) -> float:
    """The probability that evidence gives; what has no weight adds nothing."""
    logit = sum(weights.get(name, 0.0) * value for name, value in evidence.items())
    return round(1 / (1 + math.exp(-logit)), 3)

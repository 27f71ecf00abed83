"""How often each rule of the lexicon was right on annotated text (rules_seen.tsv).

What belongs here: that count as evidence. What does not: what it weighs (weighing.py).
"""

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

PRIOR = 3
"""Of so many more candidates a rule is taken to be right as often as all rules are: one that was seen once says little."""


@dataclass(frozen=True)
class Seen:
    """How many candidates a rule proposed, and how many of them told an act of its type."""

    proposed: int
    right: int


@cache
def load_seen() -> Mapping[str, Seen]:
    """Those of rules_seen.tsv, by rule_id."""
    text = files("tasks.code_events").joinpath("decide", "rules_seen.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t")
    return {row["rule_id"]: Seen(int(row["proposed"]), int(row["right"])) for row in rows}


@cache
def reliability(rule_id: str) -> float:
    """The log-odds that the rule is right, beside those of all rules: 0 for a rule that is like them, or was never seen."""
    seen = load_seen()
    right, proposed = (sum(getattr(one, name) for one in seen.values()) for name in ("right", "proposed"))
    own = seen.get(rule_id)
    if own is None or not 0 < right < proposed:
        return 0.0
    usual = right / proposed
    return _log_odds((own.right + PRIOR * usual) / (own.proposed + PRIOR)) - _log_odds(usual)


def _log_odds(share: float) -> float:
    return math.log(share / (1 - share))

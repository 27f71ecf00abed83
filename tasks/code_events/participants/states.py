"""Names that stand for a state: countries, capitals and seats of power.

What belongs here: that question, once. What does not: what an entity is (the gazetteer).
"""

from collections.abc import Mapping

from tasks.code_events.lexicon.load import Lexicon
from tasks.gazetteer.gazetteer import Gazetteer

STATE_KINDS = frozenset(("country", "capital", "seat"))
"""Kinds of the gazetteer."""


def stands_for_state(entity_id: str | None, lexicon: Lexicon) -> bool:
    """Whether an entity is a country or the capital or seat that stands for its government."""
    entry = lexicon.gazetteer.entries.get(entity_id or "")
    return entry is not None and entry.kind in STATE_KINDS


def seats_of_states(gazetteer: Gazetteer) -> Mapping[str, str]:
    """The entity of each seat of government with that of its country."""
    return {seat: gazetteer.countries[country].entity_id for seat, country in gazetteer.capital_of.items()}

"""Whether two mentions may tell one event: their days, places and parties.

What belongs here: two mentions at a time. What does not: groups of them (events.py).
"""

from collections.abc import Mapping, Sequence
from datetime import date

from tasks.code_events.merging.records import Row
from tasks.code_events.merging.tellings import are_of_two_kinds

Told = Mapping[str, tuple[date | None, str]]
"""By article its day of publication and its cluster."""
EXACT_PLACES = frozenset(("point", "city"))
ROLES = ("actors", "recipients")


def may_be_one(row: Row, other: Row, told: Told, states: frozenset[str]) -> bool:
    """Whether two dated mentions of one type, mode, realis and pair of countries may tell one event; `states`: their entities.

    Their days overlap, and nothing that both tell conflicts: places, or parties of which none is one of the other's. Within
    one story days may be told with unlike exactness. Across stories acts within one country need a sign more, an entity or
    a city that both name: police arrest people in many towns on one day; nor are pupils and passengers the same people.
    """
    if not (row["date_start"] <= other["date_end"] and other["date_start"] <= row["date_end"]):
        return False
    if is_one_story(row, other, told):
        return _agree(row, other, states)
    alike = row["date_precision"] == other["date_precision"] and _agree(row, other, states)
    return alike and _may_be_of_one_kind(row, other) and (_is_abroad(row) or _shares_name(row, other, states))


def _may_be_of_one_kind(row: Row, other: Row) -> bool:
    sides = [(row[role], other[role]) for role in ROLES if row[role] and other[role]]
    return all(any(not are_of_two_kinds(one, theirs) for one in ours for theirs in others) for ours, others in sides)


def retells(row: Row, other: Row, told: Told, states: frozenset[str]) -> bool:
    """Whether a mention without a day may tell again what another one of its story tells."""
    return is_one_story(row, other, told) and _agree(row, other, states)


def is_one_story(row: Row, other: Row, told: Told) -> bool:
    """Whether two mentions come from one article or from copies of one story."""
    return told[row["article_id"]][1] == told[other["article_id"]][1]


def _agree(row: Row, other: Row, states: frozenset[str]) -> bool:
    places = {r["place_id"] for r in (row, other) if r["place_precision"] in EXACT_PLACES}
    return len(places) < len((row, other)) and all(_meet(row[role], other[role], states) for role in ROLES)


def _meet(ours: Sequence[Row], theirs: Sequence[Row], states: frozenset[str]) -> bool:
    """Whether a party of the one mention may be one of the other's; nobody conflicts with nobody."""
    return not ours or not theirs or any(alike(one, other, states) for one in ours for other in theirs)


def alike(one: Row, other: Row, states: frozenset[str]) -> bool:
    """One entity; or of one country (of none, of one name), of a sector at most, one of them without a name or a state."""
    if one["entity_id"] and one["entity_id"] == other["entity_id"]:
        return True
    if one["country"] != other["country"]:
        return False
    if is_named(one, states) and is_named(other, states):
        return False
    if one["country"] is None and one["name"] != other["name"]:
        return False
    sectors = {one["sector"], other["sector"]}
    return len(sectors) == 1 or None in sectors or _is_state(one, states) or _is_state(other, states)


def _is_abroad(row: Row) -> bool:
    """Whether parties of two countries, or bodies of no country, deal with each other."""
    sides = [{p["country"] or p["entity_id"] for p in row[role]} for role in ROLES]
    return all(sides) and sides[0] != sides[1]


def _shares_name(row: Row, other: Row, states: frozenset[str]) -> bool:
    places = [r["place_id"] for r in (row, other) if r["place_precision"] in EXACT_PLACES and r["place_id"]]
    named = [{p["entity_id"] for role in ROLES for p in r[role] if is_named(p, states)} for r in (row, other)]
    return len(places) > len(set(places)) or bool(named[0] & named[1])


def is_named(party: Row, states: frozenset[str]) -> bool:
    """Whether a party is a person or body of its own."""
    return party["entity_id"] is not None and not _is_state(party, states)


def _is_state(party: Row, states: frozenset[str]) -> bool:
    return party["entity_id"] in states

"""One act that several stories tell with unlike parties: « des hommes armés », the name of a group, nobody.

What belongs here: events that their blocks keep apart, since who acts is told otherwise, or not at all. What does not: mentions
of one block (events.py).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from schemas.events import EVENTS
from tasks.code_events.lexicon.classes import ARMED_SECTORS, RETOLD, STATE_SECTORS, UNARMED_SECTORS
from tasks.code_events.merging.agreement import EXACT_PLACES, ROLES, alike, is_named
from tasks.code_events.merging.blocks import joined
from tasks.code_events.merging.events import event_of, rows_of, told_of
from tasks.code_events.merging.records import Row
from tasks.code_events.merging.tellings import are_of_two_kinds, is_stranger, may_be_one_mode, with_nights
from tasks.frames import frame_of, to_frame, to_table

PEOPLE = "CVL"
"""The sector of people of whom nothing else is told: « des habitants », « des victimes »."""
SOLDIERS = "MIL"
LOCAL = "local:"
"""What the identifier of a place begins with that the gazetteer does not know: a town in all that is told of it is its name."""
COMPARED = ("event_id", "event_mode", "date_start", "date_end", "place_id", "place_name", "place_country", *ROLES)
ACTS, HIT = ROLES


def united_by_place(
    events: pa.Table, event_mentions: pa.Table, event_arguments: pa.Table, articles: pa.Table, *, seats: Mapping[str, str]
) -> pa.Table:
    """EVENTS, in no order, with those made one that tell one deed by its type, mode, realis, day and town.

    That holds for deeds which a bare noun tells again (`RETOLD`), where no role has parties that can't be one, and one role is
    told by both. Unlike modes may be one where no state acts. `articles` has article_id, published_on and cluster_id.
    """
    states = frozenset((*seats, *seats.values()))
    groups = [group for same in _of_one_place(events) for group in _groups(same, states) if len(group) > 1]
    if not groups:
        return events
    number = {event: place for place, group in enumerate(groups) for event in group}
    is_joined = pc.is_in(events["event_id"], value_set=pa.array(list(number), pa.string()))
    group_of = {
        (mention["article_id"], mention["trigger_start"], row["event_type"]): number[row["event_id"]]
        for row in events.filter(is_joined).select(["event_id", "event_type", "mentions"]).to_pylist()
        for mention in row["mentions"]
    }
    new = _rebuilt(group_of, event_mentions, event_arguments, articles, seats)
    return pa.concat_tables([events.filter(pc.invert(is_joined)).select(EVENTS.schema.names), new])


def _of_one_place(events: pa.Table) -> Iterable[list[dict[str, Any]]]:
    """Events of one type, realis and town, dated to the day, as rows with first and last day, where there are several."""
    is_known = pc.is_in(events["place_precision"], value_set=pa.array(sorted(EXACT_PLACES)))
    is_local = pc.starts_with(events["place_id"], LOCAL)
    is_near = pc.and_kleene(pc.or_kleene(is_known, is_local), pc.is_valid(events["place_id"]))
    is_told = pc.and_kleene(
        pc.is_in(events["event_type"], value_set=pa.array(sorted(RETOLD))), pc.equal(events["date_precision"], "day")
    )
    kept = pc.fill_null(pc.and_kleene(is_near, is_told), fill_value=False)
    found = events.filter(kept)
    town = pc.if_else(is_known.filter(kept), found["place_id"], pc.utf8_lower(found["place_name"]))
    keys = joined(found["event_type"], found["realis"], town)
    counts = pc.value_counts(keys)
    several = pc.is_in(keys, value_set=counts.field("values").filter(pc.greater(counts.field("counts"), 1)))
    same: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for key, row in zip(
        keys.filter(several).to_pylist(), found.filter(several).select([*COMPARED, "mentions"]).to_pylist(), strict=True
    ):
        days = with_nights(row["date_start"], row["date_end"], [mention["text"] for mention in row["mentions"]])
        same[key].append(row | dict(zip(("date_start", "date_end"), days, strict=True)))
    return same.values()


def _groups(rows: Iterable[Row], states: frozenset[str]) -> list[list[str]]:
    """The identifiers of the events that are one: each joins the first group all of which may be it."""
    groups: list[list[Row]] = []
    for row in sorted(rows, key=lambda r: (r["date_end"] - r["date_start"], r["date_start"], r["event_id"])):
        home = next((group for group in groups if all(_may_be_one(row, other, states) for other in group)), None)
        if home is None:
            groups.append([row])
        else:
            home.append(row)
    return [[row["event_id"] for row in group] for group in groups]


def _may_be_one(row: Row, other: Row, states: frozenset[str]) -> bool:
    if not (row["date_start"] <= other["date_end"] and other["date_start"] <= row["date_end"]):
        return False
    if not _is_of_one_mode(row, other) or len({r["place_country"] for r in (row, other)} - {None}) > 1:
        return False
    told = {role: (_parties(row, role), _parties(other, role)) for role in ROLES}
    both = {role: sides for role, sides in told.items() if all(sides)}
    return bool(both) and all(
        any(_may_be(one, theirs, states, is_hit=role == HIT) for one in ours for theirs in others)
        for role, (ours, others) in both.items()
    )


def _is_of_one_mode(row: Row, other: Row) -> bool:
    """Whether both have one mode, or such as one deed may have; of what a state does none: an army does many a day."""
    by_state = any(party["sector"] in STATE_SECTORS for r in (row, other) for party in r[ACTS])
    return row["event_mode"] == other["event_mode"] or (not by_state and may_be_one_mode(row["event_mode"], other["event_mode"]))


def _parties(row: Row, role: str) -> list[Row]:
    """The parties in a role, less the town itself, which every deed there may name."""
    return [party for party in row[role] if not _is_town(party, row)]


def _is_town(party: Row, row: Row) -> bool:
    is_of_name = party["name"] == row["place_name"] and (party["entity_id"] or "").startswith(LOCAL)
    return is_of_name or party["entity_id"] == row["place_id"]


def _may_be(one: Row, other: Row, states: frozenset[str], *, is_hit: bool) -> bool:
    """Whether two parties may be one: not of two names, countries or kinds, and of one sector or of such as are told alike.

    Armed people are told by any word for them, those who are hit by what they are or as people. Who protests is not.
    """
    if are_of_two_kinds(one, other):
        return False
    if alike(one, other, states) or (not is_hit and _may_be_stranger(one, other)):
        return True
    differ = one["country"] and other["country"] and one["country"] != other["country"]
    if differ or (is_named(one, states) and is_named(other, states)):
        return False
    sectors = {one["sector"], other["sector"]}
    as_people = is_hit and PEOPLE in sectors and sectors <= UNARMED_SECTORS
    of_one_sector = one["sector"] == other["sector"] or None in sectors
    return of_one_sector or (_is_armed(one) and _is_armed(other)) or as_people


def _may_be_stranger(one: Row, other: Row) -> bool:
    """Whether one is told as somebody unknown, and the other is no organ of a state nor of the unarmed."""
    unknown = [is_stranger(party) for party in (one, other)]
    known = {party["sector"] for party, is_unknown in zip((one, other), unknown, strict=True) if not is_unknown}
    return any(unknown) and known.isdisjoint(STATE_SECTORS | UNARMED_SECTORS)


def _is_armed(party: Row) -> bool:
    """Armed people outside a state; soldiers whose state nobody knows may be any (« des hommes en treillis »)."""
    unknown = party["country"] is None and party["entity_id"] is None
    return party["sector"] in ARMED_SECTORS or (unknown and party["sector"] == SOLDIERS)


def _rebuilt(
    group_of: Mapping[tuple[str, int, str], int],
    event_mentions: pa.Table,
    event_arguments: pa.Table,
    articles: pa.Table,
    seats: Mapping[str, str],
) -> pa.Table:
    """The EVENTS of these groups of mentions, by their keys."""
    ids = pa.array(sorted({article for article, _, _ in group_of}), pa.string())
    mentions, arguments, known = (
        to_frame(table.filter(pc.is_in(table["article_id"], value_set=ids)))
        for table in (event_mentions, event_arguments, articles)
    )
    groups: dict[int, list[Row]] = defaultdict(list)
    for row in rows_of(mentions, arguments):
        if (place := group_of.get((row["article_id"], row["trigger_start"], row["event_type"]))) is not None:
            groups[place].append(row)
    told = told_of(known)
    return to_table(frame_of(EVENTS, [event_of(group, told, seats) for group in groups.values()]), EVENTS)

"""Distinct events from event mentions: retellings within an article, copies, and the same event told by several articles.

What belongs here: which mentions tell one event, and what the event takes from them. What does not: coding (the other rooms).
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from schemas.events import EVENT_MENTION, EVENT_MENTIONS, EVENTS, NAMED_PARTY
from schemas.vocabularies import vocabulary
from tasks.code_events.merging.agreement import Told, may_be_one, retells
from tasks.code_events.merging.records import Row, records
from tasks.frames import frame_of

ID_LENGTH = 20
ORDER = EVENT_MENTIONS.key


def merge_events(
    event_mentions: pd.DataFrame, event_arguments: pd.DataFrame, articles: pd.DataFrame, *, seats: Mapping[str, str]
) -> pd.DataFrame:
    """The EVENTS told by EVENT_MENTIONS, sorted by event_id, each mention with the words of its EVENT_ARGUMENTS.

    `event_mentions` has beside its columns `block` (blocks.py): mentions are compared within one. `articles` has article_id,
    published_on and cluster_id.

    `seats` maps the entity of a seat of government to that of its country: where one mention tells of « Paris » and another
    of « la France », the event has one party. The order of rows does not matter.
    """
    told, rows = told_of(articles), rows_of(event_mentions, event_arguments)
    states = frozenset((*seats, *seats.values()))
    groups = [group for block in _blocks(rows) for group in _groups(block, told, states)]
    return frame_of(EVENTS, sorted((event_of(group, told, seats) for group in groups), key=lambda e: e["event_id"]))


def told_of(articles: pd.DataFrame) -> Told:
    """By article its day of publication and its cluster; `articles` has article_id, published_on and cluster_id."""
    columns = (articles[name].tolist() for name in ("article_id", "published_on", "cluster_id"))
    return {article: (None if pd.isna(day) else day, cluster) for article, day, cluster in zip(*columns, strict=True)}


def rows_of(event_mentions: pd.DataFrame, event_arguments: pd.DataFrame) -> list[dict[str, Any]]:
    """EVENT_MENTIONS as mappings, sorted by key, each with the words of its EVENT_ARGUMENTS by role as `named`."""
    named = _named(event_arguments)
    return sorted(
        ({**row, "named": named.get(tuple(row[k] for k in ORDER), {})} for row in records(event_mentions)),
        key=lambda r: tuple(r[k] for k in ORDER),
    )


def _named(event_arguments: pd.DataFrame) -> dict[tuple[Any, ...], dict[str, list[Row]]]:
    """By mention and role the words that name its parties, in their order."""
    named: dict[tuple[Any, ...], dict[str, list[Row]]] = defaultdict(lambda: {role: [] for role in vocabulary("argument_role")})
    for row in sorted(records(event_arguments), key=lambda r: r["position"]):
        named[tuple(row[k] for k in ORDER)][row["role"]].append({field.name: row[field.name] for field in NAMED_PARTY})
    return dict(named)


def _blocks(rows: Iterable[Row]) -> Iterable[list[Row]]:
    blocks: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        blocks[row["block"]].append(row)
    return blocks.values()


def _groups(block: Sequence[Row], told: Told, states: frozenset[str]) -> list[list[Row]]:
    """Groups of mentions that tell one event: each telling joins the first group all of whose dated ones agree with it."""
    copies: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in block:
        copies[_telling(row)].append(row)
    tellings = [rows[0] for rows in copies.values()]
    dated = sorted(
        (r for r in tellings if r["date_start"] is not None),
        key=lambda r: (r["date_end"] - r["date_start"], r["date_start"], *(r[k] for k in ORDER)),
    )
    groups = _of_dated(dated, told, states)
    _join_undated([row for row in tellings if row["date_start"] is None], groups, told, states)
    whole = ([row for telling in group for row in copies[_telling(telling)]] for group in groups)
    return [sorted(g, key=lambda r: tuple(r[k] for k in ORDER)) for g in whole]


def _telling(row: Row) -> tuple[Any, ...]:
    """What the copies of one sentence share (copies.py)."""
    return row["coded_in"], row["text"], row["trigger_start"] - row["start"]


def _of_dated(dated: Iterable[Row], told: Told, states: frozenset[str]) -> list[list[Row]]:
    groups: list[list[Row]] = []
    shared: list[tuple[date, date]] = []  # the days of all mentions of each group: most groups are told by them not to be it
    for row in dated:
        first, last = row["date_start"], row["date_end"]
        near = (n for n, (start, end) in enumerate(shared) if start <= last and first <= end)
        home = next((n for n in near if all(may_be_one(row, other, told, states) for other in groups[n])), None)
        if home is None:
            groups.append([row])
            shared.append((first, last))
        else:
            groups[home].append(row)
            shared[home] = (max(first, shared[home][0]), min(last, shared[home][1]))
    return groups


def _join_undated(undated: Iterable[Row], groups: list[list[Row]], told: Told, states: frozenset[str]) -> None:
    """Add each to the one group of its story that it retells; where there is none, or several, it is a group of its own."""
    of_story: dict[str, dict[int, None]] = defaultdict(dict)
    for number, group in enumerate(groups):
        for row in group:
            of_story[told[row["article_id"]][1]][number] = None
    for row in undated:
        numbers = of_story[told[row["article_id"]][1]]
        homes = [n for n in numbers if any(retells(row, other, told, states) for other in groups[n]) and _is_told(groups[n])]
        if len(homes) == 1:
            groups[homes[0]].append(row)
        else:
            numbers[len(groups)] = None
            groups.append([row])


def _is_told(group: Sequence[Row]) -> bool:
    """Whether a text tells the group's date: an act without a date may be long before the day of publication."""
    return any(row["date_source"] != "publication" for row in group)


def event_of(group: Sequence[Row], told: Told, seats: Mapping[str, str]) -> dict[str, Any]:
    """The row of EVENTS that mentions (`rows_of`, in their order) tell."""
    best = min(group, key=lambda r: (-r["confidence"], *(r[k] for k in ORDER)))
    kind = vocabulary("event_type")[best["event_type"]]
    told_modes = (r for r in sorted(group, key=lambda r: (-r["confidence"], *(r[k] for k in ORDER))) if r["event_mode"])
    mode = next((r["event_mode"] for r in told_modes), None)
    score = vocabulary("event_mode")[mode]["score"] if mode else None
    actors, recipients = _parties(group, "actors", seats), _parties(group, "recipients", seats)
    days = sorted(day for r in group if (day := told[r["article_id"]][0]) is not None)
    return {
        **{name: best[name] for name in ("event_type", "realis")},
        "event_id": _identifier(group),
        "event_mode": mode,
        "contexts": sorted({c for r in group for c in r["contexts"]}),
        "quad_class": kind["quad_class"],
        "score": kind["score"] if score is None else score,
        "cameo_root": str(kind["cameo_roots"][0]),
        "hedged": all(r["hedged"] for r in group),
        "attribution": sorted({a for r in group for a in r["attribution"]}),
        "actors": actors,
        "recipients": recipients,
        "actor_country": actors[0]["country"] if actors else None,
        "recipient_country": recipients[0]["country"] if recipients else None,
        **_date(group, best),
        **_place(group),
        "mention_count": len(group),
        "article_count": len({r["article_id"] for r in group}),
        "origin_count": len({told[r["article_id"]][1] for r in group}),
        "first_published": days[0] if days else None,
        "last_published": days[-1] if days else None,
        "confidence": best["confidence"],
        "who_confidence": max(r["who_confidence"] for r in group),
        "mentions": [_mention(r) for r in group],
    }


def _mention(row: Row) -> dict[str, Any]:
    parties = {f"{role}s": row["named"].get(role, []) for role in vocabulary("argument_role")}
    return {field.name: row[field.name] for field in EVENT_MENTION} | parties


def _identifier(group: Sequence[Row]) -> str:
    """The first 20 hexadecimal digits of the SHA-256 of the keys of the event's mentions."""
    keys = "\n".join(f"{r['article_id']}:{r['trigger_start']}:{r['event_type']}" for r in group)
    return hashlib.sha256(keys.encode()).hexdigest()[:ID_LENGTH]


def _date(group: Sequence[Row], best: Row) -> dict[str, Any]:
    """The likeliest date of the mentions."""
    dated = [r for r in group if r["date_start"] is not None]
    if not dated:
        return {"date_start": None, "date_end": None, "date_precision": "unknown", "date_source": "none", "date_confidence": None}
    chosen = min(dated, key=lambda r: (-r["date_confidence"], r["date_end"] - r["date_start"], *(r[k] for k in ORDER)))
    source = chosen["date_source"] if best["date_start"] is not None else "cluster"
    return {name: chosen[name] for name in ("date_start", "date_end", "date_precision", "date_confidence")} | {
        "date_source": source
    }


def _place(group: Sequence[Row]) -> dict[str, Any]:
    order = tuple(vocabulary("place_precision"))  # the most exact first
    chosen = min(group, key=lambda r: (order.index(r["place_precision"]), r["place_id"] is None, *(r[k] for k in ORDER)))
    return {
        name: chosen[name] for name in ("place_id", "place_name", "place_country", "latitude", "longitude", "place_precision")
    }


def _parties(group: Sequence[Row], role: str, seats: Mapping[str, str]) -> list[dict[str, Any]]:
    """The parties of all mentions, most often told first; a seat of government only where its country is none of them."""
    seen: dict[tuple[str, ...], dict[str, Any]] = {}
    counts: dict[tuple[str, ...], int] = defaultdict(int)
    for row in group:
        for party in row[role]:
            key = (party["entity_id"],) if party["entity_id"] else (party["country"] or "", party["sector"] or "")
            seen.setdefault(key, party)
            counts[key] += 1
    entities = {party["entity_id"] for party in seen.values()}
    kept = [key for key, party in seen.items() if seats.get(party["entity_id"] or "", "") not in entities]
    return [seen[key] for key in sorted(kept, key=lambda k: (-counts[k], k))]

"""Mentions of events as the coder writes them, with the words that name their parties, for tests of merging."""

from datetime import date

import pandas as pd
import pyarrow as pa

from schemas.events import EVENT_ARGUMENTS, EVENT_MENTIONS
from tasks.code_events.merging.blocks import blocks_of
from tasks.frames import frame_of, to_table

DAY = date(2021, 3, 10)


def parties(country):
    return [{"entity_id": None, "name": None, "country": country, "sector": "GOV"}] if country else []


def mention(article, start=0, *, kind="ACCUSE", mode=None, actor="FRA", recipient="MLI", day=DAY, precision="day", **other):
    return {
        **dict.fromkeys(("place_id", "place_name", "place_country", "latitude", "longitude", "date_told")),
        "article_id": article,
        "sentence": 0,
        "start": 0,
        "end": 50,
        "text": "x" * 50,
        "trigger_start": start,
        "trigger_end": start + 3,
        "trigger": "xxx",
        "rule_id": "r",
        "event_type": kind,
        "event_mode": mode,
        "contexts": [],
        "realis": "actual",
        "hedged": False,
        "attribution": [],
        "actors": parties(actor),
        "recipients": parties(recipient),
        "date_start": day,
        "date_end": day,
        "date_precision": precision if day else "unknown",
        "date_source": "text" if day else "none",
        "date_confidence": 0.9 if day else None,
        "place_precision": "unknown",
        "confidence": 0.5,
        "who_confidence": 0.3,
        "coded_in": article,
    } | other


def arguments_of(row):
    for role in ("actor", "recipient"):
        for position, party in enumerate(row[f"{role}s"]):
            place = {"start": 4 * position, "end": 4 * position + 3, "text": "xxx"}
            told = {name: row[name] for name in ("article_id", "trigger_start", "event_type")}
            yield {**told, **party, **place, "role": role, "position": position, "evidence": "parse", "score": 0.5}


def frames_of(rows, clusters=None):
    ids = sorted({row["article_id"] for row in rows})
    articles = pd.DataFrame(
        {"article_id": ids, "published_on": [DAY] * len(ids), "cluster_id": [(clusters or {}).get(i, i) for i in ids]}
    )
    arguments = frame_of(EVENT_ARGUMENTS, [argument for row in rows for argument in arguments_of(row)])
    return frame_of(EVENT_MENTIONS, rows), arguments, articles


def arrow_of(rows, clusters=None):
    """The mentions, sorted by key, the arguments and the articles of rows, as Arrow's tables."""
    mentions, arguments, articles = frames_of(rows, clusters)
    built = to_table(mentions, EVENT_MENTIONS).sort_by([(name, "ascending") for name in EVENT_MENTIONS.key])
    told = pa.schema([("article_id", pa.string()), ("published_on", pa.date32()), ("cluster_id", pa.string())])
    return built, to_table(arguments, EVENT_ARGUMENTS), pa.table({name: list(articles[name]) for name in told.names}, schema=told)


def in_blocks(mentions, arguments, articles):
    return mentions.append_column("block", blocks_of(mentions, articles)), arguments, articles

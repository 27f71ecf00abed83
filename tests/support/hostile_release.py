"""A small release in which hostile articles stand beside plain ones, written as its run writes it."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from schemas.articles import ALIASES, ARTICLES, OVERLAPS
from schemas.column import Table
from schemas.entities import ENTITIES
from schemas.events import EVENTS
from schemas.quarantine import QUARANTINE
from tasks.earlier import Earlier
from tasks.frames import frame_of, write_table
from tasks.report.facts import Facts
from tasks.report.write import write_report

Rows = list[dict[str, Any]]
HOST = "nulle-part.invalid"
HOSTILE = (
    f"<script>document.title='exécuté'</script><img src='http://{HOST}/i' onerror=\"document.title='exécuté'\">"
    "</script>';DROP TABLE events;-- \u202egro.elpmaxe\u202c 😀"
)
FORMULA = "=cmd|' /C calc'!A1"
SENTENCE = "😀 Le maire Paul Kervadec a accusé la société Ouestrail de mentir."
TEXTS = {
    "a" * 20: f"{SENTENCE}\n\nRien de plus n'est connu à ce jour.",
    "b" * 20: f"{SENTENCE}\n\n{HOSTILE}",
    "c" * 20: f"{HOSTILE}\n\nLe ministre valdorien a rencontré son homologue à Séoul mardi.",
}
OUTLETS = {"a" * 20: "La Gazette du Littoral", "b" * 20: FORMULA, "c" * 20: None}


def empty(column: pa.DataType) -> Any:
    if pa.types.is_list(column):
        return []
    return "" if pa.types.is_string(column) else False if pa.types.is_boolean(column) else 0


def blank(table: Table) -> dict[str, Any]:
    """A row without values: null, or empty where it may not be null."""
    return {column.name: None if column.nullable else empty(column.type) for column in table.columns}


def article(key: str, **further: Any) -> dict[str, Any]:
    text = TEXTS[key]
    row = {
        "article_id": key,
        "sources": [{"uri": f"gazette/{key[0]}.txt", "sha256": key[0] * 64}],
        "url": "javascript:document.title='exécuté'" if key[0] == "c" else "https://gazette.example/a",
        "outlet": OUTLETS[key],
        "title": f"{HOSTILE} {key[0]}" if key[0] == "c" else "Retards : le maire accuse",
        "authors": [],
        "agencies": [],
        "text": text,
        "removed": [{"text": HOSTILE, "reason": "share"}],
        "repairs": [],
        "language": "fr",
        "language_score": 1.0,
        "published_on": None if key[0] == "c" else date(2026, 3, 10),
        "published_precision": "unknown" if key[0] == "c" else "day",
        "published_source": "none" if key[0] == "c" else "metadata",
        "word_count": len(text.split()),
        "sentence_count": 2,
        "cluster_id": "a" * 20 if key[0] == "b" else key,
        "duplicate_of": "a" * 20 if key[0] == "b" else None,
        "overlap": 0.9 if key[0] == "b" else None,
        "relation": "same" if key[0] == "b" else None,
    }
    return blank(ARTICLES) | row | further


def entity(key: str, words: str, entity_id: str, *, name: str | None = None, country: str | None = None) -> dict[str, Any]:
    start = TEXTS[key].index(words)
    span = {"sentence": 0, "start": start, "end": start + len(words), "text": words}
    known = {"mention_id": f"{key}:{start}-{start + len(words)}", "article_id": key, "entity_id": entity_id}
    named = {"entity_name": name or words, "country": country, "label": "PER", "form": "name", "link_score": 0.5}
    return blank(ENTITIES) | span | known | named | {"decision": "essai"}


def party(key: str, words: str, entity_id: str | None) -> dict[str, Any]:
    start = TEXTS[key].index(words)
    return {"entity_id": entity_id, "name": words, "start": start, "end": start + len(words), "text": words}


def mention(key: str, sentence: str, trigger: str, actors: Rows, recipients: Rows) -> dict[str, Any]:
    start, at = TEXTS[key].index(sentence), TEXTS[key].index(trigger)
    return {
        "article_id": key,
        "sentence": 0,
        "start": start,
        "end": start + len(sentence),
        "text": sentence,
        "trigger_start": at,
        "trigger_end": at + len(trigger),
        "trigger": trigger,
        "rule_id": "essai",
        "confidence": 0.75,
        "actors": actors,
        "recipients": recipients,
    }


def event(event_id: str, **further: Any) -> dict[str, Any]:
    row = {
        "event_id": event_id,
        "event_type": "ACCUSE",
        "contexts": [],
        "quad_class": 3,
        "score": -2.0,
        "cameo_root": "11",
        "realis": "actual",
        "hedged": False,
        "attribution": [],
        "actors": [],
        "recipients": [],
        "date_start": date(2026, 3, 10),
        "date_end": date(2026, 3, 10),
        "date_precision": "day",
        "date_source": "text",
        "date_confidence": 0.9,
        "place_precision": "unknown",
        "mention_count": 1,
        "article_count": 1,
        "origin_count": 1,
        "first_published": date(2026, 3, 10),
        "last_published": date(2026, 3, 10),
        "confidence": 0.75,
        "who_confidence": 0.5,
    }
    return blank(EVENTS) | row | further


def accusation() -> dict[str, Any]:
    told = [
        mention(key, SENTENCE, "accusé", [party(key, "Paul Kervadec", "local:paul-kervadec")], [party(key, "Ouestrail", None)])
        for key in ("a" * 20, "b" * 20)
    ]
    return event(
        "e" * 20,
        actors=[{"entity_id": "local:paul-kervadec", "name": "Paul Kervadec", "country": "FRA", "sector": "GOV"}],
        recipients=[{"entity_id": None, "name": "Ouestrail", "country": "FRA", "sector": "BUS"}],
        actor_country="FRA",
        recipient_country="FRA",
        place_id="Q647",
        place_name="Rennes",
        place_country="FRA",
        latitude=48.117,
        longitude=-1.678,
        place_precision="city",
        mention_count=2,
        article_count=2,
        mentions=told,
    )


def meeting() -> dict[str, Any]:
    told = mention("c" * 20, "Le ministre valdorien a rencontré son homologue à Séoul mardi.", "rencontré", [], [])
    return event(
        "f" * 20,
        event_type="CONSULT",
        quad_class=1,
        date_start=None,
        date_end=None,
        date_precision="unknown",
        date_source="none",
        date_confidence=None,
        place_name=HOSTILE,
        place_country="KOR",
        place_precision="country",
        first_published=None,
        last_published=None,
        mentions=[told],
    )


def release_rows() -> dict[Table, Rows]:
    names = [
        *(entity(key, "Paul Kervadec", "local:paul-kervadec", country="FRA") for key in ("a" * 20, "b" * 20)),
        entity("c" * 20, "Séoul", "Q8684", name=HOSTILE, country="KOR"),
    ]
    quarantined = blank(QUARANTINE) | {
        "uri": "gazette/vide.txt",
        "sha256": "0" * 64,
        "stage": "ingest",
        "reason": "empty",
        "detail": HOSTILE,
    }
    return {
        ARTICLES: [article(key) for key in TEXTS],
        ENTITIES: names,
        EVENTS: [accusation(), meeting()],
        QUARANTINE: [quarantined],
        OVERLAPS: [],
        ALIASES: [{"alias_id": "b" * 20, "cluster_id": "a" * 20}],
    }


def write_tables(rows: Mapping[Table, Rows], folder: Path) -> dict[str, Path]:
    return {
        table.name: write_table(frame_of(table, listed), table, folder / f"{table.name}.parquet").path
        for table, listed in rows.items()
    }


def facts_of(rows: Mapping[Table, Sequence[Any]], **further: Any) -> Facts:
    finding = {"table": "articles", "column": "title", "words": HOSTILE, "severity": "warning", "passed": False}
    row = {"text": HOSTILE, "found": HOSTILE, "link": "article/javascript:alert(1)", "key": HOSTILE}
    set_by = {"by": HOSTILE, "because": HOSTILE, "severity": ["error", "warning"], "allowed": None}
    finding |= {"code": HOSTILE, "words_fr": HOSTILE, "set_by": set_by, "rows": 2, "failed": 1, "mostly": 0.9, "sample": [row]}
    stages = [
        {"stage": "ingest", "unit": "sources", "read": 4, "kept": 3, "quarantined": 1, "seconds": 0.1, "note": "<b>note</b>"},
        {"stage": "clean", "unit": "documents", "read": 3, "kept": 3, "quarantined": 0, "seconds": 0.1, "note": ""},
    ]
    known = {
        "release_id": "20260311T060000Z-0123abcd",
        "made": {"versions": {"depeche": "0.0.0"}, "code": {"clean": "0"}, "settings": {}},
        "stages": stages,
        "tables": {table.name: {"rows": len(listed), "sha256": "0" * 64} for table, listed in rows.items()},
        "verdict": {"success": True, "highest_severity": "warning", "findings": [finding | {"outcome": HOSTILE}]},
    }
    return Facts(**(known | further))


def write_report_of(rows: Mapping[Table, Rows], folder: Path, *, earlier: Earlier | None = None, **further: Any) -> Path:
    """Write the tables and their report below a folder; the folder of the report."""
    tables = write_tables(rows, folder / "tables")
    write_report(
        facts_of(rows, **further), tables, folder / "report", scratch=folder / "scratch", memory="512MB", earlier=earlier
    )
    return folder / "report"

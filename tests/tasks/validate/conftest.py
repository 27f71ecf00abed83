"""A small dataset that keeps every promise: three articles (one repeats another), names, events, one quarantined source."""

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from types import MappingProxyType
from typing import Any

import pandas as pd
import pytest

from schemas.articles import ALIASES, ARTICLES, OVERLAPS
from schemas.entities import ENTITIES
from schemas.events import EVENTS
from schemas.quarantine import QUARANTINE
from tasks.frames import frame_of, to_frame, to_table

RENCONTRE = "Le ministre valdorien Anton Leduc a rencontré son homologue à Séoul mardi. Les deux pays parlent d'un accord."
GREVE = "Une grève a paralysé les ports de Marseille. Les dockers demandent une hausse de leurs salaires."
REPRISE = f"{RENCONTRE} Aucune date n'est fixée."


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _id(text: str) -> str:
    return _digest(text)[:20]


def _article(text: str, number: int, **further: Any) -> dict[str, Any]:
    return {
        "article_id": _id(text),
        "sources": [{"uri": f"gazette/{number}.txt", "sha256": _digest(text)}],
        "url": None,
        "outlet": "La Gazette du Littoral",
        "title": text.split(".", maxsplit=1)[0],
        "authors": ["Jeanne Moreau-Kern"],
        "agencies": [],
        "text": text,
        "removed": [{"text": "Partager cet article", "reason": "furniture"}],
        "repairs": [],
        "language": "fr",
        "language_score": 0.99,
        "published_on": date(2026, 3, 10 + number),
        "published_at": datetime(2026, 3, 10 + number, 6, 30),  # noqa: DTZ001  no zone is known
        "published_precision": "day",
        "published_source": "metadata",
        "published_evidence": "2026-03-10",
        "updated_source": "none",
        "word_count": len(text.split()),
        "sentence_count": text.count("."),
        "cluster_id": _id(text),
        "duplicate_of": None,
        "overlap": None,
        "relation": None,
    } | further


def _entity(article: str, name: str, label: str, entity_id: str, country: str | None) -> dict[str, Any]:
    start = article.index(name)
    end = start + len(name)
    return {
        "mention_id": f"{_id(article)}:{start}-{end}",
        "article_id": _id(article),
        "sentence": 0,
        "start": start,
        "end": end,
        "text": name,
        "label": label,
        "form": "name",
        "entity_id": entity_id,
        "entity_name": name,
        "country": country,
        "link_score": 0.0 if entity_id.startswith("local:") else 0.9,
        "reason": "unknown" if entity_id.startswith("local:") else "exact",
        "candidates": [],
        "decision": "gazetteer",
    }


def _mention(article: str, trigger: str) -> dict[str, Any]:
    sentence = article.split(".", maxsplit=1)[0] + "."
    start = article.index(trigger)
    return {
        "article_id": _id(article),
        "sentence": 0,
        "start": 0,
        "end": len(sentence),
        "text": sentence,
        "trigger_start": start,
        "trigger_end": start + len(trigger),
        "trigger": trigger,
        "rule_id": "essai",
        "confidence": 0.8,
        "actors": [],
        "recipients": [],
    }


def _party(entity_id: str | None, name: str, country: str | None, sector: str | None) -> dict[str, Any]:
    return {"entity_id": entity_id, "name": name, "country": country, "sector": sector}


def _event(text: str, kind: str, trigger: str, **further: Any) -> dict[str, Any]:
    return {
        "event_id": _digest(kind + text)[:20],
        "event_type": kind,
        "event_mode": None,
        "contexts": [],
        "realis": "actual",
        "hedged": False,
        "attribution": [],
        "actors": [],
        "recipients": [],
        "actor_country": None,
        "recipient_country": None,
        "date_start": None,
        "date_end": None,
        "date_precision": "unknown",
        "date_source": "none",
        "date_confidence": None,
        "place_precision": "unknown",
        "mention_count": 1,
        "article_count": 1,
        "origin_count": 1,
        "first_published": date(2026, 3, 11),
        "last_published": date(2026, 3, 12),
        "confidence": 0.8,
        "who_confidence": 0.4,
        "mentions": [_mention(text, trigger)],
    } | further


def _articles() -> list[dict[str, Any]]:
    repeats = {"cluster_id": _id(RENCONTRE), "duplicate_of": _id(RENCONTRE), "overlap": 0.9, "relation": "extended"}
    return [_article(RENCONTRE, 0), _article(GREVE, 1), _article(REPRISE, 2, **repeats)]


def _entities() -> list[dict[str, Any]]:
    return [
        _entity(RENCONTRE, "Anton Leduc", "PER", "local:anton-leduc", None),
        _entity(RENCONTRE, "Séoul", "LOC", "Q8684", "KOR"),
        _entity(GREVE, "Marseille", "LOC", "Q23482", "FRA"),
    ]


def _events() -> list[dict[str, Any]]:
    meeting = {
        "quad_class": 1,
        "score": 4.0,
        "cameo_root": "04",
        "event_mode": "CONSULT/visit",
        "actors": [_party("local:anton-leduc", "Anton Leduc", None, "GOV")],
        "recipients": [_party("Q884", "Corée du Sud", "KOR", "GOV")],
        "recipient_country": "KOR",
        "date_start": date(2026, 3, 10),
        "date_end": date(2026, 3, 10),
        "date_precision": "day",
        "date_source": "text",
        "date_confidence": 0.9,
        "place_id": "Q8684",
        "place_name": "Séoul",
        "place_country": "KOR",
        "latitude": 37.56,
        "longitude": 126.99,
        "place_precision": "city",
        "mentions": [_mention(RENCONTRE, "rencontré"), _mention(REPRISE, "rencontré")],
        "mention_count": 2,
        "article_count": 2,
        "origin_count": 1,
    }
    strike = {"quad_class": 4, "score": -5.0, "cameo_root": "14", "event_mode": "PROTEST/strike", "contexts": ["economic"]}
    return [_event(RENCONTRE, "CONSULT", "rencontré", **meeting), _event(GREVE, "PROTEST", "grève", **strike)]


def _overlaps() -> list[dict[str, Any]]:
    first, second = sorted([_id(RENCONTRE), _id(REPRISE)])
    return [
        {
            "article_id": first,
            "other_id": second,
            "jaccard": 0.8,
            "containment": 1.0,
            "is_accepted": True,
            "relation": "extended",
            "rule_version": "1",
        }
    ]


def _aliases() -> list[dict[str, Any]]:
    return [{"alias_id": _id(REPRISE), "cluster_id": _id(RENCONTRE)}]


@pytest.fixture(scope="session")
def tables() -> Mapping[str, pd.DataFrame]:
    """Frames as they come from a release: written to the contract's types and read back. Nobody changes them in place."""
    quarantined = {"uri": "gazette/vide.txt", "sha256": _digest(""), "stage": "ingest", "reason": "empty", "detail": "0 octet"}
    rows = {ARTICLES: _articles(), ENTITIES: _entities(), EVENTS: _events(), QUARANTINE: [quarantined]}
    rows |= {OVERLAPS: _overlaps(), ALIASES: _aliases()}
    return MappingProxyType({table.name: to_frame(to_table(frame_of(table, listed), table)) for table, listed in rows.items()})


@pytest.fixture
def read_count() -> int:
    """Sources that the dataset was read from."""
    return 4

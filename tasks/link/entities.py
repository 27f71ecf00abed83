"""Mentions → ENTITIES: identifier, French name and country of every mention, with the rule that linked it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from schemas.entities import ENTITIES
from tasks.frames import frame_of
from tasks.gazetteer.entries import Entry
from tasks.gazetteer.gazetteer import Gazetteer
from tasks.gazetteer.words import slug
from tasks.link.countries import stated_country
from tasks.link.persons import Person, fullest, person_key, referent


@dataclass(frozen=True, slots=True)
class Linked:
    """What a mention was linked to."""

    entity_id: str
    name: str
    country: str | None
    score: float
    rule: str


def link_mentions(
    mentions: pd.DataFrame, cleaned: pd.DataFrame, sentences: pd.DataFrame, *, gazetteer: Gazetteer
) -> pd.DataFrame:
    """The ENTITIES frame: one row per mention, sorted by article and start.

    Needs the columns of MENTIONS, and of `cleaned` article_id and text. Names are looked up within their article only.
    """
    del sentences
    texts = dict(zip(cleaned["article_id"], cleaned["text"], strict=True))
    ordered = mentions.sort_values(["article_id", "start"])
    rows = [
        row
        for article_id, group in ordered.groupby("article_id", sort=True)
        for row in _link_article(group.to_dict("records"), texts[article_id], gazetteer)
    ]
    return frame_of(ENTITIES, rows)


def _link_article(mentions: Sequence[Mapping[str, Any]], text: str, gazetteer: Gazetteer) -> Iterator[dict[str, Any]]:
    people = fullest([(person_key(m["text"]), m["text"]) for m in mentions if m["label"] == "PER"])
    countries = {p.key: _person_country(p, mentions, text, gazetteer) for p in people}
    for mention in mentions:
        linked = _link_person(mention, people, countries, gazetteer) if mention["label"] == "PER" else _link_name(mention, mentions, gazetteer)
        yield {
            **{k: mention[k] for k in ("article_id", "sentence", "start", "end", "text", "label", "form")},
            "mention_id": f"{mention['article_id']}:{mention['start']}-{mention['end']}",
            "entity_id": linked.entity_id,
            "entity_name": linked.name,
            "country": linked.country,
            "link_score": linked.score,
            "decision": f"{mention['decision']} > {linked.rule}",
        }


def _link_person(
    mention: Mapping[str, Any], people: Sequence[Person], countries: Mapping[tuple[str, ...], str | None], gazetteer: Gazetteer
) -> Linked:
    key = person_key(mention["text"])
    person = referent(key, people)
    known = _known(person.text if person else " ".join(key), "PER", gazetteer)
    if known:
        rule = "alias" if person is None or person.key == key else "person_of_document"
        return Linked(known.entity_id, known.name, known.country, 1.0 if rule == "alias" else 0.9, rule)
    name = person.text if person else mention["text"]
    country = countries.get(person.key) if person else None
    return Linked(f"local:{slug(' '.join(person_key(name)))}", name, country, 0.0, "local_person")


def _person_country(person: Person, mentions: Sequence[Mapping[str, Any]], text: str, gazetteer: Gazetteer) -> str | None:
    for mention in mentions:
        if mention["label"] == "PER" and person_key(mention["text"]) == person.key:
            country = stated_country(text, mention["start"], mention["end"], gazetteer)
            if country:
                return country
    return None


def _known(name: str, label: str, gazetteer: Gazetteer) -> Entry | None:
    """The only entity of that name and label; the first where a country or body shares it with cities. None on a tie."""
    entries = [gazetteer.entries[a.entity_id] for a in gazetteer.lookup(name)]
    fitting = [e for e in entries if e.label == label] if label == "PER" else [e for e in entries if e.label != "PER"]
    if len(fitting) > 1 and label != "PER":
        return _ranked(fitting, label)
    return fitting[0] if fitting else None


def _ranked(entries: Sequence[Entry], label: str) -> Entry | None:
    first = [e for e in entries if e.label == label] or list(entries)
    if first[0].kind != "city" or len(first) == 1:
        return first[0]
    largest = sorted(first, key=lambda e: -e.population)
    return largest[0] if largest[0].population >= 3 * largest[1].population else None


def _link_name(mention: Mapping[str, Any], mentions: Sequence[Mapping[str, Any]], gazetteer: Gazetteer) -> Linked:
    known = _known(mention["text"], mention["label"], gazetteer)
    if known:
        return Linked(known.entity_id, known.name, known.country, 1.0, "alias")
    country = stated_country(mention["text"], 0, len(mention["text"]), gazetteer) if mention["label"] == "ORG" else None
    del mentions
    return Linked(f"local:{slug(mention['text'])}", mention["text"], country, 0.0, "local")

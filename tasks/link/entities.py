"""Mentions → ENTITIES: identifier, French name and country of every mention, with the rule that linked it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from schemas.entities import ENTITIES
from tasks.frames import frame_of
from tasks.gazetteer.entries import Entry
from tasks.gazetteer.gazetteer import Gazetteer
from tasks.gazetteer.words import fold, slug
from tasks.link.countries import holds_national_office, person_country
from tasks.link.names import Linked, link_name, read_setting
from tasks.link.persons import Key, Person, gather_people, known_person, person_key, refer

Mention = Mapping[str, Any]
KEPT = ("article_id", "sentence", "start", "end", "text", "label", "form")


def link_mentions(
    mentions: pd.DataFrame, cleaned: pd.DataFrame, sentences: pd.DataFrame, *, gazetteer: Gazetteer
) -> pd.DataFrame:
    """The ENTITIES frame: one row per mention, sorted by article and start.

    Needs the columns of MENTIONS, and of `cleaned` article_id and text. A mention is read within its article only.
    """
    del sentences  # mentions carry their sentence
    texts = dict(zip(cleaned["article_id"], cleaned["text"], strict=True))
    ordered = mentions.sort_values(["article_id", "start"])
    rows = [
        row
        for article_id, group in ordered.groupby("article_id", sort=True)
        for row in link_article(texts[article_id], _records(group), gazetteer)
    ]
    return frame_of(ENTITIES, rows)


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    names = [str(column) for column in frame.columns]
    return [dict(zip(names, values, strict=True)) for values in frame.itertuples(index=False, name=None)]


def link_article(text: str, mentions: Sequence[Mention], gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """The rows of one article's mentions, in text order: bodies and places first, then the people that act for them."""
    setting = read_setting(text, _with_known_countries(mentions, gazetteer), gazetteer)
    linked = {m["start"]: link_name(m, setting, gazetteer) for m in setting.mentions if m["label"] != "PER"}
    placed = [{**m, "country": linked[m["start"]].country} for m in mentions if m["start"] in linked]
    scene = Scene(text=text, placed=placed, parliament=setting.state if setting.states else None, gazetteer=gazetteer)
    linked |= dict(_link_people([m for m in mentions if m["label"] == "PER"], scene))
    return [_row(mention, linked[mention["start"]]) for mention in mentions]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What tells the country of people: the text, its places and bodies with theirs, the one state whose bodies it names."""

    text: str
    placed: Sequence[Mention]
    parliament: str | None
    gazetteer: Gazetteer

    def country(self, mention: Mention) -> str | None:
        """The country that the text states for a person, else that of the parliament the person sits in."""
        stated = person_country(self.text, mention, self.placed, self.gazetteer)
        if stated or self.parliament is None:
            return stated
        return self.parliament if holds_national_office(self.text, mention, self.gazetteer) else None


def _with_known_countries(mentions: Sequence[Mention], gazetteer: Gazetteer) -> list[Mention]:
    """The mentions with the country of places that the gazetteer knows."""

    def country(mention: Mention) -> str | None:
        found = [gazetteer.entries[a.entity_id] for a in gazetteer.lookup(mention["text"])]
        places = [e for e in found if e.label == "LOC"]
        return places[0].country if places and mention["label"] == "LOC" else None

    return [{**m, "country": country(m)} for m in mentions]


def _link_people(mentions: Sequence[Mention], scene: Scene) -> Iterator[tuple[int, Linked]]:
    gazetteer = scene.gazetteer
    civilities = frozenset(map(fold, gazetteer.people.civilities))
    people = gather_people(mentions, civilities, gazetteer)
    countries = {p.text: next(filter(None, map(scene.country, p.mentions)), None) for p in people if p.entry is None}
    kept: dict[Key, Person] = {}  # a surname keeps the person it first named
    for mention in mentions:
        key = person_key(mention["text"], civilities)
        person = next((p for p in people if key in p.keys), None) or kept.get(key) or refer(mention, key, people, gazetteer)
        if person:
            kept.setdefault(key, person)
        known = person.entry if person else known_person(key, gazetteer)
        if known:
            yield mention["start"], _known(known, full=person is None or key in person.keys)
        elif person:
            yield mention["start"], _local(person_words(person, gazetteer), person.text, countries[person.text])
        else:
            yield mention["start"], _local(key, mention["text"], scene.country(mention))


def _known(entry: Entry, *, full: bool) -> Linked:
    return Linked(entry.entity_id, entry.name, entry.country, 1.0 if full else 0.9, "alias" if full else "person_of_article")


def _local(key: Key, name: str, country: str | None) -> Linked:
    return Linked(f"local:{slug(' '.join(key))}", name, country, 0.0, "local_person")


def person_words(person: Person, gazetteer: Gazetteer) -> Key:
    """The folded words of the person's fullest name."""
    return person_key(person.text, frozenset(map(fold, gazetteer.people.civilities)))


def _row(mention: Mention, linked: Linked) -> dict[str, Any]:
    return {
        **{column: mention[column] for column in KEPT},
        "mention_id": f"{mention['article_id']}:{mention['start']}-{mention['end']}",
        "entity_id": linked.entity_id,
        "entity_name": linked.name,
        "country": linked.country,
        "link_score": linked.score if linked.entity_id.startswith("Q") else 0.0,  # a local entity is linked to nothing
        "decision": f"{mention['decision']} > {linked.rule}",
    }

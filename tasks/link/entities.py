"""Mentions → ENTITIES and REFERENCES: identifier, French name and country of every mention, with the reason of each link.

What belongs here: the order of linking in an article. What does not: any single choice (places.py, names.py, people.py).
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial
from typing import Any

import pandas as pd

from schemas.entities import ENTITIES, REFERENCES
from tasks.frames import frame_of, values_of
from tasks.gazetteer.entries import Entry
from tasks.gazetteer.gazetteer import Gazetteer
from tasks.gazetteer.tables import former_ids
from tasks.gazetteer.words import fold, slug
from tasks.link.countries import WIDE_KINDS, holds_national_office, person_country, serves_several_states, title_before
from tasks.link.descriptions import describe
from tasks.link.knowledge import ends_with, words_of
from tasks.link.linked import Linked, Mention, Setting, article_id_of, person_id
from tasks.link.names import link_name, read_setting
from tasks.link.nationality import DESCENT, NATIONALITY, Statement, beside, most_stated, told_of
from tasks.link.people import holds_office, identify, in_office, known_by_family, leader_of_context, said_of
from tasks.link.persons import Key, Person, gather_people, known_person, person_key, same_person, whom_named
from tasks.link.places import link_place, places_named, same_sense
from tasks.spelling.inclusive import plain_form

KEPT = ("article_id", "sentence", "start", "end", "text", "label", "form")
SURNAME_SCORE = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What linking reads of an article: text, day of publication (None if unknown), country of its outlet."""

    text: str
    published: date | None = None
    outlet: str | None = None


def read_articles(cleaned: pd.DataFrame, gazetteer: Gazetteer) -> dict[str, Article]:
    """The articles by identifier. Needs article_id and text; published_on, outlet and url count where they are there."""
    wanted = ("article_id", "text", "published_on", "outlet", "url")
    frame = cleaned.reindex(columns=list(wanted)).astype(object).where(lambda f: f.notna(), None)
    return {
        article_id: Article(text=text, published=published, outlet=gazetteer.outlet_country(outlet, url))
        for article_id, text, published, outlet, url in values_of(frame, wanted)
    }


def link_mentions(
    mentions: pd.DataFrame, cleaned: pd.DataFrame, sentences: pd.DataFrame, *, gazetteer: Gazetteer
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The frames of ENTITIES (one row per mention) and REFERENCES (titles without a name), sorted by article and start.

    Needs the columns of MENTIONS and SENTENCES, and of `cleaned` article_id and text. A mention is read within its article only.
    """
    articles = read_articles(cleaned, gazetteer)
    groups = _by_article(mentions)
    starts = {article_id: group["start"].tolist() for article_id, group in sentences.groupby("article_id")}
    entities: list[dict[str, Any]] = []
    references: list[dict[str, Any]] = []
    for article_id in sorted(articles):
        rows, setting = link_article(articles[article_id], groups.get(article_id, []), gazetteer)
        entities += rows
        for row in describe(setting, rows, gazetteer):
            sentence = max(0, bisect_right(starts.get(article_id, [0]), row["start"]) - 1)
            references.append({**row, "article_id": article_id, "sentence": sentence})
    return frame_of(ENTITIES, entities), frame_of(REFERENCES, references)


def _by_article(mentions: pd.DataFrame) -> Mapping[str, list[dict[str, Any]]]:
    """The mentions of each article as mappings, in text order."""
    names = tuple(map(str, mentions.columns))
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for values in values_of(mentions.sort_values(["article_id", "start"]), names):
        row = dict(zip(names, values, strict=True))
        found[row["article_id"]].append(row)
    return found


def link_article(article: Article, mentions: Sequence[Mention], gazetteer: Gazetteer) -> tuple[list[dict[str, Any]], Setting]:
    """The rows of one article's mentions, in text order (linked: places, bodies, then people), and the setting."""
    read = [{**m, "text": plain_form(m["text"])} for m in mentions]  # « Syndicat des avocat·es » is that « des avocats »
    known = _with_known_countries(read, gazetteer)
    setting = read_setting(article.text, known, gazetteer, outlet=article.outlet, published=article.published)
    linked = dict(_link_places(setting, gazetteer))
    setting = replace(setting, mentions=[_as_linked(m, linked.get(m["start"])) for m in setting.mentions])
    for mention in setting.mentions:
        if mention["label"] != "PER" and mention["start"] not in linked:
            linked[mention["start"]] = link_name(mention, setting, gazetteer)
    placed = [{**m, "country": linked[m["start"]].country} for m in read if m["start"] in linked]
    scene = Scene(setting=setting, placed=placed, parliament=setting.state if setting.states else None, gazetteer=gazetteer)
    linked |= _link_people([m for m in read if m["label"] == "PER"], scene)
    return [_row(mention, linked[mention["start"]]) for mention in mentions], setting


def _as_linked(mention: Mention, link: Linked | None) -> Mention:
    """A mention with the country that it is linked to, where it is."""
    return {**mention, "country": link.country} if link else mention


def _with_known_countries(mentions: Sequence[Mention], gazetteer: Gazetteer) -> list[Mention]:
    """The mentions with country and kind of the place that comes first to mind, and every country that has a region so called."""

    def known(mention: Mention) -> Mapping[str, Any]:
        found = [gazetteer.entries[a.entity_id] for a in gazetteer.lookup(mention["text"])] if mention["label"] == "LOC" else []
        places = [e for e in found if e.label == "LOC"]
        first = places[0] if places else None
        return {
            "country": first.country if first else None,
            "kind": first.kind if first else None,
            "countries": tuple(dict.fromkeys(e.country for e in places if e.kind in WIDE_KINDS)),
        }

    return [{**m, **known(m)} for m in mentions]


def _link_places(setting: Setting, gazetteer: Gazetteer) -> Iterator[tuple[int, Linked]]:
    """The places of the gazetteer among the mentions; those of one candidate tell which of several another is."""
    entries = {m["text"]: places_named(m["text"], gazetteer) for m in setting.mentions if m["label"] == "LOC"}
    near = [found[0] for found in entries.values() if len(found) == 1]
    mentions = [m for m in setting.mentions if m["label"] == "LOC" and entries[m["text"]]]
    links = {m["start"]: link_place(m, entries[m["text"]], setting, near, gazetteer) for m in mentions}
    yield from same_sense(links, mentions, setting.text, gazetteer).items()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What tells who people are: the setting, its places and bodies with their countries, the one state whose bodies it names.

    `told`: what the article says of where people are from, by the start of the mention that each statement is of; `asked`: the
    countries of functions found so far, by the start of the mention.
    """

    setting: Setting
    placed: Sequence[Mention]
    parliament: str | None
    gazetteer: Gazetteer
    told: Mapping[int, Sequence[Statement]] = field(default_factory=dict)
    asked: dict[int, str | None] = field(default_factory=dict)

    def country(self, mention: Mention) -> str | None:
        """The country that the text states for a person, else that of the parliament the person sits in."""
        if mention["start"] not in self.asked:
            self.asked[mention["start"]] = self._function(mention)
        return self.asked[mention["start"]]

    def _function(self, mention: Mention) -> str | None:
        stated = person_country(self.setting.text, mention, self.placed, self.gazetteer)
        if stated or self.parliament is None:
            return stated
        return self.parliament if holds_national_office(self.setting.text, mention, self.gazetteer) else None

    def origin(self, mentions: Sequence[Mention]) -> tuple[tuple[str, ...], bool]:
        """The countries that the article states for somebody at any of his mentions, and whether as nationality or function.

        A nationality decides before a function (« le Belge X, président du Mali »), both before a place of birth.
        """
        told = [s for m in mentions for s in self.told.get(m["start"], ())]
        statements = told + [s for m in mentions for s in beside(self.setting.text, m, self.placed, self.gazetteer)]
        nations = most_stated(s for s in statements if s.says == NATIONALITY)
        if nations:
            return nations, True
        function = next(filter(None, map(self.country, mentions)), None)
        if function:
            return (function,), True
        return most_stated(s for s in statements if s.says != DESCENT or self.setting.home is None), False

    def chosen(self, nations: Sequence[str], mentions: Sequence[Mention]) -> str | None:
        """The one stated; of several that of the article, else none; that of the article where nothing is stated.

        Who serves a body of several states is not of the country of the article.
        """
        home = self.setting.home
        if nations:
            return nations[0] if len(nations) == 1 else home if home in nations else None
        return None if any(map(self.serves_several_states, mentions)) else home

    def serves_several_states(self, mention: Mention) -> bool:
        """Whether the text gives a person a function of a body of several states."""
        return serves_several_states(self.setting.text, mention, self.placed, self.gazetteer)


def _link_people(mentions: Sequence[Mention], scene: Scene) -> Iterator[tuple[int, Linked]]:
    gazetteer = scene.gazetteer
    civilities = frozenset(map(fold, gazetteer.people.civilities)) | {word for (word,) in words_of("civilities")}
    people = gather_people(mentions, civilities, gazetteer)
    keys = [person_key(mention["text"], civilities) for mention in mentions]
    named = whom_named(mentions, keys, people, gazetteer, scene.setting.text)
    who: list[Hashable] = [same_person(m, key, person) for m, key, person in zip(mentions, keys, named, strict=True)]
    scene = replace(scene, told=told_of(scene.setting.text, mentions, who, scene.placed, gazetteer))
    own: dict[Hashable, list[Mention]] = defaultdict(list)
    for mention, one in zip(mentions, who, strict=True):
        own[one].append(mention)
    links = {id(p): _person(p, own[id(p)], scene, civilities) for p in people}
    nations = cache(lambda one: scene.origin(own[one])[0])
    for mention, key, person, one in zip(mentions, keys, named, who, strict=True):
        if person is None:
            yield mention["start"], _alone(mention, key, partial(nations, one), scene)
        else:
            link = links[id(person)]
            yield mention["start"], link if key in person.keys else _shorter(link)


def _shorter(link: Linked) -> Linked:
    score = min(link.score, SURNAME_SCORE)
    return Linked(link.entity_id, link.name, link.country, score, "person_of_article", link.candidates)


def _person(person: Person, mentions: Sequence[Mention], scene: Scene, civilities: frozenset[str]) -> Linked:
    """Who a person named in full is; local, with the country that the text states, where the gazetteer has nobody that fits.

    `mentions` are all of the person's, by a shorter name too.
    """
    country = next(filter(None, map(scene.country, person.mentions)), None)
    said = said_of(person.mentions, scene.setting, country, scene.gazetteer)
    found = [link for key in sorted(person.keys) if (link := identify(key, said, scene.setting, scene.gazetteer))]
    known = {link.entity_id: link for link in found if link.entity_id}
    if len(known) == 1:
        return next(iter(known.values()))
    reason = "tie" if len(known) > 1 else found[0].reason if found else "unknown"
    candidates = found[0].candidates if found else ()
    namesakes = {scene.gazetteer.entries[entity_id].country for entity_id, _ in candidates}
    article_id = person.mentions[0]["article_id"]
    nations, firm = scene.origin(mentions)
    stated = nations[0] if firm and len(nations) == 1 else None
    return Linked(
        person_id(person_key(person.text, civilities), article_id, reason=reason, country=stated, namesakes=namesakes),
        person.text,
        scene.chosen(nations, person.mentions),
        0.0,
        reason,
        candidates,
    )


def _alone(mention: Mention, key: Key, nations: Callable[[], Sequence[str]], scene: Scene) -> Linked:
    """A family name of nobody whom the article names in full: the holder of the stated office, else whom the name alone means.

    `nations` gives the countries that the article states for the name anywhere.
    """
    country = scene.country(mention)
    title = title_before(scene.setting.text, mention["start"], scene.gazetteer)
    holder = in_office(title, key, country or scene.setting.state, scene.setting, scene.gazetteer) if title else None
    if holder:
        return Linked(holder.entity_id, holder.name, holder.country, SURNAME_SCORE, "office_at_date")
    known = known_person(key, scene.gazetteer) or leader_of_context(key, scene.setting, scene.gazetteer)
    said = said_of([mention], scene.setting, country, scene.gazetteer)
    reason, because = "unknown", "exact"
    if known is None and (known := known_by_family(key, scene.setting, scene.gazetteer)):
        because = "context_country"
    if known:
        if not said.other and not _of_family(mention, known, scene):
            return Linked(known.entity_id, known.name, known.country, SURNAME_SCORE, because)
        reason = "contradicted"
    identifier = article_id_of(f"local:{slug(' '.join(key))}", mention["article_id"])
    return Linked(identifier, mention["text"], country or scene.chosen(nations(), ()), 0.0, reason)


def _of_family(mention: Mention, known: Entry, scene: Scene) -> bool:
    """« la famille X », « Mme X »: a family name that need not be its best known bearer's, unless she is in office."""
    opening = fold(mention["text"].split()[0])
    if (opening,) in words_of("feminine") and not holds_office(known, scene.setting, scene.gazetteer):
        return True
    return ends_with(scene.setting.text[: mention["start"]], "families")


def _row(mention: Mention, linked: Linked) -> dict[str, Any]:
    return {
        **{column: mention[column] for column in KEPT},
        "mention_id": f"{mention['article_id']}:{mention['start']}-{mention['end']}",
        "entity_id": linked.entity_id,
        "former_ids": former_ids().get(linked.entity_id),
        "entity_name": linked.name,
        "country": linked.country,
        "link_score": linked.score if linked.entity_id.startswith("Q") else 0.0,  # a local entity is linked to nothing
        "reason": linked.reason,
        "candidates": [{"entity_id": entity_id, "score": score} for entity_id, score in linked.candidates],
        "decision": f"{mention['decision']} > {linked.reason}",
    }

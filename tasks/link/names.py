"""Bodies, places and works of one article: lookup by alias, longer forms and acronyms within the article, dominant country."""

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tasks.gazetteer.entries import Entry
from tasks.gazetteer.gazetteer import Gazetteer
from tasks.gazetteer.words import WORD, fold, key_of, slug
from tasks.link.countries import adjective_countries, body_country, place_country

Mention = Mapping[str, Any]
CLEARLY_LARGER = 3
DOMINANT = 2
STATE_SECTORS = frozenset({"GOV", "LEG", "JUD", "PTY", "MIL"})


@dataclass(frozen=True, slots=True)
class Linked:
    """What a mention was linked to, and the rule that did it."""

    entity_id: str
    name: str
    country: str | None
    score: float
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What an article as a whole says: its text, its mentions, how often each country is referred to."""

    text: str
    mentions: Sequence[Mention]
    countries: Mapping[str, int]
    states: Mapping[str, int]
    expansions: Mapping[str, str]

    @property
    def state(self) -> str | None:
        """The country whose bodies the article names at least twice as often as any other's, or None.

        Where it names none, the country it refers to at least twice as often as to any other.
        """
        ranked = sorted((self.states or self.countries).items(), key=lambda item: (-item[1], item[0]))
        if not ranked or (len(ranked) > 1 and ranked[0][1] < DOMINANT * ranked[1][1]):
            return None
        return ranked[0][0]


def read_setting(text: str, mentions: Sequence[Mention], gazetteer: Gazetteer) -> Setting:
    """The setting of an article: countries counted over places, bodies and adjectives of nationality; acronyms explained."""
    counts: Counter[str] = Counter()
    states: Counter[str] = Counter()
    for mention in mentions:
        entries = candidates(mention["text"], mention["label"], gazetteer)
        if mention["label"] != "PER" and len(entries) == 1 and entries[0].country:
            counts[entries[0].country] += 1
            states[entries[0].country] += entries[0].kind == "bodies" and entries[0].sector in STATE_SECTORS
    counts.update(found[0] for found in adjective_countries(text, gazetteer) if len(found) == 1)
    bodies = {country: count for country, count in states.items() if count}
    return Setting(text=text, mentions=mentions, countries=counts, states=bodies, expansions=dict(_expansions(text, mentions)))


def _expansions(text: str, mentions: Sequence[Mention]) -> Iterable[tuple[str, str]]:
    """Acronyms in brackets with the name they stand behind."""
    for before, mention in itertools.pairwise(mentions):
        bracket = text[before["end"] : mention["start"]]
        if bracket in {" (", "\u00a0("} and text.startswith(")", mention["end"]) and before["label"] == mention["label"]:
            yield mention["text"], before["text"]


def candidates(name: str, label: str, gazetteer: Gazetteer) -> list[Entry]:
    """The entities of that name that are no people, those with the label first; cities yield to anything else of the name.

    No town is called by an acronym: « UGA » is a body, whatever its letters spell.
    """
    found = gazetteer.lookup(name)  # spellings with other accents may share a key: « Tigre » and « Tigré »
    ids = dict.fromkeys(alias.entity_id for alias in [a for a in found if a.text == name] or found)
    entries = [e for entity_id in ids if (e := gazetteer.entries[entity_id]).label != "PER"]
    if label != "LOC" and name.isupper():
        entries = [e for e in entries if e.kind != "city"]
    fitting = [e for e in entries if e.label == label] or entries
    return [e for e in fitting if e.kind != "city"][:1] or fitting


def link_name(mention: Mention, setting: Setting, gazetteer: Gazetteer) -> Linked:
    """The entity of a mention that is no person."""
    name = setting.expansions.get(mention["text"], mention["text"])
    known = _choose(
        candidates(mention["text"], mention["label"], gazetteer) or candidates(name, mention["label"], gazetteer), setting
    )
    if known:
        return Linked(known.entity_id, known.name, known.country, 1.0, "alias")
    longer = _longer_form(name, mention, setting) if mention["label"] == "ORG" else None
    entries = candidates(longer, "ORG", gazetteer) if longer else []
    if len(entries) == 1:
        return Linked(entries[0].entity_id, entries[0].name, entries[0].country, 0.8, "longer_form")
    return _local(longer or name, mention, setting, gazetteer)


def _choose(entries: Sequence[Entry], setting: Setting) -> Entry | None:
    """The only entity, else the one in a country the article speaks of, else the city clearly larger than its namesakes."""
    if len(entries) < 2:  # noqa: PLR2004 - a tie needs two
        return entries[0] if entries else None
    spoken = [e for e in entries if e.country in setting.countries]
    if len(spoken) == 1:
        return spoken[0]
    ranked = sorted(spoken or entries, key=lambda e: (-e.population, e.entity_id))
    return ranked[0] if ranked[0].population >= CLEARLY_LARGER * ranked[1].population else None


def _longer_form(name: str, mention: Mention, setting: Setting) -> str | None:
    """The one longer body of the article that starts with the words of the mention: « Congrès » for « Congrès américain »."""
    key = key_of(name)
    longer = {
        m["text"] for m in setting.mentions if m["label"] == "ORG" and m is not mention and len(key_of(m["text"])) > len(key)
    }
    fitting = sorted(text for text in longer if key_of(text)[: len(key)] == key)
    return fitting[0] if len({key_of(text) for text in fitting}) == 1 else None


def _local(name: str, mention: Mention, setting: Setting, gazetteer: Gazetteer) -> Linked:
    country = None
    if mention["label"] == "ORG":
        country = body_country(name, gazetteer) or (setting.state if name in gazetteer.national_bodies else None)
    elif mention["label"] == "LOC":
        country = body_country(name, gazetteer) or place_country(setting.text, mention, setting.mentions)
    identifier = slug(_without_adjectives(name, gazetteer)) if country else slug(name)
    return Linked(f"local:{identifier}-{country.lower()}" if country else f"local:{identifier}", name, country, 0.0, "local")


def _without_adjectives(name: str, gazetteer: Gazetteer) -> str:
    """The name without adjectives of nationality: « ministère … des Affaires étrangères » in both word orders."""
    words = [m.group() for m in WORD.finditer(name)]
    kept = [w for w in words if w[0].isupper() or fold(w) not in gazetteer.demonyms]
    return " ".join(w for w in kept if fold(w) not in {"nord", "sud", "coreen", "coreenne"} or w[0].isupper()) or name

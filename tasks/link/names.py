"""Bodies and works of one article: by name, by longer forms and acronyms of the article; else local, with their country.

What belongs here: the setting of an article, links of bodies and works. What does not: places (places.py), people (people.py).
"""

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from tasks.gazetteer.entries import Entry
from tasks.gazetteer.gazetteer import Gazetteer
from tasks.gazetteer.words import WORD, fold, key_of, slug
from tasks.link.countries import adjective_countries, body_country, is_of_several_states, noun_country, place_country
from tasks.link.knowledge import holds, words_of
from tasks.link.linked import Linked, Mention, Setting, local_link
from tasks.link.passage import known_alone, stated_around
from tasks.link.places import LITTLE_KNOWN_BELOW, has_article, likely_place
from tasks.link.shared import is_of_another, is_shared, other_country

STATE_SECTORS = frozenset({"GOV", "LEG", "JUD", "PTY", "MIL"})
CLEAR_WEIGHT, LEAST_FOR_ACRONYM = 0.2, 2
BRACKETS = frozenset({" (", "\u00a0(", " [", " ( "})
TELLING_WORDS = 3
LONGER_FORM_SCORE = 0.8


def read_setting(
    text: str,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    *,
    outlet: str | None = None,
    published: date | None = None,
) -> Setting:
    """The setting of an article: countries counted over places, bodies, known people and adjectives of nationality; acronyms."""
    counts: Counter[str] = Counter()
    states: Counter[str] = Counter()
    for mention in mentions:
        if mention["label"] == "PER" and (person := known_alone(mention["text"], gazetteer)) and person.country:
            counts[person.country] += 1
        entries = gazetteer.named(mention["text"]) if mention["label"] in {"LOC", "ORG"} else []
        entries = [e for e in entries if e.label in {"LOC", "ORG"} and _tells(e, mention["text"], gazetteer)]
        if any(e.kind == "country" for e in entries):  # Mali is no town in China
            entries = [e for e in entries if e.kind != "city"]
        of_one = len({e.country for e in entries}) == 1  # « Mayenne » is a river and a département
        if of_one and entries[0].country and not all(_may_be_a_village(e, outlet) for e in entries):
            counts[entries[0].country] += 1
            states[entries[0].country] += entries[0].kind == "bodies" and entries[0].sector in STATE_SECTORS
    counts.update(found[0] for found in adjective_countries(text, gazetteer, regional=True) if len(found) == 1)
    return Setting(
        text=text,
        mentions=mentions,
        countries=counts,
        states={country: count for country, count in states.items() if count},
        expansions=dict(_expansions(text, mentions)),
        outlet=outlet,
        published=published,
    )


def _tells(entry: Entry, name: str, gazetteer: Gazetteer) -> bool:
    """Whether a name tells a country: no acronym of a party that is only listed, and no name of bodies of several states."""
    return not (entry.kind == "party" and name.isupper()) and not is_shared(name, gazetteer)


def _may_be_a_village(entry: Entry, outlet: str | None) -> bool:
    """A small city tells no country by its name alone, unless it is one of the outlet's."""
    return entry.kind == "city" and entry.population < LITTLE_KNOWN_BELOW and entry.country != outlet


def _expansions(text: str, mentions: Sequence[Mention]) -> Iterable[tuple[str, str]]:
    """Acronyms in brackets with the name they stand behind, and acronyms with the name in brackets behind them."""
    for before, mention in itertools.pairwise(mentions):
        bracket = text[before["end"] : mention["start"]]
        closed = text.startswith((")", "]", " )"), mention["end"])
        if bracket in BRACKETS and closed and before["label"] == mention["label"]:
            if _abbreviates(before["text"], mention["text"]):
                yield before["text"], mention["text"]
            else:
                yield mention["text"], before["text"]


def _abbreviates(short: str, name: str) -> bool:
    """Whether a word in capitals may abbreviate a name of several words: it starts with the same letter."""
    return short.isupper() and " " not in short and " " in name and fold(short[0]) == fold(name[0])


def candidates(name: str, label: str, gazetteer: Gazetteer, *, article: bool = False) -> list[Entry]:
    """The bodies or works of that name by hand, those with the label first; a city only where nothing else is called so.

    No town is called by an acronym: « UGA » is a body; nor is one by the name of a small town behind an `article`.
    """
    found = [a for a in gazetteer.lookup(name) if gazetteer.entries[a.entity_id].label != "PER"]
    ids = dict.fromkeys(alias.entity_id for alias in [a for a in found if a.text == name] or found)
    entries = [gazetteer.entries[entity_id] for entity_id in ids]
    if label != "LOC":
        towns = set() if name.isupper() else {a.entity_id for a in found if not (a.weak and article)}
        entries = [e for e in entries if e.kind != "city" or e.entity_id in towns]
    fitting = [e for e in entries if e.label == label] or entries
    return [e for e in fitting if e.kind != "city"][:1] or fitting[:1]


def link_name(mention: Mention, setting: Setting, gazetteer: Gazetteer) -> Linked:
    """The entity of a mention of a body or work."""
    name = setting.expansions.get(mention["text"], mention["text"])
    article = has_article(mention, setting.text)
    for spelling, reason in ((mention["text"], "exact"), (name, "acronym_of_text")):
        known = candidates(spelling, mention["label"], gazetteer, article=article)
        if known and is_of_another(known[0], mention, setting, gazetteer):
            return _local(name, mention, setting, gazetteer)
        if known:
            return _known(known[0], 1.0, reason)
    listed = listed_bodies(name, setting, gazetteer) if mention["label"] == "ORG" else []
    if len(listed) == 1:
        return _known(listed[0], 1.0, "context_country" if name == mention["text"] else "acronym_of_text")
    national = national_body(name, setting, gazetteer) if mention["label"] == "ORG" else None
    if national:
        return _known(national, LONGER_FORM_SCORE, "context_country")
    longer = _longer_form(name, mention, setting) if mention["label"] == "ORG" else None
    meant = _meant_by_longer(longer, name, setting, gazetteer) if mention["label"] == "ORG" else None
    if meant:
        return _known(meant, LONGER_FORM_SCORE, "longer_form")
    return _local(longer or name, mention, setting, gazetteer)


def _known(entry: Entry, score: float, reason: str) -> Linked:
    return Linked(entry.entity_id, entry.name, entry.country, score, reason)


def listed_bodies(name: str, setting: Setting, gazetteer: Gazetteer) -> list[Entry]:
    """The bodies of the reference tables of that name that the article may mean: of a country that it speaks of or comes from.

    A name of three words and more, of one body only, tells enough by itself; an acronym needs the country told more than once.
    """
    entries = [e for e in gazetteer.named(name) if e.label == "ORG"]
    least = LEAST_FOR_ACRONYM if name.isupper() else 0
    spoken = [e for e in entries if setting.weight(e.country) >= CLEAR_WEIGHT and setting.references(e.country) >= least]
    if spoken or len(key_of(name)) < TELLING_WORDS:
        return spoken
    return entries


def national_body(name: str, setting: Setting, gazetteer: Gazetteer) -> Entry | None:
    """The body of the article's country that the tables name with its adjective: « Sénat » is « Sénat français »."""
    known = gazetteer.countries.get(_domestic(name, setting, gazetteer) or "")
    named = (candidates(f"{name} {adjective}", "ORG", gazetteer) for adjective in (known.adjectives if known else ()))
    return next((found[0] for found in named if found), None)


def _longer_form(name: str, mention: Mention, setting: Setting) -> str | None:
    """The one longer body of the article that starts with the words of the mention: « Congrès » for « Congrès américain »."""
    key = key_of(name)
    longer = {
        m["text"] for m in setting.mentions if m["label"] == "ORG" and m is not mention and len(key_of(m["text"])) > len(key)
    }
    fitting = sorted(text for text in longer if key_of(text)[: len(key)] == key)
    return fitting[0] if len({key_of(text) for text in fitting}) == 1 else None


def _meant_by_longer(longer: str | None, name: str, setting: Setting, gazetteer: Gazetteer) -> Entry | None:
    """The body that a longer form in the article names, else that of the article's bodies which has a longer name."""
    if longer is None:
        return _short_form(name, setting, gazetteer)
    return next(iter(candidates(longer, "ORG", gazetteer)), None) or national_body(longer, setting, gazetteer)


def _short_form(name: str, setting: Setting, gazetteer: Gazetteer) -> Entry | None:
    """The one body of the article with a longer name that starts so: « l'Alliance » of the Otan (Alliance atlantique)."""
    key = key_of(name)
    if not key or not name[0].isupper():
        return None
    named = {a.entity_id for m in setting.mentions if m["label"] == "ORG" for a in gazetteer.lookup(m["text"])}
    longer = {
        a.entity_id for words, found in gazetteer.aliases.get(key[0], ()) if words[: len(key)] == key != words for a in found
    }
    meant = [gazetteer.entries[entity_id] for entity_id in sorted(named & longer)]
    return meant[0] if len(meant) == 1 and meant[0].label == "ORG" else None


def _local(name: str, mention: Mention, setting: Setting, gazetteer: Gazetteer) -> Linked:
    label = mention["label"]
    if label == "ORG" and is_of_several_states(name, gazetteer):
        return local_link(name, None)
    stated = _stated(name, mention, setting, gazetteer) if label != "MISC" else None
    if stated is None and label == "ORG" and holds(key_of(name), "worldwide"):
        return local_link(name, None)
    if stated is None and label == "ORG":
        stated = other_country(mention, setting, gazetteer) or _domestic(name, setting, gazetteer)
    identifier = slug(_without_adjectives(name, gazetteer)) if stated else slug(name)
    country = stated or setting.home
    return Linked(local_link(identifier, stated, placed=True).entity_id, name, country, 0.0, "unknown")


def _stated(name: str, mention: Mention, setting: Setting, gazetteer: Gazetteer) -> str | None:
    """The country of a body or place that its name states, else the words beside it, or its passage for a body of every state."""
    within = body_country(name, gazetteer, partial(likely_place, setting=setting))
    if key_of(name)[:1] in words_of("streets") and not setting.references(within):  # « rue de Rome » is not in Italy
        within = None
    beside = within or place_country(setting.text, mention, setting.mentions) or noun_country(setting.text, mention, gazetteer)
    return beside or (stated_around(mention, setting) if mention["label"] == "ORG" and _is_domestic(name, gazetteer) else None)


def _is_domestic(name: str, gazetteer: Gazetteer) -> bool:
    """Whether every state, or its parts, have such a body."""
    key = key_of(name)
    return name in gazetteer.national_bodies or key[:1] in words_of("domestic_heads")


def _domestic(name: str, setting: Setting, gazetteer: Gazetteer) -> str | None:
    """The country of a body that every state has, or its parts: the one that the article is of."""
    return setting.state if _is_domestic(name, gazetteer) else None


def _without_adjectives(name: str, gazetteer: Gazetteer) -> str:
    """The name without adjectives of nationality: « ministère … des Affaires étrangères » in both word orders."""
    words = [m.group() for m in WORD.finditer(name)]
    kept = [w for w in words if w[0].isupper() or fold(w) not in gazetteer.demonyms]
    return " ".join(w for w in kept if fold(w) not in {"nord", "sud", "coreen", "coreenne"} or w[0].isupper()) or name

"""The loaded gazetteer: lookup by identifier and by name, and matching of names in a text."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tasks.gazetteer.entries import Alias, Country, Entry
from tasks.gazetteer.offices import Offices
from tasks.gazetteer.own_states import StateBody
from tasks.gazetteer.people import PersonWords
from tasks.gazetteer.periphrases import Periphrasis
from tasks.gazetteer.reference import Reference
from tasks.gazetteer.titles import Title
from tasks.gazetteer.words import Word, fold, key_of

GAP = re.compile(r"(?:[ \u00a0\u202f\u2009]|[ \u00a0]?\n(?!\n)[ ]?)?|[-‐‑–]|['’ʼ]")
GAP_AFTER_INITIAL = re.compile(r"\.?[- \u00a0\u202f]?")
NAMED_AFTER = ("departement ", "riviere ", "fleuve ")
"""How the full names of places open that a town may share its name with."""


@dataclass(frozen=True, slots=True)
class Match:
    """Words [first, last] of a text that spell a name, with the aliases they may be."""

    first: int
    last: int
    aliases: tuple[Alias, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Gazetteer:
    """Entities by identifier, aliases by their first folded word (longest first), countries, adjectives of nationality.

    `reference` holds many more names, which link one that is found but find none (but for cities). `offices` are dated;
    `titles` say which office words name. `outlets` maps a folded name, a host or « .ch » to the country of an outlet.
    `demonyms` maps a folded form (« nord-coreen », « russes ») to the countries it may mean.
    `families` maps a folded family name to the people by hand who bear it.
    `capital_of` maps the identifier of a seat of government to its country. `national_bodies` are names of bodies
    that every state has (« Sénat »), as written; `state_bodies` those that one state has, or a few, by first word.
    `regional` maps a folded adjective of a region or city (« vaudois ») to its country; `periphrases` maps a first
    word to the words that stand for a country and are no name of it.
    """

    entries: Mapping[str, Entry]
    aliases: Mapping[str, Sequence[tuple[tuple[str, ...], tuple[Alias, ...]]]]
    countries: Mapping[str, Country]
    demonyms: Mapping[str, tuple[str, ...]]
    capital_of: Mapping[str, str]
    people: PersonWords
    families: Mapping[tuple[str, ...], Sequence[str]]
    reference: Reference
    offices: Offices
    titles: Sequence[Title]
    outlets: Mapping[str, str]
    national_bodies: frozenset[str]
    state_bodies: Mapping[str, Sequence[StateBody]]
    regional: Mapping[str, tuple[str, ...]]
    periphrases: Mapping[str, Sequence[Periphrasis]]

    @cached_property
    def joined_ends(self) -> frozenset[str]:
        """The last parts of the adjectives of nationality that a hyphen joins: « coreen »."""
        return frozenset(word.partition("-")[2] for word in self.demonyms if "-" in word)

    @cached_property
    def titles_from(self) -> Mapping[str, Sequence[Title]]:
        """The titles by their first word, in their order."""
        found: dict[str, list[Title]] = defaultdict(list)
        for title in self.titles:
            found[title.words[0]].append(title)
        return dict(found)

    def lookup(self, name: str) -> tuple[Alias, ...]:
        """The aliases spelled like `name`, whatever the case and accents; empty if there is none."""
        key = key_of(name)
        for known, aliases in self.aliases.get(key[0], ()) if key else ():
            if known == key:
                return aliases
        return ()

    def named(self, name: str) -> list[Entry]:
        """Every entry of that name, those by hand first, then those of the reference tables that are not the same thing again."""
        found = {alias.entity_id: self.entries[alias.entity_id] for alias in self.lookup(name)}
        held = {(e.label, e.country) for e in found.values() if not fold(e.name).startswith(NAMED_AFTER)}
        for alias in self.reference.named(key_of(name)):
            entry = self.entries[alias.entity_id]
            if (entry.label, entry.country) not in held and (entry.label, None) not in held:
                found.setdefault(entry.entity_id, entry)
        return list(found.values())

    def body_headed(self, entity_id: str, on: date) -> str | None:
        """The international body that a person heads or speaks for on a day, by identifier; None where there is none."""
        offices = (one for one in self.offices.of(entity_id) if one.held(on) and one.body not in self.countries)
        return next((one.body for one in offices), None)

    def outlet_country(self, outlet: str | None, url: str | None = None) -> str | None:
        """ISO alpha-3 of the country of an outlet, by its name or host, else by the last part of the host."""
        for name in (outlet or "", (url or "").partition("://")[2].partition("/")[0]):
            host = fold(name).removeprefix("www.")
            if host in self.outlets:
                return self.outlets[host]
            if "." in host and (end := host[host.rindex(".") :]) in self.outlets:
                return self.outlets[end]
        return None

    def matches(self, text: str, words: Sequence[Word]) -> Iterator[Match]:
        """The longest name that starts at each word, where one does; names found may overlap."""
        folded = tuple(word.folded for word in words)
        for first, opening in enumerate(folded):
            for key, aliases in self.aliases.get(opening, ()):
                if folded[first : first + len(key)] == key:
                    last = first + len(key) - 1
                    fitting = tuple(a for a in aliases if fits(a, text, words[first : last + 1]))
                    if fitting:
                        yield Match(first, last, fitting)
                        break


def fits(alias: Alias, text: str, words: Sequence[Word]) -> bool:
    """Whether words that spell the alias also carry its capitals and stand together as a name does."""
    if alias.acronym and not words[0].text.isupper():
        return False
    if any(
        capital and not word.upper and not word.text[0].isdigit() for capital, word in zip(alias.capitals, words, strict=True)
    ):
        return False
    return all(joined(text, before, after, comma="," in alias.text) for before, after in itertools.pairwise(words))


def joined(text: str, before: Word, after: Word, *, comma: bool = False) -> bool:
    """Whether nothing but a space, a hyphen, an apostrophe (or the point of an initial) stands between two words."""
    gap = text[before.end : after.start]
    if GAP.fullmatch(gap) or (comma and gap == ", "):
        return True
    return len(before.text) == 1 and GAP_AFTER_INITIAL.fullmatch(gap) is not None

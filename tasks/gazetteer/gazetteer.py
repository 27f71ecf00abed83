"""The loaded gazetteer: lookup by identifier and by name, and matching of names in a text."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tasks.gazetteer.entries import Alias, Country, Entry
from tasks.gazetteer.people import PersonWords
from tasks.gazetteer.words import Word, key_of

GAP = re.compile(r"(?:[ \u00a0\u202f\u2009]|[ \u00a0]?\n(?!\n)[ ]?)?|[-‐‑–]|['’ʼ]")
GAP_AFTER_INITIAL = re.compile(r"\.?[- \u00a0\u202f]?")


@dataclass(frozen=True, slots=True)
class Match:
    """Words [first, last] of a text that spell a name, with the aliases they may be."""

    first: int
    last: int
    aliases: tuple[Alias, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Gazetteer:
    """Entities by identifier, aliases by their first folded word (longest first), countries, adjectives of nationality.

    `demonyms` maps a folded form (« nord-coreen », « russes ») to the countries it may mean.
    `capital_of` maps the identifier of a seat of government to its country. `national_bodies` are names of bodies
    that every state has (« Sénat »), as written.
    """

    entries: Mapping[str, Entry]
    aliases: Mapping[str, Sequence[tuple[tuple[str, ...], tuple[Alias, ...]]]]
    countries: Mapping[str, Country]
    demonyms: Mapping[str, tuple[str, ...]]
    capital_of: Mapping[str, str]
    people: PersonWords
    national_bodies: frozenset[str]

    def lookup(self, name: str) -> tuple[Alias, ...]:
        """The aliases spelled like `name`, whatever the case and accents; empty if there is none."""
        key = key_of(name)
        for known, aliases in self.aliases.get(key[0], ()) if key else ():
            if known == key:
                return aliases
        return ()

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

"""What an entity and a written form of its name are."""

from dataclasses import dataclass
from typing import NamedTuple

from tasks.gazetteer.words import WORD, key_of


class Entry(NamedTuple):
    """An entity.

    `country` is ISO 3166-1 alpha-3 (XKX for Kosovo), `sector` a code of the vocabulary sector; latitude and longitude are
    degrees of WGS 84; `checked` names the source that confirms the Wikidata identifier.
    """

    entity_id: str
    name: str
    label: str
    kind: str
    country: str | None = None
    sector: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    checked: str | None = None


class Alias(NamedTuple):
    """A written form of an entity's name, its folded words, which of them need a capital, whether it is an acronym.

    `weak`: also a common word, so it needs support from its context.
    """

    text: str
    entity_id: str
    weak: bool
    key: tuple[str, ...]
    capitals: tuple[bool, ...]
    acronym: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country or territory: its entry, its adjectives and nouns of inhabitants, its seat of government."""

    iso3: str
    iso2: str
    entity_id: str
    name: str
    adjectives: tuple[str, ...]
    capital_id: str | None


def make_alias(text: str, entity_id: str, *, weak: bool = False) -> Alias:
    """The alias with what matching needs: folded words, which of them must be capitalised, whether it is an acronym."""
    words = WORD.findall(text)
    acronym = len(words) == 1 and text.isupper() and len(text) > 1
    return Alias(text, entity_id, weak, key_of(text), tuple([w[0].isupper() for w in words]), acronym)

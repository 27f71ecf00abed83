"""What linking gives and asks: the entity of a mention with its reason and candidates, and the setting of an article."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tasks.gazetteer.words import slug

Mention = Mapping[str, Any]
DOMINANT = 2
SPOKEN_OF, MOSTLY = 0.25, 0.5
HOME_SHARE, LEAST_REFERENCES = 2 / 3, 3
ARTICLE_MARK = 8


@dataclass(frozen=True, slots=True)
class Linked:
    """What a mention was linked to, the reason (vocabulary link_reason), and what else it might be with scores in [0, 1]."""

    entity_id: str
    name: str
    country: str | None
    score: float
    reason: str
    candidates: tuple[tuple[str, float], ...] = ()


def local_link(name: str, country: str | None, reason: str = "unknown", *, placed: bool = False) -> Linked:
    """A link to nobody known: local:<slug>, with the country where the name alone would mean several (`placed`)."""
    identifier = f"local:{slug(name)}"
    return Linked(f"{identifier}-{country.lower()}" if country and placed else identifier, name, country, 0.0, reason)


def article_id_of(identifier: str, article_id: str) -> str:
    """An identifier for what only this article tells from others of the name; it depends on the article and on no other."""
    return f"{identifier}-{article_id[:ARTICLE_MARK]}"


def person_id(key: Sequence[str], article_id: str, *, reason: str, country: str | None, namesakes: Collection[str | None]) -> str:
    """The identifier of a person whom the gazetteer does not hold, from the folded name and what this article says.

    A full name is one person in every article, a family name alone one of this article. Where somebody known bears the name
    (`namesakes`: their countries), it is one with those of the country that the text states, if no namesake is of it.
    """
    identifier = f"local:{slug(' '.join(key))}"
    if len(key) == 1 or (reason != "unknown" and (country is None or not {country, None}.isdisjoint(namesakes))):
        return article_id_of(identifier, article_id)
    return identifier if reason == "unknown" else f"{identifier}-{(country or '').lower()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What an article as a whole says.

    `countries`: how often each country is referred to; `states`: how often its bodies are named; `expansions`: acronyms
    explained; `outlet`: the country of the outlet; `published`: the day of publication.
    """

    text: str
    mentions: Sequence[Mention]
    countries: Mapping[str, int]
    states: Mapping[str, int] = field(default_factory=dict)
    expansions: Mapping[str, str] = field(default_factory=dict)
    outlet: str | None = None
    published: date | None = None

    @property
    def state(self) -> str | None:
        """The country whose bodies the article names at least twice as often as any other's, or None.

        Where it names none, one only or in passing, the country it refers to at least twice as often as to any other; where it
        refers to none, the outlet's.
        """
        total = sum(self.countries.values())
        meant = {c: n for c, n in self.states.items() if self.countries.get(c, 0) >= (SPOKEN_OF if n > 1 else MOSTLY) * total}
        ranked = sorted((meant or self.countries).items(), key=lambda item: (-item[1], item[0]))
        if not ranked:
            return self.outlet
        if len(ranked) > 1 and ranked[0][1] < DOMINANT * ranked[1][1]:
            return self.outlet if self.outlet in {country for country, _ in ranked[:2]} else None
        return ranked[0][0]

    @property
    def home(self) -> str | None:
        """The country of an article on one country only, for names that nothing else places; the outlet's if it names none.

        At least two of three references are to it, and at least three with that of the outlet.
        """
        total = sum(self.countries.values())
        if not total:
            return self.outlet
        country, count = max(self.countries.items(), key=lambda item: (item[1], item[0]))
        clear = count + (country == self.outlet) >= LEAST_REFERENCES
        return country if clear and count >= HOME_SHARE * total else None

    def references(self, country: str | None) -> int:
        """How often the article refers to a country; an outlet of it counts as two references."""
        return self.countries.get(country or "", 0) + (DOMINANT if country is not None and country == self.outlet else 0)

    def weight(self, country: str | None) -> float:
        """How much the article speaks of a country: 0 not at all, 1 of no other; half more where its outlet is of it."""
        if country is None:
            return 0.0
        total = sum(self.countries.values())
        share = self.countries.get(country, 0) / total if total else 0.0
        return share + (0.5 if country == self.outlet else 0.0)

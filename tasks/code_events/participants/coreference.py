"""What an article has told before a sentence: whom pronouns, « le ministre » and « les deux pays » stand for.

What belongs here: reference within one article, by plain rules that name somebody only where the last mention is clear.
What does not: names (link); the country of a passage (setting.py).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tasks.code_events.lexicon.words import stem
from tasks.code_events.participants.parties import Party

LATEST_COUNTRIES, LATEST_SUBJECTS = 6, 5
PAIR = 2


@dataclass(frozen=True, kw_only=True)
class Discourse:
    """What was told so far. Reading on gives a new one; none is ever changed.

    `subjects`: the latest ones, the last told last. `countries`: by country who told it last, the last told last.
    `by_country`: who first stood for a country. `people`, `roles`: who was last told with that entity or role.
    """

    country_nouns: frozenset[str]
    subjects: tuple[Party, ...] = ()
    countries: tuple[Party, ...] = ()
    by_country: Mapping[str, Party] = field(default_factory=dict)
    people: Mapping[str, Party] = field(default_factory=dict)
    roles: Mapping[str, Party] = field(default_factory=dict)
    speaker: Party | None = None

    def heard(self, speakers: Sequence[Party]) -> "Discourse":
        """With the first of those who speak in the sentence, if anybody does."""
        return replace(self, speaker=speakers[0]) if speakers else self

    def told(self, parties: Sequence[Party], subjects: Sequence[Party]) -> "Discourse":
        """With the parties of a sentence that was read, and those that were its subjects."""
        placed = [p for p in parties if p.country]
        return replace(
            self,
            countries=_latest(self.countries, placed),
            by_country={p.country: p for p in reversed(placed) if p.country and _stands_for_country(p)} | dict(self.by_country),
            people={**self.people, **{p.entity_id: p for p in parties if p.entity_id and (p.country or p.body)}},
            roles={**self.roles, **{stem(p.role): p for p in parties if p.role and p.identified}},
            subjects=(*self.subjects[-LATEST_SUBJECTS + 1 :], *(p for p in subjects if _refers(p))),
        )


def _stands_for_country(party: Party) -> bool:
    return party.kind in {"name", "role"} and party.entity_id is not None


def _refers(party: Party) -> bool:
    """Whether a later pronoun may stand for the party."""
    return party.known and party.kind not in {"pair", "adjective"}


def _latest(told: Sequence[Party], placed: Iterable[Party]) -> tuple[Party, ...]:
    latest = list(told)
    for party in placed:
        latest = [*[p for p in latest if p.country != party.country][-LATEST_COUNTRIES + 1 :], party]
    return tuple(latest)


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Who stands in a sentence, which of them are its subjects, and what the article told before it."""

    parties: Sequence[Party]
    subjects: Sequence[Party]
    before: Discourse

    def resolve(self, party: Party, other: frozenset[str] = frozenset()) -> list[Party]:
        """Whom a party stands for: itself where it is known, else who was told before; empty where that is unclear.

        `other`: countries that the sentence names in another role, for which a pronoun therefore does not stand.
        """
        told = self.before
        if party.kind == "pronoun":
            near = [p for p in self.subjects if p.last < party.first and _agrees(p, party) and p.country not in other]
            return [_at(party, near[-1])] if near else _pronoun(party, told, other)
        if party.kind == "speaker":
            return [_at(party, told.speaker)] if told.speaker else []
        if party.kind == "pair":
            return _pair(party, told)
        if party.kind == "role" and not party.identified:
            return [self._role(party)]
        known = told.people.get(party.entity_id or "")
        if known and party.kind == "name" and party.country is None and party.body is None:
            return [replace(party, country=known.country, sector=party.sector or known.sector, body=known.body)]
        return [party]

    def _role(self, party: Party) -> Party:
        told = self.before
        if party.role in told.country_nouns:
            near = [p for p in self.parties if p.last < party.first and p.country and p.kind != "place"] or told.subjects[-1:]
            return replace(party, country=near[-1].country, evidence="coreference") if near and near[-1].country else party
        known = told.roles.get(stem(party.role or ""))
        if known is not None:
            who = replace(party, country=known.country, entity_id=known.entity_id, name=known.name)
            return replace(who, named=known.named, evidence="coreference")
        return party


def _agrees(party: Party, pronoun: Party) -> bool:
    return party.known and party.plural == pronoun.plural and party.kind in {"name", "role", "people"}


def _pronoun(party: Party, told: Discourse, other: frozenset[str]) -> list[Party]:
    subjects = [p for p in told.subjects if p.country is None or p.country not in other]
    if not party.plural:
        return [_at(party, subjects[-1])] if subjects else []
    if several := [p for p in subjects if p.plural]:
        return [_at(party, several[-1])]
    return _pair(party, told) if len(told.subjects) > 1 else []


def _pair(party: Party, told: Discourse) -> list[Party]:
    if len(told.countries) < PAIR:
        return []
    return [_at(party, told.by_country.get(p.country or "") or _only_country(p)) for p in told.countries[-PAIR:]]


def _only_country(party: Party) -> Party:
    return Party(party.first, party.last, party.head, "name", country=party.country, named=party.named)


def _at(place: Party, who: Party) -> Party:
    """Who was told before, in the place of the words that stand for it here."""
    return replace(who, first=place.first, last=place.last, head=place.head, here=True, evidence="coreference")


def casts(told: Iterable[tuple[Sequence[Party], Sequence[Party], Sequence[Party]]], country_nouns: frozenset[str]) -> list[Cast]:
    """The casts of an article's sentences in their order, each from its parties, its subjects and its sources.

    Who speaks in a sentence is known while it is read, and all its parties once it was read.
    """
    found: list[Cast] = []
    before = Discourse(country_nouns=country_nouns)
    for parties, subjects, sources in told:
        cast = Cast(parties=parties, subjects=subjects, before=before)
        speakers = [p for source in sources for p in cast.resolve(source) if p.known and p.kind != "speaker"]
        before = before.heard(speakers)
        found.append(replace(cast, before=before))
        before = before.told(parties, [*subjects, *speakers])
    return found

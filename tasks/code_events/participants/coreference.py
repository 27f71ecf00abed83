"""What an article has told so far: whom pronouns, « le ministre » and « les deux pays » stand for.

What belongs here: reference within one article, by plain rules that name somebody only where the last mention is clear.
What does not: names (link).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from tasks.code_events.lexicon.words import stem
from tasks.code_events.participants.parties import Party


@dataclass(frozen=True)
class Here:
    """The subjects and all parties of the sentence that is being read."""

    subjects: Sequence[Party] = ()
    parties: Sequence[Party] = ()


NOWHERE = Here()


@dataclass
class Memory:
    """The state of reading one article, sentence by sentence."""

    country_nouns: frozenset[str]
    subjects: list[Party] = field(default_factory=list)
    roles: dict[str, Party] = field(default_factory=dict)
    countries: list[str] = field(default_factory=list)
    by_country: dict[str, Party] = field(default_factory=dict)
    people: dict[str, Party] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    speaker: Party | None = None

    def tell(self, parties: Iterable[Party], subjects: Sequence[Party]) -> None:
        """Take in the parties of a sentence that was read, and which of them were subjects."""
        for party in parties:
            if party.country:
                self.counts[party.country] += 1
                self.countries = [*[c for c in self.countries if c != party.country][-5:], party.country]
                if party.kind in {"name", "role"} and party.entity_id:
                    self.by_country.setdefault(party.country, party)
            if party.entity_id and (party.country or party.body):
                self.people[party.entity_id] = party
            if party.role and (party.country or party.entity_id):
                self.roles[stem(party.role)] = party
        self.subjects = [*self.subjects[-4:], *(p for p in subjects if p.known and p.kind not in {"pair", "adjective"})]

    def resolve(self, party: Party, here: Here = NOWHERE, other: frozenset[str] = frozenset()) -> list[Party]:
        """Whom the party stands for: itself where it is known, else what was told before; empty where unclear.

        `here`: what the sentence itself tells before the party. `other`: countries that the
        sentence names in another role, which a pronoun therefore does not stand for.
        """
        if party.kind == "pronoun":
            near = [
                p
                for p in here.subjects
                if p.last < party.first
                and p.known
                and p.plural == party.plural
                and p.kind in {"name", "role", "people"}
                and p.country not in other
            ]
            return [_at(party, near[-1])] if near else self._pronoun(party, other)
        if party.kind == "speaker":
            return [replace(self.speaker, first=party.first, last=party.last, head=party.head)] if self.speaker else []
        if party.kind == "pair":
            return self._pair(party)
        if party.kind == "role" and party.country is None and party.entity_id is None:
            return [self._role(party, here)]
        if party.kind == "name" and party.country is None and party.body is None and party.entity_id in self.people:
            told = self.people[party.entity_id]
            return [replace(party, country=told.country, sector=party.sector or told.sector, body=told.body)]
        return [party]

    def _pronoun(self, party: Party, other: frozenset[str]) -> list[Party]:
        subjects = [p for p in self.subjects if p.country is None or p.country not in other]
        if party.plural:
            fitting = [p for p in subjects if p.plural]
            if fitting:
                return [_at(party, fitting[-1])]
            return self._pair(party) if len(self.subjects) > 1 else []
        return [_at(party, subjects[-1])] if subjects else []

    def _pair(self, party: Party) -> list[Party]:
        if len(self.countries) < 2:  # noqa: PLR2004 - a pair
            return []
        return [_at(party, self.by_country.get(c) or Party(0, 0, 0, "name", country=c)) for c in self.countries[-2:]]

    def _role(self, party: Party, here: Here) -> Party:
        if party.role in self.country_nouns:
            told = [p for p in here.parties if p.last < party.first and p.country and p.kind != "place"] or self.subjects[-1:]
            return replace(party, country=told[-1].country) if told and told[-1].country else party
        known = self.roles.get(stem(party.role or ""))
        if known is None and self.counts and party.sector in {"GOV", "MIL", "COP", "LEG", "JUD"}:
            country, count = self.counts.most_common(1)[0]
            if count * 2 >= self.counts.total() and count > 1:
                return replace(party, country=country)
        if known is None:
            return party
        return replace(party, country=known.country, entity_id=known.entity_id, name=known.name)


def _at(place: Party, who: Party) -> Party:
    return replace(who, first=place.first, last=place.last, head=place.head)

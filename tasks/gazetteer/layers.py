"""Two layers as one: the tables written by hand, held in memory, before the reference tables, read where they lie."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tasks.gazetteer.entries import Alias, Entry
from tasks.gazetteer.reference import Reference

Listed = Sequence[tuple[tuple[str, ...], tuple[Alias, ...]]]


class Entries(Mapping[str, Entry]):
    """Entries by identifier: those by hand first."""

    def __init__(self, by_hand: Mapping[str, Entry], reference: Reference) -> None:
        self._by_hand, self._reference = by_hand, reference

    def __getitem__(self, entity_id: str) -> Entry:
        """The entry of an identifier. Raises KeyError."""
        found = self._by_hand.get(entity_id) or self._reference.entry(entity_id)
        if found is None:
            raise KeyError(entity_id)
        return found

    def __iter__(self) -> Iterator[str]:
        """The identifiers, those by hand first."""
        yield from self._by_hand
        for entity_id in self._reference.entities.column("entity_id").to_pylist():
            if entity_id not in self._by_hand:
                yield entity_id

    def __len__(self) -> int:
        """How many there are; counted anew each time."""
        return sum(1 for _ in self)


class Aliases(Mapping[str, Listed]):
    """Aliases that may find a name in a text, by their first folded word, longest first; each word is put together once."""

    def __init__(
        self, by_hand: Iterable[Alias], reference: Reference, taken: frozenset[tuple[tuple[str, ...], str | None]]
    ) -> None:
        self._by_hand: dict[str, list[Alias]] = defaultdict(list)
        for alias in by_hand:
            if alias.key:
                self._by_hand[alias.key[0]].append(alias)
        self._reference, self._taken = reference, taken
        self._known: dict[str, Listed] = {}

    def __getitem__(self, opening: str) -> Listed:
        """The aliases that start with a word. Raises KeyError if none does."""
        found = self._known.get(opening)
        if found is None:
            found = self._known[opening] = self._listed(opening)
        if not found:
            raise KeyError(opening)
        return found

    def get(self, opening: str, default: Listed = ()) -> Listed:  # type: ignore[override]
        """The aliases that start with a word: most words of a text start none."""
        found = self._known.get(opening)
        if found is None:
            found = self._known[opening] = self._listed(opening)
        return found or default

    def __iter__(self) -> Iterator[str]:
        """The words that a name starts with."""
        yield from self._by_hand
        yield from (word for word in self._reference.openings if word not in self._by_hand)

    def __len__(self) -> int:
        """How many there are; counted anew each time."""
        return sum(1 for _ in self)

    def _listed(self, opening: str) -> Listed:
        by_key: dict[tuple[str, ...], list[Alias]] = defaultdict(list)
        for alias in self._by_hand.get(opening, ()):
            if alias not in by_key[alias.key]:
                by_key[alias.key].append(alias)
        for alias in self._reference.spelled_from(opening):
            country = self._reference.country_of(alias.entity_id)
            if (alias.key, country) not in self._taken and alias not in by_key[alias.key]:
                by_key[alias.key].append(alias)
        return tuple(
            sorted(((key, tuple(found)) for key, found in by_key.items() if found), key=lambda one: (-len(one[0]), one[0]))
        )

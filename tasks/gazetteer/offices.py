"""Who held which office when: the dated offices by hand (data/offices.tsv) before those of the reference tables.

What belongs here: asking by office, country or body and day, and by person. What does not: reading a title in a text (link).
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

import pyarrow as pa

BY_HAND = "by hand"


class Office(NamedTuple):
    """Somebody (entity_id) in an office of a country (ISO alpha-3) or body (entity_id); both days inclusive, ISO dates."""

    office: str
    body: str
    first: str
    last: str | None
    entity_id: str
    title: str | None
    source: str

    def held(self, on: date) -> bool:
        """Whether it was held on that day."""
        day = on.isoformat()
        return self.first <= day and (self.last is None or day <= self.last)


class _Posts(Sequence[tuple[str, str]]):
    """Office and body of each row, in their order; read row by row."""

    def __init__(self, table: pa.RecordBatch) -> None:
        self._offices, self._bodies = table.column("office"), table.column("body")

    def __len__(self) -> int:
        return len(self._offices)

    def __getitem__(self, index: int) -> tuple[str, str]:  # type: ignore[override]
        return str(self._offices[index]), str(self._bodies[index])


class Offices:
    """All offices. `written`: those by hand; `table`: sorted by office and body."""

    def __init__(self, written: Iterable[Office], table: pa.RecordBatch) -> None:
        self._written: dict[tuple[str, str], list[Office]] = defaultdict(list)
        for one in written:
            self._written[one.office, one.body].append(one)
        self._table = table
        self._listed_of: dict[tuple[str, str], Sequence[Office]] = {}

    def holders(self, office: str, body: str, on: date) -> list[Office]:
        """Those in office on a day: by hand where somebody is, else by the reference tables."""
        written = [one for one in self._written.get((office, body), ()) if one.held(on)]
        found = written or [one for one in self._listed(office, body) if one.held(on)]
        begun = max((one.first for one in found), default="")
        return [one for one in found if one.last or one.first == begun]  # who has no end and a successor is gone

    def holder(self, office: str, body: str, on: date) -> str | None:
        """The one person in office on that day; None where there is none or several."""
        found = {one.entity_id for one in self.holders(office, body, on)}
        return found.pop() if len(found) == 1 else None

    def of(self, entity_id: str) -> Sequence[Office]:
        """Every office of a person."""
        return (*self._written_of.get(entity_id, ()), *(self._row(n) for n in self._rows_of.get(entity_id, ())))

    def _listed(self, office: str, body: str) -> Sequence[Office]:
        """The rows of a post in the reference tables, read once: a few posts are asked for again and again."""
        post = office, body
        if post not in self._listed_of:
            self._listed_of[post] = tuple(self._read(office, body))
        return self._listed_of[post]

    def _read(self, office: str, body: str) -> Iterator[Office]:
        number = bisect_left(self._posts, (office, body))
        while number < len(self._posts) and self._posts[number] == (office, body):
            yield self._row(number)
            number += 1

    def _row(self, number: int) -> Office:
        return Office(*(self._table.column(name)[number].as_py() for name in Office._fields))

    @cached_property
    def _posts(self) -> Sequence[tuple[str, str]]:
        return _Posts(self._table)

    @cached_property
    def _rows_of(self) -> Mapping[str, Sequence[int]]:
        rows: dict[str, list[int]] = defaultdict(list)
        for number, entity_id in enumerate(self._table.column("entity_id").to_pylist()):
            rows[entity_id].append(number)
        return rows

    @cached_property
    def _written_of(self) -> Mapping[str, Sequence[Office]]:
        rows: dict[str, list[Office]] = defaultdict(list)
        for offices in self._written.values():
            for one in offices:
                rows[one.entity_id].append(one)
        return rows


def written_offices(rows: Iterable[Sequence[str]], people: Mapping[str, str]) -> Iterator[Office]:
    """The rows of data/offices.tsv. `people`: name → entity_id. Raises KeyError on a name that the table of people lacks."""
    for name, office, body, first, last in rows:
        yield Office(office, body, first, last or None, people[name], None, BY_HAND)

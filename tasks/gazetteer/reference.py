"""The reference tables (data/reference, made by `depeche gazetteer build`): many names to link to, looked up where they lie.

What belongs here: reading the memory-mapped tables and finding rows by name or identifier. What does not: the tables written by
hand, which come first (load.py); who of several is meant (the link stage).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path

import numpy as np
import pyarrow as pa

from tasks.gazetteer.entries import Alias, Entry, make_alias

ENTITIES = pa.schema(
    [
        ("entity_id", pa.string()),
        ("name", pa.string()),
        ("label", pa.string()),
        ("kind", pa.string()),
        ("country", pa.string()),
        ("sector", pa.string()),
        ("latitude", pa.float64()),
        ("longitude", pa.float64()),
        ("population", pa.int64()),
        ("region", pa.string()),
        ("source", pa.string()),
        ("licence", pa.string()),
        ("dated", pa.int16()),
        ("checks", pa.string()),
    ]
)
SPELLINGS = pa.schema([("key", pa.string()), ("text", pa.string()), ("entity", pa.int32()), ("spelled", pa.bool_())])
OFFICES = pa.schema(
    [
        ("office", pa.string()),
        ("body", pa.string()),
        ("first", pa.string()),
        ("last", pa.string()),
        ("entity_id", pa.string()),
        ("title", pa.string()),
        ("source", pa.string()),
    ]
)
ENTRY_FIELDS = ("entity_id", "name", "label", "kind", "country", "sector", "latitude", "longitude", "population", "source")
WEAK_BELOW = 100_000
REMEMBERED = 1 << 16


class _Column(Sequence[str]):
    """A column of strings as a sorted sequence, read cell by cell."""

    def __init__(self, column: pa.Array) -> None:
        self._column = column

    def __len__(self) -> int:
        return len(self._column)

    def __getitem__(self, index: int) -> str:  # type: ignore[override]
        return str(self._column[index].as_py())


@dataclass(frozen=True, eq=False)
class Reference:
    """The tables of named things: `entities` by identifier, `spellings` sorted by their folded words."""

    entities: pa.RecordBatch
    spellings: pa.RecordBatch
    _entries: dict[int, Entry] = field(default_factory=dict, repr=False)

    def named(self, key: tuple[str, ...]) -> tuple[Alias, ...]:
        """The aliases spelled with these folded words; the names asked last are remembered."""
        return self._named(key)

    @cached_property
    def _named(self) -> Callable[[tuple[str, ...]], tuple[Alias, ...]]:
        return lru_cache(maxsize=REMEMBERED)(self._find)

    def _find(self, key: tuple[str, ...]) -> tuple[Alias, ...]:
        keys, wanted = self._keys, " ".join(key)
        first = bisect_left(keys, wanted)
        return tuple(self._alias(number) for number in range(first, bisect_right(keys, wanted, lo=first)))

    def spelled_from(self, opening: str) -> Iterator[Alias]:
        """The aliases that may find a name in a text and start with this folded word."""
        first, last = self.openings.get(opening, (0, 0))
        for number in range(first, last):
            if self._spelled[number]:
                yield self._alias(number)

    def entry(self, entity_id: str) -> Entry | None:
        """The entry of that identifier."""
        at = self._place(entity_id)
        return None if at is None else self._entry(at)

    def source_of(self, entity_id: str) -> Mapping[str, object]:
        """Source, licence, date and checks of a row. Raises KeyError if there is none."""
        at = self._place(entity_id)
        if at is None:
            raise KeyError(entity_id)
        row = self.entities.slice(at, 1).to_pylist()[0]
        return {name: row[name] for name in ("source", "licence", "dated", "checks")}

    def country_of(self, entity_id: str) -> str | None:
        """The country of a row. Raises KeyError if there is none of that identifier."""
        entry = self.entry(entity_id)
        if entry is None:
            raise KeyError(entity_id)
        return entry.country

    @cached_property
    def _place(self) -> Callable[[str], int | None]:
        """The row of an identifier; those asked last are remembered, whether there is one or not."""
        return lru_cache(maxsize=REMEMBERED)(self._find_place)

    def _find_place(self, entity_id: str) -> int | None:
        at = bisect_left(self._ids, entity_id)
        return at if at < len(self._ids) and self._ids[at] == entity_id else None

    @cached_property
    def _keys(self) -> _Column:
        return _Column(self.spellings.column("key"))

    @cached_property
    def _ids(self) -> _Column:
        return _Column(self.entities.column("entity_id"))

    @cached_property
    def _spelled(self) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
        return np.asarray(self.spellings.column("spelled").to_numpy(zero_copy_only=False))

    @cached_property
    def openings(self) -> Mapping[str, tuple[int, int]]:
        """The rows that start with a word, for words that a name to be found in a text starts with."""
        wanted = np.flatnonzero(self._spelled)
        words = [key.split(" ", 1)[0] for key in self.spellings.column("key").take(pa.array(wanted)).to_pylist()]
        spans: dict[str, tuple[int, int]] = {}
        for word, number in zip(words, wanted.tolist(), strict=True):
            spans[word] = (spans.get(word, (number, 0))[0], number + 1)
        return spans

    def _alias(self, number: int) -> Alias:
        entry = self._entry(self.spellings.column("entity")[number].as_py())
        text = self.spellings.column("text")[number].as_py()
        return make_alias(text, entry.entity_id, weak=entry.kind == "city" and entry.population < WEAK_BELOW)

    def _entry(self, number: int) -> Entry:
        found = self._entries.get(number)
        if found is None:
            values = [self.entities.column(name)[number].as_py() for name in ENTRY_FIELDS]
            found = self._entries[number] = Entry(*values)
        return found


def load_reference(folder: Path | None = None) -> Reference:
    """The shipped tables, memory-mapped (or those of a folder). Raises FileNotFoundError."""
    return Reference(read_batch("entities", folder), read_batch("spellings", folder))


def read_batch(name: str, folder: Path | None = None) -> pa.RecordBatch:
    """A table as one memory-mapped batch. Raises FileNotFoundError."""
    path = (folder or Path(str(resources.files("tasks.gazetteer").joinpath("data", "reference")))) / f"{name}.arrow"
    reader = pa.ipc.open_file(pa.memory_map(str(path)))
    return reader.get_batch(0)

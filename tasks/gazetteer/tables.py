"""Reading data/*.tsv into entries and aliases. One name a row; `#` starts a comment; `|` parts aliases.

Columns of bodies, media, places, works, persons: entity_id, label, country, sector, name, aliases, checked.
An empty entity_id means that no Wikidata identifier was confirmed: the entity gets local:<slug of its name>.
An alias that starts with `~` is weak: it is also a common word.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

from tasks.gazetteer.entries import Alias, Entry, make_alias
from tasks.gazetteer.words import fold, slug

WEAK = "~"
KINDS = ("bodies", "media", "places", "works", "persons")


def read_rows(name: str) -> Iterator[list[str]]:
    """The fields of each row of data/<name>.tsv."""
    return (line.split("\t") for line in _lines(f"{name}.tsv"))


def read_list(name: str) -> list[str]:
    """The lines of data/<name>.txt."""
    return list(_lines(f"{name}.txt"))


def _lines(file: str) -> Iterator[str]:
    text = resources.files("tasks.gazetteer").joinpath("data", file).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def exonyms() -> frozenset[str]:
    """The folded French names of foreign cities."""
    return frozenset(fold(row[0]) for row in read_rows("exonyms"))


@cache
def identifiers() -> Mapping[str, tuple[str, str]]:
    """Local identifiers that were promoted, by the recipe or by hand: the Wikidata identifier and the sources that state it."""
    return {row[0]: (row[1], row[3]) for table in ("reference/identifiers", "promoted") for row in read_rows(table)}


@cache
def former_ids() -> Mapping[str, Sequence[str]]:
    """The local identifiers that an entity had before it was promoted, by its Wikidata identifier, sorted."""
    found: dict[str, list[str]] = defaultdict(list)
    for local_id, (entity_id, _) in sorted(identifiers().items()):
        found[entity_id].append(local_id)
    return found


def read_entities(kind: str, *, identified: bool = True) -> Iterator[tuple[Entry, tuple[Alias, ...]]]:
    """The entities of one table, each with its aliases (its name first); `identified`: with the identifiers of the sources."""
    promoted = identifiers() if identified else {}
    for entity_id, label, country, sector, name, aliases, checked in read_rows(kind):
        weak_name = name.startswith(WEAK)
        plain = name.removeprefix(WEAK)
        local = f"local:{slug(plain)}"
        if not entity_id and local in promoted:
            entity_id, checked = promoted[local]  # noqa: PLW2901 - the row as it counts from here on
        entry = Entry(
            entity_id=entity_id or local,
            name=plain,
            label=label,
            kind=kind,
            country=country or None,
            sector=sector or None,
            checked=checked or None,
        )
        yield entry, (make_alias(plain, entry.entity_id, weak=weak_name), *_aliases(aliases, entry.entity_id))


def _aliases(field: str, entity_id: str) -> Iterator[Alias]:
    for alias in filter(None, field.split("|")):
        yield make_alias(alias.removeprefix(WEAK), entity_id, weak=alias.startswith(WEAK))

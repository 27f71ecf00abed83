"""Which names without an identifier a source identifies: the same name, label and country, and nobody else of that name.

The result is data/reference/identifiers.tsv: the local identifier that releases have shown, the Wikidata identifier it is now,
and the source that states it. So an identifier that was given once stays explained when its name is promoted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tasks.gazetteer.build.rows import NamedRow, knowledge
from tasks.gazetteer.tables import KINDS, read_entities, read_rows
from tasks.gazetteer.words import key_of, slug

Key = tuple[str, ...]
Stated = Mapping[tuple[str, Key], Sequence[tuple[str, str | None, str]]]


@dataclass(frozen=True, slots=True, order=True)
class Identified:
    """A local identifier with the Wikidata identifier that a source states for its name."""

    local_id: str
    entity_id: str
    name: str
    source: str
    checks: str


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A name without an identifier: local id, name, every spelling, class, country, whether its row is written by hand."""

    local_id: str
    name: str
    keys: frozenset[Key]
    kind: str
    country: str | None
    by_hand: bool


def identify(named: Sequence[NamedRow]) -> list[Identified]:
    """The identified names, sorted: those of the hand-written tables and local rows of the material."""
    stated = _stated(named)
    found: dict[tuple[str, str], Identified] = {}
    by_hand: set[tuple[str, str]] = set()  # rows of the material may be spellings of one, but never two rows by hand
    for wanted in _wanted(named):
        one = _match(wanted, stated)
        if one is not None:
            key = (one.local_id, one.entity_id)
            found.setdefault(key, one)
            by_hand.update([key] if wanted.by_hand else ())
    twice = {q for q, count in Counter(entity_id for _, entity_id in by_hand).items() if count > 1}
    held = _identified_by_hand()
    refused = {(row["local_id"], row["entity_id"]) for row in knowledge("refused")}
    return sorted(one for key, one in found.items() if one.entity_id not in twice | held and key not in refused)


def _wanted(named: Iterable[NamedRow]) -> Iterator[_Wanted]:
    for kind in KINDS:
        for entry, aliases in read_entities(kind, identified=False):
            if entry.entity_id.startswith("local:"):
                keys = frozenset(a.key for a in aliases)
                yield _Wanted(entry.entity_id, entry.name, keys, _class(entry.label, kind), entry.country, by_hand=True)
    for row in read_rows("countries"):
        if row[6] and not row[7]:
            names = row[6].split("|")
            yield _Wanted(f"local:{slug(names[0])}", names[0], frozenset(map(key_of, names)), "city", row[0], by_hand=True)
    for person in named:
        if person.entity_id.startswith("local:") and person.label == "PER":
            spelled = frozenset(map(key_of, person.names))
            yield _Wanted(person.entity_id, person.names[0], spelled, "PER", person.country, by_hand=False)


def _identified_by_hand() -> frozenset[str]:
    by_kind = {e.entity_id for kind in KINDS for e, _ in read_entities(kind, identified=False)}
    seats = {cell for row in read_rows("countries") for cell in (row[2], row[7])}
    return frozenset(by_kind | seats)


def _stated(named: Iterable[NamedRow]) -> Stated:
    """By class and spelling: identifier, country, source of each row that states one."""
    index: dict[tuple[str, Key], dict[tuple[str, str | None, str], None]] = defaultdict(dict)
    for row in named:
        if row.entity_id.startswith("Q"):
            for name in row.names:
                index[_class(row.label, row.kind), key_of(name)][row.entity_id, row.country, row.source] = None
    return {key: tuple(rows) for key, rows in index.items()}


def _match(wanted: _Wanted, stated: Stated) -> Identified | None:
    rows = {row for key in wanted.keys if len(key) > 1 or wanted.kind != "PER" for row in stated.get((wanted.kind, key), ())}
    fitting = {row for row in rows if row[1] in {wanted.country, None}}
    identifiers = {qid for qid, _, _ in fitting}
    if len(identifiers) != 1:
        return None
    sources = "+".join(sorted({one for _, _, source in fitting for one in source.split("+")}))
    checks = "name+country" if any(country for _, country, _ in fitting) else "name"
    return Identified(wanted.local_id, identifiers.pop(), wanted.name, sources, checks)


def _class(label: str, kind: str) -> str:
    """What a row must share with a name besides spelling and country: a region is no city of its name."""
    return label if label != "LOC" else {"city": "city", "capital": "city"}.get(kind, "region")


def write_identifiers(rows: Sequence[Identified], out: Path) -> None:
    """Write identifiers.tsv."""
    lines = ["# local_id\tentity_id\tname\tsource\tchecks"]
    lines += [f"{r.local_id}\t{r.entity_id}\t{r.name}\t{r.source}\t{r.checks}" for r in rows]
    (out / "identifiers.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")

"""The recipe: corpora in, reference tables and the identifiers they confirm out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from schemas.errors import SettingsError
from tasks.gazetteer.build.bodies import media_rows, party_rows
from tasks.gazetteer.build.governments import french_rows, phoenix_rows
from tasks.gazetteer.build.identifiers import identify, write_identifiers
from tasks.gazetteer.build.leaders import congress_rows, leader_rows
from tasks.gazetteer.build.places import city_rows, territory_rows
from tasks.gazetteer.build.rows import NamedRow, OfficeRow
from tasks.gazetteer.build.tables import write_tables
from tasks.gazetteer.tables import read_rows

NEEDED = ("people", "entities")


@dataclass(frozen=True, kw_only=True)
class Built:
    """What a build made: rows by source, offices, hand-written names that took an identifier."""

    rows: Mapping[str, int]
    offices: int
    identified: int


def build_gazetteer(corpora: Path, out: Path) -> Built:
    """Write the reference tables and identifiers.tsv to a folder. Raises SettingsError if the corpora are not there."""
    missing = [name for name in NEEDED if not (corpora / name).is_dir()]
    if missing:
        raise SettingsError(
            found=f"{corpora} without {', '.join(missing)}",
            expected="the folders that docs/gazetteer.md names",
            remedy="correct the path",
        )
    rows = list(_read(corpora))
    named = merge(row for row in rows if isinstance(row, NamedRow))
    identified = identify(named)
    promoted = {row[0]: row[1] for row in read_rows("promoted")} | {one.local_id: one.entity_id for one in identified}
    offices = [_promoted(row, promoted) for row in rows if isinstance(row, OfficeRow)]
    kept = [row for row in named if row.entity_id not in promoted]
    write_tables(kept, offices, out)
    write_identifiers(identified, out)
    return Built(rows=_counts(kept), offices=len(offices), identified=len(identified))


def _read(corpora: Path) -> Iterable[NamedRow | OfficeRow]:
    countries = [row for row in read_rows("countries") if row[0]]
    states = {row[1]: row[9] or row[0] for row in countries}
    by_qid = {row[2]: row[0] for row in countries}
    known = frozenset(row[0] for row in countries)
    yield from city_rows(corpora, states)
    yield from territory_rows(corpora, states)
    yield from leader_rows(corpora, by_qid)
    yield from congress_rows(corpora)
    yield from french_rows(corpora)
    yield from phoenix_rows(corpora, known)
    yield from party_rows(corpora, known)
    yield from media_rows(corpora)


def merge(rows: Iterable[NamedRow]) -> list[NamedRow]:
    """One row for each identifier: the first keeps its name, later ones add spellings; a local one joins its identified namesake.

    People of one name and country are one: a local row whose name and country another source identifies takes that identifier.
    """
    found: dict[str, NamedRow] = {}
    for row in rows:
        known = found.get(row.entity_id)
        found[row.entity_id] = row if known is None else _joined(known, row)
    return list(found.values())


def _joined(known: NamedRow, row: NamedRow) -> NamedRow:
    if (known.label, known.country or row.country) != (row.label, row.country or known.country):
        return known
    names = known.names[: known.spelled] + tuple(
        n for n in (*known.names[known.spelled :], *row.names) if n not in known.names[: known.spelled]
    )
    source = "+".join(dict.fromkeys([*known.source.split("+"), *row.source.split("+")]))
    return replace(known, names=tuple(dict.fromkeys(names)), country=known.country or row.country, source=source)


def _promoted(row: OfficeRow, promoted: Mapping[str, str]) -> OfficeRow:
    return replace(row, entity_id=promoted.get(row.entity_id, row.entity_id))


def _counts(rows: Sequence[NamedRow]) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.source] = counts.get(row.source, 0) + 1
    return dict(sorted(counts.items()))

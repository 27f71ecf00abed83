"""The reference tables as files: Arrow IPC, compressed, sorted for look-up by name; columns as in reference.py."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from tasks.gazetteer.build.rows import NamedRow, OfficeRow, sources
from tasks.gazetteer.reference import ENTITIES, OFFICES, SPELLINGS
from tasks.gazetteer.words import key_of


def write_tables(named: Sequence[NamedRow], offices: Sequence[OfficeRow], out: Path) -> None:
    """Write the three tables. The same rows give the same bytes."""
    out.mkdir(parents=True, exist_ok=True)
    ordered = sorted(named, key=lambda row: row.entity_id)
    _write(out / "entities.arrow", pa.Table.from_pylist([_entity(row) for row in ordered], schema=ENTITIES))
    _write(out / "spellings.arrow", pa.Table.from_pylist(_spellings(ordered), schema=SPELLINGS))
    _write(out / "offices.arrow", pa.Table.from_pylist(_offices(offices), schema=OFFICES))


def _write(path: Path, table: pa.Table) -> None:
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema, options=options) as writer:
        writer.write_table(table.combine_chunks())


def _entity(row: NamedRow) -> Mapping[str, object]:
    origins = [sources()[name] for name in row.source.split("+")]
    return {
        "entity_id": row.entity_id,
        "name": row.names[0],
        "label": row.label,
        "kind": row.kind,
        "country": row.country,
        "sector": row.sector,
        "latitude": row.latitude,
        "longitude": row.longitude,
        "population": row.population,
        "region": row.region,
        "source": row.source,
        "licence": " + ".join(str(one["licence"]) for one in origins),
        "dated": max(int(one["dated"]) for one in origins),
        "checks": row.checks,
    }


def _spellings(ordered: Sequence[NamedRow]) -> list[Mapping[str, object]]:
    found: dict[tuple[str, str, int], bool] = {}
    for number, row in enumerate(ordered):
        for place, name in enumerate(row.names):
            key = " ".join(key_of(name))
            if key:
                found.setdefault((key, name, number), place < row.spelled)
    return [
        {"key": key, "text": text, "entity": number, "spelled": spelled} for (key, text, number), spelled in sorted(found.items())
    ]


def _offices(rows: Iterable[OfficeRow]) -> list[Mapping[str, object]]:
    fields = ("office", "body", "first", "last", "entity_id", "title", "source")
    unique = {tuple(getattr(row, name) or "" for name in fields) for row in rows}
    return [dict(zip(fields, (value or None for value in row), strict=True)) for row in sorted(unique)]

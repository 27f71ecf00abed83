"""A release in other formats: a DuckDB database, CSV, JSON lines, GeoJSON. The same release gives the same rows in one order.

CSV has one file a table and one for each list (flat tables); JSON lines and the database keep lists, the database has the flat
tables beside them. Nothing is cut or rounded; in CSV, text that a spreadsheet would compute is marked (tasks/spreadsheets.py),
unless values are asked for as they are.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from schemas.column import Table
from schemas.dictionary import PUBLISHED
from schemas.errors import SettingsError
from schemas.flat import flat_tables, scalar_columns
from tasks.reading.database import view_names
from tasks.reading.opening import OpenedRelease
from tasks.spreadsheets import inert_sql

DATABASE = "release.duckdb"
UNFINISHED = ".tmp"
ROWS = 1_000


def export(release: OpenedRelease, form: str, folder: Path, *, raw: bool = False) -> list[Path]:
    """Write the release into a folder that is new or empty, whole or not at all; the files. `form` is a key of FORMS.

    `raw`: text of CSV files as it is, whatever a spreadsheet would make of it.

    Raises SettingsError if the folder can't be used, DamagedRelease.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SettingsError(
            found=f"{folder} is there already and is not empty", expected="a new folder", remedy="name another DIR"
        )
    unfinished = folder.with_name(f"{folder.name}{UNFINISHED}")
    try:
        unfinished.mkdir(parents=True)
    except OSError as error:
        raise SettingsError(
            found=f"the folder {unfinished}, from which {folder.name} is made, can't be made ({error.strerror})",
            expected="a new folder",
            remedy="name another DIR, or remove what an export that was interrupted left there",
        ) from error
    (_raw_csv if form == "csv" and raw else FORMS[form])(release.database, unfinished)
    if folder.exists():
        folder.rmdir()
    unfinished.rename(folder)
    return sorted(folder.iterdir())


def _duckdb(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    connection.execute(f"ATTACH {_quoted(folder / DATABASE)} AS target")
    for name, query in _queries(connection, nested=True).items():
        connection.execute(f'CREATE TABLE target."{name}" AS {query}')
    connection.execute("DETACH target")


def _csv(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    _write_csv(
        connection, folder, {name: _inert(connection, query) for name, query in _queries(connection, nested=False).items()}
    )


def _raw_csv(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    _write_csv(connection, folder, _queries(connection, nested=False))


def _inert(connection: duckdb.DuckDBPyConnection, query: str) -> str:
    """The query with its text marked where a spreadsheet would compute it."""
    columns = connection.execute(f"DESCRIBE {query}").fetchall()
    marked = [f"{inert_sql(quoted)} AS {quoted}" for name, kind, *_ in columns if kind == "VARCHAR" for quoted in [f'"{name}"']]
    return f"SELECT * REPLACE ({', '.join(marked)}) FROM ({query})" if marked else query  # noqa: S608  names of our contracts


def _write_csv(connection: duckdb.DuckDBPyConnection, folder: Path, queries: Mapping[str, str]) -> None:
    for name, query in queries.items():
        connection.execute(f"COPY ({query}) TO {_quoted(folder / f'{name}.csv')} (FORMAT csv, HEADER)")


def _jsonl(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    for table in _tables(connection):
        connection.execute(f"COPY ({_ordered(table)}) TO {_quoted(folder / f'{table.name}.jsonl')} (FORMAT json)")


def _geojson(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Events as features: with a point where there are coordinates, else without geometry, as RFC 7946 has it."""
    with (folder / "events.geojson").open("w", encoding="utf-8") as written:
        written.write('{"type": "FeatureCollection", "features": [')
        for number, feature in enumerate(_features(connection)):
            written.write(("," if number else "") + "\n" + json.dumps(feature, ensure_ascii=False))
        written.write("\n]}\n")


FORMS: Mapping[str, Callable[[duckdb.DuckDBPyConnection, Path], None]] = {
    "duckdb": _duckdb,
    "csv": _csv,
    "jsonl": _jsonl,
    "geojson": _geojson,
}


def _features(connection: duckdb.DuckDBPyConnection) -> Iterator[dict[str, Any]]:
    (events,) = (table for table in PUBLISHED if table.name == "events")
    scalars = ", ".join(f'"{name}"' for name in scalar_columns(events) if name not in {"latitude", "longitude"})
    result = connection.execute(
        f"SELECT {scalars}, [p.name FOR p IN actors] AS actors, [p.name FOR p IN recipients] AS recipients, "  # noqa: S608
        "mentions[1].text AS sentence, longitude, latitude FROM events ORDER BY event_id"
    )
    columns = [name for name, *_ in result.description or ()]
    while rows := result.fetchmany(ROWS):
        for row in rows:
            *values, longitude, latitude = (value.isoformat() if isinstance(value, date) else value for value in row)
            point = None if latitude is None else {"type": "Point", "coordinates": [longitude, latitude]}
            properties = dict(zip(columns, values, strict=False))
            yield {"type": "Feature", "id": properties["event_id"], "geometry": point, "properties": properties}


def _tables(connection: duckdb.DuckDBPyConnection) -> list[Table]:
    return [table for table in PUBLISHED if table.name in view_names(connection)]


def _queries(connection: duckdb.DuckDBPyConnection, *, nested: bool) -> dict[str, str]:
    """By name the query of each table, with or without its lists, and of each flat table."""
    there, queries = set(view_names(connection)), dict[str, str]()
    for table in _tables(connection):
        queries[table.name] = _ordered(table, None if nested else scalar_columns(table))
        queries |= {flat.name: _sorted(flat.name, "*", flat.key) for flat in flat_tables(table) if flat.name in there}
    return queries


def _ordered(table: Table, columns: list[str] | None = None) -> str:
    return _sorted(table.name, ", ".join(f'"{name}"' for name in columns) if columns else "*", table.key)


def _sorted(name: str, columns: str, key: tuple[str, ...]) -> str:
    return f'SELECT {columns} FROM "{name}" ORDER BY ' + ", ".join(f'"{part}"' for part in key)  # noqa: S608  names of our contracts


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"

"""The tables of a release in DuckDB: a view of each, and of each list a flat one. In memory; nothing is written anywhere.

What belongs here: which views there are. What does not: what is asked of them.
"""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import duckdb

from schemas.dictionary import PUBLISHED
from schemas.flat import POSITION, VALUE, FlatTable, flat_tables

# Nothing is fetched: extensions that are not part of the library stay away.
CONFIGURATION: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
SHORT_NAMES = {"mentions": "events_mentions"}


def connected(files: Mapping[str, Path]) -> duckdb.DuckDBPyConnection:
    """A database in memory: the tables (Parquet files, by name) as views, their flat tables, the short name `mentions`."""
    connection = duckdb.connect(":memory:", config=CONFIGURATION)
    for name, path in files.items():
        connection.read_parquet(str(path)).create_view(name)
    for table in PUBLISHED:
        for flat in flat_tables(table) if table.name in files else ():
            with suppress(duckdb.BinderException):  # a release that earlier code made may lack the list
                connection.execute(f'CREATE VIEW "{flat.name}" AS {flat_sql(flat)}')
    for short, name in SHORT_NAMES.items():
        if name in view_names(connection):
            connection.execute(f'CREATE VIEW "{short}" AS FROM "{name}"')
    return connection


def view_names(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The names of all views of ours, sorted."""
    found = connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY view_name").fetchall()
    return [name for (name,) in found]


def flat_sql(flat: FlatTable) -> str:
    """The query of a flat table over the view of its table. It is put together from names of our own contracts."""
    source = f'"{flat.table.name}"'
    keys, item = list(flat.table.key), ""
    for depth, name in enumerate(flat.path):
        held = f'item."{name}"' if depth else f'"{name}"'
        kept = ", ".join(f'"{key}"' for key in keys)
        if depth:
            outer = f"{flat.path[depth - 1]}_{POSITION}"
            kept, keys = f'{kept}, "{POSITION}" AS "{outer}"', [*keys, outer]
        item = f'SELECT {kept}, unnest({held}) AS item, generate_subscripts({held}, 1) - 1 AS "{POSITION}" FROM {source}'  # noqa: S608
        source = f"({item})"
    keyed = ", ".join(f'"{name}"' for name in flat.key)
    values = ", ".join(_value(field.name) for field in flat.values)
    return f"SELECT {keyed}, {values} FROM {source}"  # noqa: S608


def _value(name: str) -> str:
    return f"item AS {VALUE}" if name == VALUE else f'item."{name}" AS "{name}"'

"""The tables of a release in DuckDB, in bounded memory: what does not fit goes to a file beside the run."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import duckdb

from tasks.database import tables_in_duckdb

QUERIES = "queries"


@contextmanager
def opened(tables: Mapping[str, Path], *, folder: Path, memory: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """The tables (Parquet files, by name) as views of their names, and the light tables that all queries build on.

    `folder` takes what does not fit into `memory` (as DuckDB writes it, for example 2GB).
    """
    with tables_in_duckdb(tables, folder=folder, memory=memory) as connection:
        connection.execute(query("tables"))
        yield connection


def query(name: str) -> str:
    """The SQL of a query by its path under queries/, without extension."""
    return files("tasks.report").joinpath(QUERIES, f"{name}.sql").read_text(encoding="utf-8")


def names(kind: str) -> list[str]:
    """The names of all queries in a folder of queries/."""
    folder: Traversable = files("tasks.report").joinpath(QUERIES, kind)
    return sorted(entry.name.removesuffix(".sql") for entry in folder.iterdir() if entry.name.endswith(".sql"))


def rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    """The rows of a small result as dictionaries."""
    result = connection.execute(sql)
    columns = [name for name, *_ in result.description or ()]
    return [dict(zip(columns, values, strict=True)) for values in result.fetchall()]

"""Tables as views of DuckDB in bounded memory: what does not fit goes to a file beside the run.

What belongs here: the connection and its views. What does not: any query (tasks/report/queries, tasks/validate/audit).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb


@contextmanager
def tables_in_duckdb(tables: Mapping[str, Path], *, folder: Path, memory: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """The tables (Parquet files, by name) as views of their names.

    `folder` takes what does not fit into `memory` (as DuckDB writes it, for example 2GB), of tables that are made too. A database
    in a file would be written to whether it fits or not.
    """
    folder.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(":memory:", config={"memory_limit": memory, "temp_directory": str(folder / "spilled")})
    try:
        connection.execute("SET enable_progress_bar = false")  # the run has its own
        for name, path in tables.items():
            connection.read_parquet(str(path)).create_view(name)
        yield connection
    finally:
        connection.close()

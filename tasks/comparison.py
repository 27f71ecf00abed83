"""Two states of one table in DuckDB, compared by key: what both the report and the list of changes ask.

The SQL is put together from names of our own contracts. What belongs here: how rows of two states are matched and told
apart. What does not: what is made of it.
"""

from collections.abc import Sequence

import duckdb

from schemas.column import Table


def types(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    """The columns of a table with their types."""
    return {name: kind for name, kind, *_ in connection.execute(f'DESCRIBE "{table}"').fetchall()}


def matched(key: Sequence[str]) -> str:
    """The condition that rows h and t have the same key; two nulls are the same."""
    return " AND ".join(f'h."{name}" IS NOT DISTINCT FROM t."{name}"' for name in key)


def row_key(frame: str, key: Sequence[str]) -> str:
    """The key of a row as text, its parts joined by colons; a missing part is empty."""
    parts = ", ".join(f"coalesce({frame}.\"{name}\"::VARCHAR, '')" for name in key)
    return f"concat_ws(':', {parts})"


def comparable(connection: duckdb.DuckDBPyConnection, table: Table, now: str, before: str) -> list[str]:
    """The columns beside the key that both states have with one type. Others can't be compared."""
    here, there = types(connection, now), types(connection, before)
    return [c.name for c in table.columns if c.name not in table.key and c.name in here and here[c.name] == there.get(c.name)]


def differences(columns: Sequence[str]) -> dict[str, str]:
    """For each column the condition that rows h and t differ in it."""
    return {name: f'h."{name}" IS DISTINCT FROM t."{name}"' for name in columns}


def delta(connection: duckdb.DuckDBPyConnection, tables: Sequence[tuple[Table, str, str]], target: str) -> None:
    """Make the temporary table `target` of CHANGES from pairs of states: contract, name of the table now, name of it before."""
    queries = [_delta(connection, table, now, before) for table, now, before in tables]
    empty = "SELECT ''::VARCHAR AS row_table, ''::VARCHAR AS row_key, ''::VARCHAR AS change, []::VARCHAR[] AS columns LIMIT 0"
    connection.execute(f'CREATE OR REPLACE TEMP TABLE "{target}" AS ' + " UNION ALL ".join((f"({empty})", *queries)))


def _delta(connection: duckdb.DuckDBPyConnection, table: Table, now: str, before: str) -> str:
    """The rows of CHANGES of one table: one join of both states, whose rows h and t are null where only the other has them."""
    differs = differences(comparable(connection, table, now, before))
    listed = ", ".join(f"CASE WHEN {test} THEN '{name}' END" for name, test in differs.items())
    columns = ", ".join(f'"{name}"' for name in (*table.key, *differs))
    key = ", ".join(f'coalesce(h."{name}", t."{name}") AS "{name}"' for name in table.key)
    either = f"""
        SELECT {key}, CASE WHEN t.there IS NULL THEN 'added' WHEN h.there IS NULL THEN 'removed' ELSE 'changed' END AS change,
               CASE WHEN h.there AND t.there THEN list_filter([{listed}], lambda x: x IS NOT NULL) ELSE [] END AS columns
        FROM (SELECT {columns}, true AS there FROM "{now}") h
        FULL JOIN (SELECT {columns}, true AS there FROM "{before}") t ON {matched(table.key)}
        WHERE h.there IS NULL OR t.there IS NULL OR {" OR ".join(differs.values()) or "false"}"""  # noqa: S608  names of our own contracts
    return f"(SELECT '{table.name}' AS row_table, {row_key('k', table.key)} AS row_key, change, columns FROM ({either}) k)"  # noqa: S608

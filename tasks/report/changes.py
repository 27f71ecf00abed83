"""What changed since an earlier release: rows added, removed and changed by table and column, with samples and reasons.

A row is new because an article that it stands on is, or because something made it otherwise from articles that were there
before; which code, settings or libraries differ stands beside. The SQL is put together from names of our own contracts.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from schemas.aggregates import AGGREGATES
from schemas.articles import ARTICLES
from schemas.changes import CHANGES
from schemas.column import Table
from schemas.dictionary import PUBLISHED
from schemas.entities import ENTITIES
from schemas.events import EVENTS
from schemas.quarantine import QUARANTINE
from schemas.vocabularies import vocabulary
from tasks.comparison import comparable, delta, differences, matched, types
from tasks.earlier import Earlier
from tasks.report.database import rows

DELTA = tuple(table for table in PUBLISHED if table not in AGGREGATES)
SAMPLES = 5
# Of each table compared: what a sample shows, and the articles (or sources) that a row stands on, as a list.
COMPARED = (
    (ARTICLES, ("title", "outlet", "published_on"), "[article_id]"),
    (ENTITIES, ("text", "entity_name", "country"), "[article_id]"),
    (EVENTS, ("event_type", "realis", "date_start"), "[m.article_id FOR m IN mentions]"),
    (QUARANTINE, ("stage", "reason", "detail"), "[]::VARCHAR[]"),
)


def changes(connection: duckdb.DuckDBPyConnection, earlier: Earlier, now: Mapping[str, Any]) -> dict[str, Any]:
    """What changed since the earlier release. `now`: versions, code and settings of this one, as the manifest states them."""
    for name, path in earlier.tables.items():
        connection.read_parquet(str(path)).create_view(f"before_{name}", replace=True)
    connection.execute(_one_sided("gained", "articles", "before_articles", ("article_id",)))
    connection.execute(_one_sided("lost", "before_articles", "articles", ("article_id",)))
    return {
        "since": earlier.manifest["release_id"],
        "made_otherwise": {
            part: _different(earlier.manifest.get(part, {}), now.get(part, {})) for part in ("code", "versions", "settings")
        },
        "tables": [
            _compare(connection, table, shown, articles)
            for table, shown, articles in COMPARED
            if table.name in earlier.tables and set(table.key) <= set(types(connection, f"before_{table.name}"))
        ],
    }


def write_changes(connection: duckdb.DuckDBPyConnection, earlier: Earlier, path: Path) -> dict[str, dict[str, int]]:
    """Write the list of CHANGES since the earlier release, whose tables `changes` has made views of; their numbers by table."""
    tables = [(table, table.name, f"before_{table.name}") for table in DELTA if table.name in earlier.tables]
    keyed = [pair for pair in tables if set(pair[0].key) <= set(types(connection, pair[2]))]
    delta(connection, keyed, "delta")
    with pq.ParquetWriter(path, CHANGES.schema, compression="zstd") as writer:
        for batch in connection.sql("FROM delta ORDER BY row_table, row_key, change").to_arrow_reader():
            writer.write_batch(pa.RecordBatch.from_arrays(batch.columns, schema=CHANGES.schema))
    counted = {table.name: dict.fromkeys(vocabulary("change"), 0) for table, *_ in keyed}
    for name, change, number in connection.execute("SELECT row_table, change, count(*) FROM delta GROUP BY ALL").fetchall():
        counted[name][change] = number
    return counted


def _compare(connection: duckdb.DuckDBPyConnection, table: Table, shown: Sequence[str], articles: str) -> dict[str, Any]:
    name, before = table.name, f"before_{table.name}"
    found: dict[str, Any] = {"table": name}
    for side, here, there, sources in (("added", name, before, "gained"), ("removed", before, name, "lost")):
        connection.execute(_one_sided("one_sided", here, there, table.key))
        found[side] = _count_one_sided(connection, table, shown, articles, sources)
    return found | _changed(connection, table, before)


def _one_sided(target: str, here: str, there: str, key: Sequence[str]) -> str:
    return f"CREATE OR REPLACE TEMP TABLE {target} AS SELECT h.* FROM {here} h ANTI JOIN {there} t ON {matched(key)}"  # noqa: S608


def _count_one_sided(
    connection: duckdb.DuckDBPyConnection, table: Table, shown: Sequence[str], articles: str, sources: str
) -> dict[str, Any]:
    """How many rows only one side has, how many of them stand on an article that only this side has, and samples."""
    key = ", ".join(table.key)
    of_articles = (
        f"SELECT count(*) FROM (SELECT DISTINCT {key} FROM (SELECT {key}, unnest({articles}) AS article_id_of FROM one_sided) "  # noqa: S608
        f"SEMI JOIN {sources} ON article_id_of = {sources}.article_id)"
    )
    columns = ", ".join(f"{name}::VARCHAR AS {name}" for name in dict.fromkeys((*table.key, *shown)))
    return {
        "rows": connection.execute("SELECT count(*) FROM one_sided").fetchall()[0][0],
        "of_articles": connection.execute(of_articles).fetchall()[0][0],
        "samples": rows(connection, f"SELECT {columns} FROM one_sided ORDER BY {key} LIMIT {SAMPLES}"),  # noqa: S608
    }


def _changed(connection: duckdb.DuckDBPyConnection, table: Table, before: str) -> dict[str, Any]:
    """How many rows of the same key differ, by column, and samples of the first column in which each differs.

    Columns that are new or of another type are named and not compared.
    """
    columns = comparable(connection, table, table.name, before)
    differs = differences(columns)
    both = f"{table.name} h JOIN {before} t ON {matched(table.key)}"
    counted = ", ".join(f'count(*) FILTER ({test}) AS "{name}"' for name, test in differs.items())
    anywhere = " OR ".join(differs.values())
    case = " ".join(
        f"WHEN {test} THEN {{'column': '{name}', 'before': t.\"{name}\"::VARCHAR, 'now': h.\"{name}\"::VARCHAR}}"
        for name, test in differs.items()
    )
    keys = ", ".join(f"h.{name}::VARCHAR AS {name}" for name in table.key)
    order = ", ".join(f"h.{name}" for name in table.key)
    sample = f"SELECT {keys}, CASE {case} END AS change FROM {both} WHERE {anywhere} ORDER BY {order} LIMIT {SAMPLES}"  # noqa: S608
    return {
        "retyped": [c.name for c in table.columns if c.name not in {*table.key, *columns}],
        "changed": connection.execute(f"SELECT count(*) FROM {both} WHERE {anywhere}").fetchall()[0][0],  # noqa: S608
        "columns": {name: n for name, n in rows(connection, f"SELECT {counted} FROM {both}")[0].items() if n},  # noqa: S608
        "samples": [row | row.pop("change") for row in rows(connection, sample)],
    }


def _different(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    return sorted(name for name in {*before, *now} if before.get(name) != now.get(name))

"""What changed since an earlier release: rows added, removed and changed by table and column, with samples and their reasons.

The rows are compared once, into the list of changes that is published (schemas/changes.py); the page counts from it. The SQL is
put together from names of our own contracts. Why a row is there: `article`, one that it stands on is new or gone; `retold`, an
event whose sentences are those of another, since others tell it too; else `made`, for what made the release otherwise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from tasks.comparison import comparable, delta, matched, row_key, types
from tasks.earlier import Earlier
from tasks.report.database import query, rows

DELTA = tuple(table for table in PUBLISHED if table not in AGGREGATES)
SAMPLES = 5
PARTS = ("code", "versions", "settings")
CHANGE_NO_TABLE = frozenset(("report", "publish"))
SIDES = {"added": ("", "before_"), "removed": ("before_", "")}
"""By change, before the name of a table, the side that has its rows, and the other."""


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A table that the page compares: what a sample shows, and the articles and sentences that a row stands on, as lists.

    `kind`: sources, where it is not articles but delivered files that a row stands on.
    """

    table: Table
    shown: tuple[str, ...]
    articles: str
    kind: str = "articles"
    sentences: str = "[]::VARCHAR[]"


COMPARED = (
    Compared(table=ARTICLES, shown=("article_id", "title", "outlet", "published_on"), articles="[article_id]"),
    Compared(table=ENTITIES, shown=("text", "entity_name", "country", "article_id"), articles="[article_id]"),
    Compared(
        table=EVENTS,
        shown=("event_id", "event_type", "quad_class", "realis", "date_start", "mentions[1].text AS sentence"),
        articles="[m.article_id FOR m IN mentions]",
        sentences="[m.article_id || ':' || m.trigger_start FOR m IN mentions]",
    ),
    Compared(table=QUARANTINE, shown=("uri", "stage", "reason", "detail"), articles="[uri]", kind="sources"),
)


def compare(connection: duckdb.DuckDBPyConnection, earlier: Earlier) -> dict[str, dict[str, int]]:
    """Compare the tables with those of the earlier release, once; how many rows of each were added, changed and removed.

    Makes views before_… of the earlier tables, the table `delta` of CHANGES, and added_… and removed_… of articles and sources.
    """
    for name, path in earlier.tables.items():
        connection.read_parquet(str(path)).create_view(f"before_{name}", replace=True)
    known = [table for table in DELTA if table.name in earlier.tables]
    keyed = [table for table in known if set(table.key) <= set(types(connection, f"before_{table.name}"))]
    delta(connection, [(table, table.name, f"before_{table.name}") for table in keyed], "delta")
    for change, (here, there) in SIDES.items():
        connection.execute(query("changes/sides").format(change=change, here=here, there=there))
    counts = {table.name: dict.fromkeys(vocabulary("change"), 0) for table in keyed}
    for name, change, number in connection.execute("SELECT row_table, change, count(*) FROM delta GROUP BY ALL").fetchall():
        counts[name][change] = number
    return counts


def write_changes(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write the list of changes, as it is published."""
    with pq.ParquetWriter(path, CHANGES.schema, compression="zstd") as writer:
        for batch in connection.sql("FROM delta ORDER BY row_table, row_key, change").to_arrow_reader():
            writer.write_batch(pa.RecordBatch.from_arrays(batch.columns, schema=CHANGES.schema))


def changes(
    connection: duckdb.DuckDBPyConnection,
    earlier: Earlier,
    *,
    counts: Mapping[str, Mapping[str, int]],
    now: Mapping[str, Any],
    stages: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """What the page says of the changes. `counts`: as `compare` gave them; `now`: versions, code and settings of this release."""
    before = earlier.manifest
    made = {part: _different(before.get(part, {}), now.get(part, {})) for part in PARTS}
    return {
        "since": before["release_id"],
        "made_otherwise": made | {"models": _different(_models(before.get("stages", ())), _models(stages))},
        "tables": [_of_table(connection, one, counts[one.table.name]) for one in COMPARED if one.table.name in counts],
    }


def _of_table(connection: duckdb.DuckDBPyConnection, one: Compared, counts: Mapping[str, int]) -> dict[str, Any]:
    name, table = one.table.name, one.table
    for change, (here, _) in SIDES.items():
        connection.execute(_one_sided(one, change, here))
    found = {change: {"rows": counts[change]} | _with_reasons(connection, change, one.kind) for change in SIDES}
    both = comparable(connection, table, name, f"before_{name}")
    in_columns = "SELECT name, count(*) FROM (SELECT unnest(columns) AS name FROM delta WHERE row_table = $1) GROUP BY name"
    columns = dict(connection.execute(in_columns, [name]).fetchall())
    return found | {
        "table": name,
        "retyped": [c.name for c in table.columns if c.name not in {*table.key, *both}],
        "changed": counts["changed"],
        "columns": {column.name: columns[column.name] for column in table.columns if column.name in columns},
        "samples": _changed(connection, one.table),
    }


def _one_sided(one: Compared, change: str, here: str) -> str:
    """The table `added` or `removed`: the rows that only one side has, as samples show them, with what they stand on."""
    shown = ", ".join(name if " AS " in name else f"{name}::VARCHAR AS {name}" for name in one.shown)
    named = {"table": one.table.name, "key": row_key("h", one.table.key), "articles": one.articles, "sentences": one.sentences}
    return query("changes/rows").format(change=change, here=here, shown=shown, **named)


def _with_reasons(connection: duckdb.DuckDBPyConnection, change: str, kind: str) -> dict[str, Any]:
    """How many rows of one side stand on an article that only it has, and samples: first those that no article explains."""
    (other,) = SIDES.keys() - {change}
    connection.execute(query("changes/reasons").format(change=change, other=other, kind=kind))
    of_articles = connection.execute("SELECT count(*) FROM reasons WHERE why = 'article'").fetchall()[0][0]
    sample = f"SELECT * EXCLUDE row_key FROM reasons ORDER BY why = 'article', row_key LIMIT {SAMPLES}"  # noqa: S608
    return {"of_articles": of_articles, "samples": rows(connection, sample)}


def _changed(connection: duckdb.DuckDBPyConnection, table: Table) -> list[dict[str, Any]]:
    """Samples of the rows of the same key that differ: the first column in which each does, before and now."""
    kept = f"row_table = '{table.name}' AND change = 'changed'"
    sampled = f"SELECT row_key, columns[1] AS name FROM delta WHERE {kept} ORDER BY row_key LIMIT {SAMPLES}"  # noqa: S608
    columns = {name for _, name in connection.execute(sampled).fetchall()}
    if not columns:
        return []
    keys = ", ".join(f"h.{name}::VARCHAR AS {name}" for name in table.key)
    before, now = (
        "CASE name " + " ".join(f"WHEN '{name}' THEN {side}.\"{name}\"::VARCHAR" for name in sorted(columns)) + " END"
        for side in ("t", "h")
    )
    both = f"{table.name} h ON d.row_key = {row_key('h', table.key)} JOIN before_{table.name} t ON {matched(table.key)}"
    sql = f"SELECT {keys}, name AS column, {before} AS before, {now} AS now FROM ({sampled}) d JOIN {both} ORDER BY d.row_key"  # noqa: S608
    return rows(connection, sql)


def _models(stages: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    return {stage["stage"]: stage["model"] for stage in stages if stage.get("model")}


def _different(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    return sorted(name for name in {*before, *now} - CHANGE_NO_TABLE if before.get(name) != now.get(name))

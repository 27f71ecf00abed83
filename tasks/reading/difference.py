"""What differs between two releases: rows added, removed and changed, by table and column."""

from dataclasses import dataclass, field

import duckdb

from schemas.aggregates import AGGREGATES
from schemas.changes import CHANGES
from schemas.dictionary import PUBLISHED
from schemas.errors import DamagedRelease
from tasks.comparison import delta, types
from tasks.reading.database import CONFIGURATION
from tasks.reading.opening import OpenedRelease


@dataclass(frozen=True, kw_only=True)
class TableDifference:
    """How many rows of one table differ; `columns` counts changed rows by column, `incomparable` are columns without a match."""

    table: str
    added: int
    removed: int
    changed: int
    columns: dict[str, int] = field(default_factory=dict)
    incomparable: tuple[str, ...] = ()


def difference(before: OpenedRelease, now: OpenedRelease) -> list[TableDifference]:
    """The difference of each table that both releases have, but those of ready counts. Raises DamagedRelease."""
    with duckdb.connect(":memory:", config=CONFIGURATION) as connection:
        try:
            return _difference(connection, before, now)
        except duckdb.Error as error:
            raise DamagedRelease(
                found=f"the tables of {before.release_id} or {now.release_id} can't be read ({error})",
                expected="whole tables",
                remedy="look at `depeche releases OUT`, which verifies each release",
            ) from error


def _difference(connection: duckdb.DuckDBPyConnection, before: OpenedRelease, now: OpenedRelease) -> list[TableDifference]:
    tables = [table for table in PUBLISHED if table not in AGGREGATES and table.name in set(before.files) & set(now.files)]
    for side, release in (("before", before), ("now", now)):
        for table in tables:
            connection.read_parquet(str(release.files[table.name])).create_view(f"{side}_{table.name}")
    keyed = [table for table in tables if set(table.key) <= set(types(connection, f"before_{table.name}"))]
    delta(connection, [(table, f"now_{table.name}", f"before_{table.name}") for table in keyed], CHANGES.name)
    counts = connection.execute("SELECT row_table, change, count(*) FROM changes GROUP BY ALL").fetchall()
    rows = {(table, change): number for table, change, number in counts}
    by_column = connection.execute(
        "SELECT row_table, name, count(*) FROM (SELECT row_table, unnest(columns) AS name FROM changes) GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    return [
        TableDifference(
            table=table.name,
            added=rows.get((table.name, "added"), 0),
            removed=rows.get((table.name, "removed"), 0),
            changed=rows.get((table.name, "changed"), 0),
            columns={column: number for name, column, number in by_column if name == table.name},
            incomparable=_incomparable(connection, table.name, keyed=table.key),
        )
        for table in keyed
    ]


def _incomparable(connection: duckdb.DuckDBPyConnection, name: str, *, keyed: tuple[str, ...]) -> tuple[str, ...]:
    """Columns that only one side has, or that have another type there."""
    here, there = types(connection, f"now_{name}"), types(connection, f"before_{name}")
    return tuple(
        column for column in dict.fromkeys((*here, *there)) if column not in keyed and here.get(column) != there.get(column)
    )

"""A question in SQL, asked without any power to change something."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from schemas.errors import SettingsError
from tasks.publish.shelf import verified
from tasks.reading.opening import OpenedRelease

ROWS = 1_000


@dataclass(frozen=True)
class Answer:
    """The columns of an answer, each name once, and its rows, which are fetched as they are asked for."""

    columns: Sequence[str]
    rows: Iterator[tuple[Any, ...]]


def ask(release: OpenedRelease, sql: str) -> Answer:
    """Ask the release one question. Raises SettingsError if the SQL is wrong or does more than read, DamagedRelease."""
    try:
        statements = release.database.extract_statements(sql)
    except duckdb.Error as error:
        raise _wrong(str(error)) from error
    # EXPLAIN ANALYZE runs what it explains, and a bare PIVOT may stand around a COPY: only what is a SELECT as a whole is let in.
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise SettingsError(
            found=f"{len(statements)} statements" if len(statements) != 1 else "a statement that does more than read",
            expected="one SELECT (or FROM, WITH, DESCRIBE, SHOW TABLES, SUMMARIZE)",
            remedy="ask one question; `depeche export --duckdb DIR` makes a database that is yours to change",
        )
    try:
        result = release.database.execute(statements[0])
    except duckdb.Error as error:
        raise _failed(release, error) from error
    return Answer(_distinct([name for name, *_ in result.description or ()]), _rows(release, result))


def _rows(release: OpenedRelease, result: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    try:
        while found := result.fetchmany(ROWS):
            yield from found
    except duckdb.Error as error:
        raise _failed(release, error) from error


def _failed(release: OpenedRelease, error: duckdb.Error) -> SettingsError:
    """The user's mistake; raises DamagedRelease instead where the release's files are not what was published."""
    verified(release.folder)
    return _wrong(str(error))


def _wrong(why: str) -> SettingsError:
    words = " ".join(why.partition("\nLINE ")[0].split())
    return SettingsError(
        found=f"the SQL can't be answered: {words}",
        expected="DuckDB's SQL over the tables of the release",
        remedy='correct it; `depeche query "SHOW TABLES"` lists the tables, `depeche query "DESCRIBE events"` the columns of one',
    )


def _distinct(names: Sequence[str]) -> list[str]:
    """The names, those that were there before with a number, as DuckDB numbers them in tables."""
    seen: dict[str, int] = {}
    listed = []
    for name in names:
        number = seen[name] = seen.get(name, -1) + 1
        listed.append(f"{name}_{number}" if number else name)
    return listed

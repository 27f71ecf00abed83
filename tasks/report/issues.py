"""What a reader must know first: shares of rows that lack something, measured on the tables."""

from typing import Any

import duckdb

from tasks.report.words import LANGUAGES, knowledge


def key_issues(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """The key issues whose share is large enough to be told, in the order of the file, which is that of their weight."""
    measured = (_measured(connection, issue) for issue in knowledge("key_issues"))
    return [issue for issue in measured if issue["rows"] and issue["share"] >= issue["from"]]


def _measured(connection: duckdb.DuckDBPyConnection, issue: dict[str, Any]) -> dict[str, Any]:
    # The condition and the table's name are ours, from the knowledge file; no string of the data is part of the query.
    sql = f"SELECT count(*) FILTER ({issue['where']}), count(*) FROM {issue['table']}"  # noqa: S608
    rows, of = connection.execute(sql).fetchall()[0]
    kept = {name: issue[name] for name in ("name", "list", "filter", "from", *LANGUAGES)}
    return kept | {"rows": rows, "of": of, "share": rows / of if of else 0.0}

"""The figures of the page: one query each, and the same rows as CSV and JSON for whoever wants to use them."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from tasks.report.database import names, query, rows
from tasks.spreadsheets import inert

Rows = list[dict[str, Any]]


def figures(connection: duckdb.DuckDBPyConnection) -> dict[str, Rows]:
    """The rows of each figure by name; dates as ISO strings."""
    return {name: _plain(rows(connection, query(f"figures/{name}"))) for name in names("figures")}


def write_figures(found: Mapping[str, Sequence[Mapping[str, Any]]], folder: Path) -> None:
    """Write each figure as NAME.csv and NAME.json."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, listed in found.items():
        (folder / f"{name}.csv").write_text(as_csv(listed), encoding="utf-8", newline="")
        (folder / f"{name}.json").write_text(json.dumps(listed, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def as_csv(listed: Sequence[Mapping[str, Any]]) -> str:
    """Rows as CSV in which no text is computed by a spreadsheet (tasks/spreadsheets.py)."""
    written = io.StringIO()
    if listed:
        writer = csv.writer(written, lineterminator="\r\n")
        writer.writerow(listed[0])
        writer.writerows([inert(value) for value in row.values()] for row in listed)
    return written.getvalue()


def _plain(found: Rows) -> Rows:
    return [{name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()} for row in found]

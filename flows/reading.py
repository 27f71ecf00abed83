"""`depeche show`, `query`, `diff` and `export`: what the user sees of a release."""

import argparse
import csv
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from itertools import islice
from math import isfinite
from typing import Any

from rich.table import Table
from rich.text import Text

from flows.progress import report_console
from flows.shown import article_lines, event_lines
from tasks.reading import lookup
from tasks.reading.difference import TableDifference, difference
from tasks.reading.export import export
from tasks.reading.marks import inert
from tasks.reading.opening import named_release, open_release
from tasks.reading.question import Answer, ask
from tasks.spreadsheets import inert as inert_cell


def run_show(arguments: argparse.Namespace) -> int:
    """Show one event or article. Returns 0."""
    release = open_release(arguments.out)
    kind, key = lookup.look_up(release, arguments.id)
    lines = event_lines(lookup.event(release, key)) if kind == "event" else article_lines(lookup.article(release, key))
    console = report_console()
    for line in lines:
        console.print(line, highlight=False)
    return 0


def run_query(arguments: argparse.Namespace) -> int:
    """Show the answer to a question in SQL. Returns 0."""
    answer = ask(open_release(arguments.out), arguments.sql)
    if arguments.form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(answer.columns)
        written = _nested if arguments.raw else _cell
        writer.writerows([written(value) for value in row] for row in answer.rows)
    elif arguments.form == "json":
        _write_json(dict(zip(answer.columns, row, strict=True)) for row in answer.rows)
    else:
        _show_table(answer, most=arguments.rows)
    return 0


def run_diff(arguments: argparse.Namespace) -> int:
    """Tell how two releases differ. Returns 0."""
    before, now = (named_release(arguments.out, word) for word in (arguments.before, arguments.now))
    found = difference(before, now)
    if arguments.json:
        _write_json(asdict(table) for table in found)
        return 0
    console = report_console()
    console.print(f"{before.release_id} → {now.release_id}", highlight=False)
    table = Table("table")
    for name in ("added", "removed", "changed"):
        table.add_column(name, justify="right")
    table.add_column("changed in")
    for one in found:
        table.add_row(one.table, str(one.added), str(one.removed), str(one.changed), _columns(one))
    console.print(table)
    return 0


def run_export(arguments: argparse.Namespace) -> int:
    """Write the release in another format, and name the files. Returns 0."""
    console = report_console()
    for path in export(open_release(arguments.out), arguments.form, arguments.folder, raw=arguments.raw):
        console.print(f"{path.stat().st_size:>14,}  {path}", highlight=False, markup=False)
    return 0


def _show_table(answer: Answer, *, most: int) -> None:
    console, table = report_console(), Table()
    for name in answer.columns:
        table.add_column(Text(inert(name)), overflow="fold")
    for row in islice(answer.rows, most):
        table.add_row(*(Text(inert(_told(value))) for value in row))
    console.print(table)
    if next(answer.rows, None) is not None:
        console.print(f"… more than {most} rows: --rows shows more, --csv and --json all", highlight=False)


def _columns(table: TableDifference) -> str:
    changed = [f"{name} {number}" for name, number in table.columns.items()]
    return ", ".join(changed + [f"{name} (not in both, or of another type)" for name in table.incomparable])


def _write_json(rows: Iterable[dict[str, Any]]) -> None:
    """A JSON array, a row a line; what JSON has no type for as text, dates as ISO 8601."""
    sys.stdout.write("[")
    for number, row in enumerate(rows):
        sys.stdout.write((",\n" if number else "\n") + _json(row))
    sys.stdout.write("\n]\n")


def _json(value: Any) -> str:
    return json.dumps(_finite(value), ensure_ascii=False, default=_plain)


def _finite(value: Any) -> Any:
    """The value with null for what JSON has no number for, at any depth."""
    if isinstance(value, dict):
        return {str(name): _finite(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(each) for each in value]
    return value if not isinstance(value, float) or isfinite(value) else None


def _plain(value: Any) -> Any:
    if isinstance(value, date):  # and its kind with an hour
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else str(value)


def _nested(value: Any) -> Any:
    """A value as a cell: lists and structs as JSON."""
    return _json(value) if isinstance(value, list | dict) else value


def _cell(value: Any) -> Any:
    """The same, in which no text is computed by a spreadsheet."""
    return inert_cell(_nested(value))


def _told(value: Any) -> str:
    return "" if value is None else str(_nested(value))

"""What the pages of the report say, as plain values. Pure: no GX, no HTML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tasks.validate.verdict import Finding, Statistics, Verdict, by_severity

TITLES = {
    "contract": "Columns and types",
    "accounting": "Sources read, kept and quarantined",
}


@dataclass(frozen=True, kw_only=True)
class TablePage:
    """The page of one table: the failed expectations with their rows first, then all of them by column."""

    name: str
    title: str
    rows: int | None
    statistics: Statistics
    failed: tuple[Finding, ...]
    columns: Mapping[str, tuple[Finding, ...]]


@dataclass(frozen=True, kw_only=True)
class FrontPage:
    """The front page: verdict, counts, failed expectations of all tables, links.

    `account` holds the row of accounting.account: sources read, kept, quarantined, accounted.
    """

    verdict: Verdict
    account: Mapping[str, int]
    rows: Mapping[str, int]
    failed: tuple[Finding, ...]
    tables: tuple[TablePage, ...]


def table_page(name: str, findings: Sequence[Finding], *, statistics: Statistics, rows: int | None) -> TablePage:
    """The page of one table."""
    columns: dict[str, list[Finding]] = {}
    for finding in findings:
        columns.setdefault(finding.column, []).append(finding)
    return TablePage(
        name=name,
        title=TITLES.get(name, f"Table {name}"),
        rows=rows,
        statistics=statistics,
        failed=tuple(by_severity(f for f in findings if not f.passed)),
        columns={column: tuple(listed) for column, listed in columns.items()},
    )


def front_page(
    verdict: Verdict, tables: Sequence[TablePage], *, rows: Mapping[str, int], account: Mapping[str, int]
) -> FrontPage:
    """The front page over the pages of the tables."""
    failed = by_severity(finding for table in tables for finding in table.failed)
    return FrontPage(verdict=verdict, account=account, rows=rows, failed=tuple(failed), tables=tuple(tables))

"""Asks every rule of the tables: findings for the report, and the rows that must not be published."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from schemas.vocabularies import vocabulary
from tasks.validate.audit.asked import Audit, Known
from tasks.validate.audit.database import opened
from tasks.validate.audit.rules import Rule
from tasks.validate.verdict import Finding

SAMPLE_ROWS = 20
TEXT_LIMIT = 300


def audit(tables: Mapping[str, Path], rules: Sequence[Rule], known: Known, *, folder: Path, memory: str) -> Audit:
    """Ask all rules. `tables`: the published tables as they are to be, and the stages' accounts that views.sql names."""
    findings: list[Finding] = []
    failing: dict[str, dict[str, str]] = {}
    with opened(tables, known, folder=folder, memory=memory) as connection:
        counts = {rule.table: _count(connection, f'SELECT count(*) FROM "{rule.table}"') for rule in rules}  # noqa: S608
        for rule in rules:
            try:
                finding, keys = _ask(connection, rule, counts[rule.table])
            except duckdb.Error as error:
                problem = str(error).splitlines()[0]
                finding, keys = replace(_unasked(rule), severity="critical", problem=problem), {}
            findings.append(finding)
            for key, found in keys.items():
                failing.setdefault(rule.table, {}).setdefault(key, f"{finding.words}; found {found} ({rule.code})")
    return Audit(findings=tuple(findings), failing=failing)


def _ask(connection: duckdb.DuckDBPyConnection, rule: Rule, rows: int) -> tuple[Finding, dict[str, str]]:
    once = f"SELECT row_key, min(found) AS found FROM ({rule.sql}) GROUP BY row_key"  # noqa: S608  the rules are ours
    connection.execute(f"CREATE OR REPLACE TEMP TABLE failing AS {once}")
    failed = _count(connection, "SELECT count(*) FROM failing")
    passed = failed <= rule.allowed * rows
    is_error = rule.severity == "error"
    sample = [] if passed else connection.execute(SHOWN, [rule.table, SAMPLE_ROWS]).fetchall()
    finding = replace(
        _unasked(rule),
        severity="critical" if is_error and rule.stops else rule.severity,
        passed=passed,
        rows=rows,
        failed=failed,
        mostly=1 - rule.allowed,
        sample=tuple(_shown(rule, *values) for values in sample),
    )
    taken = is_error and not rule.stops and not passed
    keys = connection.execute("SELECT row_key, found FROM failing").fetchall() if taken else []
    return finding, dict(keys)


SHOWN = """
    SELECT row_key, found, text, article_id
    FROM (SELECT * FROM failing ORDER BY row_key LIMIT $2) LEFT JOIN (SELECT * FROM shown WHERE of = $1) USING (row_key)
    ORDER BY row_key
"""


def _shown(rule: Rule, key: str, found: str | None, text: str | None, article: str | None) -> dict[str, str]:
    """A row as the reader sees it: what it says, what was found, where to read it; its key last."""
    link = f"event/{key}" if rule.table == "events" and rule.severity != "error" else f"article/{article}"
    return {"text": (text or "")[:TEXT_LIMIT], "found": found or "", "link": link if article else "", "key": key}


def _unasked(rule: Rule) -> Finding:
    """The finding of a rule before it is asked."""
    stated = vocabulary("check")[rule.code]
    return Finding(
        table=rule.table,
        column=rule.column,
        words=stated["meaning"],
        words_fr=stated["fr"],
        code=rule.code,
        set_by=rule.set_by,
        severity=rule.severity,
        passed=False,
    )


def _count(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    return int(connection.execute(sql).fetchall()[0][0])

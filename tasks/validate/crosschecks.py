"""Cross-checks, evaluated: boolean helper columns beside each table. What they check stands in checks/. Pure, no GX."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd

from schemas.column import Table
from tasks.validate.checks.articles import ARTICLE_CHECKS
from tasks.validate.checks.check import CrossCheck, Tables
from tasks.validate.checks.derived import derived_checks
from tasks.validate.checks.entities import ENTITY_CHECKS, OVERLAP_CHECKS
from tasks.validate.checks.events import EVENT_CHECKS
from tasks.validate.checks.mentions import MENTION_CHECKS

WRITTEN = MappingProxyType(
    {
        "articles": ARTICLE_CHECKS,
        "entities": ENTITY_CHECKS,
        "events": (*EVENT_CHECKS, *MENTION_CHECKS),
        "overlaps": OVERLAP_CHECKS,
    }
)


@dataclass(frozen=True, kw_only=True)
class Crosschecked:
    """The tables with their helper columns, the checks that could be evaluated, and why the others could not."""

    tables: Tables
    evaluated: tuple[CrossCheck, ...]
    impossible: tuple[tuple[CrossCheck, str], ...]


def checks_of(table: Table) -> tuple[CrossCheck, ...]:
    """All cross-checks of a table: those that follow from its contract and those written for it."""
    return (*derived_checks(table), *WRITTEN.get(table.name, ()))


def crosscheck(tables: Tables, contracts: Iterable[Table], sound: Collection[tuple[str, str]]) -> Crosschecked:
    """Evaluate all cross-checks whose columns are sound. The tables given are not changed.

    Beside the checks stands a column for the reader of the report: events.article_ids.
    """
    helpers: dict[str, dict[str, Any]] = {name: {} for name in tables} | {"events": _event_helpers(tables, sound)}
    evaluated, impossible = [], []
    for check in (check for contract in contracts for check in checks_of(contract)):
        unsound = [f"{table}.{column}" for table, column in check.needs if (table, column) not in sound]
        reason = f"{', '.join(unsound)} can't be read" if unsound else _evaluate(check, tables, helpers[check.table])
        if reason is None:
            evaluated.append(check)
        else:
            impossible.append((check, reason))
    with_helpers = {name: frame.assign(**helpers[name]) for name, frame in tables.items()}
    return Crosschecked(tables=with_helpers, evaluated=tuple(evaluated), impossible=tuple(impossible))


def _evaluate(check: CrossCheck, tables: Tables, helpers: dict[str, Any]) -> str | None:
    """Add the helper column; if the values are too broken for that, say why."""
    try:
        holds = list(check.holds(tables))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        return f"{type(error).__name__}: {error}"
    helpers[check.name] = pd.array(holds, dtype="bool")
    return None


def _event_helpers(tables: Tables, sound: Collection[tuple[str, str]]) -> dict[str, Any]:
    helpers: dict[str, Any] = {}
    if ("events", "mentions") in sound:
        told = tables["events"]["mentions"].map(lambda mentions: {str(m["article_id"]) for m in mentions})
        helpers["article_ids"] = told.map(lambda ids: ", ".join(sorted(ids))).astype("str")
    return helpers

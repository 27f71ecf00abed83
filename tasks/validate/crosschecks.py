"""Cross-checks, evaluated: boolean helper columns beside each table. What they check stands in checks/. Pure, no GX."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd
import pyarrow as pa

from schemas.column import Table
from tasks.validate.checks.articles import ARTICLE_CHECKS
from tasks.validate.checks.check import CrossCheck, Tables
from tasks.validate.checks.derived import derived_checks
from tasks.validate.checks.entities import ENTITY_CHECKS, OVERLAP_CHECKS
from tasks.validate.checks.events import EVENT_CHECKS
from tasks.validate.checks.mentions import MENTION_CHECKS
from tasks.validate.columns import Booleans, column_of, elements

WRITTEN = MappingProxyType(
    {
        "articles": ARTICLE_CHECKS,
        "entities": ENTITY_CHECKS,
        "events": (*EVENT_CHECKS, *MENTION_CHECKS),
        "overlaps": OVERLAP_CHECKS,
    }
)


Held = Mapping[str, Collection[str]]


@dataclass(frozen=True, kw_only=True)
class Crosschecked:
    """The tables with their helper columns, the checks that could be evaluated, and why the others could not."""

    tables: Tables
    evaluated: tuple[CrossCheck, ...]
    impossible: tuple[tuple[CrossCheck, str], ...]


def checks_of(table: Table) -> tuple[CrossCheck, ...]:
    """All cross-checks of a table: those that follow from its contract and those written for it."""
    return (*derived_checks(table), *WRITTEN.get(table.name, ()))


def crosscheck(
    tables: Tables, contracts: Iterable[Table], sound: Collection[tuple[str, str]], *, held: Held = MappingProxyType({})
) -> Crosschecked:
    """Evaluate all cross-checks whose columns are sound. The tables given are not changed.

    `held`: by table the checks of which it is known that every row keeps them. Beside the checks stands a column for the reader
    of the report: events.article_ids.
    """
    evaluated, impossible, with_helpers = list[CrossCheck](), list[tuple[CrossCheck, str]](), dict(tables)
    for contract in contracts:
        unsound = {check.name: _unsound(check, sound) for check in checks_of(contract)}
        known = held.get(contract.name, frozenset())
        asked = [check for check in checks_of(contract) if not unsound[check.name] and check.name not in known]
        found = outcomes(asked, tables)
        found |= {name: np.ones(len(tables[contract.name]), dtype=bool) for name in known}
        for check in checks_of(contract):
            why = unsound[check.name] or found[check.name]
            if isinstance(why, str):
                impossible.append((check, why))
            else:
                evaluated.append(check)
        helpers = {name: pd.array(holds, dtype="bool") for name, holds in found.items() if not isinstance(holds, str)}
        if contract.name in tables:
            with_helpers[contract.name] = tables[contract.name].assign(**helpers)
    if ("events", "mentions") in sound:
        with_helpers["events"] = with_helpers["events"].assign(article_ids=_article_ids(tables))
    return Crosschecked(tables=with_helpers, evaluated=tuple(evaluated), impossible=tuple(impossible))


def outcomes(checks: Iterable[CrossCheck], tables: Tables) -> dict[str, Booleans | str]:
    """By name what becomes of checks: one boolean for each row, or why the values are too broken for that."""
    found: dict[str, Booleans | str] = {}
    for check in checks:
        try:
            found[check.name] = np.asarray(check.holds(tables), dtype=bool)
        except (AttributeError, KeyError, TypeError, ValueError, pa.ArrowException) as error:
            found[check.name] = f"{type(error).__name__}: {error}"
    return found


def _unsound(check: CrossCheck, sound: Collection[tuple[str, str]]) -> str:
    """Which of the columns that it needs can't be computed with, as words; nothing if all can."""
    unsound = [f"{table}.{column}" for table, column in check.needs if (table, column) not in sound]
    return f"{', '.join(unsound)} can't be read" if unsound else ""


def _article_ids(tables: Tables) -> pd.Series:
    mentions = elements(column_of(tables, "events", "mentions"))
    told: list[set[str]] = [set() for _ in range(mentions.count)]
    for row, article_id in zip(mentions.rows.tolist(), mentions.field("article_id").to_pylist(), strict=True):
        told[row].add(str(article_id))
    return pd.Series([", ".join(sorted(ids)) for ids in told], index=tables["events"].index, dtype="str")

"""Rows that break their contract, taken out with what hangs on them: one bad row never stops the rest. Pure, no GX.

What belongs here: which rows, and their rows of quarantine. What does not: whether what is left may be published (tables.py).
A broken schema, lost or doubled sources and repeated keys are no matter of single rows: they stay, and stop the release.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd
import pyarrow as pa

from schemas.articles import ALIASES, ARTICLES, OVERLAPS
from schemas.column import Column, Table
from schemas.entities import ENTITIES
from schemas.events import EVENTS
from schemas.quarantine import QUARANTINE
from schemas.vocabularies import vocabulary
from tasks.assembly import aliases_of, without
from tasks.frames import frame_of
from tasks.validate.checks.check import Tables
from tasks.validate.contract import columns_found
from tasks.validate.crosschecks import checks_of

OF_SOURCES = frozenset(("sources_stated", "sources_once", "sources_not_quarantined"))
"""Checks on the delivery of sources: who breaks one has lost or doubled a source, which no removal mends."""
REASON, STAGE = "contract_broken", "validate"
HANGS = "it hangs on a row that breaks its contract"
Broken = dict[int, str]
"""Place of a row → what was expected of it."""


@dataclass(kw_only=True)
class Removal:
    """The tables that are left, and how many rows of each were `broken` themselves or were `hanging` on such.

    `excessive` says, as sentences, where too many rows are broken; nothing is taken out then.
    """

    tables: dict[str, pd.DataFrame]
    broken: dict[str, int] = field(default_factory=dict)
    hanging: dict[str, int] = field(default_factory=dict)
    excessive: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many rows were taken out."""
        return sum(self.broken.values()) + sum(self.hanging.values())


def take_out(tables: Mapping[str, pd.DataFrame], *, max_share: float) -> Removal:
    """Take the broken rows out of the published tables (by name) and add them to the table quarantine.

    Of each table at most `max_share` of the rows may be broken, and one row always; where more are, or the columns are not those
    of the contracts, the tables come back as they are.
    """
    found = columns_found(tables)
    if (found["found"] != found["expected"]).any():
        return Removal(tables=dict(tables))
    taking = _Taking(dict(tables))
    taking.take(ARTICLES, taking.broken(ARTICLES))
    lost = set(taking.lost)
    taking.hang(ENTITIES, lambda frame: frame["article_id"].isin(lost))
    taking.take(ENTITIES, taking.broken(ENTITIES))
    taking.hang(EVENTS, lambda frame: frame["mentions"].map(lambda told: any(m["article_id"] in lost for m in told)))
    taking.take(EVENTS, taking.broken(EVENTS))
    taking.hang(EVENTS, lambda frame: pd.Series(range(len(frame))).isin(_broken(EVENTS, taking.left)))
    taking.hang(OVERLAPS, lambda frame: frame["article_id"].isin(lost) | frame["other_id"].isin(lost))
    taking.take(OVERLAPS, taking.broken(OVERLAPS))
    return taking.done(max_share)


class _Taking:
    """Removal under way: `given` are the tables as they came, `left` what is left of them."""

    def __init__(self, given: Mapping[str, pd.DataFrame]) -> None:
        self.given = {name: frame.reset_index(drop=True) for name, frame in given.items()}
        self.left = dict(self.given)
        self.lost: list[str] = []
        self.counts: dict[str, dict[str, int]] = {"broken": {}, "hanging": {}}
        self.rows: list[dict[str, str | None]] = []
        self.sources = dict(zip(self.given["articles"]["article_id"], self.given["articles"]["sources"], strict=True))

    def broken(self, table: Table) -> Broken:
        """The rows left of a table that break its contract, judged beside the other tables as they came."""
        return _broken(table, {**self.given, table.name: self.left[table.name]}) if table.name in self.left else {}

    def hang(self, table: Table, hangs: Callable[[pd.DataFrame], pd.Series]) -> None:
        """Take out the rows of a table that hang on rows taken out before."""
        if table.name in self.left:
            places = hangs(self.left[table.name]).to_numpy().nonzero()[0]
            self.take(table, dict.fromkeys(places.tolist(), HANGS), kind="hanging")

    def take(self, table: Table, broken: Broken, *, kind: str = "broken") -> None:
        """Take out rows of a table."""
        if not broken:
            return
        frame = self.left[table.name]
        for place, expected in sorted(broken.items()):
            self.rows.extend(self._quarantined(table, frame.iloc[place], expected))
        self.counts[kind][table.name] = self.counts[kind].get(table.name, 0) + len(broken)
        kept = frame.drop(index=frame.index[sorted(broken)]).reset_index(drop=True)
        if table is ARTICLES:
            self.lost = [frame["article_id"].iloc[place] for place in sorted(broken)]
            kept = without(frame, self.lost).reset_index(drop=True)
        self.left[table.name] = kept

    def done(self, max_share: float) -> Removal:
        """What came of it, or the tables as they were given where too many rows are broken."""
        excessive = tuple(
            f"{count} of {len(self.given[name])} rows of {name} break their contract; at most {max_share:.1%}, or one, may be "
            "taken out"
            for name, count in self.counts["broken"].items()
            if count > max(1, max_share * len(self.given[name]))
        )
        if excessive or not self.rows:
            return Removal(tables=self.given, excessive=excessive)
        if self.lost and ALIASES.name in self.left:
            self.left[ALIASES.name] = aliases_of(self.left["articles"])
        self.left["quarantine"] = pd.concat([self.left["quarantine"], frame_of(QUARANTINE, self.rows)], ignore_index=True)
        return Removal(tables=self.left, broken=self.counts["broken"], hanging=self.counts["hanging"])

    def _quarantined(self, table: Table, row: pd.Series, expected: str) -> Iterator[dict[str, str | None]]:
        """An article's rows of quarantine, one for each place of delivery; of another row one, with the place of its article."""
        told = {"stage": STAGE, "reason": REASON, "detail": f"{table.name}: expected that {expected}"}
        if table is ARTICLES:
            yield from ({**source, **told} for source in row["sources"])
            return
        article_id = row["mentions"][0]["article_id"] if table is EVENTS and row["mentions"] else row.get("article_id")
        sources = self.sources.get(article_id, [])
        place = sources[0] if len(sources) else {"uri": f"article {article_id}", "sha256": None}
        yield {**place, **told, "row_table": table.name, "row_key": ":".join(str(row[name]) for name in table.key)}


def _broken(table: Table, tables: Tables) -> Broken:
    """The rows of a table that break a rule of one column or a cross-check, each with the first that it breaks."""
    frame, found = tables[table.name], Broken()
    for column in table.columns:
        for expected, breaks in _column_rules(column, frame[column.name]):
            found |= {int(place): f"{column.name}: {expected}" for place in breaks.to_numpy().nonzero()[0] if place not in found}
    for check in checks_of(table):
        if check.name not in OF_SOURCES:
            places = _places_that_fail(check.holds, tables)
            found |= {place: check.words for place in places if place not in found}
    return found


def _places_that_fail(holds: Callable[[Tables], object], tables: Tables) -> list[int]:
    try:
        return [place for place, does in enumerate(list(holds(tables))) if not does]  # type: ignore[call-overload]
    except (AttributeError, KeyError, TypeError, ValueError):
        return []  # it can't be evaluated: the release is refused for that, with the reason


def _column_rules(column: Column, values: pd.Series) -> Iterator[tuple[str, pd.Series]]:
    """What a column states of its own scalar values, and which rows break it: as suites.py puts it to Great Expectations."""
    absent = values.isna()
    if not column.nullable:
        yield "there is a value", absent
    if pa.types.is_nested(column.type):
        return
    if column.vocabulary:
        yield f"a code of the vocabulary {column.vocabulary}", ~values.isin(list(vocabulary(column.vocabulary))) & ~absent
    if column.pattern:
        yield f"the whole value matches {column.pattern}", ~values.astype("str").str.fullmatch(column.pattern) & ~absent
    if column.minimum is not None:
        yield f"{column.minimum:g} or more", (values < column.minimum) & ~absent
    if column.maximum is not None:
        yield f"{column.maximum:g} or less", (values > column.maximum) & ~absent

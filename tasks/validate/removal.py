"""Rows that break their contract or fail a check, taken out with what hangs on them: one bad row stops nothing. Pure, no GX.

What belongs here: which rows, and their rows of quarantine. What does not: whether what is left may be published (tables.py).
A broken schema, lost or doubled sources and repeated keys are no matter of single rows: they stay, and stop the release.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

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
from tasks.validate.columns import Booleans, among, column_of, elements
from tasks.validate.contract import columns_found
from tasks.validate.crosschecks import checks_of, outcomes

OF_SOURCES = frozenset(("sources_stated", "sources_once", "sources_not_quarantined"))
"""Checks on the delivery of sources: who breaks one has lost or doubled a source, which no removal mends."""
REASONS = {"broken": "contract_broken", "failing": "check_failed", "hanging": "contract_broken"}
STAGE = "validate"
TOO_MANY = {"broken": "break their contract", "failing": "fail a check"}
HANGS = "it hangs on a row that was taken out"
Broken = dict[int, str]
"""Place of a row → what was expected of it."""
Failing = Mapping[str, Mapping[str, str]]
"""By table and key (its parts joined by colons) the rows that fail a check, with why."""


@dataclass(kw_only=True)
class Removal:
    """The tables that are left, and how many rows of each were `broken`, `failing` a check, or `hanging` on such.

    `excessive` says, as sentences, where there are too many; nothing is taken out then. `held`: by table the cross-checks that
    every row kept, where nothing was taken out: they hold of what is written, and need not be evaluated again.
    """

    tables: dict[str, pd.DataFrame]
    broken: dict[str, int] = field(default_factory=dict)
    failing: dict[str, int] = field(default_factory=dict)
    hanging: dict[str, int] = field(default_factory=dict)
    excessive: tuple[str, ...] = ()
    held: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many rows were taken out."""
        return sum(sum(counts.values()) for counts in (self.broken, self.failing, self.hanging))


def take_out(tables: Mapping[str, pd.DataFrame], *, max_share: float) -> Removal:
    """Take the broken rows out of the published tables (by name) and add them to the table quarantine.

    Of each table at most `max_share` of the rows may be broken, and one row always; where more are, or the columns are not those
    of the contracts, the tables come back as they are.
    """
    found = columns_found(tables)
    if (found["found"] != found["expected"]).any():
        return Removal(tables=dict(tables))
    taking = _Taking(dict(tables), "broken")
    return taking.all(taking.broken, max_share)


def take_failing(tables: Mapping[str, pd.DataFrame], failing: Failing, *, max_share: float) -> Removal:
    """The same for rows of sound tables that fail a check."""
    taking = _Taking(dict(tables), "failing")
    return taking.all(lambda table: taking.named(table, failing.get(table.name, {})), max_share)


class _Taking:
    """Removal under way: `given` are the tables as they came, `left` what is left of them."""

    def __init__(self, given: Mapping[str, pd.DataFrame], kind: str) -> None:
        self.kind = kind
        self.given = {name: frame.reset_index(drop=True) for name, frame in given.items()}
        self.left = dict(self.given)
        self.lost: list[str] = []
        self.counts: dict[str, dict[str, int]] = {kind: {} for kind in REASONS}
        self.rows: list[dict[str, str | None]] = []
        self.held: dict[str, frozenset[str]] = {}

    @cached_property
    def sources(self) -> dict[str, list[dict[str, str]]]:
        """Where each article was delivered, by its identifier."""
        return dict(zip(self.given["articles"]["article_id"], self.given["articles"]["sources"], strict=True))

    def all(self, find: Callable[[Table], Broken], max_share: float) -> Removal:
        """Take out the rows that are found, table by table, and what hangs on them."""
        self.take(ARTICLES, find(ARTICLES))
        lost = set(self.lost)
        self.hang(ENTITIES, lambda frame: frame["article_id"].isin(lost))
        self.take(ENTITIES, find(ENTITIES))
        self.hang(EVENTS, lambda _: pd.Series(_told_by(self.left, lost)))
        self.take(EVENTS, find(EVENTS))
        if any({ARTICLES.name, ENTITIES.name} & counts.keys() for counts in self.counts.values()):
            self.hang(EVENTS, lambda frame: pd.Series(range(len(frame))).isin(_broken(EVENTS, self.left)[0]))
        self.hang(OVERLAPS, lambda frame: frame["article_id"].isin(lost) | frame["other_id"].isin(lost))
        self.take(OVERLAPS, find(OVERLAPS))
        return self.done(max_share)

    def named(self, table: Table, why: Mapping[str, str]) -> Broken:
        """The rows left of a table whose keys are named."""
        if not why or table.name not in self.left:
            return {}
        return {place: why[key] for place, key in enumerate(_keys(table, self.left[table.name])) if key in why}

    def broken(self, table: Table) -> Broken:
        """The rows left of a table that break its contract, judged beside the other tables as they came."""
        if table.name not in self.left:
            return {}
        found, self.held[table.name] = _broken(table, {**self.given, table.name: self.left[table.name]})
        return found

    def hang(self, table: Table, hangs: Callable[[pd.DataFrame], pd.Series]) -> None:
        """Take out the rows of a table that hang on rows taken out before."""
        if table.name in self.left:
            places = hangs(self.left[table.name]).to_numpy().nonzero()[0]
            self.take(table, dict.fromkeys(places.tolist(), HANGS), kind="hanging")

    def take(self, table: Table, broken: Broken, *, kind: str = "") -> None:
        """Take out rows of a table."""
        if not broken:
            return
        kind = kind or self.kind
        frame = self.left[table.name]
        for place, expected in sorted(broken.items()):
            self.rows.extend(self._quarantined(table, frame.iloc[place], expected, REASONS[kind]))
        self.counts[kind][table.name] = self.counts[kind].get(table.name, 0) + len(broken)
        kept = frame.drop(index=frame.index[sorted(broken)]).reset_index(drop=True)
        if table is ARTICLES:
            self.lost = [frame["article_id"].iloc[place] for place in sorted(broken)]
            kept = without(frame, self.lost).reset_index(drop=True)
        self.left[table.name] = kept

    def done(self, max_share: float) -> Removal:
        """What came of it, or the tables as they were given where too many rows are broken or failing."""
        excessive = tuple(
            f"{count} of {len(self.given[name])} rows of {name} {TOO_MANY[self.kind]}; at most {max_share:.1%}, or one, may be "
            "taken out"
            for name, count in self.counts[self.kind].items()
            if count > max(1, max_share * len(self.given[name]))
        )
        if excessive or not self.rows:
            return Removal(tables=self.given, excessive=excessive, held={} if excessive else self.held)
        if self.lost and ALIASES.name in self.left:
            self.left[ALIASES.name] = aliases_of(self.left["articles"])
        self.left["quarantine"] = pd.concat([self.left["quarantine"], frame_of(QUARANTINE, self.rows)], ignore_index=True)
        return Removal(
            tables=self.left,
            broken=self.counts["broken"],
            failing=self.counts["failing"],
            hanging=self.counts["hanging"],
        )

    def _quarantined(self, table: Table, row: pd.Series, expected: str, reason: str) -> Iterator[dict[str, str | None]]:
        """An article's rows of quarantine, one for each place of delivery; of another row one, with the place of its article."""
        told = {"stage": STAGE, "reason": reason, "detail": f"{table.name}: expected that {expected}"}
        if table is ARTICLES:
            yield from ({**source, **told} for source in row["sources"])
            return
        article_id = row["mentions"][0]["article_id"] if table is EVENTS and row["mentions"] else row.get("article_id")
        sources = self.sources.get(str(article_id), [])
        place = sources[0] if len(sources) else {"uri": f"article {article_id}", "sha256": None}
        yield {**place, **told, "row_table": table.name, "row_key": next(_keys(table, row.to_frame().T))}


def _told_by(tables: Tables, article_ids: Collection[str]) -> Booleans:
    """Which events one of these articles tells."""
    mentions = elements(column_of(tables, EVENTS.name, "mentions"))
    named = pa.chunked_array([pa.array(sorted(article_ids), pa.string())])
    return ~mentions.every(~among(mentions.field("article_id"), named))


def _keys(table: Table, frame: pd.DataFrame) -> Iterator[str]:
    """The key of each row, its parts joined by colons."""
    return (":".join(map(str, parts)) for parts in zip(*(frame[name] for name in table.key), strict=True))


def _broken(table: Table, tables: Tables) -> tuple[Broken, frozenset[str]]:
    """The rows of a table that break a rule of one column or a cross-check, each with the first that it breaks.

    Beside them the cross-checks that no row breaks.
    """
    frame, found = tables[table.name], Broken()
    for column in table.columns:
        for expected, breaks in _column_rules(column, frame[column.name]):
            found |= {int(place): f"{column.name}: {expected}" for place in breaks.to_numpy().nonzero()[0] if place not in found}
    checks = [check for check in checks_of(table) if check.name not in OF_SOURCES]
    held = set[str]()
    for check, holds in zip(checks, outcomes(checks, tables).values(), strict=True):
        if isinstance(holds, str):  # it can't be evaluated: the release is refused for that, with the reason
            continue
        if holds.all():
            held.add(check.name)
        found |= {place: check.words for place in (~holds).nonzero()[0].tolist() if place not in found}
    return found, frozenset(held)


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

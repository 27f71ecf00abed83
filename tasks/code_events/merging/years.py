"""The year of days told without one: an article of unknown date has the year in which others tell the same act of that day.

What belongs here: what other articles know. What does not: dates that an article itself settles (attributes).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from schemas.events import EVENT_MENTIONS
from tasks.code_events.merging.records import Row, records
from tasks.frames import to_frame, to_table
from tasks.temporal.yearless import in_year


def with_settled_years(event_mentions: pa.Table) -> pa.Table:
    """The EVENT_MENTIONS with the dates closed of every article whose open days all lie in one year by what others tell; by key.

    Another article tells the same act if it has the type, the realis and both countries, and a date that holds the day or
    lies in the month. Years before one that the article itself tells as past are none; where the others disagree on the year
    the dates stay open. Only rows that can close a date, or be closed, are looked at one by one.
    """
    is_open = pc.is_valid(event_mentions["date_told"])
    kinds = pc.binary_join_element_wise(event_mentions["event_type"], event_mentions["realis"], " ")
    concerned = pc.or_(
        *(pc.is_in(values, value_set=values.filter(is_open).combine_chunks()) for values in (kinds, event_mentions["article_id"]))
    )
    settled = to_table(_with_settled_years(to_frame(event_mentions.filter(concerned))), EVENT_MENTIONS)
    joined = pa.concat_tables([event_mentions.filter(pc.invert(concerned)), settled])
    return joined.sort_by([(name, "ascending") for name in EVENT_MENTIONS.key])


def _with_settled_years(event_mentions: pd.DataFrame) -> pd.DataFrame:
    rows = records(event_mentions)
    years = _years(rows)
    closed = [_closed(row, years[row["article_id"]]) if row["article_id"] in years else row for row in rows]
    names = ("date_start", "date_end", "date_precision", "date_source", "date_told")
    return event_mentions.assign(
        **{name: pd.Series([row[name] for row in closed], event_mentions.index, event_mentions[name].dtype) for name in names}
    )


def _years(rows: list[dict[str, Any]]) -> Mapping[str, int]:
    """By article the one year in which others tell an act that it tells with an open date."""
    known: dict[Any, list[Row]] = defaultdict(list)
    latest: dict[str, int] = defaultdict(int)
    for row in rows:
        if row["date_start"] is not None and row["realis"] == "actual":
            latest[row["article_id"]] = max(latest[row["article_id"]], row["date_start"].year)
        if row["date_start"] is not None and row["date_precision"] != "year":
            known[_act(row)].append(row)
    found: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        if row["date_told"] is not None and len(_act(row)[-1]) > 1:
            told = latest[row["article_id"]]
            found[row["article_id"]] |= {year for year in _agreeing(row, known[_act(row)]) if year >= told}
    return {article: years.pop() for article, years in found.items() if len(years) == 1}


def _act(row: Row) -> tuple[str, str, frozenset[str]]:
    parties = [*row["actors"], *row["recipients"]]
    return row["event_type"], row["realis"], frozenset(p["country"] for p in parties if p["country"])


def _agreeing(row: Row, others: list[Row]) -> Iterator[int]:
    for other in others:
        span = in_year(row["date_told"], other["date_start"].year)
        if span and span.start <= other["date_end"] and other["date_start"] <= span.end:
            yield span.start.year


def _closed(row: dict[str, Any], year: int) -> dict[str, Any]:
    span = in_year(row["date_told"], year) if row["date_told"] else None
    if span is None:
        return row
    dates = {"date_start": span.start, "date_end": span.end, "date_precision": span.precision}
    return row | dates | {"date_source": "cluster", "date_told": None}

"""Ready counts of events, from the events table."""

from datetime import date, timedelta

import pandas as pd

from schemas.aggregates import AGGREGATES, EVENTS_BY_DAY, EVENTS_BY_PLACE
from schemas.column import Table
from schemas.events import EVENTS

ARTICLES_TOLD = "mentions.list.element.article_id"
COUNTED = (
    *(name for name in EVENTS.schema.names if name in {"event_id", "date_start", "date_precision", "mention_count", "score"}),
    *(c.name for c in EVENTS.columns if any(c in table.columns for table in AGGREGATES) and c.name != "mention_count"),
    ARTICLES_TOLD,
)
"""What of the events is read, as Parquet names it: of the mentions their articles alone."""


def events_by_day(events: pd.DataFrame) -> pd.DataFrame:
    """The EVENTS_BY_DAY of EVENTS."""
    dated = events["date_start"].where(events["date_precision"] == "day", None)
    return _counted(events.assign(day=dated), EVENTS_BY_DAY)


def events_by_place(events: pd.DataFrame) -> pd.DataFrame:
    """The EVENTS_BY_PLACE of EVENTS. Of a place that has several names or points in them the first stands."""
    dated = events["date_start"].where(events["date_precision"].isin(("day", "week")), None)
    return _counted(events.assign(week=dated.map(_monday, na_action="ignore")), EVENTS_BY_PLACE)


def _counted(events: pd.DataFrame, table: Table) -> pd.DataFrame:
    """One row for each key of the table; of its other columns that EVENTS has too, the first value in the order of event_id."""
    ordered = events.sort_values("event_id", ignore_index=True)
    numbers = ordered.groupby(list(table.key), dropna=False, sort=False).ngroup().rename("group")
    told = pd.DataFrame({"group": numbers, "article": [[m["article_id"] for m in told] for told in ordered["mentions"]]})
    groups = ordered.groupby(numbers, sort=True)
    firsts = ordered.loc[~numbers.duplicated(), [c.name for c in table.columns if c.name in ordered]].reset_index(drop=True)
    return firsts.assign(
        event_count=groups.size().astype("int32"),
        mention_count=groups["mention_count"].sum().astype("int32"),
        article_count=told.explode("article").groupby("group")["article"].nunique().astype("int32"),
        mean_score=groups["score"].mean(),
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())

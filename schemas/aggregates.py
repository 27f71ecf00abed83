"""Ready counts of events, made from the events table of the same release: by day, dyad and type; by week, place and type.

Every event is counted in one row of each table, so that the sums are those of the events table; what is not known is null.
"""

import pyarrow as pa

from schemas.column import Column, Table
from schemas.events import EVENTS

COUNTS = (
    Column(name="event_count", type=pa.int32(), minimum=1, unit="events", meaning="Distinct events."),
    Column(name="mention_count", type=pa.int32(), minimum=1, unit="mentions", meaning="Mentions of them."),
    Column(name="article_count", type=pa.int32(), minimum=1, unit="articles", meaning="Distinct articles that tell any of them."),
    Column(name="mean_score", type=pa.float64(), minimum=-10, maximum=10, meaning="Mean of their conflict–cooperation scores."),
)
OF_TYPE = tuple(EVENTS[name] for name in ("event_type", "realis"))

EVENTS_BY_DAY = Table(
    name="events_by_day",
    row="the events of one day, pair of countries, type and realis",
    key=("day", "actor_country", "recipient_country", "event_type", "realis"),
    columns=(
        Column(
            name="day",
            type=pa.date32(),
            nullable=True,
            meaning="Day of the events, of those that are dated to the day; null for all others.",
        ),
        EVENTS["actor_country"],
        EVENTS["recipient_country"],
        *OF_TYPE,
        *COUNTS,
    ),
)

EVENTS_BY_PLACE = Table(
    name="events_by_place",
    row="the events of one week, place, type and realis",
    key=("week", "place_id", "place_country", "place_precision", "event_type", "realis"),
    columns=(
        Column(
            name="week",
            type=pa.date32(),
            nullable=True,
            meaning="Monday of the week in which the events begin, of those that are dated to the day or week; else null.",
        ),
        EVENTS["place_id"],
        EVENTS["place_name"],
        EVENTS["place_country"],
        EVENTS["latitude"],
        EVENTS["longitude"],
        EVENTS["place_precision"],
        *OF_TYPE,
        *COUNTS,
    ),
)

AGGREGATES = (EVENTS_BY_DAY, EVENTS_BY_PLACE)

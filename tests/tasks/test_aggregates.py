"""Ready counts add up to the events that they are made of, and say nothing that the events do not."""

from datetime import date, timedelta

from hostile_release import event, release_rows
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.aggregates import EVENTS_BY_DAY, EVENTS_BY_PLACE
from schemas.events import EVENTS
from tasks.aggregates import events_by_day, events_by_place
from tasks.frames import frame_of, to_table

DAYS = st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 20))
COUNTRIES = st.sampled_from([None, "FRA", "KOR"])


def told(number: int, day: date | None, precision: str, countries: tuple, place: tuple, articles: set[str], score: float):
    mentions = [m | {"article_id": a} for m in release_rows()[EVENTS][1]["mentions"] for a in sorted(articles)]
    return event(
        f"{number:020x}",
        date_start=day,
        date_end=day,
        date_precision="unknown" if day is None else precision,
        actor_country=countries[0],
        recipient_country=countries[1],
        place_id=place[0],
        place_country=place[1],
        mentions=mentions,
        mention_count=len(mentions),
        article_count=len(articles),
        score=score,
    )


EVENT = st.tuples(
    DAYS,
    st.sampled_from(["day", "week", "month"]),
    st.tuples(COUNTRIES, COUNTRIES),
    st.tuples(st.sampled_from([None, "Q1", "Q2"]), COUNTRIES),
    st.sets(st.sampled_from(["a" * 20, "b" * 20, "c" * 20]), min_size=1),
    st.floats(-10, 10),
)


@settings(max_examples=50)
@given(st.lists(EVENT, max_size=12))
def test_sums_are_those_of_the_events_and_the_order_of_rows_changes_nothing(drawn) -> None:
    events = frame_of(EVENTS, [told(number, *parts) for number, parts in enumerate(drawn)])
    for count, table in ((events_by_day, EVENTS_BY_DAY), (events_by_place, EVENTS_BY_PLACE)):
        counted = to_table(count(events), table)
        assert counted["event_count"].to_pylist() == [] or sum(counted["event_count"].to_pylist()) == len(events)
        assert sum(counted["mention_count"].to_pylist()) == events["mention_count"].sum()
        order = [(name, "ascending") for name in table.key]
        assert to_table(count(events[::-1]), table).sort_by(order) == counted.sort_by(order)


def test_articles_that_tell_two_events_of_a_row_count_once() -> None:
    day = date(2026, 3, 11)
    rows = [told(n, day, "day", ("FRA", "KOR"), ("Q1", "FRA"), {"a" * 20, "b" * 20}, score) for n, score in ((1, 2.0), (2, -4.0))]
    (row,) = events_by_day(frame_of(EVENTS, rows)).to_dict("records")
    assert (row["day"], row["event_count"], row["mention_count"], row["article_count"], row["mean_score"]) == (day, 2, 4, 2, -1.0)
    (place,) = events_by_place(frame_of(EVENTS, rows)).to_dict("records")
    assert place["week"] == day - timedelta(days=2)


def test_what_is_not_dated_to_the_day_has_no_day_and_to_the_week_a_week() -> None:
    rows = [told(n, date(2026, 3, 11), p, ("FRA", None), (None, None), {"a" * 20}, 0) for n, p in enumerate(("week", "month"))]
    events = frame_of(EVENTS, rows)
    assert events_by_day(events)["day"].isna().all()
    assert sorted(map(str, events_by_place(events)["week"])) == ["2026-03-09", "None"]

"""A day told without a year has that of another article's telling of the same act, and no other."""

from datetime import date

import pytest
from told_mentions import mention as told_mention

from schemas.events import EVENT_MENTIONS
from tasks.code_events.merging.years import with_settled_years
from tasks.frames import frame_of, to_frame, to_table

TOLD = "XXXX-09-13"


@pytest.fixture
def mention():
    def row(article, start=0, *, day=None, told=None, pair=("RUS", "PRK"), **other):
        actor, recipient = pair
        return told_mention(article, start, kind="CONSULT", actor=actor, recipient=recipient, day=day, date_told=told, **other)

    return row


def closed(*rows):
    frame = to_frame(with_settled_years(to_table(frame_of(EVENT_MENTIONS, list(rows)), EVENT_MENTIONS)))
    plain = frame.astype(object).where(frame.notna(), None)
    return [
        (row["date_start"], row["date_source"], row["date_told"]) for row in plain.to_dict("records") if row["article_id"] == "a"
    ]


def test_another_article_settles_the_year_of_all_days(mention):
    rows = [mention("a", told=TOLD), mention("a", 9, told="XXXX-10", pair=("RUS", None)), mention("b", day=date(2023, 9, 13))]
    assert closed(*rows) == [(date(2023, 9, 13), "cluster", None), (date(2023, 10, 1), "cluster", None)]


@pytest.mark.parametrize(
    "others",
    [
        [{"day": date(2023, 9, 20)}],
        [{"day": date(2023, 9, 13), "pair": ("RUS", "CHN")}],
        [{"day": date(2023, 9, 13), "realis": "planned"}],
        [{"day": date(2023, 9, 13)}, {"day": date(2019, 9, 13)}],
    ],
    ids=["another day", "other parties", "only planned", "two years"],
)
def test_what_does_not_agree_settles_nothing(mention, others):
    rows = [mention(f"b{number}", **other) for number, other in enumerate(others)]
    assert closed(mention("a", told=TOLD), *rows) == [(None, "none", TOLD)]


def test_the_year_is_none_before_one_that_the_article_tells(mention):
    later = mention("a", 9, day=date(2021, 1, 1), pair=("USA", "CHN"))
    assert closed(mention("a", told=TOLD), later, mention("b", day=date(2019, 9, 13)))[0] == (None, "none", TOLD)

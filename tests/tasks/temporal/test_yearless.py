"""Days and months told without a year stay open until somebody knows it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.temporal.yearless import OPEN_YEAR, in_year, value_of, yearless


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("le 13 septembre", "XXXX-09-13"),
        ("Mercredi 1er mars", "XXXX-03-01"),
        ("le 29 février", "XXXX-02-29"),
        ("octobre", "XXXX-10"),
        ("mois de mai", "XXXX-05"),
    ],
)
def test_a_day_or_month_without_a_year_is_held_open(text, value):
    found = yearless(text)
    assert found is not None
    assert value_of(found.start, found.precision) == value


@pytest.mark.parametrize("text", ["mardi", "2019", "le 13 septembre 2019", "la veille", "le 31 juin"])
def test_what_names_no_day_or_month_or_has_its_year_is_not_open(text):
    assert yearless(text) is None


def test_a_day_is_closed_where_the_calendar_has_it():
    assert in_year("XXXX-02-29", 2020).start == date(2020, 2, 29)
    assert in_year("XXXX-02-29", 2021) is None
    assert in_year("XXXX-02", 2021).end == date(2021, 2, 28)


def test_another_way_to_write_is_refused_with_what_is_expected():
    with pytest.raises(ValueError, match="XXXX-MM-DD"):
        in_year("2021-02-03", 2021)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_an_open_day_closed_in_its_year_is_that_day(day):
    value = f"XXXX-{day.month:02}-{day.day:02}"
    assert in_year(value, day.year).start == day
    assert value_of(in_year(value, OPEN_YEAR).start, "day") == value
    assert value_of(day, "day") is None

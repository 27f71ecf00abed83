"""Days and months told without a year where nothing says which: « le 13 septembre » of an article of unknown date.

What belongs here: holding such a date open and closing it. What doesn't: who knows the year.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from tasks.temporal.calendar import day_of, month_end
from tasks.temporal.declared import day_number, month_of
from tasks.temporal.folding import fold
from tasks.temporal.lexicon import compile_pattern, groups_of, load_lexicon

OPEN_YEAR = 4
"""The year that open dates are counted in: a leap year of which no article is."""
_VALUE = re.compile(r"XXXX-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?")


@dataclass(frozen=True, kw_only=True)
class Span:
    """First and last day and the precision, day or month."""

    start: date
    end: date
    precision: str


@cache
def _pattern() -> re.Pattern[str]:
    return compile_pattern("(?:{day} )?{month}$", load_lexicon())


def yearless(text: str) -> Span | None:
    """The day or month of an expression that ends with one, in the year OPEN_YEAR; None where it tells neither."""
    if (match := _pattern().search(fold(text))) is None:
        return None
    groups = groups_of(match)
    month, day = month_of(groups, load_lexicon()), day_number(groups)
    return _span(OPEN_YEAR, month, day) if month else None


def value_of(start: date, precision: str) -> str | None:
    """How ISO-TimeML writes an open date: XXXX-09-13, XXXX-09. None for one that is not open."""
    if start.year != OPEN_YEAR:
        return None
    return f"XXXX-{start.month:02}-{start.day:02}" if precision == "day" else f"XXXX-{start.month:02}"


def in_year(value: str, year: int) -> Span | None:
    """The open date that value_of has written, in a year; None where the calendar has none (29 February)."""
    match = _VALUE.fullmatch(value)
    if match is None:
        raise ValueError(f"{value!r} is no open date; expected XXXX-MM-DD or XXXX-MM, as value_of writes it")
    return _span(year, int(match["month"]), int(match["day"]) if match["day"] else None)


def _span(year: int, month: int, day: int | None) -> Span | None:
    if day is None:
        return Span(start=date(year, month, 1), end=month_end(year, month), precision="month")
    found = day_of(year, month, day) if year != OPEN_YEAR else _open_day(month, day)
    return Span(start=found, end=found, precision="day") if found else None


def _open_day(month: int, day: int) -> date | None:
    return date(OPEN_YEAR, month, day) if day <= month_end(OPEN_YEAR, month).day else None

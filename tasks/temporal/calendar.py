"""Arithmetic of the Gregorian calendar: dates that exist, weekdays, ends of months and years.

What belongs here: numbers. What doesn't: words.
"""

from datetime import date, timedelta

EARLIEST_YEAR = 1900
LATEST_YEAR = 2199


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has none (31 février) or the year is before 1900 or after 2199."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def shifted_month(year: int, month: int, months: int) -> tuple[int, int]:
    """The year and month that lie `months` months later (earlier if negative)."""
    index = year * 12 + month - 1 + months
    return index // 12, index % 12 + 1


def years_with_weekday(weekday: int, month: int, day: int, first: int, last: int) -> list[int]:
    """The years from first to last in which that day of that month falls on the weekday (Monday is 0)."""
    days = ((year, day_of(year, month, day)) for year in range(first, last + 1))
    return [year for year, found in days if found is not None and found.weekday() == weekday]

"""Days that texts name by number and month.

What belongs here: finding them among words, and one number for a day of any year. What does not: what they mean.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tasks.deduplicate.arrays import Hashes, Places
from tasks.deduplicate.kernels import MARK
from tasks.deduplicate.words import Folding, fold_words, places_among

DAYS_BEFORE_1970 = 719_162  # so that no known day is negative
LONGEST_MONTH = 31
_CODES = 1 << 9  # more than any day of a year has, see `day_code`


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """The words for days and months: `days` has the day that each of `numbers` stands for, `months` begin with January."""

    numbers: Hashes
    days: Places
    months: Hashes


def make_calendar(months: Sequence[str], first_day: str, folding: Folding) -> Calendar:
    """The words of a calendar, folded."""
    days = [*range(1, LONGEST_MONTH + 1), *range(1, 10), 1]
    written = [*map(str, days[:LONGEST_MONTH]), *(f"{day:02d}" for day in range(1, 10)), first_day]
    numbers, names = (fold_words([" ".join(words)], folding).values for words in (written, months))
    return Calendar(numbers=numbers, days=np.array(days, np.int64), months=names)


def named_days(words: Hashes, starts: Places, calendar: Calendar) -> tuple[Places, Places]:
    """The days that texts name, in their order: of each its text and its code."""
    marked = words & MARK > 0
    places = np.flatnonzero(marked[:-1] & marked[1:])
    day, month = places_among(words[places], calendar.numbers), places_among(words[places + 1], calendar.months)
    texts = np.searchsorted(starts, places, side="right") - 1
    dated = (day >= 0) & (month >= 0) & (places + 1 < starts[texts + 1])
    return texts[dated], day_code(month[dated] + 1, calendar.days[day[dated]])


def first_named(words: Hashes, starts: Places, left: Places, right: Places, calendar: Calendar) -> Places:
    """For each pair of texts the days that they name first, as `pair_code`; 0 unless both name one, and neither the other's."""
    texts, codes = named_days(words, starts, calendar)
    first = np.zeros(len(starts) - 1, np.int64)
    first[texts[::-1]] = codes[::-1]
    one, other = first[left], first[right]
    named = texts * _CODES + codes
    told = np.isin(left * _CODES + other, named) | np.isin(right * _CODES + one, named)
    return np.where((one > 0) & (other > 0) & ~told, pair_code(one, other), 0)


def day_code(months: Places, days: Places) -> Places:
    """One number for a day of any year."""
    return months << 5 | days


def pair_code(one: Places, other: Places) -> Places:
    """One number for two day codes."""
    return one * _CODES + other


def turned_round(codes: Places) -> Places:
    """The codes of pairs the other way round."""
    return pair_code(codes % _CODES, codes // _CODES)


def codes_of(days: Places) -> Places:
    """The code of each day, counted since the year 1."""
    dates = (days - DAYS_BEFORE_1970).astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    return day_code(months.astype(np.int64) % 12 + 1, (dates - months.astype("datetime64[D]")).astype(np.int64) + 1)

"""Dates that metadata declares: ISO 8601, RFC 2822, French, German and numeric strings, epoch seconds.

What belongs here: one string → a day, month or year. What doesn't: which string to believe.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import NamedTuple

from tasks.temporal.calendar import EARLIEST_YEAR, day_of
from tasks.temporal.folding import fold
from tasks.temporal.lexicon import Lexicon, compile_pattern, groups_of, load_lexicon, read_knowledge

CENTURY_TURN = 40
"""Two-digit years below are of this century: « octobre 98 » is 1998."""
_EPOCH = re.compile(r"(?P<seconds>[1-9][0-9]{8,9})(?:[0-9]{3})?(?:\.[0-9]+)?")
_UNSET = {date(1970, 1, 1), date(1900, 1, 1), date(2000, 1, 1)}


class Stated(NamedTuple):
    """A day, or the first day of the month or year that is stated; `precision` is day, month or year."""

    day: date
    precision: str


@cache
def declared_forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The forms of declared.yaml: id and pattern."""
    lexicon = load_lexicon()
    return tuple((row["id"], compile_pattern(row["pattern"], lexicon)) for row in read_knowledge("declared.yaml"))


@lru_cache(1024)  # a page states the same moment several times
def parse_declared(value: str) -> Stated | None:
    """The calendar day as written (in whatever time zone); None where the string states none that exists.

    Dates that programs write where they know none (the epoch, 1900-01-01) are none.
    """
    folded = " ".join(fold(value).split())
    if epoch := _EPOCH.fullmatch(folded):
        return _known(Stated(day=datetime.fromtimestamp(int(epoch["seconds"]), UTC).date(), precision="day"))
    for _, pattern in declared_forms():
        if (match := pattern.fullmatch(folded)) and (stated := stated_by(groups_of(match), load_lexicon())):
            return _known(stated)
    return None


def stated_by(groups: Mapping[str, str], lexicon: Lexicon) -> Stated | None:
    """The date that the groups of a pattern name; None where the calendar has none, or the weekday contradicts it."""
    year, month, day = stated_year(groups) or 0, month_of(groups, lexicon), day_number(groups)
    if month is None:
        return Stated(day=date(year, 1, 1), precision="year") if year >= EARLIEST_YEAR else None
    found = day_of(year, month, day or 1)
    if found is None or (groups.get("weekday") and lexicon.weekdays[str(groups["weekday"])] != found.weekday()):
        return None
    return Stated(day=found, precision="day" if day else "month")


def month_of(groups: Mapping[str, str], lexicon: Lexicon) -> int | None:
    """The number of the month that the groups name."""
    if name := groups.get("month"):
        return lexicon.months[name]
    if name := groups.get("english_month"):
        return lexicon.english_months[name]
    if name := groups.get("german_month"):
        return lexicon.german_months[name]
    return int(number) if (number := groups.get("month_number")) else None


def day_number(groups: Mapping[str, str]) -> int | None:
    """The day of the month that the groups name."""
    return int(day.removesuffix("er")) if (day := groups.get("day")) else None


def stated_year(groups: Mapping[str, str]) -> int | None:
    """The year as written, with four digits or two."""
    if "year" in groups:
        return int(groups["year"])
    if "short_year" not in groups:
        return None
    short = int(groups["short_year"])
    return short + (2000 if short < CENTURY_TURN else 1900)


def _known(stated: Stated) -> Stated | None:
    return None if stated.day in _UNSET and stated.precision == "day" else stated

"""What a temporal expression denotes: days, precision, what it was resolved against, and its ISO-TimeML value.

What belongs here: the value types and the making of common ones. What doesn't: words.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tasks.temporal.calendar import EARLIEST_YEAR, LATEST_YEAR, month_end


@dataclass(frozen=True, kw_only=True)
class Denotation:
    """`start` and `end` are the first and last day, both None where they can't be known; `value` as in ISO-TimeML."""

    start: date | None = None
    end: date | None = None
    precision: str = "unknown"
    anchor: str = "none"
    value: str = ""

    def anchored(self, anchor: str) -> "Denotation":
        """The same, resolved against the publication or a date told before."""
        return replace(self, anchor=anchor if self.start else "none")

    def at(self, time: str) -> "Denotation":
        """The same with a time of the day in its value."""
        return replace(self, value=f"{self.value}T{time}" if self.value else f"T{time}")


NOTHING = Denotation()


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What an expression is resolved against: the publication (`published`, its precision) and what was told before.

    `told` is the day told last, `mentioned` the first day of any date told last; `direction`: whether the sentence
    looks back (-1), ahead (1) or neither (0); `is_sure`: whether words that lead to the expression leave no doubt of
    that, so that it need not be the nearest of its name. `present` is the day that « hier » and « mardi » count from, where it is
    known; `present_anchor` says from what.
    """

    published: date | None
    precision: str
    present: date | None
    present_anchor: str
    told: date | None = None
    mentioned: date | None = None
    direction: int = 0
    is_sure: bool = False

    @property
    def middle(self) -> date | None:
        """The day that years and months are chosen nearest to: the middle of what is known of the publication."""
        if self.present or self.published is None:
            return self.present
        return self.published.replace(month=7, day=1) if self.precision == "year" else self.published.replace(day=15)


def a_day(day: date | None) -> Denotation:
    """A day; nothing where there is none."""
    if day is None:
        return NOTHING
    return Denotation(start=day, end=day, precision="day", value=day.isoformat())


def a_week(day: date) -> Denotation:
    """The week, Monday to Sunday, that holds the day."""
    monday = day - timedelta(days=day.weekday())
    year, week, _ = day.isocalendar()
    return Denotation(start=monday, end=monday + timedelta(days=6), precision="week", value=f"{year}-W{week:02}")


def a_weekend(day: date) -> Denotation:
    """Saturday and Sunday of the week that holds the day."""
    saturday = day + timedelta(days=5 - day.weekday())
    year, week, _ = day.isocalendar()
    return Denotation(start=saturday, end=saturday + timedelta(days=1), precision="week", value=f"{year}-W{week:02}-WE")


def months(year: int, month: int, count: int, *, precision: str, value: str) -> Denotation:
    """So many months from one on."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return NOTHING
    last = month + count - 1
    end = month_end(year + (last - 1) // 12, (last - 1) % 12 + 1)
    return Denotation(start=date(year, month, 1), end=end, precision=precision, value=value)


def a_month(year: int, month: int) -> Denotation:
    """A month."""
    return months(year, month, 1, precision="month", value=f"{year}-{month:02}")


def a_year(year: int) -> Denotation:
    """A year."""
    return months(year, 1, 12, precision="year", value=str(year))


def no_finer(scene: Scene) -> Denotation:
    """The month or year of publication, where no more is known of the day that an expression counts from."""
    if scene.published is None:
        return NOTHING
    if scene.precision == "month":
        return a_month(scene.published.year, scene.published.month).anchored("publication")
    return a_year(scene.published.year).anchored("publication") if scene.precision == "year" else NOTHING

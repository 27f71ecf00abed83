"""When an article was published: by metadata, markup, a stamp, a dateline, or the text; unknown stays unknown.

What belongs here: the order in which the evidence is believed, and the refusal of dates in the future.
What doesn't: reading one piece of evidence (declared.py, statements.py).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from tasks.temporal.declared import Stated, parse_declared
from tasks.temporal.hours import stated_hour
from tasks.temporal.statements import (
    Evidence,
    PublicationRules,
    counted_year,
    dateline,
    load_publication_rules,
    markup_dates,
    present_day,
    stamp,
)


@dataclass(frozen=True, kw_only=True)
class Publication:
    """`date` is the first day of the month or year where `precision` is coarser; `evidence` are the characters it rests on.

    `minute` is the day with the hour that the evidence states.
    """

    date: date | None
    minute: datetime | None
    precision: str
    source: str
    evidence: str | None


UNKNOWN = Publication(date=None, minute=None, precision="unknown", source="none", evidence=None)
TEXT_EVIDENCE_CHARACTERS = 200
PARTS = {"year": ("year",), "month": ("year", "month"), "day": ("year", "month", "day")}
"""What of a date each precision states."""


def publication_date(
    *,
    metadata: Sequence[str],
    html: str | None,
    text: str,
    removed: Sequence[str],
    rules: PublicationRules | None = None,
) -> Publication:
    """The day of publication with its precision (day, month, year, unknown), source and evidence.

    `metadata` are declared dates, the most trusted first; `removed` the lines that cleaning took out, in order. The day
    is the calendar day as written, in whatever time zone. Dates that do not exist or lie before 1900 are not believed.
    """
    known = rules or load_publication_rules()
    declared = _declared(metadata) or _declared(markup_dates(html, known) if html else ())
    if declared:
        return declared
    searches: tuple[tuple[str, Callable[[], Evidence | None]], ...] = (
        ("text", lambda: stamp(text, removed, known)),
        ("dateline", lambda: dateline(text, known)),
        ("text", lambda: present_day(text, known)),
        ("inferred", lambda: counted_year(text, known)),
    )
    for source, search in searches:
        if found := search():
            return _publication(found.stated, source, found.quote)
    return UNKNOWN


def refuse_future(cleaned: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The frame with each published_on after `as_of` made unknown; the evidence stays, so that the refusal can be seen."""
    future = cleaned["published_on"].map(lambda day: pd.notna(day) and day > as_of).astype(bool)
    return cleaned.assign(
        published_on=cleaned["published_on"].mask(future, None),
        published_at=cleaned["published_at"].mask(future, None),
        published_precision=cleaned["published_precision"].mask(future, "unknown"),
        published_source=cleaned["published_source"].mask(future, "none"),
    )


def _declared(values: Iterable[str]) -> Publication | None:
    """The first value that states a date; one that states the same date more exactly is preferred."""
    best: Publication | None = None
    for value in values:
        if stated := parse_declared(value):
            declared = _publication(stated, "metadata", value)
            if best is None or (_detail(declared) > _detail(best) and _agree(declared, best)):
                best = declared
    return best


def _detail(publication: Publication) -> tuple[int, bool]:
    return len(PARTS[publication.precision]), publication.minute is not None


def _agree(finer: Publication, coarser: Publication) -> bool:
    return all(getattr(finer.date, part) == getattr(coarser.date, part) for part in PARTS[coarser.precision])


def _publication(stated: Stated, source: str, evidence: str) -> Publication:
    quote = " ".join(evidence.split())[:TEXT_EVIDENCE_CHARACTERS]
    hour = stated_hour(quote) if stated.precision == "day" else None
    minute = datetime.combine(stated.day, hour) if hour else None
    return Publication(date=stated.day, minute=minute, precision=stated.precision, source=source, evidence=quote)

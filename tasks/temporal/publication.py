"""When an article was published: by metadata, markup, a stamp, a dateline, or the text; unknown stays unknown.

What belongs here: the order in which the evidence is believed, and the refusal of dates in the future.
What doesn't: reading one piece of evidence (declared.py, statements.py).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

import pandas as pd

from tasks.temporal.declared import Stated, parse_declared
from tasks.temporal.hours import stated_hour
from tasks.temporal.statements import (
    Evidence,
    PublicationRules,
    address_date,
    counted_year,
    dateline,
    load_publication_rules,
    page_dates,
    present_day,
    stamp,
    tells_change,
    update,
)


class Publication(NamedTuple):
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
UTC_STATED = re.compile(r"[0-9](?:Z|[+-]00:?00)$", re.IGNORECASE)
PARTS = {"year": ("year",), "month": ("year", "month"), "day": ("year", "month", "day")}
"""What of a date each precision states."""


class Told(NamedTuple):
    """What may say when an article was published and changed, each with the most trusted first.

    `metadata` and `modified` are declared dates, `marked` and `marked_modified` those that the page marks beside the headline;
    `address` is that of the article, `removed` the lines that cleaning took out, in order.
    """

    text: str
    metadata: Sequence[str] = ()
    modified: Sequence[str] = ()
    marked: Sequence[str] = ()
    marked_modified: Sequence[str] = ()
    address: str | None = None
    html: str | None = None
    removed: Sequence[str] = ()


def publication_date(told: Told, rules: PublicationRules | None = None) -> Publication:
    """The day of publication with its precision (day, month, year, unknown), source and evidence.

    The order of trust: metadata; a line that says so; what the page marks; the address; other lines; a dateline; a day told
    as the present one; a year counted from a told one; the month of the address. The day is the calendar day as written, in
    whatever time zone. Dates that do not exist or lie before 1900 are not believed.
    """
    known = rules or load_publication_rules()
    declared = _declared(told.metadata, "metadata")
    if not declared and told.html:
        declared = _declared(page_dates(told.html, known.markup), "metadata")
    if declared:
        return _printed_before(declared, told, known) or declared
    if said := stamp(told.text, told.removed, known, says=True):
        return _publication(said.stated, "printed", said.quote)
    if marked := _declared(told.marked, "markup"):
        return marked
    if told.html and (edition := _declared(page_dates(told.html, known.page), "printed")):
        return edition
    return _searched(told, known)


def _searched(told: Told, rules: PublicationRules) -> Publication:
    """What address and text tell besides."""
    address = told.address
    changes = [parse_declared(value) for value in told.marked_modified]  # a line that tells the same is no publication
    searches: tuple[tuple[str, Callable[[], Evidence | None]], ...] = (
        ("url", lambda: address_date(address, rules) if address else None),
        ("printed", lambda: stamp(told.text, told.removed, rules, says=False)),
        ("dateline", lambda: dateline(told.text, rules)),
        ("text", lambda: present_day(told.text, rules)),
        ("inferred", lambda: counted_year(told.text, rules)),
        ("url", lambda: address_date(address, rules, months=True) if address else None),
    )
    for source, search in searches:
        if (found := search()) and found.stated not in changes:
            return _publication(found.stated, source, found.quote)
    return UNKNOWN


def update_date(told: Told, published: Publication, rules: PublicationRules | None = None) -> Publication:
    """The day of the last change, told by metadata, a printed line, or what the page marks; not before the publication."""
    known = rules or load_publication_rules()
    found = _declared(told.modified, "metadata")
    if not found and (printed := update(told.removed, known, published=published.date)):
        found = _publication(printed.stated, "printed", printed.quote)
    found = found or _declared(told.marked_modified, "markup")
    if not found and (marked := update(told.marked, known, published=published.date)):
        found = _publication(marked.stated, "markup", marked.quote)
    if not found or not found.date or found.precision != "day" or (published.date and found.date < published.date):
        return UNKNOWN
    return found


def _printed_before(declared: Publication, told: Told, rules: PublicationRules) -> Publication | None:
    """The printed day of publication where it is believed against the declared one, which then is that of a change.

    It lies before the declared day, and a second witness agrees: the declared day is that of the change, as metadata or the
    page tell it; or the address states the printed day; or the declared moment is in the zone of UTC and one day later.
    """
    modified = [stated for value in told.modified if (stated := parse_declared(value))]
    address = address_date(told.address, rules) if told.address else None
    is_utc = UTC_STATED.search(declared.evidence or "")
    is_changed = any(stated.day == declared.date for stated in modified)
    if declared.precision != "day" or not (is_changed or address or is_utc or tells_change(told.removed, rules)):
        return None
    printed = stamp(told.text, told.removed, rules, says=True)
    if not printed or not declared.date or printed.stated.precision != "day" or printed.stated.day > declared.date:
        return None
    changed = update(told.removed, rules, published=printed.stated.day)
    if printed.stated.day == declared.date:
        return _printed_hour(declared, printed, changed)
    is_changed |= changed is not None and changed.stated.day == declared.date
    is_addressed = address is not None and address.stated == printed.stated
    if not (is_changed or is_addressed or (is_utc and declared.date - printed.stated.day == timedelta(days=1))):
        return None
    return _publication(printed.stated, "printed", printed.quote)


def _printed_hour(declared: Publication, printed: Evidence, changed: Evidence | None) -> Publication | None:
    """The printed publication, if it was earlier on the declared day, at whose hour the article was changed."""
    said = _publication(printed.stated, "printed", printed.quote)
    if changed is None or said.minute is None or declared.minute is None or said.minute >= declared.minute:
        return None
    return said if _publication(changed.stated, "printed", changed.quote).minute == declared.minute else None


def refuse_future(cleaned: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The frame with each date after `as_of` made unknown; the evidence stays, so that the refusal can be seen."""
    made: dict[str, pd.Series] = {}
    for name in ("published", "updated"):
        future = cleaned[f"{name}_on"].map(lambda day: pd.notna(day) and day > as_of).astype(bool)
        made |= {f"{name}_{part}": cleaned[f"{name}_{part}"].mask(future, None) for part in ("on", "at")}
        made[f"{name}_source"] = cleaned[f"{name}_source"].mask(future, "none")
        if name == "published":
            made["published_precision"] = cleaned["published_precision"].mask(future, "unknown")
    return cleaned.assign(**made)


def _declared(values: Iterable[str], source: str) -> Publication | None:
    """The first value that states a date; one that states the same date more exactly is preferred."""
    best: Publication | None = None
    for value in values:
        if stated := parse_declared(value):
            declared = _publication(stated, source, value)
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

"""Cross-checks of the events table: parties, dates, codes, places. Pure, no GX."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from schemas.entities import COUNTRY_PATTERN
from schemas.vocabularies import vocabulary
from tasks.frames import values_of
from tasks.validate.checks.check import CrossCheck, Tables, given, needs
from tasks.validate.columns import Booleans, Elements, among, column_of, elements, truths

PARTIES = ("actors", "recipients")
COUNTRY = rf"\A(?:{COUNTRY_PATTERN})\z"
DATE = ("date_start", "date_end", "date_precision", "date_source", "date_confidence")


def _rows(tables: Tables, *columns: str) -> Iterator[tuple[Any, ...]]:
    return values_of(tables["events"], columns)


def _parties(tables: Tables, parties: str) -> Elements:
    return elements(column_of(tables, "events", parties))


def _date_ordered(tables: Tables) -> list[bool]:
    return [
        start <= end if given(start) and given(end) else given(start) == given(end)
        for start, end in _rows(tables, "date_start", "date_end")
    ]


def _date_explained(tables: Tables) -> list[bool]:
    return [
        given(start) == (source != "none") == (precision != "unknown") == given(confidence)
        for start, _, precision, source, confidence in _rows(tables, *DATE)
    ]


def _publication_ordered(tables: Tables) -> list[bool]:
    return [
        first <= last if given(first) and given(last) else given(first) == given(last)
        for first, last in _rows(tables, "first_published", "last_published")
    ]


def _mode_of_type(tables: Tables) -> list[bool]:
    return [not given(mode) or mode.split("/")[0] == kind for kind, mode in _rows(tables, "event_type", "event_mode")]


def _quad_class_of_type(tables: Tables) -> list[bool]:
    types = vocabulary("event_type")
    return [kind in types and types[kind]["quad_class"] == quad for kind, quad in _rows(tables, "event_type", "quad_class")]


def _coordinates_paired(tables: Tables) -> list[bool]:
    return [given(latitude) == given(longitude) for latitude, longitude in _rows(tables, "latitude", "longitude")]


def _party_checks(parties: str) -> Iterator[CrossCheck]:
    flat = f"{parties.removesuffix('s')}_country"

    def coded(tables: Tables) -> Booleans:
        listed, sectors = _parties(tables, parties), pa.chunked_array([pa.array(list(vocabulary("sector")), pa.string())])
        country, sector = listed.field("country"), listed.field("sector")
        is_country = truths(pc.is_null(country)) | truths(pc.match_substring_regex(country, COUNTRY))
        return listed.every(is_country & (truths(pc.is_null(sector)) | among(sector, sectors)))

    def known(tables: Tables) -> Booleans:
        listed, entities = _parties(tables, parties), column_of(tables, "entities", "entity_id")
        ids, country = listed.field("entity_id"), listed.field("country")
        return listed.every(truths(pc.is_null(ids)) | among(ids, entities) | truths(pc.is_valid(country)))

    def flattened(tables: Tables) -> list[bool]:
        listed = _parties(tables, parties)
        backwards = zip(reversed(listed.rows.tolist()), reversed(listed.field("country").to_pylist()), strict=True)
        firsts = dict(backwards)
        return [firsts.get(row) == country for row, country in enumerate(column_of(tables, "events", flat).to_pylist())]

    yield CrossCheck(
        table="events",
        column=parties,
        name=f"{parties}_coded",
        words=f"the countries of {parties} are alpha-3 codes and their sectors codes of the vocabulary sector, or null",
        needs=needs("events", parties),
        holds=coded,
    )
    yield CrossCheck(
        table="events",
        column=parties,
        name=f"{parties}_known",
        words=f"each entity_id of {parties} stands in entities.entity_id, or the party has a country",
        needs=(("events", parties), ("entities", "entity_id")),
        holds=known,
    )
    yield CrossCheck(
        table="events",
        column=flat,
        name=f"{flat}_of_first",
        words=f"{flat} is the country of the first of {parties}",
        needs=needs("events", parties, flat),
        holds=flattened,
        shown=(flat,),
    )


EVENT_CHECKS = (
    *(check for parties in PARTIES for check in _party_checks(parties)),
    CrossCheck(
        table="events",
        column="date_start",
        name="date_ordered",
        words="date_start is not after date_end, and both are given or neither",
        needs=needs("events", "date_start", "date_end"),
        holds=_date_ordered,
        shown=DATE,
    ),
    CrossCheck(
        table="events",
        column="date_source",
        name="date_explained",
        words="date_source is none, date_precision unknown and date_confidence null exactly where date_start is null",
        needs=needs("events", *DATE),
        holds=_date_explained,
        shown=DATE,
    ),
    CrossCheck(
        table="events",
        column="first_published",
        name="publication_ordered",
        words="first_published is not after last_published, and both are given or neither",
        needs=needs("events", "first_published", "last_published"),
        holds=_publication_ordered,
        shown=("first_published", "last_published"),
    ),
    CrossCheck(
        table="events",
        column="event_mode",
        name="mode_of_type",
        words="event_mode is a mode of event_type",
        needs=needs("events", "event_type", "event_mode"),
        holds=_mode_of_type,
        shown=("event_type", "event_mode"),
    ),
    CrossCheck(
        table="events",
        column="quad_class",
        name="quad_class_of_type",
        words="quad_class is that of event_type",
        needs=needs("events", "event_type", "quad_class"),
        holds=_quad_class_of_type,
        shown=("event_type", "quad_class"),
    ),
    CrossCheck(
        table="events",
        column="latitude",
        name="coordinates_paired",
        words="latitude and longitude are both given or neither",
        needs=needs("events", "latitude", "longitude"),
        holds=_coordinates_paired,
        shown=("latitude", "longitude"),
    ),
)

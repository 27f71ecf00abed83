"""What outlets may tell otherwise of one deed, and what not: the two days of a night, its mode, the kind of those whom it hits.

What belongs here: words and days of two tellings. What does not: which events are compared
(one_place.py), who is the same party (agreement.py).
"""

import re
from collections.abc import Container, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from schemas.yaml_text import load_yaml
from tasks.code_events.lexicon.classes import UNARMED_SECTORS
from tasks.code_events.lexicon.inflection import noun_forms
from tasks.code_events.merging.records import Row
from tasks.spelling.inclusive import plain_form

NO_MODE = "-"
ANYBODY = "CVL"
"""The sector of civilians of whom no more is told."""


def with_nights(start: date, end: date, texts: Sequence[str]) -> tuple[date, date]:
    """The days of a deed with the other day of the night that one of its sentences tells."""
    nights = [found for text in texts if (found := _night().search(text))]
    if not nights:
        return start, end
    is_first = any(_names(night["first"], end) and not _names(night["second"], end) for night in nights)
    return (start, end + timedelta(days=1)) if is_first else (start - timedelta(days=1), end)


def _names(words: str, day: date) -> bool:
    """Whether words name a day, by its weekday or number."""
    return not {_knowledge()["weekdays"][day.weekday()], str(day.day)}.isdisjoint(words.split())


def may_be_one_mode(one: str | None, other: str | None) -> bool:
    """Whether a deed may be told by both modes."""
    modes = {one or NO_MODE, other or NO_MODE}
    return len(modes) == 1 or any(modes <= set(alike) for alike in _knowledge()["modes"])


def are_of_two_kinds(one: Row, other: Row) -> bool:
    """Whether two parties are told by words for unarmed people of two kinds: pupils, believers, passengers."""
    kinds = {_kind(one), _kind(other)}
    return None not in kinds and len(kinds) > 1


def is_stranger(party: Row) -> bool:
    """Whether who acts is told by a word for somebody whom nobody knows: « des hommes », « les ravisseurs »."""
    return party["entity_id"] is None and _is_told(party["name"], _strangers())


def _is_told(name: str | None, words: Container[str]) -> bool:
    return plain_form((name or "").lower()) in words


@cache
def _strangers() -> frozenset[str]:
    return frozenset(form for noun in _knowledge()["strangers"] for form in noun_forms(noun))


def _kind(party: Row) -> str | None:
    """The kind of unarmed people that a party without an entity is of, if more is told than that they are people."""
    if party["entity_id"] is not None:
        return None
    told = _kinds().get(plain_form((party["name"] or "").lower()))
    return told or (party["sector"] if party["sector"] in UNARMED_SECTORS - {ANYBODY} else None)


@cache
def _kinds() -> Mapping[str, str]:
    return {form: kind["kind"] for kind in _knowledge()["kinds"] for noun in kind["nouns"] for form in noun_forms(noun)}


@cache
def _night() -> re.Pattern[str]:
    return re.compile(_knowledge()["night"]["pattern"])


@cache
def _knowledge() -> Mapping[str, Any]:
    content: Mapping[str, Any] = load_yaml(files("tasks.code_events").joinpath("merging", "tellings.yaml").read_text("utf-8"))
    return content

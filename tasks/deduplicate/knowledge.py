"""What deduplication knows of French press text, read from the files of knowledge/."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from schemas.yaml_text import load_yaml
from tasks.deduplicate.arrays import Hashes
from tasks.deduplicate.dates import Calendar, make_calendar
from tasks.deduplicate.words import Folding, make_folding, make_table

LONGEST_LINE = 120
LONGEST_TAIL = 60


@dataclass(frozen=True, kw_only=True)
class DressRule:
    """Something that stands around a text: `place` is head, first_line, last_line or tail."""

    rule_id: str
    place: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, kw_only=True)
class Knowledge:
    """How words fold, the words of dates, a table of those that are numbers, and what is dress."""

    folding: Folding
    calendar: Calendar
    numerals: Hashes
    dress: tuple[DressRule, ...]


@cache
def load_knowledge() -> Knowledge:
    """The knowledge that ships with the stage."""
    words = read_yaml("folding.yaml")
    folding = make_folding(words["expansions"], [*words["weekdays"], *words["months"]])
    calendar = make_calendar(words["months"], words["first_day"], folding)
    rules = (
        DressRule(rule_id=row["rule_id"], place=row["place"], pattern=re.compile(row["pattern"]))
        for row in read_yaml("dress.yaml")
    )
    return Knowledge(folding=folding, calendar=calendar, numerals=make_table(words["numerals"], folding), dress=tuple(rules))


def read_yaml(name: str) -> Any:
    """The content of a knowledge file."""
    return load_yaml(files("tasks.deduplicate").joinpath("knowledge", name).read_text(encoding="utf-8"))


def undressed(text: str, dress: tuple[DressRule, ...]) -> str:
    """The text without what the rules take for dress, each rule applied once, in order."""
    for rule in dress:
        text = _PLACES[rule.place](text, rule.pattern)
    return text


def _head(text: str, pattern: re.Pattern[str]) -> str:
    found = pattern.match(text)
    return text[found.end() :] if found else text


def _first_line(text: str, pattern: re.Pattern[str]) -> str:
    end = text.find("\n", 0, LONGEST_LINE)
    return text[end:].lstrip() if end > 0 and pattern.fullmatch(text, 0, end) else text


def _last_line(text: str, pattern: re.Pattern[str]) -> str:
    start = text.rfind("\n", max(len(text) - LONGEST_LINE, 0))
    return text[:start].rstrip() if start >= 0 and pattern.fullmatch(text, start + 1) else text


def _tail(text: str, pattern: re.Pattern[str]) -> str:
    found = pattern.search(text, max(len(text) - LONGEST_TAIL, 0))
    return text[: found.start()].rstrip() if found else text


_PLACES = {"head": _head, "first_line": _first_line, "last_line": _last_line, "tail": _tail}

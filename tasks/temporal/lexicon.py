"""The names of months and weekdays, and patterns written with placeholders for them.

What belongs here: loading words (lexicon.yaml) and compiling patterns. What doesn't: what a pattern means.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from schemas.yaml_text import load_yaml


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """Folded names → numbers, and for each placeholder the pattern it stands for."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    english_months: Mapping[str, int]
    german_months: Mapping[str, int]
    placeholders: Mapping[str, str]


def read_knowledge(name: str) -> Any:
    """A knowledge file of this folder."""
    return load_yaml(files("tasks.temporal").joinpath(name).read_text(encoding="utf-8"))


@cache
def load_lexicon() -> Lexicon:
    """The lexicon of lexicon.yaml."""
    data = read_knowledge("lexicon.yaml")
    months, weekdays, english, german = (_numbers(data[key]) for key in ("months", "weekdays", "english_months", "german_months"))
    placeholders = {
        "month": f"(?P<month>{alternatives(months)})(?!\\w)",
        "weekday": f"(?P<weekday>{alternatives(weekdays)})(?!\\w)",
        "english_month": f"(?P<english_month>{alternatives(english)})(?!\\w)\\.?",
        "german_month": f"(?P<german_month>{alternatives(german)})(?!\\w)\\.?",
        "day": "(?P<day>(?:0?[1-9]|[12][0-9]|3[01])(?!\\d)|1er(?!\\w))(?:er(?!\\w))?",
        "month_number": "(?P<month_number>0?[1-9]|1[0-2])(?!\\d)",
        "year": "(?P<year>(?:1[89]|20|21)[0-9]{2})(?![0-9])",
        "date": "(?:{weekday},? )?{day} {month} {year}",
        "short_number": "{day} ?[/.] ?{month_number} ?[/.] ?(?P<short_year>[0-9]{2})(?![0-9])",
        "number": "{day} ?[-/.] ?{month_number} ?[-/.] ?{year}",
        "clock": "(?P<hour>[01]?[0-9]|2[0-3]) ?(?:h(?: ?(?P<minute>[0-5][0-9]))?(?!\\w)|:(?P<minute>[0-5][0-9])(?![0-9]))",
        "stamp": "{year}-{month_number}(?:-(?P<day>[0-3][0-9])(?![0-9]))?",
    }
    return Lexicon(
        months=months,
        weekdays=weekdays,
        english_months=english,
        german_months=german,
        placeholders=MappingProxyType(placeholders),
    )


def compile_pattern(pattern: str, lexicon: Lexicon) -> re.Pattern[str]:
    """The regular expression of a pattern in which {month}, {day} … stand for the names of the lexicon.

    A group may be named several times, in alternatives: see groups_of.
    """
    for name, expression in reversed(list(lexicon.placeholders.items())):
        pattern = pattern.replace("{" + name + "}", expression)
    seen: Counter[str] = Counter()

    def numbered(group: re.Match[str]) -> str:
        seen[group[1]] += 1
        return group[0] if seen[group[1]] == 1 else f"(?P<{group[1]}__{seen[group[1]]}>"

    return re.compile(re.sub(r"\(\?P<(\w+)>", numbered, pattern))


def groups_of(match: re.Match[str]) -> dict[str, str]:
    """The named groups that took part in the match."""
    return {name.partition("__")[0]: value for name, value in match.groupdict().items() if value is not None}


def _numbers(names: Mapping[int, list[str]]) -> Mapping[str, int]:
    return MappingProxyType({name: number for number, listed in names.items() for name in listed})


def alternatives(names: Iterable[str]) -> str:
    """The pattern of any of these names, the longest first."""
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))

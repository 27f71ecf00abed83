"""The rules of grammar.yaml, compiled.

What belongs here: loading rules and words. What doesn't: matching them (expressions.py), what they denote (resolution.py).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Any

from tasks.scanner import Scanner
from tasks.temporal.lexicon import Lexicon, alternatives, compile_pattern, load_lexicon, read_knowledge


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule: its pattern over folded text, and the operation that resolves it with its fixed `arguments`."""

    id: str
    kind: str
    pattern: re.Pattern[str]
    resolve: str
    arguments: Mapping[str, int]
    lower_case: bool = False


@dataclass(frozen=True, kw_only=True)
class Words:
    """Folded words → numbers and codes."""

    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    units: Mapping[str, str]
    periods: Mapping[str, str]
    seasons: Mapping[str, str]
    parts: Mapping[str, str]
    deictics: Mapping[str, int]
    shifts: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Cues:
    """What tells that an expression lies in one direction: words before it (`sure` ones without doubt) or in its sentence."""

    close: re.Pattern[str]
    sure: re.Pattern[str]
    clause: re.Pattern[str]


@dataclass(frozen=True, kw_only=True)
class Grammar:
    """All rules in their order, the words they use, and the cues of direction.

    `scanner` finds the matches of all patterns, by the number of the rule. `skipped` are the rules whose matches are no
    temporal expressions (ages) and only keep others from matching there.
    """

    rules: tuple[Rule, ...]
    scanner: Scanner
    words: Words
    lexicon: Lexicon
    future: Cues
    past: Cues
    skipped: frozenset[str]


@cache
def load_grammar() -> Grammar:
    """The grammar of grammar.yaml."""
    data = read_knowledge("grammar.yaml")
    words = data["words"]
    base = load_lexicon()
    lexicon = replace(base, placeholders=MappingProxyType(dict(base.placeholders) | _placeholders(words, base)))
    rules = tuple(_rule(row, lexicon) for row in data["rules"])
    return Grammar(
        rules=rules,
        scanner=Scanner(rule.pattern for rule in rules),
        words=_words(words),
        lexicon=lexicon,
        future=_cues(data["future"]),
        past=_cues(data["past"]),
        skipped=frozenset(row["id"] for row in data["rules"] if row["resolve"] == "skip"),
    )


def _rule(row: Mapping[str, Any], lexicon: Lexicon) -> Rule:
    return Rule(
        id=row["id"],
        kind=row["kind"],
        pattern=compile_pattern(row["pattern"], lexicon),
        resolve=row["resolve"],
        arguments={name: row[name] for name in ("days", "sign") if name in row},
        lower_case=row.get("lower_case", False),
    )


def _words(words: Mapping[str, Any]) -> Words:
    shifts = {word: direction for direction in ("past", "next", "after", "before") for word in words[direction]}
    names = ("numbers", "ordinals", "units", "periods", "seasons", "parts", "deictics")
    return Words(shifts=MappingProxyType(shifts), **{name: MappingProxyType(words[name]) for name in names})


def _placeholders(words: Mapping[str, Any], base: Lexicon) -> dict[str, str]:
    shifts = [word for direction in ("past", "next", "after", "before") for word in words[direction]]
    named = {
        "ordinal": words["ordinals"],
        "unit": words["units"],
        "period": words["periods"],
        "season": words["seasons"],
        "part": words["parts"],
        "shift": shifts,
    }
    return {
        "number": f"(?P<number>[0-9]{{1,4}}|{alternatives(words['numbers'])})(?!\\w)",
        "short_year": "(?P<short_year>[0-9]{2})(?!\\w| ?[a-zà-ÿ%]|[,.][0-9])",
        "phase": "(?:(?:la |le )?(?P<phase>début|milieu|fin|courant)(?!\\w)|(?<!\\w)(?:la )?(?P<phase>mi)-)",
        "second_month": f"(?:{alternatives(base.months)})(?!\\w)",
        "weekday_name": f"(?:{alternatives(base.weekdays)})",
        "units_after": alternatives(words["counted"]),
        "approximation": f"(?:{alternatives(words['approximation'])})",
        "several": f"(?:{alternatives(words['several'])})(?!\\w)",
    } | {name: f"(?P<{name}>{alternatives(listed)})(?!\\w)" for name, listed in named.items()}


def _cues(row: Mapping[str, list[str]]) -> Cues:
    close, sure = (re.compile("(?<!\\w)(?:" + "|".join(listed) + ") ?$") for listed in (row["sure"] + row["close"], row["sure"]))
    return Cues(close=close, sure=sure, clause=re.compile("|".join(row["clause"])))

"""Furniture rules: what they say, and their patterns compiled, to be asked.

What belongs here: one rule, and the groups of a part and zone. What does not: reading the files (knowledge.py), asking
(judgement.py).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.errors import SettingsError
from schemas.vocabularies import check_code
from tasks.clean.folding import ACCENTS, PLAIN, folded
from tasks.clean.literals import Signs
from tasks.clean.required import required_literals

PARTS = ("line", "start", "end", "long")
ZONES = ("any", "head", "top", "edge", "tail")


@dataclass(frozen=True, kw_only=True)
class FurnitureRule:
    """One rule of knowledge/furniture.

    `part`: what of a line it takes (line: all of it; start, end; long: all of a line that holds `least` of the patterns).
    `zone`: where (head: before the first prose; top: before the second; tail: behind the last; edge: top, tail; any).
    `case`: whether capitals and accents count.
    `needs`: a line that is no prose (for part start: any line) is asked only if it holds, once folded, one of these; without
    them, only if it holds what the patterns themselves require (required.py), which changes nothing but the time it takes.
    `in_prose`: a line of prose is asked only if it holds one of these; without them, never.
    `opens`: what follows the line that it takes (links: titles of other articles; end: nothing of the article).
    """

    rule_id: str
    reason: str
    part: str
    zone: str
    patterns: tuple[str, ...]
    case: bool
    least: int
    needs: tuple[str, ...]
    in_prose: tuple[str, ...]
    opens: str | None
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AskedRule:
    """A rule and its patterns as one. If it has a `sign`, only lines that have it are asked."""

    rule: FurnitureRule
    pattern: re.Pattern[str]
    sign: int

    def concerns(self, signs: int) -> bool:
        """Whether a line with these signs is worth asking about."""
        return not self.sign or bool(self.sign & signs)


@dataclass(frozen=True, kw_only=True)
class LongRule:
    """A rule of part long, asked about lines that have its `sign`."""

    rule: FurnitureRule
    cues: tuple[re.Pattern[str], ...]
    sign: int


@dataclass(frozen=True, kw_only=True)
class RuleGroup:
    """The rules of one part and zone, for lines that are no prose and for those that are; those on folded text stand first."""

    short: tuple[AskedRule, ...]
    prose: tuple[AskedRule, ...]


def furniture_rule(row: Mapping[str, Any], fragments: Mapping[str, str]) -> FurnitureRule:
    """The rule of a row of knowledge/furniture. Raises SettingsError if it can't be used."""
    case = bool(row.get("case", False))
    rule = FurnitureRule(
        rule_id=row["id"],
        reason=check_code("removed_reason", row["reason"]),
        part=row.get("part", "line"),
        zone=row.get("zone", "any"),
        patterns=tuple(_compilable(row["id"], pattern, fragments, case=case) for pattern in row["patterns"]),
        case=case,
        least=row.get("least", 1),
        needs=tuple(map(folded, row.get("needs", ()))),
        in_prose=tuple(map(folded, row.get("in_prose", ()))),
        opens=row.get("opens"),
        examples=tuple(row["examples"]),
        counter_examples=tuple(row["counter_examples"]),
    )
    if rule.part not in PARTS or rule.zone not in ZONES:
        raise _unusable(rule.rule_id, f"part {rule.part}, zone {rule.zone}", f"a part of {PARTS} and a zone of {ZONES}")
    return rule


def _compilable(rule_id: str, pattern: str, fragments: Mapping[str, str], *, case: bool) -> str:
    whole = expanded(pattern, fragments, case=case)
    try:
        groups = re.compile(whole).groups
    except re.error as error:
        raise _unusable(rule_id, f"the pattern {pattern!r} ({error})", "a regular expression") from error
    if groups:
        raise _unusable(rule_id, f"a capturing group in {pattern!r}", "groups that do not capture: (?:…)")
    return whole


def expanded(pattern: str, fragments: Mapping[str, str], *, case: bool = True) -> str:
    """The pattern with {fragment} replaced, to be matched on plain text (case) or on folded text."""
    while named := re.search(r"\{([a-z_]+)\}", pattern):
        inner = fragments[named[1]]
        inner = inner.lower() if named[1] == "agency" and not case else inner
        pattern = pattern.replace(named[0], f"(?:{inner})")
    for character, instead in PLAIN if case else (*PLAIN, *ACCENTS):
        pattern = pattern.replace(character, instead)
    return pattern


def grouped(rules: Iterable[FurnitureRule], signs: Signs) -> dict[tuple[str, str], RuleGroup]:
    """The rules for lines and their ends by part and zone, with their signs."""
    listed_by: dict[tuple[str, str], list[FurnitureRule]] = {(part, zone): [] for part in PARTS for zone in ZONES}
    for rule in sorted(rules, key=lambda rule: rule.case):
        if rule.part != "long":
            listed_by[rule.part, rule.zone].append(rule)
    return {key: _group(listed, signs) for key, listed in listed_by.items()}


def _group(rules: Sequence[FurnitureRule], signs: Signs) -> RuleGroup:
    ordered = sorted(rules, key=lambda rule: (rule.case, bool(rule.needs)))
    short = tuple(_asked(rule, signs.add(rule.needs or _required(rule))) for rule in ordered)
    return RuleGroup(short=short, prose=tuple(_asked(rule, signs.add(rule.in_prose)) for rule in rules if rule.in_prose))


def _asked(rule: FurnitureRule, sign: int) -> AskedRule:
    body = "|".join(rule.patterns)
    return AskedRule(rule=rule, pattern=re.compile(rf"(?:{body})$" if rule.part == "end" else body), sign=sign)


def long_rule(rule: FurnitureRule, signs: Signs) -> LongRule:
    """A rule of part long with its sign."""
    return LongRule(rule=rule, cues=tuple(map(re.compile, rule.patterns)), sign=signs.add(rule.in_prose))


def _required(rule: FurnitureRule) -> frozenset[str]:
    """What a line holds that the rule takes, as its patterns tell; nothing if one of them doesn't."""
    found = [required_literals(pattern, folded) for pattern in rule.patterns]
    return frozenset().union(*found) if all(found) else frozenset()


def _unusable(rule_id: str, found: str, expected: str) -> SettingsError:
    return SettingsError(
        found=f"furniture rule {rule_id} has {found}", expected=expected, remedy="correct it in tasks/clean/knowledge/furniture"
    )

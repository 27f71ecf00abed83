"""The knowledge of cleaning: furniture rules, agencies, names of metadata, read from knowledge/ and compiled.

What belongs here: reading and compiling. What does not: applying a rule (furniture.py).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import ascii_lowercase
from types import MappingProxyType
from typing import Any

import yaml
from babel import Locale

from schemas.errors import SettingsError
from schemas.vocabularies import check_code
from tasks.clean.literals import Literals

FOLDER = files("tasks.clean").joinpath("knowledge")
PARTS = ("line", "start", "end", "long")
ZONES = ("any", "head", "top", "edge", "tail")
PLAIN: tuple[tuple[str, str], ...] = (
    ("’", "'"),
    ("‘", "'"),
    ("ʼ", "'"),
    ("′", "'"),
    ("«", '"'),
    ("»", '"'),
    ("“", '"'),
    ("”", '"'),
    ("„", '"'),
)
PLAIN += (("\u00a0", " "), ("\u202f", " "), ("\u2009", " "), ("–", "-"), ("—", "-"), ("‐", "-"), ("‑", "-"))
ACCENTS = tuple(zip("àáâäçèéêëîïíñóôöùúûüÿ", "aaaaceeeeiiinooouuuuy", strict=True))
FOLDED = {variant: small for letter in ascii_lowercase + "œæ" for variant, small in ((letter, letter), (letter.upper(), letter))}
FOLDED |= {variant: instead for accented, instead in (*PLAIN, *ACCENTS) for variant in (accented, accented.upper())}


@dataclass(frozen=True, kw_only=True)
class FurnitureRule:
    """One rule of knowledge/furniture.

    `part`: what of a line it takes (line: all of it; start, end; long: all of a line that holds `least` of the patterns).
    `zone`: where (head: before the first prose; top: before the second; tail: behind the last; edge: top, tail; any).
    `case`: whether capitals and accents count.
    `needs`: a line that is no prose (for part start: any line) is asked only if it holds, once folded, one of these.
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

    @property
    def hints(self) -> frozenset[str]:
        """What a line of prose holds that the rule is asked about."""
        return frozenset(self.in_prose)


@dataclass(frozen=True, kw_only=True)
class RuleSet:
    """Rules as one pattern; the group that matched names the rule. If there are `hints`, only lines that hold one are asked."""

    pattern: re.Pattern[str]
    rules: Mapping[str, FurnitureRule]
    hints: frozenset[str]
    case: bool

    def concerns(self, held: frozenset[str]) -> bool:
        """Whether a line that holds these literals is worth asking about."""
        return not self.hints or not self.hints.isdisjoint(held)

    def rule(self, found: re.Match[str]) -> FurnitureRule:
        """The rule that a match of the pattern belongs to."""
        return self.rules[str(found.lastgroup)]


@dataclass(frozen=True, kw_only=True)
class RuleGroup:
    """The rules of one part and zone, for lines that are no prose and for those that are; those on folded text stand first."""

    short: tuple[RuleSet, ...]
    prose: tuple[RuleSet, ...]


@dataclass(frozen=True, kw_only=True)
class Agency:
    """A press agency: its name in the tables, how it signs, and the phrases that credit it in the text of its wire.

    One of `roots` stands in each of its signatures; `literals` are the same, folded.
    """

    name: str
    names: tuple[str, ...]
    roots: tuple[str, ...]
    literals: frozenset[str]
    pattern: re.Pattern[str]
    credited: re.Pattern[str] | None


@dataclass(frozen=True, kw_only=True, eq=False)
class CleaningKnowledge:
    """All that cleaning knows.

    `literals` are the hints of rules and the roots of agencies, folded; `prose_literals` those that prose is looked through for.
    """

    rules: tuple[FurnitureRule, ...]
    groups: Mapping[tuple[str, str], RuleGroup]
    literals: Literals
    prose_literals: Literals
    prose_hints: frozenset[str]
    long_rules: tuple[tuple[FurnitureRule, tuple[re.Pattern[str], ...]], ...]
    agencies: tuple[Agency, ...]
    agency: re.Pattern[str]
    """The signature of any of them."""
    agency_literals: frozenset[str]
    fragments: Mapping[str, re.Pattern[str]]
    mojibake: tuple[re.Pattern[str], ...]
    encodings: tuple[str, ...]
    places: frozenset[str]
    no_person: frozenset[str]
    function_words: frozenset[str]
    metadata: Mapping[str, Any]


def plain(text: str) -> str:
    """Quotes, dashes and no-break spaces in one form each, character for character."""
    if not text.isascii():  # a chain of replacements is three times faster than str.translate on prose
        for character, instead in PLAIN:
            text = text.replace(character, instead)
    return text


def folded(text: str) -> str:
    """Plain, without accents and in lower case, character for character (but for İ, which French doesn't write)."""
    text = text.lower()
    if not text.isascii():
        text = plain(text)
        for character, instead in ACCENTS:
            text = text.replace(character, instead)
    return text


@cache
def load_knowledge() -> CleaningKnowledge:
    """The knowledge that ships with the project. Raises SettingsError if a file can't be used."""
    fragments = {row["id"]: str(row["pattern"]) for row in _rows("fragments.yaml")}
    agencies = tuple(map(_agency, _rows("agencies.yaml")))
    fragments["agency"] = _either(name for agency in agencies for name in agency.names)
    rules = tuple(_rule(row, fragments) for name in _names("furniture") for row in _rows(f"furniture/{name}"))
    agency_literals = frozenset().union(*(agency.literals for agency in agencies))
    prose_hints = frozenset(hint for rule in rules for hint in rule.in_prose)
    characters = yaml.safe_load(FOLDER.joinpath("characters.yaml").read_text(encoding="utf-8"))
    metadata = yaml.safe_load(FOLDER.joinpath("metadata.yaml").read_text(encoding="utf-8"))
    return CleaningKnowledge(
        rules=rules,
        groups=MappingProxyType(_groups(rules)),
        literals=Literals(agency_literals.union(*((*rule.needs, *rule.in_prose) for rule in rules)), FOLDED),
        prose_literals=Literals(agency_literals | prose_hints | {need for rule in rules if rule.part == "start" for need in rule.needs}, FOLDED),
        prose_hints=prose_hints,
        long_rules=tuple((rule, tuple(re.compile(p) for p in rule.patterns)) for rule in rules if rule.part == "long"),
        agencies=agencies,
        agency=re.compile("|".join(agency.pattern.pattern for agency in agencies)),
        agency_literals=agency_literals,
        fragments=MappingProxyType({name: re.compile(_expanded(pattern, fragments)) for name, pattern in fragments.items()}),
        mojibake=tuple(re.compile(pattern) for pattern in characters["mojibake"]),
        encodings=tuple(characters["encodings"]),
        places=frozenset(folded(name) for name in Locale("fr").territories.values()),
        function_words=frozenset(characters["function_words"]),
        no_person=frozenset(folded(word) for word in metadata["no_person"]),
        metadata=metadata,
    )


def _names(folder: str) -> list[str]:
    return sorted(entry.name for entry in FOLDER.joinpath(folder).iterdir() if entry.name.endswith(".yaml"))


def _rows(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load(FOLDER.joinpath(name).read_text(encoding="utf-8"))
    return rows


def _rule(row: Mapping[str, Any], fragments: Mapping[str, str]) -> FurnitureRule:
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
    expanded = _expanded(pattern, fragments, case=case)
    try:
        groups = re.compile(expanded).groups
    except re.error as error:
        raise _unusable(rule_id, f"the pattern {pattern!r} ({error})", "a regular expression") from error
    if groups:
        raise _unusable(rule_id, f"a capturing group in {pattern!r}", "groups that do not capture: (?:…)")
    return expanded


def _expanded(pattern: str, fragments: Mapping[str, str], *, case: bool = True) -> str:
    """The pattern with {fragment} replaced, to be matched on plain text (case) or on folded text."""
    while named := re.search(r"\{([a-z_]+)\}", pattern):
        inner = fragments[named[1]]
        inner = inner.lower() if named[1] == "agency" and not case else inner
        pattern = pattern.replace(named[0], f"(?:{inner})")
    for character, instead in PLAIN if case else (*PLAIN, *ACCENTS):
        pattern = pattern.replace(character, instead)
    return pattern


def _groups(rules: Iterable[FurnitureRule]) -> dict[tuple[str, str], RuleGroup]:
    grouped: dict[tuple[str, str], list[FurnitureRule]] = {(part, zone): [] for part in PARTS for zone in ZONES}
    for rule in sorted(rules, key=lambda rule: rule.case):
        if rule.part != "long":
            grouped[rule.part, rule.zone].append(rule)
    return {key: _group(listed) for key, listed in grouped.items()}


def _group(rules: Sequence[FurnitureRule]) -> RuleGroup:
    short: list[RuleSet] = []
    for case in (False, True):
        listed = [rule for rule in rules if rule.case == case]
        if always := [rule for rule in listed if not rule.needs]:
            short.append(_rule_set(always, ()))
        short += [_rule_set([rule], rule.needs) for rule in listed if rule.needs]
    return RuleGroup(short=tuple(short), prose=tuple(_rule_set([rule], rule.in_prose) for rule in rules if rule.in_prose))


def _rule_set(rules: Sequence[FurnitureRule], hints: Iterable[str]) -> RuleSet:
    body = "|".join(f"(?P<r{number}>{'|'.join(rule.patterns)})" for number, rule in enumerate(rules))
    pattern = re.compile(rf"(?:{body})$" if rules[0].part == "end" else body)
    named = MappingProxyType({f"r{n}": rule for n, rule in enumerate(rules)})
    return RuleSet(pattern=pattern, rules=named, hints=frozenset(hints), case=rules[0].case)


def _agency(row: Mapping[str, Any]) -> Agency:
    names = tuple(row["names"])
    roots = tuple(name for name in names if not any(other in name for other in names if other != name))
    name = f"(?:{_either(names)})"
    phrases = "|".join(str(phrase).replace("{name}", name) for phrase in row.get("credited", ()))
    return Agency(
        name=row["name"],
        names=names,
        roots=roots,
        literals=frozenset(map(folded, roots)),
        pattern=re.compile(rf"(?<![\w-]){name}(?![\w-])"),
        credited=re.compile(phrases.replace("'", "['’]")) if phrases else None,
    )


def _either(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def _unusable(rule_id: str, found: str, expected: str) -> SettingsError:
    return SettingsError(
        found=f"furniture rule {rule_id} has {found}", expected=expected, remedy="correct it in tasks/clean/knowledge/furniture"
    )

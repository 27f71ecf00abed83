"""The knowledge of cleaning: furniture rules, agencies, names of metadata, read from knowledge/ and compiled.

What belongs here: reading and compiling. What does not: applying a rule (furniture.py).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from importlib.resources import files
from operator import or_
from string import ascii_lowercase
from types import MappingProxyType
from typing import Any

import yaml
from babel import Locale

from schemas.errors import SettingsError
from schemas.vocabularies import check_code
from tasks.clean.literals import Literals, Signs
from tasks.clean.required import required_literals

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
FOLDED |= {"\N{KELVIN SIGN}": "k", "İ": "i"}


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


@dataclass(frozen=True, kw_only=True)
class Agency:
    """A press agency: its name in the tables, how it signs, and the phrases that credit it in the text of its wire.

    One of `roots` stands in each of its signatures; `sign` tells that a line holds one, once folded, and `credit` that it holds
    what the phrases require.
    """

    name: str
    names: tuple[str, ...]
    roots: tuple[str, ...]
    sign: int
    pattern: re.Pattern[str]
    credited: re.Pattern[str] | None
    credit: int


@dataclass(frozen=True, kw_only=True, eq=False)
class CleaningKnowledge:
    """All that cleaning knows.

    `literals` find the signs of lines: for each rule and agency a bit, which tells that the line holds one of its literals.
    """

    rules: tuple[FurnitureRule, ...]
    groups: Mapping[tuple[str, str], RuleGroup]
    literals: Literals
    prose_signs: int
    """Of the rules that may be asked about prose."""
    long_rules: tuple[LongRule, ...]
    agencies: tuple[Agency, ...]
    agency: re.Pattern[str]
    """The signature of any of them."""
    agency_signs: int
    fragments: Mapping[str, re.Pattern[str]]
    mojibake: tuple[re.Pattern[str], ...]
    encodings: tuple[str, ...]
    places: frozenset[str]
    no_person: frozenset[str]
    no_author: frozenset[str]
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
    if text.isascii():
        return text.lower()
    letters = text.encode("latin-1", "ignore")
    if len(letters) < len(text):
        text = plain(text)
        letters = text.encode("latin-1", "ignore")
    if len(letters) < len(text):
        return _without_accents(plain(text.lower()))
    return letters.translate(FOLDED_LATIN).decode("latin-1")


def _without_accents(text: str) -> str:
    for character, instead in ACCENTS:
        text = text.replace(character, instead)
    return text


FOLDED_LATIN = _without_accents(plain(bytes(range(256)).decode("latin-1").lower())).encode("latin-1")
"""Latin-1 folded byte by byte, which is several times as fast."""


@cache
def load_knowledge() -> CleaningKnowledge:
    """The knowledge that ships with the project. Raises SettingsError if a file can't be used."""
    fragments, signs = {row["id"]: str(row["pattern"]) for row in _rows("fragments.yaml")}, Signs()
    agencies = tuple(_agency(row, signs) for row in _rows("agencies.yaml"))
    fragments["agency"] = _either(name for agency in agencies for name in agency.names)
    rules = tuple(_rule(row, fragments) for name in _names("furniture") for row in _rows(f"furniture/{name}"))
    groups, long_rules = _groups(rules, signs), tuple(_long(rule, signs) for rule in rules if rule.part == "long")
    prose_signs = [*(asked.sign for asked in long_rules), *(asked.sign for group in groups.values() for asked in group.prose)]
    characters = yaml.safe_load(FOLDER.joinpath("characters.yaml").read_text(encoding="utf-8"))
    metadata = yaml.safe_load(FOLDER.joinpath("metadata.yaml").read_text(encoding="utf-8"))
    return CleaningKnowledge(
        rules=rules,
        groups=groups,
        literals=Literals(signs.bits, FOLDED),
        prose_signs=reduce(or_, prose_signs),
        long_rules=long_rules,
        agencies=agencies,
        agency=re.compile("|".join(agency.pattern.pattern for agency in agencies)),
        agency_signs=reduce(or_, (agency.sign for agency in agencies)),
        fragments=MappingProxyType({name: re.compile(_expanded(pattern, fragments)) for name, pattern in fragments.items()}),
        mojibake=tuple(re.compile(pattern) for pattern in characters["mojibake"]),
        encodings=tuple(characters["encodings"]),
        places=frozenset(folded(name) for name in Locale("fr").territories.values()),
        function_words=frozenset(characters["function_words"]),
        no_person=frozenset(folded(word) for word in metadata["no_person"]),
        no_author=frozenset(metadata["no_author"]),
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


def _groups(rules: Iterable[FurnitureRule], signs: Signs) -> dict[tuple[str, str], RuleGroup]:
    grouped: dict[tuple[str, str], list[FurnitureRule]] = {(part, zone): [] for part in PARTS for zone in ZONES}
    for rule in sorted(rules, key=lambda rule: (rule.case, bool(rule.needs))):
        if rule.part != "long":
            grouped[rule.part, rule.zone].append(rule)
    return {key: _group(listed, signs) for key, listed in grouped.items()}


def _group(rules: Sequence[FurnitureRule], signs: Signs) -> RuleGroup:
    short = tuple(_asked(rule, signs.add(rule.needs or _required(rule))) for rule in rules)
    return RuleGroup(short=short, prose=tuple(_asked(rule, signs.add(rule.in_prose)) for rule in rules if rule.in_prose))


def _asked(rule: FurnitureRule, sign: int) -> AskedRule:
    body = "|".join(rule.patterns)
    return AskedRule(rule=rule, pattern=re.compile(rf"(?:{body})$" if rule.part == "end" else body), sign=sign)


def _long(rule: FurnitureRule, signs: Signs) -> LongRule:
    return LongRule(rule=rule, cues=tuple(map(re.compile, rule.patterns)), sign=signs.add(rule.in_prose))


def _required(rule: FurnitureRule) -> frozenset[str]:
    """What a line holds that the rule takes, as its patterns tell; nothing if one of them doesn't."""
    found = [required_literals(pattern, folded) for pattern in rule.patterns]
    return frozenset().union(*found) if all(found) else frozenset()


def _agency(row: Mapping[str, Any], signs: Signs) -> Agency:
    names = tuple(row["names"])
    roots = tuple(name for name in names if not any(other in name for other in names if other != name))
    name = f"(?:{_either(names)})"
    phrases = "|".join(str(phrase).replace("{name}", name) for phrase in row.get("credited", ())).replace("'", "['’]")
    return Agency(
        name=row["name"],
        names=names,
        roots=roots,
        sign=signs.add(set(map(folded, roots))),
        pattern=re.compile(rf"(?<![\w-]){name}(?![\w-])"),
        credited=re.compile(phrases) if phrases else None,
        credit=signs.add(required_literals(phrases, folded)),
    )


def _either(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def _unusable(rule_id: str, found: str, expected: str) -> SettingsError:
    return SettingsError(
        found=f"furniture rule {rule_id} has {found}", expected=expected, remedy="correct it in tasks/clean/knowledge/furniture"
    )

"""The knowledge of cleaning: furniture rules, agencies, names of metadata, read from knowledge/ and compiled.

What belongs here: reading and compiling. What does not: applying a rule (furniture.py).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, reduce
from importlib.resources import files
from operator import or_
from types import MappingProxyType
from typing import Any

from babel import Locale

from schemas.yaml_text import load_yaml
from tasks.clean.folding import FOLDED, folded
from tasks.clean.hosts import outlet_key
from tasks.clean.literals import Literals, Signs
from tasks.clean.required import required_literals
from tasks.clean.rules import FurnitureRule, LongRule, RuleGroup, expanded, furniture_rule, grouped, long_rule

FOLDER = files("tasks.clean").joinpath("knowledge")


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
    credit_signs: int
    fragments: Mapping[str, re.Pattern[str]]
    mojibake: tuple[re.Pattern[str], ...]
    encodings: tuple[str, ...]
    places: frozenset[str]
    no_person: frozenset[str]
    no_author: frozenset[str]
    function_words: frozenset[str]
    outlets: Mapping[str, str]
    """Hosts, and the keys of names (hosts.outlet_key), → the name of the outlet."""
    outlet_keys: frozenset[str]
    outlet_forms: tuple[tuple[re.Pattern[str], str], ...]
    """How archives turn the names of outlets about, and what takes it back."""
    outlet_articles: frozenset[str]
    no_outlet_hosts: frozenset[str]
    print_line: re.Pattern[str]
    hyphens: tuple[re.Pattern[str], ...]
    """Compounds that keep their hyphen at the end of a line."""
    template: re.Pattern[str]
    template_marks: tuple[str, ...]
    template_sign: int
    """Of lines that hold a mark of a language of templates."""
    metadata: Mapping[str, Any]


@cache
def load_knowledge() -> CleaningKnowledge:
    """The knowledge that ships with the project. Raises SettingsError if a file can't be used."""
    fragments, signs = {row["id"]: str(row["pattern"]) for row in _rows("fragments.yaml")}, Signs()
    agencies = tuple(_agency(row, signs) for row in _rows("agencies.yaml"))
    fragments["agency"] = _either(name for agency in agencies for name in agency.names)
    rules = tuple(furniture_rule(row, fragments) for name in _names("furniture") for row in _rows(f"furniture/{name}"))
    groups, long_rules = grouped(rules, signs), tuple(long_rule(rule, signs) for rule in rules if rule.part == "long")
    prose_signs = [*(asked.sign for asked in long_rules), *(asked.sign for group in groups.values() for asked in group.prose)]
    templates = _template_knowledge(signs)
    characters = load_yaml(FOLDER.joinpath("characters.yaml").read_text(encoding="utf-8"))
    metadata = load_yaml(FOLDER.joinpath("metadata.yaml").read_text(encoding="utf-8"))
    return CleaningKnowledge(
        rules=rules,
        groups=groups,
        literals=Literals(signs.bits, FOLDED),
        prose_signs=reduce(or_, prose_signs),
        long_rules=long_rules,
        agencies=agencies,
        agency=re.compile("|".join(agency.pattern.pattern for agency in agencies)),
        agency_signs=reduce(or_, (agency.sign for agency in agencies)),
        credit_signs=reduce(or_, (agency.credit for agency in agencies)),
        fragments=MappingProxyType({name: re.compile(expanded(pattern, fragments)) for name, pattern in fragments.items()}),
        mojibake=tuple(re.compile(pattern) for pattern in characters["mojibake"]),
        encodings=tuple(characters["encodings"]),
        places=frozenset(folded(name) for name in Locale("fr").territories.values()),
        function_words=frozenset(characters["function_words"]),
        no_person=frozenset(folded(word) for word in metadata["no_person"]),
        no_author=frozenset(metadata["no_author"]),
        metadata=metadata,
        hyphens=tuple(re.compile(row["pattern"]) for row in _rows("hyphens.yaml", "keeps")),
        **_outlet_knowledge(fragments),
        **templates,
    )


def _outlet_knowledge(fragments: Mapping[str, str]) -> dict[str, Any]:
    """The fields of CleaningKnowledge that concern outlets."""
    text = FOLDER.joinpath("outlets.tsv").read_text(encoding="utf-8")
    hosts = dict(line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    rules = load_yaml(FOLDER.joinpath("outlets.yaml").read_text(encoding="utf-8"))
    return {
        "outlets": MappingProxyType({outlet_key(name): name for name in hosts.values()} | hosts),
        "outlet_keys": frozenset(map(outlet_key, hosts.values())),
        "outlet_forms": tuple((re.compile(row["pattern"], re.IGNORECASE), row["instead"]) for row in rules["forms"]),
        "outlet_articles": frozenset(rules["articles"]),
        "no_outlet_hosts": frozenset(rules["no_outlet_hosts"]),
        "print_line": re.compile(expanded(rules["print_line"]["pattern"], fragments), re.IGNORECASE),
    }


def _template_knowledge(signs: Signs) -> dict[str, Any]:
    """The fields of CleaningKnowledge that concern placeholders of templates."""
    rows = _rows("templates.yaml")
    return {
        "template": re.compile("|".join(row["pattern"] for row in rows)),
        "template_marks": tuple(row["mark"] for row in rows),
        "template_sign": signs.add([row["mark"] for row in rows]),
    }


def _names(folder: str) -> list[str]:
    return sorted(entry.name for entry in FOLDER.joinpath(folder).iterdir() if entry.name.endswith(".yaml"))


def _rows(name: str, key: str | None = None) -> list[dict[str, Any]]:
    """The rows of a file of the folder, or those that it holds under a key."""
    loaded = load_yaml(FOLDER.joinpath(name).read_text(encoding="utf-8"))
    rows: list[dict[str, Any]] = loaded[key] if key else loaded
    return rows


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

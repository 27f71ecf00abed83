"""Compiling the knowledge of described names (knowledge/bodies.yaml, the context nouns of contexts.yaml)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tasks.gazetteer.words import fold, folded_words
from tasks.scanner import Scanner

CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’]*(?:-(?:[A-Z]\.-?)*[\w'’]+)*(?:(?<=\bCôte) d['’]\w+|(?<=\bVal) d['’]\w+)?"


@dataclass(frozen=True, slots=True)
class BodyRule:
    """A compiled rule: its identifier, the label of what it finds; a late one yields to every name within its match."""

    rule_id: str
    label: str
    pattern: re.Pattern[str]
    late: bool = False


@dataclass(frozen=True, slots=True)
class BodyGrammar:
    """What makes up the name of a body whose head noun has a capital; folded, except where it says as written.

    `heads` names bodies, `meetings` what is MISC; only `heads_with_a` go on with « à la ». `generic` are no names as they
    stand. `short` finds those that stand alone as written; behind `not_behind` any body of the kind is meant. `after_longer`, as
    written, need a longer form in the article.
    """

    heads: frozenset[str]
    meetings: frozenset[str]
    heads_with_a: frozenset[str]
    generic: frozenset[str]
    short: Scanner
    not_behind: frozenset[str]
    after_longer: frozenset[str]
    openers: frozenset[str]
    links: frozenset[str]
    stops: frozenset[str]


def compile_body_rules(rules: Mapping[str, Any], demonyms: Iterable[str], portfolios: Iterable[str]) -> tuple[BodyRule, ...]:
    """The rules with their word classes (CAPITAL, DEMONYM, PORTFOLIO, NAMED, OF) filled in."""
    classes = {
        "CAPITAL": f"(?:{CAPITAL})",
        "DEMONYM": f"(?:{_alternatives(demonyms)})(?![\\w-])",
        "PORTFOLIO": f"(?:{_alternatives([*portfolios, *_plain(portfolios)])})(?![\\w-])",
        "NAMED": f"(?:(?:[Aa]l[- ]|[Ee]l[- ])?{CAPITAL}(?: {CAPITAL})*)",
        "OF": r"(?:de l['’]|de la |de |du |des |d['’])",
    }
    return tuple(_compile(rule, classes) for rule in rules["rules"])


def _plain(portfolios: Iterable[str]) -> list[str]:
    """Portfolios without the accents of capitals (« Economie »)."""
    return [fold(word[0]).upper() + word[1:] for word in portfolios if fold(word[0]).upper() != word[0]]


def _alternatives(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(set(forms), key=lambda f: (-len(f), f)))


def _compile(rule: Mapping[str, Any], classes: Mapping[str, str]) -> BodyRule:
    pattern = rule["pattern"]
    for name, expression in classes.items():
        pattern = re.sub(rf"\b{name}\b", expression.replace("\\", r"\\"), pattern)
    return BodyRule(rule["id"], rule["label"], re.compile(rf"(?<![\w-])(?:{pattern})"), late=bool(rule.get("late")))


def make_body_grammar(rules: Mapping[str, Any], demonyms: Iterable[str]) -> BodyGrammar:
    """The grammar of bodies named by a capitalised head noun."""
    grammar = rules["grammar"]
    before = r"(?<!\w)(?<=[a-zà-ÿ,] |[lLdD]['’])" + "".join(rf"(?<!\b{word} )" for word in grammar["not_behind"])
    return BodyGrammar(
        heads=folded_words(grammar["heads"]),
        meetings=folded_words(grammar["heads_of_meetings"]),
        heads_with_a=folded_words(grammar["heads_with_a"]),
        generic=frozenset(map(fold, grammar["generic"])),
        short=Scanner(re.compile(rf"{before}{re.escape(name)}(?![\w-])") for name in grammar["short"]),
        not_behind=folded_words(grammar["not_behind"]),
        after_longer=frozenset(grammar["after_longer"]),
        openers=folded_words(grammar["openers"]) | folded_words(demonyms),
        links=folded_words(grammar["links"]),
        stops=folded_words(grammar["stops"]),
    )


def context_pattern(nouns: Sequence[str], *, bare: Sequence[str]) -> re.Pattern[str]:
    """What must stand right before a weak name: one of `bare`, or one of `nouns` with an optional « de »."""
    alone = "|".join(map(re.escape, bare)) or "(?!)"
    announced = "|".join(map(re.escape, nouns))
    return re.compile(rf"(?:\b(?:{alone}) |\b(?:{announced}) (?:de |du |des |d['’]|de la )?)(?:[«\"“] ?)?$", re.IGNORECASE)

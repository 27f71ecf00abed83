"""What the names rules know beyond the gazetteer: functions, given names, common words. Files in knowledge/."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from tasks.annotate.body_rules import BodyGrammar, BodyRule, compile_body_rules, context_pattern, make_body_grammar
from tasks.gazetteer.gazetteer import Gazetteer
from tasks.gazetteer.load import load_gazetteer
from tasks.gazetteer.words import fold

PACKAGE = "tasks.annotate"


@dataclass(frozen=True, kw_only=True, eq=False)
class NamesKnowledge:
    """The gazetteer and the word lists of the rules, folded except for given names and family names."""

    gazetteer: Gazetteer
    civilities: frozenset[str]
    plural_civilities: frozenset[str]
    titles: frozenset[str]
    adjectives: frozenset[str]
    speech: frozenset[str]
    portfolios: frozenset[str]
    particles: frozenset[str]
    given_names: frozenset[str]
    family_names_first: frozenset[str]
    common_words: frozenset[str]
    common_acronyms: frozenset[str]
    surname_nouns: frozenset[str]
    place_context: re.Pattern[str]
    body_context: re.Pattern[str]
    body_rules: tuple[BodyRule, ...]
    body_grammar: BodyGrammar


@cache
def load_names_knowledge() -> NamesKnowledge:
    """The knowledge as shipped. The result is shared: it is read-only."""
    functions = read_yaml("functions")
    gazetteer = load_gazetteer()
    demonyms = sorted(form for country in gazetteer.countries.values() for form in country.adjectives)
    return NamesKnowledge(
        gazetteer=gazetteer,
        civilities=frozenset(functions["civilities"]),
        plural_civilities=frozenset(functions["plural_civilities"]),
        titles=_folded(functions["titles"]),
        adjectives=_folded(functions["adjectives"]),
        speech=_folded(functions["speech"]),
        portfolios=_folded(functions["portfolios"]),
        particles=frozenset(functions["particles"]),
        given_names=_folded(read_lines("given_names")),
        family_names_first=_folded(read_lines("family_names_first")),
        common_words=_folded(read_lines("common_words")),
        common_acronyms=frozenset(functions["common_acronyms"]),
        surname_nouns=_folded(functions["surname_nouns"]),
        place_context=context_pattern(functions["places_nouns"], bare=functions["places_bare"]),
        body_context=context_pattern(functions["bodies_nouns"], bare=[]),
        body_rules=compile_body_rules(read_yaml("bodies"), demonyms, functions["portfolios"]),
        body_grammar=make_body_grammar(read_yaml("bodies"), demonyms),
    )


def read_yaml(name: str) -> Mapping[str, Any]:
    """The parsed knowledge/<name>.yaml, examples included."""
    loaded: Mapping[str, Any] = yaml.safe_load(_text(f"{name}.yaml"))
    return loaded


def read_lines(name: str) -> list[str]:
    """The lines of knowledge/<name>.txt that are neither empty nor comments."""
    return [line for line in _text(f"{name}.txt").splitlines() if line and not line.startswith("#")]


def _text(file: str) -> str:
    return resources.files(PACKAGE).joinpath("knowledge", file).read_text(encoding="utf-8")


def _folded(lines: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for line in lines for word in line.split())

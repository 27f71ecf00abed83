"""What the names rules know beyond the gazetteer: common words, contexts, patterns of bodies. Files in knowledge/."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from schemas.yaml_text import load_yaml
from tasks.annotate.body_rules import BodyGrammar, BodyRule, compile_body_rules, context_pattern, make_body_grammar
from tasks.gazetteer.gazetteer import Gazetteer
from tasks.gazetteer.load import load_gazetteer
from tasks.gazetteer.people import PersonWords
from tasks.gazetteer.words import folded_words
from tasks.scanner import Scanner

PACKAGE = "tasks.annotate"


@dataclass(frozen=True, kw_only=True, eq=False)
class NamesKnowledge:
    """The gazetteer, its words around people, and the words and patterns of the rules.

    Words are folded, but for announcing ones, which need their accents; acronyms are as written.
    """

    gazetteer: Gazetteer
    people: PersonWords
    portfolios: frozenset[str]
    common_words: frozenset[str]
    common_acronyms: frozenset[str]
    articles: frozenset[str]
    never: frozenset[str]
    adjective_prefixes: frozenset[str]
    inhabitants: re.Pattern[str]
    within: re.Pattern[str]
    outside: re.Pattern[str]
    breaks: frozenset[str]
    lower_heads: frozenset[str]
    announcing: Mapping[str, frozenset[str]]
    places_of: frozenset[str]
    addressing: frozenset[str]
    place_context: re.Pattern[str]
    body_context: re.Pattern[str]
    body_rules: tuple[BodyRule, ...]
    body_scanner: Scanner
    body_grammar: BodyGrammar

    def is_adjective(self, folded: str) -> bool:
        """Whether the word may stand between a noun and a name: an adjective of nationality, or one of people.yaml."""
        return folded in self.people.adjectives or folded in self.gazetteer.demonyms


@cache
def load_names_knowledge() -> NamesKnowledge:
    """The knowledge as shipped. The result is shared: it is read-only."""
    gazetteer = load_gazetteer()
    contexts, bodies = read_yaml("contexts"), read_yaml("bodies")
    announcing = contexts["announcing"]
    demonyms = sorted(form for country in gazetteer.countries.values() for form in country.adjectives)
    body_rules = compile_body_rules(bodies, demonyms, gazetteer.people.portfolios)
    return NamesKnowledge(
        gazetteer=gazetteer,
        people=gazetteer.people,
        portfolios=folded_words(gazetteer.people.portfolios),
        common_words=folded_words(read_lines("common_words")),
        common_acronyms=frozenset(contexts["common_acronyms"]),
        articles=folded_words(contexts["articles"]),
        inhabitants=re.compile(contexts["inhabitants"]["pattern"], re.IGNORECASE),
        within=re.compile(contexts["within"]["pattern"]),
        outside=re.compile(contexts["outside"], re.IGNORECASE),
        breaks=folded_words(contexts["breaks"]),
        adjective_prefixes=folded_words(contexts["adjective_prefixes"]),
        never=folded_words([*contexts["never"], *contexts["compass"]]),
        lower_heads=folded_words(contexts["lower_heads"]),
        announcing={label: frozenset(noun.lower() for noun in nouns) for label, nouns in announcing.items()},
        places_of=folded_words(contexts["places_of"]),
        addressing=folded_words(contexts["addressing"]),
        place_context=context_pattern(
            [*announcing["LOC"], *contexts["places_around"], *contexts["places_of"]], bare=contexts["places_bare"]
        ),
        body_context=context_pattern([*announcing["ORG"], *announcing["MISC"]], bare=[]),
        body_rules=body_rules,
        body_scanner=Scanner(rule.pattern for rule in body_rules),
        body_grammar=make_body_grammar(bodies, demonyms),
    )


def read_yaml(name: str) -> Mapping[str, Any]:
    """The parsed knowledge/<name>.yaml, examples included."""
    loaded: Mapping[str, Any] = load_yaml(_text(f"{name}.yaml"))
    return loaded


def read_lines(name: str) -> list[str]:
    """The lines of knowledge/<name>.txt that are neither empty nor comments."""
    return [line for line in _text(f"{name}.txt").splitlines() if line and not line.startswith("#")]


def _text(file: str) -> str:
    return resources.files(PACKAGE).joinpath("knowledge", file).read_text(encoding="utf-8")

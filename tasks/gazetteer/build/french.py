"""French forms of foreign names: by rule of the language of the country, with exceptions (knowledge/french_forms.yaml)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tasks.gazetteer.build.rows import knowledge


@dataclass(frozen=True, slots=True)
class Rule:
    """A change of spelling; an empty side of a word boundary is written as in a regular expression."""

    pattern: re.Pattern[str]
    replacement: str


@cache
def _rules() -> Mapping[str, Sequence[Rule]]:
    return {
        group["name"]: tuple(Rule(re.compile(pattern), replacement) for pattern, replacement in group["rules"])
        for group in knowledge("french_forms")["groups"]
    }


@cache
def _group_of() -> Mapping[str, str]:
    return {country: group["name"] for group in knowledge("french_forms")["groups"] for country in group["countries"].split()}


def french_form(name: str, country: str | None) -> str:
    """The name as the French press writes it, from its English romanisation; unchanged where the country has no rules."""
    exceptions: Mapping[str, str] = knowledge("french_forms")["exceptions"]
    if name in exceptions:
        return exceptions[name]
    rules = _rules().get(_group_of().get(country or "", ""), ())
    given: Mapping[str, str] = knowledge("french_forms")["given_names"].get(_group_of().get(country or ""), {})
    return " ".join(given.get(word) or exceptions.get(word) or _spelled(word, rules) for word in name.split())


def _spelled(word: str, rules: Sequence[Rule]) -> str:
    for rule in rules:
        word = rule.pattern.sub(rule.replacement, word)
    return word

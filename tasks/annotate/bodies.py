"""The voice of described bodies and places: a head noun with the complement that makes it a name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tasks.annotate.candidates import Candidate
from tasks.annotate.knowledge import NamesKnowledge, read_yaml
from tasks.annotate.page import Page

RANK = 12
WORD = r"[^\W\d_][\w'’-]*"
CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w-]*"


@dataclass(frozen=True, slots=True)
class BodyRule:
    """A compiled rule of knowledge/bodies.yaml."""

    rule_id: str
    label: str
    pattern: re.Pattern[str]


@cache
def load_body_rules(knowledge: NamesKnowledge) -> tuple[BodyRule, ...]:
    """The rules with the word classes of the gazetteer filled in."""
    read = read_yaml("bodies")
    demonyms = "|".join(sorted((re.escape(form) for c in knowledge.gazetteer.countries.values() for form in c.adjectives), key=lambda f: (-len(f), f)))
    classes = {
        "DEMONYM": f"(?:{demonyms})(?!\\w)",
        "PORTFOLIO": "(?:[A-ZÀ-ÖØ-Þ][\\w-]+)",
        "ADJECTIVE": "(?:[a-zà-ÿ-]+(?:ale|al|ales|aux|ique|iques|iste|istes|ienne|ien|iens|aire|aires|aine|ain|ains|ive|if|ifs|elle|el|els|ante|ant|ée|é|és|ées|enne|éen|eur|eure|ise|ais|ise|sée|time|ère|er|ible|able|suprême|libre|haute|rouge|vert|verte|unie|unis|unies|mondial|social|européen))(?!\\w)",
        "NOUN": f"(?:{WORD})(?!\\w)",
        "NAMED": f"(?:(?:[Aa]l-|[Ee]l-)?{CAPITAL}(?:[ -]{CAPITAL})*)",
    }
    return tuple(_compile(rule, classes) for rule in [*read["rules"], *read["places"]] if rule["id"] != "named_body")


def _compile(rule: dict[str, str], classes: dict[str, str]) -> BodyRule:
    pattern = rule["pattern"].replace("HEAD", f"(?<![\\w'’-])(?:{rule['head']})")
    pattern = pattern.replace("HEAD", "")
    for name, expression in classes.items():
        pattern = pattern.replace(name, expression)
    return BodyRule(rule["id"], rule["label"], re.compile(pattern))


def described_names(page: Page, knowledge: NamesKnowledge) -> Iterator[Candidate]:
    """A candidate for each body or place that a rule describes."""
    for rule in load_body_rules(knowledge):
        for match in rule.pattern.finditer(page.text):
            yield Candidate(start=match.start(), end=match.end(), label=rule.label, form="name", voice=f"rule:{rule.rule_id}", rank=RANK)

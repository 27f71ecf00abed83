"""The trigger lexicon: what a rule is, and how lexicon/triggers/*.yaml become rules.

What belongs here: reading and checking rules. What does not: matching them in a sentence (triggers.py).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from schemas.entities import COUNTRY_PATTERN, ENTITY_ID_PATTERN
from schemas.errors import SettingsError
from schemas.vocabularies import check_code
from schemas.yaml_text import load_yaml
from tasks.code_events.lexicon.words import stem

KINDS = ("verb", "noun", "adj")
KEYS = {
    *KINDS,
    "id",
    "type",
    "mode",
    "with",
    "not",
    "se",
    "to",
    "of",
    "both",
    "swap",
    "need",
    "in",
    "negated",
    "next_not",
    "prev_not",
    "side",
    "agent",
    "by",
    "judge",
    "match",
    "says",
    "not_yet",
    "avoid",
}
NEEDS = ("object", "direct", "actor", "both", "infinitive")
PLACES = ("quote", "speech", "future")
OF = ("actor", "recipient", "both", "none")


SAYS = {"actors", "recipients", "realis"}
PARTY = re.compile(rf"{COUNTRY_PATTERN}|{ENTITY_ID_PATTERN}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """What the example of a rule says: parties by country, else entity, else sector; empty for nobody.

    `not_yet`: the coder does not find it out, which the tests hold too, so that a change for the better is seen.
    """

    actors: frozenset[str]
    recipients: frozenset[str]
    realis: str
    not_yet: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """One way to tell an event.

    `words`: the trigger, head first (« mettre en garde »: mettre, en, garde). `needs`, `blocks`: of these words one
    must, none may stand in the clause. `reflexive`: whether the verb must (or, if False, must not) be pronominal.
    `to`: prepositions that lead to the recipient, `of`: what a complement in « de » of a noun is. `both`: the parties
    act on each other. `swap`: the recipient of the act is its grammatical subject, as in « recevoir ». `next_not`,
    `prev_not`: words that may not follow or precede at once. `any_side`: the needed word may also be the subject.
    `agent`: a participle without « par » tells a state (« la ville occupée »). `by`: sectors of those who do this; a government
    does it too, to people and not to a government (decide/senses.py).
    """

    rule_id: str
    kind: str
    words: tuple[str, ...]
    event_type: str
    mode: str | None = None
    needs: frozenset[str] = frozenset()
    blocks: frozenset[str] = frozenset()
    reflexive: bool | None = None
    particle: str | None = None
    to: tuple[str, ...] = ()
    of: str = "actor"
    both: bool = False
    swap: bool = False
    need: str | None = None
    place: str | None = None
    negated: bool = False
    next_not: frozenset[str] = frozenset()
    prev_not: frozenset[str] = frozenset()
    any_side: bool = False
    agent: bool = False
    by: frozenset[str] = frozenset()
    judge: bool = False
    match: str = ""
    says: Example | None = None
    avoid: str = ""

    @property
    def weight(self) -> int:
        """How specific the rule is: of two that fit the same words the heavier one counts."""
        return (
            4 * len(self.words)
            + 3 * bool(self.needs)
            + 2 * (self.reflexive is True)
            + 2 * self.negated
            + 2 * bool(self.place)
            + bool(self.blocks)
        )


def read_rules() -> tuple[Rule, ...]:
    """The rules of lexicon/triggers, in the order of files and lines. Raises SettingsError, UnknownCode."""
    folder = files("tasks.code_events").joinpath("lexicon", "triggers")
    rules: list[Rule] = []
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        event_type = file.name.removesuffix(".yaml").upper()
        rules += [_rule(row, event_type) for row in load_yaml(file.read_text(encoding="utf-8"))]
    _refuse_repeated(rules)
    return tuple(rules)


def _rule(row: Mapping[str, Any], file_type: str) -> Rule:
    kind = next((k for k in KINDS if k in row), None)
    if kind is None or not set(row) <= KEYS or not row.get("match") or not row.get("avoid"):
        raise SettingsError(
            found=f"trigger rule {dict(row)}",
            expected=f"one of {', '.join(KINDS)}, a match and an avoid example, and no keys but {', '.join(sorted(KEYS))}",
            remedy="correct the row in lexicon/triggers",
        )
    event_type = check_code("event_type", row.get("type", file_type))
    mode = check_code("event_mode", f"{event_type}/{row['mode']}") if "mode" in row else None
    words, reflexive, particle = _words(str(row[kind]).lower(), kind)
    return Rule(
        rule_id=f"{event_type}:{row.get('id') or str(row[kind]).replace(' ', '-')}" + ("" if kind == "verb" else f":{kind}"),
        kind=kind,
        words=words,
        event_type=event_type,
        mode=mode,
        needs=frozenset(map(stem, row.get("with", ()))),
        blocks=frozenset(map(stem, row.get("not", ()))),
        reflexive=row.get("se", reflexive),
        particle=particle,
        to=tuple(row.get("to", ())),
        of=_checked(row, "of", OF) or "actor",
        both=row.get("both", False),
        swap=row.get("swap", False),
        need=_checked(row, "need", NEEDS),
        place=_checked(row, "in", PLACES),
        negated=row.get("negated", False),
        next_not=frozenset(row.get("next_not", ())),
        prev_not=frozenset(row.get("prev_not", ())),
        any_side=row.get("side") == "any",
        agent=row.get("agent", False),
        by=frozenset(check_code("sector", code) for code in row.get("by", ())),
        judge=row.get("judge", False) or row.get("in") == "quote",
        match=row["match"],
        says=_example(row),
        avoid=row["avoid"],
    )


def _example(row: Mapping[str, Any]) -> Example | None:
    says = row.get("says")
    if says is None:
        return None
    codes = [*says.get("actors", ()), *says.get("recipients", ())]
    if set(says) != SAYS or not all(PARTY.fullmatch(str(code)) for code in codes):
        raise SettingsError(
            found=f"says: {says} in a trigger rule",
            expected=f"{', '.join(sorted(SAYS))}; parties by country (alpha-3), entity or sector",
            remedy="correct the row in lexicon/triggers",
        )
    return Example(
        actors=frozenset(says["actors"]),
        recipients=frozenset(says["recipients"]),
        realis=check_code("realis", says["realis"]),
        not_yet=row.get("not_yet", False),
    )


def _words(written: str, kind: str) -> tuple[tuple[str, ...], bool | None, str | None]:
    """The words of a trigger, whether it is pronominal, and the particle before it (« s'en prendre »: en)."""
    words = written.replace("œ", "oe").replace("'", "' ").split()
    reflexive = True if kind == "verb" and words[0] in {"se", "s'"} else None
    words = words[1:] if reflexive else words
    particle = words[0] if kind == "verb" and words[0] == "en" else None
    return tuple(words[1:] if particle else words), reflexive, particle


def _checked(row: Mapping[str, Any], key: str, allowed: Iterable[str]) -> str | None:
    value = row.get(key)
    if value is not None and value not in allowed:
        raise SettingsError(
            found=f"{key}: {value} in a trigger rule", expected=f"one of {', '.join(allowed)}", remedy="correct lexicon/triggers"
        )
    return None if value is None else str(value)


def _refuse_repeated(rules: Iterable[Rule]) -> None:
    seen: dict[str, str] = {}
    for rule in rules:
        if rule.rule_id in seen:
            raise SettingsError(
                found=f"two trigger rules {rule.rule_id}",
                expected="each id once",
                remedy="give one of them another id in lexicon/triggers",
            )
        seen[rule.rule_id] = rule.match

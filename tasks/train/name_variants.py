"""Variants of named texts: other names in the same place, other apostrophes, other capitals; and a filter for OCR noise.

Names come from knowledge/name_parts.yaml and from lists given by the caller; nothing is read here but that file.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from random import Random
from typing import Any

import yaml

from tasks.train.names import NamedText, Span

ACRONYM = re.compile(r"[A-ZÉ]{2,6}$")
VOWEL = re.compile(r"[aeiouyhàâéèêîôûœ]", re.IGNORECASE)
CIVILITY = re.compile(r"(?:M\.|MM\.|Mme|Mmes|Mlle)[ \u00a0\u202f]")
WORD = re.compile(r"[^\W\d_]{3,}")
BARE_CAPITALS = str.maketrans("ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜ", "AAACEEEEIIOOUUU")
PATTERN_TRIES = 6


@dataclass(frozen=True)
class NameLevels:
    """Probability of each variant: `swap` per mention, the others per text."""

    swap: float
    curly_apostrophe: float
    bare_capitals: float
    upper_case: float
    lower_case: float


def load_name_parts() -> dict[str, Any]:
    """Return knowledge/name_parts.yaml."""
    text = resources.files("tasks.train").joinpath("knowledge/name_parts.yaml").read_text(encoding="utf-8")
    parts: dict[str, Any] = yaml.safe_load(text)
    return parts


def varied(named: NamedText, parts: dict[str, Any], levels: NameLevels, chance: Random) -> NamedText:
    """Return the text with some mentions swapped and some letters rewritten; the spans stay exact."""
    named = with_other_names(named, parts, levels.swap, chance)
    if chance.random() < levels.curly_apostrophe:
        named = replace(named, text=named.text.replace("'", "’"))
    if chance.random() < levels.bare_capitals:
        named = replace(named, text=named.text.translate(BARE_CAPITALS))
    draw = chance.random()
    if draw < levels.upper_case:
        return _respelt(named, str.upper)
    if draw < levels.upper_case + levels.lower_case:
        return _respelt(named, str.lower)
    return named


def with_other_names(named: NamedText, parts: dict[str, Any], share: float, chance: Random) -> NamedText:
    """Return the text with a share of its mentions replaced by made-up names of the same label."""
    text = ""
    spans: list[Span] = []
    position = 0
    for span in named.spans:
        text += named.text[position : span.start]
        old = named.text[span.start : span.end]
        new = _other_name(old, span.label, text, parts, chance) if chance.random() < share else old
        spans.append(Span(len(text), len(text) + len(new), span.label))
        text += new
        position = span.end
    return NamedText(text + named.text[position:], tuple(spans))


def person(parts: dict[str, Any], chance: Random) -> tuple[str, str]:
    """Return a made-up full name and the family name in it."""
    tradition = chance.choice(parts["people"])
    given, family = chance.choice(tradition["given"]), chance.choice(tradition["family"])
    full = f"{family} {given}" if tradition["order"] == "family_first" else f"{given} {family}"
    return full, family


def organisation(parts: dict[str, Any], chance: Random) -> str:
    """Return a made-up organisation."""
    known = parts["organisations"]
    return _filled(chance.choice(known["patterns"]), parts, chance)


def acronym(parts: dict[str, Any], chance: Random) -> str:
    """Return made-up initials of two to five letters."""
    return "".join(chance.choice(parts["organisations"]["acronym_letters"]) for _ in range(chance.randint(2, 5)))


def is_readable(named: NamedText, known_words: frozenset[str], *, share: float = 0.8, shortest: int = 5) -> bool:
    """Say whether enough of the words outside names are known ones, so that OCR noise stays out."""
    outside = list(named.text)
    for span in named.spans:
        outside[span.start : span.end] = " " * (span.end - span.start)
    words = [word.lower() for word in WORD.findall("".join(outside))]
    return len(words) >= shortest and sum(word in known_words for word in words) >= share * len(words)


def _filled(pattern: str, parts: dict[str, Any], chance: Random) -> str:
    nationality, place = chance.choice(parts["organisations"]["nationalities"]), chance.choice(parts["places"])
    return pattern.format(nationality=nationality, place=place)


def _other_name(old: str, label: str, before: str, parts: dict[str, Any], chance: Random) -> str:
    """Draw names until one fits the elision before it; keep the old one when none does."""
    for _ in range(PATTERN_TRIES):
        new = _drawn(old, label, parts, chance)
        if _fits(before, new):
            return new
    return old


def _drawn(old: str, label: str, parts: dict[str, Any], chance: Random) -> str:
    if label == "PER":
        full, family = person(parts, chance)
        civility = CIVILITY.match(old)
        if civility:
            return civility.group() + family
        return full if " " in old else family
    if label == "LOC":
        return str(chance.choice(parts["places"]))
    if label == "ORG":
        return acronym(parts, chance) if ACRONYM.match(old) else organisation(parts, chance)
    return _filled(chance.choice(parts["works"]), parts, chance)


def _fits(before: str, name: str) -> bool:
    """« l'Elysée » and « le Kremlin »: an elided word wants a vowel, an article or « de » a consonant."""
    elided = before.endswith(("'", "’"))
    vowel = bool(VOWEL.match(name))
    return vowel if elided else not (vowel and re.search(r"\b(?:le|la|de|du|au)\s$", before))


def _respelt(named: NamedText, spelling: Callable[[str], str]) -> NamedText:
    letters = (letter if len(spelling(letter)) != 1 else spelling(letter) for letter in named.text)
    return replace(named, text="".join(letters))


def repeated(texts: Sequence[NamedText], times: float, chance: Random) -> list[NamedText]:
    """Return the texts `times` times over, in order; of the fraction, each text has its chance (0.3: three in ten)."""
    whole = [*texts] * int(times)
    return whole + [named for named in texts if chance.random() < times % 1]

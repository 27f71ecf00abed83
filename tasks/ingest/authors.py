"""A field that names several authors → each name.

What belongs here: cutting. What doesn't: telling persons from agencies and functions, which cleaning does.
"""

import ast
import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from schemas.yaml_text import load_yaml

LONGEST_LIST = 10_000
LONGEST_ACRONYM = 5


@dataclass(frozen=True, kw_only=True)
class AuthorForms:
    """The patterns of authors.yaml."""

    separators: re.Pattern[str]
    joins: re.Pattern[str]
    pairs: re.Pattern[str]
    lead: re.Pattern[str]
    name: re.Pattern[str]
    surname: re.Pattern[str]
    catalogued: re.Pattern[str]
    address: re.Pattern[str]
    printed: re.Pattern[str]
    particle: re.Pattern[str]


@cache
def load_author_forms() -> AuthorForms:
    """The patterns of authors.yaml, compiled."""
    data = load_yaml(files("tasks.ingest").joinpath("authors.yaml").read_text(encoding="utf-8"))
    names = ("separators", "joins", "pairs", "lead", "name", "surname", "catalogued", "address", "printed", "particle")
    return AuthorForms(**{name: re.compile(data[name], re.IGNORECASE) for name in names})


def split_names(fields: Iterable[str]) -> tuple[str, ...]:
    """The names that the fields hold, in order, each once. What can't be cut with certainty stays one."""
    found = (name for field in fields for name in _remembered(field))
    return tuple(dict.fromkeys(name for name in found if name))


@lru_cache(4096)
def _remembered(field: str) -> tuple[str, ...]:
    """Those who write once write often."""
    return tuple(_names(field))


def _names(field: str) -> Iterator[str]:
    forms = load_author_forms()
    listed = _listed(field.strip())
    for item in [field] if listed is None else listed:
        named = [_bare(part) for part in forms.separators.split(item.strip())]
        parts = [part for part in named if part]
        catalogued = [forms.catalogued.fullmatch(part) for part in parts]
        if len(parts) > 1 and all(match and _is_single(match["surname"]) for match in catalogued):
            yield from (f"{match['first']} {match['surname']}" for match in catalogued if match)
            continue
        for part in parts:
            yield from _joined(part, several=len(parts) > 1)


def _bare(part: str) -> str:
    """A name without what is said before it and the address behind it; an address alone stays."""
    forms = load_author_forms()
    named = " ".join(forms.lead.sub("", part.strip()).split())
    return forms.address.sub("", named).strip() or named


def _is_single(surname: str) -> bool:
    """Whether these words are one surname, and not a first name with one: « Le Bihan », not « Loïc Ferrand »."""
    *particles, _ = surname.split()
    return all(load_author_forms().particle.fullmatch(word) for word in particles)


def _listed(field: str) -> list[str] | None:
    """The strings of a list that a table holds as it was printed: « ['Anne Le Goff', 'Loïc Ferrand'] », « c("Anne", "Loïc") »."""
    if len(field) <= LONGEST_LIST and (match := load_author_forms().printed.fullmatch(field)):
        return next(csv.reader([match["r"] or match["postgres"]], skipinitialspace=True), [])
    if not (field.startswith("[") and field.endswith("]")) or len(field) > LONGEST_LIST:
        return None
    try:
        items = ast.literal_eval(field)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    return [item for item in items if isinstance(item, str)] if isinstance(items, list) else None


def _joined(part: str, *, several: bool) -> list[str]:
    forms = load_author_forms()
    if turned := _turned(part, several=several):
        return [turned]
    pairs = forms.pairs.split(part)
    turned_pairs = [name for pair in pairs if (name := _turned(pair, several=False))]
    if len(turned_pairs) == len(pairs):
        return turned_pairs
    pieces = [piece.strip() for piece in forms.joins.split(part)]
    full = [piece for piece in pieces if " " in piece and forms.name.fullmatch(piece)]
    return pieces if len(pieces) > 1 and len(full) == len(pieces) else [part]


def _turned(part: str, *, several: bool) -> str | None:
    """« Ferrand, Loïc » → « Loïc Ferrand », where other names stand beside it or both sides are single words."""
    surname, comma, first = (piece.strip() for piece in part.partition(","))
    shape = load_author_forms().surname
    if not comma or not shape.fullmatch(surname) or not shape.fullmatch(first) or first.isupper():
        return None
    if surname.isupper() and len(surname) <= LONGEST_ACRONYM:
        return None
    return f"{first} {surname}" if several or " " not in surname + first else None

"""What every match of a pattern holds: literals found in the pattern itself, one of which stands in whatever it matches.

What belongs here: reading that off a regular expression, as RE2 does for its prefilters. What does not: looking for the
literals (literals.py).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import product
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

MOST = 32
"""So many literals at most are made of alternatives that follow each other; what follows then begins anew."""
LONGEST = 10
"""Of a longer literal its beginning tells as much."""
EMPTY = frozenset({""})
ZERO_WIDTH = {sre.AT, sre.ASSERT, sre.ASSERT_NOT}
REPEATS = {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}


@dataclass(frozen=True, kw_only=True)
class Part:
    """Part of a pattern: `exact` is all that it may match, where that is little; `needed` what each match holds one of."""

    exact: frozenset[str] | None = None
    needed: frozenset[str] | None = None


def required_literals(pattern: str, folded: Callable[[str], str]) -> frozenset[str]:
    """Literals, folded, of which each match of the pattern holds at least one once folded; none if nothing can be told."""
    known = {literal[:LONGEST] for literal in _known(_sequence(parser.parse(pattern), folded)) or ()}
    return frozenset(literal for literal in known if not any(other in literal for other in known if other != literal))


def _known(part: Part) -> frozenset[str] | None:
    return part.exact if part.exact and "" not in part.exact else part.needed


def _sequence(items: Iterable[tuple[Any, Any]], folded: Callable[[str], str]) -> Part:
    """A sequence of parts: what stands side by side is one literal, and the longest that must stand is needed."""
    run, is_exact = EMPTY, True
    candidates: list[frozenset[str] | None] = []
    for item in items:
        part = _part(item, folded)
        if part.exact is not None and len(run) * len(part.exact) <= MOST:
            run = frozenset(map("".join, product(run, part.exact)))
            continue
        is_exact = False
        candidates += [_known(Part(exact=run)), _known(part)]
        run = EMPTY if part.exact is None else part.exact
    candidates.append(_known(Part(exact=run)))
    needed = max(filter(None, candidates), key=_worth, default=None)
    return Part(exact=run if is_exact else None, needed=needed)


def _worth(literals: frozenset[str]) -> tuple[int, int]:
    return min(map(len, literals)), -len(literals)


def _part(item: tuple[Any, Any], folded: Callable[[str], str]) -> Part:
    kind, value = item
    if kind in ZERO_WIDTH:
        return Part(exact=EMPTY)
    if kind == sre.SUBPATTERN:
        return _sequence(value[-1], folded)
    if kind == sre.BRANCH:
        return _either([_sequence(branch, folded) for branch in value[1]])
    if kind in REPEATS:
        least, most, inner = value
        return _repeated(least, most, _sequence(inner, folded))
    characters = value if kind == sre.IN else [item]
    if all(inner == sre.LITERAL for inner, _ in characters):
        return Part(exact=frozenset(folded(chr(code)) for _, code in characters))
    return Part()


def _either(parts: list[Part]) -> Part:
    exact = [part.exact for part in parts if part.exact is not None]
    needed = [known for part in parts if (known := _known(part))]
    return Part(
        exact=frozenset().union(*exact) if len(exact) == len(parts) else None,
        needed=frozenset().union(*needed) if len(needed) == len(parts) else None,
    )


def _repeated(least: int, most: int, inner: Part) -> Part:
    if (least, most) == (0, 1) and inner.exact is not None:
        return Part(exact=inner.exact | EMPTY)
    return Part(needed=_known(inner)) if least else Part()

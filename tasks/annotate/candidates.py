"""Candidates: spans that one voice takes for a name, and how they are settled when they overlap."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

CLOSING = {"(": ")", "[": "]"}
"""Brackets, by the one that opens."""
MODEL, GAZETTEER, APPOSITION, ANNOUNCED = "model", "gazetteer:", "rule:function_behind", "rule:announced"
GUESSED = frozenset({MODEL, "rule:compound_place"})
"""Voices that tell a name by its shape and surroundings; a gazetteer that knows it says what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Characters [start, end) that `voice` takes for a name with this label. `rank` orders voices: the lower wins."""

    start: int
    end: int
    label: str
    form: str
    voice: str
    rank: int

    def covers(self, other: "Candidate") -> bool:
        """Whether the other lies within this one."""
        return self.start <= other.start and other.end <= self.end


def settle(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates that don't overlap, in text order.

    The better rank wins, then the longer span, then the earlier start; equal spans keep every voice that agreed on
    them, joined by `+`.
    """
    chosen: list[Candidate] = []  # in text order, as they don't overlap: what a candidate touches stands together
    for candidate in sorted(candidates, key=lambda c: (c.rank, c.start - c.end, c.start, c.label, c.voice)):
        first = bisect_right(chosen, candidate.start, key=attrgetter("end"))
        rivals = chosen[first : bisect_left(chosen, candidate.end, key=attrgetter("start"))]
        if not rivals:
            chosen.insert(first, candidate)
        elif len(rivals) == 1 and (rivals[0].start, rivals[0].end) == (candidate.start, candidate.end):
            chosen[first] = _joined(rivals[0], candidate)
    return chosen


def _joined(kept: Candidate, other: Candidate) -> Candidate:
    """One candidate for both: a gazetteer that knows the name, or a function behind it, outweighs the model's label."""
    voices = kept.voice.split("+")
    if other.voice in voices:
        return kept
    if kept.voice in GUESSED and other.voice.startswith((GAZETTEER, APPOSITION)):
        return replace(kept, voice=f"{other.voice}+{kept.voice}", label=other.label, form=other.form)
    return replace(kept, voice="+".join([*voices, other.voice]))


def without_bracket(text: str, candidate: Candidate) -> Candidate:
    """The candidate without a bracket that opens in it and doesn't close, as a note behind a name does: « Ouest Travaux[1] »."""
    quote = text[candidate.start : candidate.end]
    for opening, closing in CLOSING.items():
        at = quote.rfind(opening)
        if at > 0 and closing not in quote[at:]:
            quote = quote[:at].rstrip()
    end = candidate.start + len(quote)
    return candidate if end == candidate.end else replace(candidate, end=end)


def free_of(settled: Sequence[Candidate], start: int, end: int) -> bool:
    """Whether none of the candidates, as `settle` gives them, touches characters [start, end)."""
    behind = bisect_right(settled, start, key=attrgetter("end"))
    return behind == len(settled) or end <= settled[behind].start

"""Candidates: spans that one voice takes for a name, and how they are settled when they overlap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

MODEL, GAZETTEER, APPOSITION, ANNOUNCED = "model", "gazetteer:", "rule:function_behind", "rule:announced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Characters [start, end) that `voice` takes for a name with this label. `rank` orders voices: the lower wins."""

    start: int
    end: int
    label: str
    form: str
    voice: str
    rank: int

    def overlaps(self, other: "Candidate") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Candidate") -> bool:
        """Whether the other lies within this one."""
        return self.start <= other.start and other.end <= self.end


def settle(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates that don't overlap, in text order.

    The better rank wins, then the longer span, then the earlier start; equal spans keep every voice that agreed on
    them, joined by `+`.
    """
    chosen: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (c.rank, c.start - c.end, c.start, c.label, c.voice)):
        rivals = [c for c in chosen if c.overlaps(candidate)]
        if not rivals:
            chosen.append(candidate)
        elif len(rivals) == 1 and (rivals[0].start, rivals[0].end) == (candidate.start, candidate.end):
            chosen[chosen.index(rivals[0])] = _joined(rivals[0], candidate)
    return sorted(chosen, key=lambda c: c.start)


def _joined(kept: Candidate, other: Candidate) -> Candidate:
    """One candidate for both: a gazetteer that knows the name, or a function behind it, outweighs the model's label."""
    voices = kept.voice.split("+")
    if other.voice in voices:
        return kept
    if kept.voice == MODEL and other.voice.startswith((GAZETTEER, APPOSITION)):
        return replace(kept, voice=f"{other.voice}+{kept.voice}", label=other.label, form=other.form)
    return replace(kept, voice="+".join([*voices, other.voice]))


def free_of(candidates: Sequence[Candidate], start: int, end: int) -> bool:
    """Whether no candidate touches characters [start, end)."""
    return all(c.end <= start or end <= c.start for c in candidates)

"""A sentence with its trigger and parties marked, as plain text with brackets and as spans for a terminal's colours."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

ROLES = ("actor", "recipient")


@dataclass(frozen=True)
class Piece:
    """A run of characters and what it is: the trigger, a party by its role, or nothing of these."""

    text: str
    role: str | None = None


def marked(mention: Mapping[str, Any]) -> list[Piece]:
    """The sentence of a mention, cut where trigger and parties begin and end. Of marks that overlap the first begins."""
    start, text = mention["start"], mention["text"]
    spans = [(mention["trigger_start"], mention["trigger_end"], "trigger")]
    spans += [(party["start"], party["end"], role) for role, party in _parties(mention) if _inside(party, mention)]
    pieces, at = [], start
    for first, last, role in sorted(spans):
        if first >= at:
            pieces += [Piece(text[at - start : first - start]), Piece(text[first - start : last - start], role)]
            at = last
    return [piece for piece in (*pieces, Piece(text[at - start :])) if piece.text]


def elsewhere(mention: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Role and words of the parties that the sentence doesn't name itself."""
    return [(role, party["text"]) for role, party in _parties(mention) if not _inside(party, mention)]


def plain(pieces: Sequence[Piece]) -> str:
    """The pieces as text in which each mark stands in brackets: « Le maire [actor: Paul Kervadec] a [trigger: accusé] … »."""
    return "".join(f"[{piece.role}: {piece.text}]" if piece.role else piece.text for piece in pieces)


def inert(text: str) -> str:
    """The text for a terminal: characters that steer it or turn its direction are told by their number."""
    return "".join(c if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf"} else f"<U+{ord(c):04X}>" for c in text)


def _parties(mention: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    return ((role, party) for role in ROLES for party in mention.get(f"{role}s") or ())


def _inside(party: Mapping[str, Any], mention: Mapping[str, Any]) -> bool:
    return bool(mention["start"] <= party["start"] and party["end"] <= mention["end"])

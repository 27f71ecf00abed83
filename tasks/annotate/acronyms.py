"""The voice of acronyms in brackets: « Fédération des pêcheurs (FDP) » names both, and « FDP (Fédération …) » too."""

import re
from collections.abc import Iterator, Sequence

from tasks.annotate.candidates import Candidate
from tasks.annotate.knowledge import NamesKnowledge
from tasks.annotate.page import Page
from tasks.gazetteer.words import Word, fold

BRACKETED = re.compile(r"[ \u00a0]\(([A-ZÀ-ÖØ-Þ][\w.&-]{1,11})\)")
EXPANSION_RANK, RANK = 13, 17
LONGEST = 16
FILLERS = frozenset(
    {"de", "du", "des", "d", "la", "le", "les", "l", "et", "pour", "a", "aux", "au", "en", "sur", "contre", "dans"}
)
LEAST_CAPITALS = 2


def bracketed_acronyms(page: Page, knowledge: NamesKnowledge, names: Sequence[Candidate]) -> Iterator[Candidate]:
    """An acronym in brackets behind a name takes its label; where no name ends there, the words it abbreviates become one."""
    for match in BRACKETED.finditer(page.text):
        acronym = match.group(1)
        if sum(c.isupper() for c in acronym) < LEAST_CAPITALS or acronym in knowledge.common_acronyms:
            continue
        named = next((c for c in names if c.end == match.start()), None)  # « Jeanne Sueur (PS) »: no person is abbreviated
        expansion = named or _expansion(page, match.start(), acronym, knowledge)
        if expansion and expansion.label not in {"LOC", "PER"}:
            if named is None:
                yield expansion
            yield Candidate(
                start=match.start(1),
                end=match.end(1),
                label=expansion.label,
                form="acronym",
                voice="rule:bracketed_acronym",
                rank=RANK,
            )


def _expansion(page: Page, end: int, acronym: str, knowledge: NamesKnowledge) -> Candidate | None:
    """The words right before character `end` whose initials spell the acronym, from a capital or the noun of a body on."""
    behind = [w for w in page.words if w.end <= end][-LONGEST:]
    if not behind or behind[-1].end != end:
        return None
    letters = [c for c in fold(acronym) if c.isalpha()]
    for size in range(2, len(behind) + 1):
        words = behind[-size:]
        opens = words[0].folded in knowledge.body_grammar.heads or (words[0].upper and words[0].folded not in FILLERS)
        if opens and _spells(words, letters) and "\n" not in page.text[words[0].start : end]:
            return Candidate(start=words[0].start, end=end, label="ORG", form="name", voice="rule:expansion", rank=EXPANSION_RANK)
    return None


def _spells(words: Sequence[Word], letters: Sequence[str]) -> bool:
    """Whether the initials of the words, fillers optional, are the letters."""
    initials = [w.folded[0] for w in words if w.folded not in FILLERS]
    return initials == list(letters) or [w.folded[0] for w in words] == list(letters)

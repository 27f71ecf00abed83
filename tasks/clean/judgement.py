"""A line under judgement, and asking the rules about it.

What belongs here: the shape of a line (prose, subhead), and which rules are worth asking. What does not: which lines are
asked what, and in which order (furniture.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tasks.clean.folding import folded, plain
from tasks.clean.knowledge import CleaningKnowledge
from tasks.clean.lines import Line
from tasks.clean.rules import AskedRule, FurnitureRule

MARGIN = ' \t►▶➤→•·●■*|>»"«“”-–—:…[]().!?;'
DASHES = "-–—"
BULLET = "- "
"""What extraction sets before the elements of a list."""
LEAST_SUBHEAD = 4
BETWEEN_DASHES = "advertising"
"""The one kind of furniture that is set between dashes as subheads are: « - Publicité - »."""
CLOSERS = " \u00a0\u202f\"'»”’)]"
ENDS = (".", "!", "?", "…")
BRACKETED = 40
PROSE_WORDS = 12
LONG_PROSE_WORDS = 25
"""A line of so many words is prose even if it doesn't end like a sentence (a paragraph cut off, or closed by a quotation)."""
RULE_WORDS = 60
"""Rules for whole lines are asked for lines of up to so many words; rules of part `long` for all."""
REMEMBERED = 8192
"""Furniture repeats from article to article: so many verdicts on whole lines are kept."""


@dataclass(slots=True, eq=False)
class Judged:
    """A line under judgement: `reason` is set when it is found to be furniture, `rule` if a rule said so.

    `signs` are the bits of the knowledge that tell which rules are worth asking. None is if it `is_safe`: prose without a sign of
    furniture.
    """

    text: str
    gap: bool
    words: int
    is_prose: bool
    signs: int
    is_safe: bool
    reason: str | None = None
    rule: FurnitureRule | None = None

    def take(self, reason: str, rule: FurnitureRule | None = None) -> None:
        """Find it to be furniture, unless it is already."""
        if self.reason is None:
            self.reason, self.rule = reason, rule


def is_subhead(text: str) -> bool:
    """Whether the text is a subhead as agencies write it: « - La trêve - »."""
    return text[0] in DASHES and text[-1] in DASHES and len(text) > LEAST_SUBHEAD


def ends_sentence(text: str) -> bool:
    """Whether the text ends like a sentence, behind quotation marks and brackets (« … a-t-il dit. (AFP) »)."""
    if text.endswith(")"):
        text = text[: text.rfind("(")] if len(text) - text.rfind("(") <= BRACKETED and text.count("(") else text
    return text.rstrip(CLOSERS).endswith(ENDS)


def judged_lines(lines: Sequence[Line], knowledge: CleaningKnowledge) -> list[Judged]:
    """The lines, not yet judged."""
    judged: list[Judged] = []
    for (text, gap), signs in zip(lines, knowledge.literals.by_line([text for text, _ in lines]), strict=True):
        words = text.count(" ") + 1
        is_prose = words >= LONG_PROSE_WORDS or (words >= PROSE_WORDS and ends_sentence(text))
        judged.append(Judged(text, gap, words, is_prose, signs, is_prose and not signs & knowledge.prose_signs))
    return judged


def judged_line(text: str, knowledge: CleaningKnowledge, *, gap: bool) -> Judged:
    """One line, not yet judged."""
    return judged_lines([(text, gap)], knowledge)[0]


def concerned(line: Judged, knowledge: CleaningKnowledge, part: str, zone: str) -> tuple[AskedRule, ...]:
    """The rules of this part and zone that are worth asking about the line."""
    return _concerned(knowledge, part, zone, line.signs, line.is_prose)


@lru_cache(REMEMBERED)
def _concerned(knowledge: CleaningKnowledge, part: str, zone: str, signs: int, is_prose: bool) -> tuple[AskedRule, ...]:
    group = knowledge.groups[part, zone]
    return tuple(asked for asked in (group.prose if is_prose else group.short) if asked.concerns(signs))


def ask(line: Judged, knowledge: CleaningKnowledge, *zones: str) -> bool:
    """Ask the rules for whole lines in these zones; whether the line is furniture now."""
    if line.reason is not None:
        return True
    if line.words > RULE_WORDS or line.is_safe:
        return False
    for zone in zones:
        if (rule := _verdict(knowledge, line.text, zone, line.signs, line.is_prose)) is not None:
            line.take(rule.reason, rule)
            return True
    return False


def ask_long(line: Judged, knowledge: CleaningKnowledge) -> bool:
    """Ask the rules that count cues; whether the line is furniture now."""
    if line.reason is None and not line.is_safe:
        for asked in knowledge.long_rules:
            if (
                asked.sign & line.signs
                and sum(cue.search(folded(line.text)) is not None for cue in asked.cues) >= asked.rule.least
            ):
                line.take(asked.rule.reason, asked.rule)
                return True
    return line.reason is not None


@lru_cache(REMEMBERED)
def _verdict(knowledge: CleaningKnowledge, text: str, zone: str, signs: int, is_prose: bool) -> FurnitureRule | None:
    for asked in _concerned(knowledge, "line", zone, signs, is_prose):
        if asked.pattern.fullmatch(_seen(text, asked.rule.case)):
            return asked.rule if asked.rule.reason == BETWEEN_DASHES or not is_subhead(text) else None
    return None


@lru_cache(REMEMBERED // 8)
def _seen(text: str, case: bool) -> str:
    """The text as rules see it: with its capitals and accents, without the mark of a list; or folded and without its margins."""
    return plain(text).removeprefix(BULLET) if case else folded(text).strip(MARGIN)

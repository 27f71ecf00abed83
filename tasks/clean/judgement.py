"""A line under judgement, and asking the rules about it.

What belongs here: the shape of a line (prose, subhead), and which rules are worth asking. What does not: which lines are
asked what, and in which order (furniture.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tasks.clean.knowledge import CleaningKnowledge, FurnitureRule, RuleSet, folded, plain

MARGIN = ' \t►▶➤→•·●■*|>»"«“”-–—:…[]().!?;'
DASHES = "-–—"
LEAST_SUBHEAD = 4
CLOSERS = " \u00a0\u202f\"'»”’)]"
ENDS = (".", "!", "?", "…")
BRACKETED = 40
PROSE_WORDS = 12
LONG_PROSE_WORDS = 25
"""A line of so many words is prose even if it doesn't end like a sentence (a paragraph cut off, or closed by a quotation)."""
RULE_WORDS = 60
"""Rules for whole lines are asked for lines of up to so many words; rules of part `long` for all."""


@dataclass(slots=True)
class Judged:
    """A line under judgement: `reason` is set when it is found to be furniture, `rule` if a rule said so."""

    text: str
    gap: bool
    words: int
    is_prose: bool
    reason: str | None = None
    rule: FurnitureRule | None = None
    lowered: str = field(init=False)

    def __post_init__(self) -> None:
        """Keep the text in lower case: every rule looks there first."""
        self.lowered = self.text.lower()

    def take(self, reason: str, rule: FurnitureRule | None = None) -> None:
        """Find it to be furniture, unless it is already."""
        if self.reason is None:
            self.reason, self.rule = reason, rule


@dataclass(frozen=True)
class Court:
    """The knowledge, and which hints of rules for prose the text holds at all: most hold few, and most rules are never asked."""

    knowledge: CleaningKnowledge
    present: frozenset[str]

    def concerned(self, line: Judged, part: str, zone: str, *, case: bool) -> Iterator[RuleSet]:
        """The rule sets of this part, zone and case that are worth asking about the line."""
        group = self.knowledge.groups.get((part, case, zone))
        if group is not None and line.is_prose:
            yield from (rules for rules in group.prose if self.hinted(line, rules.hints))
        elif group is not None:
            yield from (rules for rules in group.short if not rules.hints or any(hint in line.lowered for hint in rules.hints))

    def hinted(self, line: Judged, hints: frozenset[str]) -> bool:
        """Whether a line of prose holds one of the hints."""
        return not self.present.isdisjoint(hints) and any(hint in line.lowered for hint in self.present & hints)


def is_subhead(text: str) -> bool:
    """Whether the text is a subhead as agencies write it: « - La trêve - »."""
    return text[0] in DASHES and text[-1] in DASHES and len(text) > LEAST_SUBHEAD


def ends_sentence(text: str) -> bool:
    """Whether the text ends like a sentence, behind quotation marks and brackets (« … a-t-il dit. (AFP) »)."""
    if text.endswith(")"):
        text = text[: text.rfind("(")] if len(text) - text.rfind("(") <= BRACKETED and text.count("(") else text
    return text.rstrip(CLOSERS).endswith(ENDS)


def judged_line(text: str, *, gap: bool) -> Judged:
    """The line, not yet judged."""
    words = text.count(" ") + 1
    return Judged(text, gap, words, words >= LONG_PROSE_WORDS or (words >= PROSE_WORDS and ends_sentence(text)))


def ask(line: Judged, court: Court, *zones: str) -> bool:
    """Ask the rules for whole lines in these zones; whether the line is furniture now."""
    if line.reason is None and line.words <= RULE_WORDS and (court.present or not line.is_prose) and not is_subhead(line.text):
        for zone in zones:
            for case in (False, True):
                if (rule := _matching(line, court, zone, case=case)) is not None:
                    line.take(rule.reason, rule)
                    return True
    return line.reason is not None


def ask_long(line: Judged, court: Court) -> bool:
    """Ask the rules that count cues; whether the line is furniture now."""
    if line.reason is None:
        for rule, cues in court.knowledge.long_rules:
            if court.hinted(line, rule.hints) and sum(cue.search(folded(line.text)) is not None for cue in cues) >= rule.least:
                line.take(rule.reason, rule)
                return True
    return line.reason is not None


def _matching(line: Judged, court: Court, zone: str, *, case: bool) -> FurnitureRule | None:
    text = None
    for rules in court.concerned(line, "line", zone, case=case):
        text = text or (plain(line.text) if case else folded(line.text).strip(MARGIN))
        if found := rules.pattern.fullmatch(text):
            return rules.rule(found)
    return None

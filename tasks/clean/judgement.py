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


@dataclass(slots=True)
class Judged:
    """A line under judgement: `reason` is set when it is found to be furniture, `rule` if a rule said so.

    `hints` are those of rules for prose that it holds, once the court has looked; `asked` the zones whose rules for whole lines
    have been asked about it; `forms` the text as they see it.
    """

    text: str
    gap: bool
    words: int
    is_prose: bool
    reason: str | None = None
    rule: FurnitureRule | None = None
    lowered: str = field(init=False)
    hints: frozenset[str] | None = None
    asked: set[str] = field(default_factory=set)
    forms: dict[bool, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Keep the text in lower case: every rule looks there first."""
        self.lowered = self.text.lower()

    def seen(self, *, case: bool) -> str:
        """The text as rules see it: with its capitals and accents, or folded and without its margins."""
        if case not in self.forms:
            self.forms[case] = plain(self.text) if case else folded(self.text).strip(MARGIN)
        return self.forms[case]

    def take(self, reason: str, rule: FurnitureRule | None = None) -> None:
        """Find it to be furniture, unless it is already."""
        if self.reason is None:
            self.reason, self.rule = reason, rule


class Court:
    """The knowledge, and which hints of rules for prose the text holds at all: most hold few, and most rules are never asked."""

    def __init__(self, knowledge: CleaningKnowledge, text: str) -> None:
        """`text` is the whole text in lower case."""
        self.knowledge = knowledge
        self._present = tuple(hint for hint in knowledge.prose_hints if hint in text)

    def concerned(self, line: Judged, part: str, zone: str, *, case: bool) -> Iterator[RuleSet]:
        """The rule sets of this part, zone and case that are worth asking about the line."""
        group = self.knowledge.groups.get((part, case, zone))
        if group is None:
            return
        if line.is_prose:
            hints = self.hints(line)
            yield from (rules for rules in group.prose if not hints.isdisjoint(rules.hints))
            return
        for rules in group.short:
            if rules.hinted is None or rules.hinted.search(line.lowered):
                yield rules

    def hints(self, line: Judged) -> frozenset[str]:
        """The hints that the line holds."""
        if line.hints is None:
            line.hints = frozenset(hint for hint in self._present if hint in line.lowered)
        return line.hints

    def has_nothing_on(self, line: Judged) -> bool:
        """Whether no rule is worth asking about the line: prose without a hint."""
        return line.is_prose and not self.hints(line)


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
    """Ask the rules for whole lines in these zones, each once; whether the line is furniture now."""
    if line.reason is not None:
        return True
    if line.words > RULE_WORDS or court.has_nothing_on(line):
        return False
    subhead = is_subhead(line.text)
    for zone in zones:
        if zone not in line.asked:
            line.asked.add(zone)
            rule = _matching(line, court, zone, case=False) or _matching(line, court, zone, case=True)
            if rule is not None and (not subhead or rule.reason == BETWEEN_DASHES):
                line.take(rule.reason, rule)
                return True
    return False


def ask_long(line: Judged, court: Court) -> bool:
    """Ask the rules that count cues; whether the line is furniture now."""
    if line.reason is None and not court.has_nothing_on(line):
        for rule, cues in court.knowledge.long_rules:
            if (
                not court.hints(line).isdisjoint(rule.hints)
                and sum(cue.search(folded(line.text)) is not None for cue in cues) >= rule.least
            ):
                line.take(rule.reason, rule)
                return True
    return line.reason is not None


def _matching(line: Judged, court: Court, zone: str, *, case: bool) -> FurnitureRule | None:
    for rules in court.concerned(line, "line", zone, case=case):
        if found := rules.pattern.fullmatch(line.seen(case=case)):
            return rules.rule(found)
    return None

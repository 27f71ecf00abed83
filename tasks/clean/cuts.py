"""What is glued to the margins of lines: stamps and reading times before, « Lire la suite » and signatures behind.

What belongs here: where a line is cut in two. What does not: lines that are furniture as wholes (furniture.py).
"""

from collections.abc import Sequence

from tasks.clean.folding import folded, plain
from tasks.clean.judgement import Judged, ask, concerned, judged_line
from tasks.clean.knowledge import CleaningKnowledge
from tasks.clean.rules import FurnitureRule

CUT_LINES = 3
CUT_ROUNDS = 3
START_CHARACTERS, END_CHARACTERS = 200, 400


def cut_heads(judged: Sequence[Judged], knowledge: CleaningKnowledge) -> list[Judged]:
    """Cut what is glued before the first lines (stamps, reading times)."""
    cut: list[Judged] = []
    for line in judged[:CUT_LINES]:
        rest = line
        for _ in range(0 if ask(line, knowledge, "any", "head", "edge") else CUT_ROUNDS):
            rule, end = _glued_start(rest, knowledge)
            if rule is None:
                break
            cut.append(_piece(rest.text[:end].strip(), knowledge, gap=rest.gap, rule=rule))
            rest = judged_line(rest.text[end:].strip(), knowledge, gap=False)
        cut += [rest] if rest.text else []
    return [*cut, *judged[CUT_LINES:]]


def _glued_start(line: Judged, knowledge: CleaningKnowledge) -> tuple[FurnitureRule | None, int]:
    for asked in knowledge.groups["start", "head"].short:
        if not asked.concerns(line.signs):
            continue
        if (found := asked.pattern.match(folded(line.text[:START_CHARACTERS]))) and found.end():
            return asked.rule, found.end()
    return None, 0


def cut_tails(judged: Sequence[Judged], knowledge: CleaningKnowledge) -> list[Judged]:
    """Cut what is glued behind a line anywhere (« Lire la suite »), or behind the last prose (agency signatures)."""
    last = next((place for place in reversed(range(len(judged))) if judged[place].reason is None), -1)
    cut: list[Judged] = []
    for place, line in enumerate(judged):
        if line.is_safe or line.reason:
            cut.append(line)
        else:
            cut.extend(_cut_tail(line, knowledge, is_last=place == last))
    return cut


def _cut_tail(line: Judged, knowledge: CleaningKnowledge, *, is_last: bool) -> tuple[Judged, ...]:
    start = max(0, len(line.text) - END_CHARACTERS)
    for zone in ("any", "tail") if is_last else ("any",):
        for asked in concerned(line, knowledge, "end", zone):
            found = asked.pattern.search(plain(line.text[start:]))
            if found and (rest := line.text[: start + found.start()].strip()):
                piece = _piece(line.text[start + found.start() :].strip(), knowledge, gap=False, rule=asked.rule)
                return (judged_line(rest, knowledge, gap=line.gap), piece)
    return (line,)


def _piece(text: str, knowledge: CleaningKnowledge, *, gap: bool, rule: FurnitureRule) -> Judged:
    piece = judged_line(text, knowledge, gap=gap)
    piece.take(rule.reason, rule)
    return piece

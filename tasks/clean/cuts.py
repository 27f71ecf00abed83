"""What is glued to the margins of lines: stamps and reading times before, « Lire la suite » and signatures behind.

What belongs here: where a line is cut in two. What does not: lines that are furniture as wholes (furniture.py).
"""

from collections.abc import Sequence

from tasks.clean.judgement import Court, Judged, ask, judged_line
from tasks.clean.knowledge import FurnitureRule, folded, plain

CUT_LINES = 3
CUT_ROUNDS = 3
START_CHARACTERS, END_CHARACTERS = 200, 400


def cut_heads(judged: Sequence[Judged], court: Court) -> list[Judged]:
    """Cut what is glued before the first lines (stamps, reading times)."""
    cut: list[Judged] = []
    for line in judged[:CUT_LINES]:
        rest = line
        for _ in range(0 if ask(line, court, "any", "head", "edge") else CUT_ROUNDS):
            rule, end = _glued_start(rest.text, court)
            if rule is None:
                break
            cut.append(_piece(rest.text[:end].strip(), gap=rest.gap, rule=rule))
            rest = judged_line(rest.text[end:].strip(), gap=False)
        cut += [rest] if rest.text else []
    return [*cut, *judged[CUT_LINES:]]


def _glued_start(text: str, court: Court) -> tuple[FurnitureRule | None, int]:
    group = court.knowledge.groups.get(("start", False, "head"))
    beginning = folded(text[:START_CHARACTERS])
    for rules in group.short if group else ():
        if (found := rules.pattern.match(beginning)) and found.end():
            return rules.rule(found), found.end()
    return None, 0


def cut_tails(judged: Sequence[Judged], court: Court) -> list[Judged]:
    """Cut what is glued behind a line anywhere (« Lire la suite »), or behind the last prose (agency signatures)."""
    last = max((place for place, line in enumerate(judged) if line.reason is None), default=-1)
    return [piece for place, line in enumerate(judged) for piece in _cut_tail(line, court, is_last=place == last)]


def _cut_tail(line: Judged, court: Court, *, is_last: bool) -> tuple[Judged, ...]:
    if line.reason is not None or court.has_nothing_on(line):
        return (line,)
    start = max(0, len(line.text) - END_CHARACTERS)
    for zone in ("any", "tail") if is_last else ("any",):
        for rules in court.concerned(line, "end", zone, case=True):
            found = rules.pattern.search(plain(line.text[start:]))
            if found and (rest := line.text[: start + found.start()].strip()):
                piece = _piece(line.text[start + found.start() :].strip(), gap=False, rule=rules.rule(found))
                return (judged_line(rest, gap=line.gap), piece)
    return (line,)


def _piece(text: str, *, gap: bool, rule: FurnitureRule) -> Judged:
    piece = judged_line(text, gap=gap)
    piece.take(rule.reason, rule)
    return piece

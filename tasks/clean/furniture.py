"""Page furniture: which lines of a text, or which ends of lines, are no part of the article, and why.

What belongs here: the order in which the rules are asked, and the evidence of position and neighbours. What does not: the
rules themselves (knowledge/furniture/*.yaml), the headline (headline.py), the names in bylines (credits.py).

The order: cuts at the margins of lines; rules for whole lines anywhere; where the article ends (a line such as « Commentaires »);
rules for the head and the tail, from the outside inwards; then what neighbours prove: linked titles, captions told twice.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tasks.clean.knowledge import CleaningKnowledge, FurnitureRule, folded, plain
from tasks.clean.lines import Line

MARGIN = " \t►▶➤→•·●■*|>»\"«“”-–—:…[]().!?;"
TERMINAL = re.compile(r"""[.!?…][\s"'»”’)\]]*$""")
PROSE_WORDS = 12
LONG_PROSE_WORDS = 25
"""A line of so many words is prose even if it doesn't end like a sentence (a paragraph cut off, or closed by a quotation)."""
RULE_WORDS = 60
"""Rules for whole lines are asked for lines of up to so many words; rules of part `long` for all."""
ARTICLE_WORDS = 60
"""So many words of prose stand before a line that may end the article."""
TITLE_WORDS = 30
LINKS_IN_BODY = 1
LINKS_IN_TAIL = 12
CUT_LINES = 3
CUT_ROUNDS = 3


@dataclass(slots=True)
class Judged:
    """A line under judgement: `reason` is set when it is found to be furniture, `rule` if a rule said so."""

    text: str
    gap: bool
    words: int
    is_prose: bool
    reason: str | None = None
    rule: FurnitureRule | None = None

    def take(self, reason: str, rule: FurnitureRule | None = None) -> None:
        """Find it to be furniture, unless it is already."""
        if self.reason is None:
            self.reason, self.rule = reason, rule


def judge_lines(lines: Sequence[Line], knowledge: CleaningKnowledge) -> list[Judged]:
    """The lines, those that are furniture with their reason. Their characters are those of the input, in order."""
    judged = [judge for line in lines for judge in (_judged(line.text, gap=line.gap),)]
    judged = _cut_heads(judged, knowledge)
    for line in judged:
        _ask(line, knowledge, "any")
    _end_article(judged)
    tail = _judge_tail(judged, knowledge)
    judged = _cut_tails(judged, knowledge)
    _judge_head(judged, knowledge)
    _judge_neighbours(judged, tail)
    return judged


def _judged(text: str, *, gap: bool) -> Judged:
    words = text.count(" ") + 1
    return Judged(text, gap, words, words >= LONG_PROSE_WORDS or (words >= PROSE_WORDS and TERMINAL.search(text) is not None))


def _ask(line: Judged, knowledge: CleaningKnowledge, *zones: str) -> bool:
    """Ask the rules for whole lines in these zones; whether the line is furniture now."""
    if line.reason is None and line.words <= RULE_WORDS:
        text, bare = plain(line.text), folded(line.text).strip(MARGIN)
        for zone in zones:
            for case in (False, True):
                rules = knowledge.sets.get(("line", case, zone))
                if rules is not None and (rule := rules.whole(text if case else bare)) is not None:
                    line.take(rule.reason, rule)
                    return True
    return line.reason is not None


def _ask_long(line: Judged, knowledge: CleaningKnowledge) -> bool:
    """Ask the rules that count cues; whether the line is furniture now."""
    if line.reason is None:
        text = folded(line.text)
        for rule, cues in knowledge.long_rules:
            if sum(cue.search(text) is not None for cue in cues) >= rule.least:
                line.take(rule.reason, rule)
                return True
    return line.reason is not None


def _end_article(judged: Sequence[Judged]) -> None:
    """Behind a line that opens the comments, once the article has been told, nothing is article."""
    told = 0
    for place, line in enumerate(judged):
        if line.reason is None and line.is_prose:
            told += line.words
        elif line.rule is not None and line.rule.opens == "end" and told >= ARTICLE_WORDS:
            for follower in judged[place + 1 :]:
                follower.take(line.rule.reason)
            return


def _judge_tail(judged: Sequence[Judged], knowledge: CleaningKnowledge) -> int:
    """Judge the lines behind the last prose, from the end; the place where that tail begins."""
    place = len(judged)
    while place > 0:
        line = judged[place - 1]
        if not (_ask(line, knowledge, "tail", "edge") or _ask_long(line, knowledge)) and line.is_prose:
            break
        place -= 1
    opened: FurnitureRule | None = None
    for line in judged[place:]:
        if opened is not None:
            line.take(opened.reason)
        elif line.rule is not None and line.rule.opens == "end":
            opened = line.rule
    return place


def _judge_head(judged: Sequence[Judged], knowledge: CleaningKnowledge) -> None:
    """Judge the lines before the first prose (head) and between it and the second (the lead stands there: top)."""
    seen = 0
    for line in judged:
        zones = ("head", "top", "edge") if seen == 0 else ("top", "edge")
        if _ask(line, knowledge, *zones) or not line.is_prose:
            continue
        if seen == 0 and _ask_long(line, knowledge):
            continue
        seen += 1
        if seen == 2:  # noqa: PLR2004  the second prose line is the body
            return


def _judge_neighbours(judged: Sequence[Judged], tail: int) -> None:
    for place, line in enumerate(judged):
        if line.rule is not None and line.rule.opens == "links":
            _take_links(judged, place, limit=LINKS_IN_TAIL if place >= tail else LINKS_IN_BODY)
    for line, follower in zip(judged, judged[1:], strict=False):
        _judge_pair(line, follower)
    for place in range(max(tail, 1), len(judged)):
        line = judged[place]
        between = judged[place - 1].reason is not None and (place + 1 == len(judged) or judged[place + 1].reason is not None)
        if line.reason is None and between and not TERMINAL.search(line.text):
            line.take("tags" if line.text[:1].isupper() and line.words <= PROSE_WORDS else "furniture")


def _take_links(judged: Sequence[Judged], place: int, *, limit: int) -> None:
    """Take the linked titles behind « À lire aussi »: lines that don't end like a sentence, up to a blank line, `limit` of them; a
    title told twice counts once."""
    taken: list[str] = []
    for line in judged[place + 1 :]:
        text = folded(line.text)
        again = any(text.startswith(title) or title.startswith(text) for title in taken)
        if not again and (len(taken) >= limit or (taken and line.gap and limit == LINKS_IN_BODY)):
            return
        if line.is_prose or line.words > TITLE_WORDS or (TERMINAL.search(line.text) and not line.text.endswith(("?", "!", "…"))):
            return
        line.take("related_link")
        taken.append(text)


def _judge_pair(line: Judged, follower: Judged) -> None:
    """A caption told before its credited repetition, or a line told twice."""
    if line.reason is not None or line.words > RULE_WORDS:
        return
    first, second = folded(line.text).strip(MARGIN), folded(follower.text).strip(MARGIN)
    if follower.reason == "caption" and line.words > 2 and second.startswith(first):  # noqa: PLR2004  a name or label is shorter
        line.take("caption")
    elif follower.reason is None and first == second and follower.words <= RULE_WORDS:
        follower.take("repeated_line")


def _cut_heads(judged: Sequence[Judged], knowledge: CleaningKnowledge) -> list[Judged]:
    """Cut what is glued before the first lines (stamps, reading times)."""
    rules = knowledge.sets.get(("start", False, "head"))
    if rules is None:
        return list(judged)
    cut: list[Judged] = []
    for place, line in enumerate(judged):
        rest, rounds = line, CUT_ROUNDS if place < CUT_LINES else 0
        while rounds and (found := rules.pattern.match(folded(rest.text[:200]))) and found.end():
            rule, end, rounds = rules.rules[str(found.lastgroup)], found.end(), rounds - 1
            cut.append(_piece(rest.text[:end].strip(), gap=rest.gap, rule=rule))
            rest = _judged(rest.text[end:].strip(), gap=False)
        if rest.text:
            cut.append(rest)
    return cut


def _cut_tails(judged: Sequence[Judged], knowledge: CleaningKnowledge) -> list[Judged]:
    """Cut what is glued behind a line anywhere (« Lire la suite »), or behind the last prose (agency signatures)."""
    last = max((place for place, line in enumerate(judged) if line.reason is None), default=-1)
    return [piece for place, line in enumerate(judged) for piece in _cut_tail(line, knowledge, is_last=place == last)]


def _cut_tail(line: Judged, knowledge: CleaningKnowledge, *, is_last: bool) -> Iterator[Judged]:
    if line.reason is not None:
        yield line
        return
    start = max(0, len(line.text) - 400)
    text = plain(line.text[start:])
    for zone in ("any", "tail") if is_last else ("any",):
        rules = knowledge.sets.get(("end", True, zone))
        found = rules.pattern.search(text) if rules else None
        if rules and found and line.text[: start + found.start()].strip():
            yield _judged(line.text[: start + found.start()].strip(), gap=line.gap)
            yield _piece(line.text[start + found.start() :].strip(), gap=False, rule=rules.rules[str(found.lastgroup)])
            return
    yield line


def _piece(text: str, *, gap: bool, rule: FurnitureRule) -> Judged:
    piece = _judged(text, gap=gap)
    piece.take(rule.reason, rule)
    return piece

"""Page furniture: which lines of a text, or which ends of lines, are no part of the article, and why.

What belongs here: the order in which the rules are asked, and the evidence of position and neighbours. What does not: the
rules themselves (knowledge/furniture/*.yaml), the headline (headline.py), the names in bylines (credits.py).

The order: cuts at the margins of lines; rules for whole lines anywhere; where the article ends (a line such as « Commentaires »);
rules for the head and the tail, from the outside inwards; then what neighbours prove: linked titles, captions told twice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tasks.clean.knowledge import CleaningKnowledge, FurnitureRule, RuleSet, folded, plain
from tasks.clean.lines import Line

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
ARTICLE_WORDS = 60
"""So many words of prose stand before a line that may end the article."""
TITLE_WORDS = 30
LABEL_WORDS = 2
TAG_WORDS = 4
LINKS_IN_BODY = 1
LINKS_IN_TAIL = 12
CREDIT_WORDS = 10
CUT_LINES = 3
START_CHARACTERS, END_CHARACTERS = 200, 400
CUT_ROUNDS = 3


@dataclass(frozen=True)
class Court:
    """The knowledge, and which hints of rules for prose the text holds at all: most hold few, and most rules are never asked."""

    knowledge: CleaningKnowledge
    present: frozenset[str]

    def concerned(self, line: "Judged", part: str, zone: str, *, case: bool) -> Iterator[RuleSet]:
        """The rule sets of this part, zone and case that are worth asking about the line."""
        group = self.knowledge.groups.get((part, case, zone))
        if group is not None and line.is_prose:
            yield from (rules for rules in group.prose if self.hinted(line, rules.hints))
        elif group is not None:
            yield from (rules for rules in group.short if not rules.hints or any(hint in line.lowered for hint in rules.hints))

    def hinted(self, line: "Judged", hints: frozenset[str]) -> bool:
        """Whether a line of prose holds one of the hints."""
        return not self.present.isdisjoint(hints) and any(hint in line.lowered for hint in self.present & hints)


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


def judge_lines(lines: Sequence[Line], knowledge: CleaningKnowledge) -> list[Judged]:
    """The lines, those that are furniture with their reason. Their characters are those of the input, in order."""
    judged = [_judged(line.text, gap=line.gap) for line in lines]
    whole = "\n".join(line.lowered for line in judged)
    court = Court(knowledge, frozenset(hint for hint in knowledge.prose_hints if hint in whole))
    judged = _cut_heads(judged, court)
    for line in judged:
        _ask(line, court, "any")
    _end_article(judged)
    tail = _judge_tail(judged, court)
    judged = _cut_tails(judged, court)
    _judge_head(judged, court)
    _judge_neighbours(judged, tail)
    return judged


def is_subhead(text: str) -> bool:
    """Whether the text is a subhead as agencies write it: « - La trêve - »."""
    return text[0] in DASHES and text[-1] in DASHES and len(text) > LEAST_SUBHEAD


def ends_sentence(text: str) -> bool:
    """Whether the text ends like a sentence, behind quotation marks and brackets (« … a-t-il dit. (AFP) »)."""
    if text.endswith(")"):
        text = text[: text.rfind("(")] if len(text) - text.rfind("(") <= BRACKETED and text.count("(") else text
    return text.rstrip(CLOSERS).endswith(ENDS)


def _judged(text: str, *, gap: bool) -> Judged:
    words = text.count(" ") + 1
    return Judged(text, gap, words, words >= LONG_PROSE_WORDS or (words >= PROSE_WORDS and ends_sentence(text)))


def _ask(line: Judged, court: Court, *zones: str) -> bool:
    """Ask the rules for whole lines in these zones; whether the line is furniture now."""
    if line.reason is None and line.words <= RULE_WORDS and (court.present or not line.is_prose) and not is_subhead(line.text):
        for zone in zones:
            for case in (False, True):
                if (rule := _matching(line, court, zone, case=case)) is not None:
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


def _ask_long(line: Judged, court: Court) -> bool:
    """Ask the rules that count cues; whether the line is furniture now."""
    if line.reason is None:
        for rule, cues in court.knowledge.long_rules:
            if court.hinted(line, rule.hints) and sum(cue.search(folded(line.text)) is not None for cue in cues) >= rule.least:
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


def _judge_tail(judged: Sequence[Judged], court: Court) -> int:
    """Judge the lines behind the last prose, from the end; the place where that tail begins."""
    place = len(judged)
    while place > 0:
        line = judged[place - 1]
        if not (_ask(line, court, "tail", "edge") or _ask_long(line, court)) and line.is_prose:
            break
        place -= 1
    opened: FurnitureRule | None = None
    for line in judged[place:]:
        if opened is not None:
            line.take(opened.reason)
        elif line.rule is not None and line.rule.opens == "end":
            opened = line.rule
    return place


def _judge_head(judged: Sequence[Judged], court: Court) -> None:
    """Judge the lines before the first prose (head) and between it and the second (the lead stands there: top)."""
    seen = 0
    for line in judged:
        zones = ("head", "top", "edge") if seen == 0 else ("top", "edge")
        if _ask(line, court, *zones) or not line.is_prose:
            continue
        if seen == 0 and _ask_long(line, court):
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
    _take_captions(judged)
    _take_tags(judged[tail:])


def _take_tags(tail: Sequence[Judged]) -> None:
    """Take short lines behind the last prose that don't end like a sentence: keywords, if they stand beside furniture or several
    together; longer ones, if furniture stands on both sides.
    """
    runs: list[list[int]] = []
    for place, line in enumerate(tail):
        if line.reason is not None or ends_sentence(line.text) or is_subhead(line.text):
            continue
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    for run in runs:
        before, behind = run[0] > 0 and tail[run[0] - 1].reason, run[-1] + 1 < len(tail) and tail[run[-1] + 1].reason
        for place in run:
            if tail[place].words <= TAG_WORDS and (len(run) > 1 or before or behind):
                tail[place].take("tags")
            elif before and (behind or run[-1] + 1 == len(tail)):
                tail[place].take("tags" if tail[place].words <= PROSE_WORDS else "furniture")


def _take_links(judged: Sequence[Judged], place: int, *, limit: int) -> None:
    """Take the linked titles behind « À lire aussi »: lines that don't end like a sentence, up to a blank line, `limit` of them; a
    title told twice counts once.
    """
    taken: list[str] = []
    for line in judged[place + 1 :]:
        text = folded(line.text)
        again = any(text.startswith(title) or title.startswith(text) for title in taken)
        if not again and (len(taken) >= limit or (taken and line.gap and limit == LINKS_IN_BODY)):
            return
        if line.is_prose or line.words > TITLE_WORDS or (ends_sentence(line.text) and not line.text.endswith(("?", "!", "…"))):
            return
        line.take("related_link")
        taken.append(text)


def _judge_pair(line: Judged, follower: Judged) -> None:
    """A caption told before its credited repetition, or a line told twice."""
    if line.reason is not None or line.words > RULE_WORDS or line.lowered[:6] != follower.lowered[:6]:
        return
    first, second = folded(line.text).strip(MARGIN), folded(follower.text).strip(MARGIN)
    if follower.reason == "caption" and line.words > LABEL_WORDS and second.startswith(first):
        line.take("caption")
    elif follower.reason is None and first == second and (line.is_prose or not ends_sentence(line.text)):
        follower.take("repeated_line")


def _take_captions(judged: Sequence[Judged]) -> None:
    """Take the caption before a credit that stands alone, above the body: a short sentence behind the headline."""
    told = prose = 0
    for line, follower in zip(judged, judged[1:], strict=False):
        if line.reason is not None:
            continue
        prose += line.is_prose
        if prose > 1:
            return
        is_credit = follower.reason == "caption" and follower.words <= CREDIT_WORDS
        if told and is_credit and not line.is_prose and ends_sentence(line.text):
            line.take("caption")
        told += 1


def _cut_heads(judged: Sequence[Judged], court: Court) -> list[Judged]:
    """Cut what is glued before the first lines (stamps, reading times)."""
    cut: list[Judged] = []
    for line in judged[:CUT_LINES]:
        rest = line
        for _ in range(0 if _ask(line, court, "any", "head", "edge") else CUT_ROUNDS):
            rule, end = _glued_start(rest.text, court)
            if rule is None:
                break
            cut.append(_piece(rest.text[:end].strip(), gap=rest.gap, rule=rule))
            rest = _judged(rest.text[end:].strip(), gap=False)
        cut += [rest] if rest.text else []
    return [*cut, *judged[CUT_LINES:]]


def _glued_start(text: str, court: Court) -> tuple[FurnitureRule | None, int]:
    group = court.knowledge.groups.get(("start", False, "head"))
    beginning = folded(text[:START_CHARACTERS])
    for rules in group.short if group else ():
        if (found := rules.pattern.match(beginning)) and found.end():
            return rules.rule(found), found.end()
    return None, 0


def _cut_tails(judged: Sequence[Judged], court: Court) -> list[Judged]:
    """Cut what is glued behind a line anywhere (« Lire la suite »), or behind the last prose (agency signatures)."""
    last = max((place for place, line in enumerate(judged) if line.reason is None), default=-1)
    return [piece for place, line in enumerate(judged) for piece in _cut_tail(line, court, is_last=place == last)]


def _cut_tail(line: Judged, court: Court, *, is_last: bool) -> tuple[Judged, ...]:
    if line.reason is not None:
        return (line,)
    start = max(0, len(line.text) - END_CHARACTERS)
    for zone in ("any", "tail") if is_last else ("any",):
        for rules in court.concerned(line, "end", zone, case=True):
            found = rules.pattern.search(plain(line.text[start:]))
            if found and (rest := line.text[: start + found.start()].strip()):
                piece = _piece(line.text[start + found.start() :].strip(), gap=False, rule=rules.rule(found))
                return (_judged(rest, gap=line.gap), piece)
    return (line,)


def _piece(text: str, *, gap: bool, rule: FurnitureRule) -> Judged:
    piece = _judged(text, gap=gap)
    piece.take(rule.reason, rule)
    return piece

"""Temporal expressions of a text: where they stand, and which days they denote.

What belongs here: matching the rules and choosing among matches. What doesn't: resolution (resolution.py, periods.py).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from tasks.temporal.denotation import Denotation, Scene
from tasks.temporal.folding import fold
from tasks.temporal.grammar import Cues, Grammar, Rule
from tasks.temporal.lexicon import groups_of
from tasks.temporal.resolution import resolve

CLOSE_CHARACTERS = 40
FAR_CHARACTERS = 300
_SENTENCE_END = re.compile(r"[.!?;:]\s|\n")


@dataclass(frozen=True, kw_only=True)
class Timex:
    """One temporal expression: text[start:end]; first and last day where known; see the table timexes.

    `value` is its ISO-TimeML value as far as it is known.
    """

    start: int
    end: int
    kind: str
    date_start: date | None
    date_end: date | None
    precision: str
    anchor: str
    rule_id: str
    value: str = ""


@dataclass(frozen=True, kw_only=True)
class _Match:
    start: int
    end: int
    rule: Rule
    groups: dict[str, str]


def find_timexes(text: str, *, published: date | None, published_precision: str, grammar: Grammar) -> list[Timex]:
    """The temporal expressions of the text, in order, none overlapping.

    Relative expressions are resolved against the day of publication, or against the day told last (« la veille »), and
    news looks back: « mardi » is the last Tuesday unless its sentence looks ahead. What can't be resolved has no dates.
    """
    folded = fold(text)
    matches = _chosen(_matches(text, folded, grammar))
    scene = _opening_scene(matches, folded, published, published_precision, grammar)
    found: list[Timex] = []
    told_at = 0
    for number, match in enumerate(matches):
        begin, end = _sentence(folded, match.start, match.end)
        direction = _direction(text, folded, match, (begin, end), grammar)
        here = replace(scene, direction=direction, is_sure=_is_sure(direction, text, folded, match, begin, grammar))
        if match.rule.kind == "time" and match.start - told_at > FAR_CHARACTERS:
            here = replace(here, told=_told_next(matches[number + 1 :], end, here, grammar))
        meaning = resolve(match.rule, match.groups, here, grammar)
        if meaning.precision == "day" and match.rule.kind != "time":
            scene, told_at = replace(scene, told=meaning.start), match.start
        if meaning.start:
            scene = replace(scene, mentioned=meaning.start)
        found.append(_timex(match, meaning))
    return [timex for timex in found if timex.rule_id not in grammar.skipped]


def _told_next(following: list[_Match], end: int, scene: Scene, grammar: Grammar) -> date | None:
    """The day told after a time of the day in its sentence: « vers 15 h 30, hier »."""
    for match in following:
        if match.start < end and match.rule.kind == "date":
            meaning = resolve(match.rule, match.groups, scene, grammar)
            return meaning.start if meaning.precision == "day" else None
    return None


def _matches(text: str, folded: str, grammar: Grammar) -> Iterator[_Match]:
    for number, match in grammar.scanner.matches(folded):
        rule = grammar.rules[number]
        start, end = _span(match)
        month_start = match.start("month") if rule.lower_case else start
        if start < end and not (rule.lower_case and text[month_start].isupper()):
            yield _Match(start=start, end=end, rule=rule, groups=groups_of(match))


def _span(match: re.Match[str]) -> tuple[int, int]:
    """Where the group `expr` stands, the whole match where the rule has none."""
    named = [name for name in match.re.groupindex if name.partition("__")[0] == "expr"]
    return next((match.span(name) for name in named if match.start(name) >= 0), match.span())


def _chosen(matches: Iterator[_Match]) -> list[_Match]:
    """From left to right the longest; of two of one length the rule that stands first."""
    chosen: list[_Match] = []
    for match in sorted(matches, key=lambda found: (found.start, -found.end)):
        if not chosen or match.start >= chosen[-1].end:
            chosen.append(match)
    return chosen


def _opening_scene(matches: list[_Match], folded: str, published: date | None, precision: str, grammar: Grammar) -> Scene:
    """The day of publication; where only its month or year is known, a day told as the present one in it."""
    scene = Scene(published=published, precision=precision, present=None, present_anchor="publication")
    if published is None:
        return replace(scene, precision="unknown")
    if precision == "day":
        return replace(scene, present=published)
    for match in matches:
        if match.rule.id == "day_month" and "weekday" in match.groups and folded.startswith("ce ", match.start):
            meaning = resolve(match.rule, match.groups, scene, grammar)
            if meaning.start and _holds(published, precision, meaning.start):
                return replace(scene, present=meaning.start, present_anchor="text")
    return scene


def _holds(published: date, precision: str, day: date) -> bool:
    return published.year == day.year and (precision == "year" or published.month == day.month)


def _sentence(folded: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence that holds the span begins and ends."""
    begin = max((m.end() for m in _SENTENCE_END.finditer(folded, max(0, start - 400), start)), default=max(0, start - 400))
    after = _SENTENCE_END.search(folded, end, end + 300)
    return begin, after.start() if after else min(len(folded), end + 300)


def _direction(text: str, folded: str, match: _Match, sentence: tuple[int, int], grammar: Grammar) -> int:
    """Whether the words before the expression, or the verb of its sentence that stands nearest, look back or ahead."""
    before = folded[max(sentence[0], match.start - CLOSE_CHARACTERS) : match.start]
    for cues, direction in ((grammar.future, 1), (grammar.past, -1)):
        if cues.close.search(before):
            return direction
    ahead, back = (_nearest(cues, text, folded, match, sentence) for cues in (grammar.future, grammar.past))
    return 0 if ahead == back else 1 if ahead < back else -1


def _is_sure(direction: int, text: str, folded: str, match: _Match, begin: int, grammar: Grammar) -> bool:
    """Whether words close before the expression lead to it: « depuis mars », « aura lieu au mois de mars », no comma between."""
    start = max(begin, match.start - CLOSE_CHARACTERS)
    if (grammar.future if direction > 0 else grammar.past).sure.search(folded[start : match.start]):
        return True
    found = (cue for cue in grammar.future.clause.finditer(folded, start, match.start) if not text[cue.start()].isupper())
    return direction > 0 and any("," not in folded[cue.end() : match.start] for cue in found)


def _nearest(cues: Cues, text: str, folded: str, match: _Match, sentence: tuple[int, int]) -> int:
    """Characters between the expression and the nearest cue in its sentence; a word with a capital is a name, no verb."""
    spans = [found.span() for found in cues.clause.finditer(folded, *sentence) if not text[found.start()].isupper()]
    outside = [(s, e) for s, e in spans if e <= match.start or s >= match.end]
    return min((max(match.start - e, s - match.end) for s, e in outside), default=len(folded))


def _timex(match: _Match, meaning: Denotation) -> Timex:
    kind = "time" if match.rule.kind == "date" and "part" in match.groups else match.rule.kind
    return Timex(
        start=match.start,
        end=match.end,
        kind=kind,
        date_start=meaning.start,
        date_end=meaning.end,
        precision=meaning.precision,
        anchor=meaning.anchor,
        rule_id=match.rule.id,
        value=meaning.value,
    )

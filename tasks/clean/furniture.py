"""Page furniture: which lines of a text, or which ends of lines, are no part of the article, and why.

What belongs here: the order in which the rules are asked, and the evidence of position. What does not: the rules themselves
(knowledge/furniture/*.yaml), asking one (judgement.py), neighbours (neighbours.py), cuts (cuts.py), the headline
(headline.py), the names in bylines (credits.py).

The order: cuts at the margins of lines; rules for whole lines anywhere; where the article ends (a line such as « Commentaires »);
rules for the head and the tail, from the outside inwards; then what neighbours prove: linked titles, captions told twice.
"""

from collections.abc import Iterable, Sequence
from itertools import islice

from tasks.clean.cuts import cut_heads, cut_tails
from tasks.clean.judgement import Judged, ask, ask_long, judged_lines
from tasks.clean.knowledge import CleaningKnowledge
from tasks.clean.lines import Line
from tasks.clean.neighbours import judge_neighbours
from tasks.clean.rules import FurnitureRule

ARTICLE_WORDS = 60
"""So many words of prose stand before a line that may end the article."""
BODY_BEGINS = 2
"""The lead is the first line of prose, the body begins with the second."""


def lines_to_judge(texts: Sequence[Sequence[Line]], knowledge: CleaningKnowledge) -> list[list[Judged]]:
    """The lines of each text with their signs, what is glued before the first ones cut off."""
    judged = iter(judged_lines([line for text in texts for line in text], knowledge))
    return [cut_heads(list(islice(judged, len(text))), knowledge) for text in texts]


def judge_anywhere(judged: Iterable[Judged], knowledge: CleaningKnowledge) -> None:
    """Ask the rules that hold anywhere about whole lines."""
    for line in judged:
        if not line.is_safe:
            ask(line, knowledge, "any")


def judge_lines(texts: Sequence[Sequence[Judged]], knowledge: CleaningKnowledge) -> list[list[Judged]]:
    """Ask what place and neighbours tell in each text, once the rules that hold anywhere have been asked.

    The lines, those that are furniture with their reason. Their characters are those of the input, in order. Each question is
    asked about all texts before the next, as all of cleaning is done: code and patterns stay in the processor's cache.
    """
    for text in texts:
        _end_article(text)
    tails = [_judge_tail(text, knowledge) for text in texts]
    judged = [cut_tails(text, knowledge) for text in texts]
    for text in judged:
        _judge_head(text, knowledge)
    for text, tail in zip(judged, tails, strict=True):
        judge_neighbours(text, tail)
    return judged


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
        if not (ask(line, knowledge, "tail", "edge") or ask_long(line, knowledge)) and line.is_prose:
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
        if ask(line, knowledge, *zones) or not line.is_prose:
            continue
        if seen == 0 and ask_long(line, knowledge):
            continue
        seen += 1
        if seen == BODY_BEGINS:
            return

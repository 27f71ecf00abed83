"""What neighbours prove: linked titles, captions, lines told twice, keywords.

What belongs here: evidence that lies in the lines beside a line. What does not: what its own words prove (judgement.py).
"""

from collections.abc import Sequence
from itertools import islice, pairwise

from tasks.clean.folding import folded
from tasks.clean.judgement import DASHES, MARGIN, PROSE_WORDS, RULE_WORDS, Judged, ends_sentence

TITLE_WORDS = 30
LABEL_WORDS = 2
TAG_WORDS = 4
LINKS_IN_BODY = 1
LINKS_IN_TAIL = 12
CREDIT_WORDS = 10


def judge_neighbours(judged: Sequence[Judged], tail: int) -> None:
    """Judge lines by their neighbours; `tail` is the place behind the last prose."""
    for place, line in enumerate(judged):
        if line.rule is not None and line.rule.opens == "links":
            _take_links(judged, place, limit=LINKS_IN_TAIL if place >= tail else LINKS_IN_BODY)
    for line, follower in pairwise(judged):
        if line.reason is None and line.text[0].lower() == follower.text[0].lower():
            _judge_pair(line, follower)
    if "caption" in [line.reason for line in judged]:
        _take_captions(judged)
        _take_captions_below(judged)
    _take_tags(judged[tail:])


def _take_tags(tail: Sequence[Judged]) -> None:
    """Take lines behind the last prose that don't end like a sentence.

    Short ones are keywords beside furniture or several together; longer ones are furniture if it stands on both sides.
    """
    runs: list[list[int]] = []
    for place, line in enumerate(tail):
        if line.reason is not None or ends_sentence(line.text) or line.text[0] in DASHES:  # a subhead, or a list of the article
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
    """Take the linked titles behind « À lire aussi »: lines that don't end like a sentence, `limit` of them.

    A title told twice counts once; in the body a blank line ends them, and a further « À lire aussi » has titles of its own.
    """
    taken: list[str] = []
    for line in islice(judged, place + 1, None):
        if line.rule is not None and line.rule.opens == "links":
            return
        text = folded(line.text)
        again = any(text.startswith(title) or title.startswith(text) for title in taken)
        if not again and (len(taken) >= limit or (taken and line.gap and limit == LINKS_IN_BODY)):
            return
        if line.is_prose or line.words > TITLE_WORDS or (ends_sentence(line.text) and not line.text.endswith(("?", "!", "…"))):
            return
        line.take("related_link")
        taken.append(text)


def _judge_pair(line: Judged, follower: Judged) -> None:
    """A caption told before its credited repetition, or a line told twice; no furniture yet, the two begin with one letter."""
    if line.words > RULE_WORDS or line.text[:6].lower() != follower.text[:6].lower():
        return
    first, second = folded(line.text).strip(MARGIN), folded(follower.text).strip(MARGIN)
    if follower.reason == "caption" and line.words > LABEL_WORDS and second.startswith(first):
        line.take("caption")
    elif follower.reason is None and first == second and (line.is_prose or not ends_sentence(line.text)):
        follower.take("repeated_line")


def _take_captions(judged: Sequence[Judged]) -> None:
    """Take the caption before a credit that stands alone, above the body: a short sentence behind the headline."""
    told = prose = 0
    for line, follower in pairwise(judged):
        if line.reason is not None:
            continue
        prose += line.is_prose
        if prose > 1:
            return
        is_credit = follower.reason == "caption" and follower.words <= CREDIT_WORDS
        if told and is_credit and not line.is_prose and ends_sentence(line.text):
            line.take("caption")
        told += 1


def _take_captions_below(judged: Sequence[Judged]) -> None:
    """Take the line below a credit that stands alone, between headline and body, if it doesn't end like a sentence."""
    told = 0
    for line, follower in pairwise(judged):
        if line.reason is None and line.is_prose:
            return
        told += line.reason is None
        is_credit = line.reason == "caption" and line.words <= CREDIT_WORDS
        if told and is_credit and not follower.is_prose and follower.words > LABEL_WORDS and not ends_sentence(follower.text):
            follower.take("caption")

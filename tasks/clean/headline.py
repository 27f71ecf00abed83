"""The headline of a text: found in its head, or known and told again there.

What belongs here: which line is the headline, and which lines before it are labels. What does not: headlines of markup
(markup.py).
"""

import re
from collections.abc import Collection, Sequence

from tasks.clean.folding import folded
from tasks.clean.hosts import outlet_key
from tasks.clean.judgement import MARGIN, Judged, is_subhead

LEAST_WORDS, MOST_WORDS, MOST_CHARACTERS = 4, 35, 250
LABEL_WORDS = 3
NO_HEADLINE = re.compile(r"[.,:;](?:\s?[\"»”)])?$")
ELLIPSIS = ("…", "...")
SAME_WORDS = 0.8
PART = re.compile(r"\s+[|•·»–—-]\s+|\s*\|\s*|\s:\s")
"""What parts a headline from the outlet's name before or behind it."""


def take_headline(judged: Sequence[Judged], declared: str | None) -> tuple[str | None, int | None]:
    """The headline, and the place of the line that it was taken from (None where it stands in no line).

    Lines of the head that tell the declared headline again get the reason repeated_title, labels before it section_label.
    """
    head = _head(judged)
    if declared:
        return declared, _take_repetitions(head, declared)
    for place, line in head:
        if _is_headline(line, LEAST_WORDS) or (_is_headline(line, LABEL_WORDS) and len(head) == 1):
            _take_labels(head, place)
            return line.text, place
    headline = _behind_date(judged, head)
    _take_labels(head, headline)
    return (None if headline is None else judged[headline].text), headline


def _behind_date(judged: Sequence[Judged], head: Sequence[tuple[int, Judged]]) -> int | None:
    """The place of a short headline alone between the line of the outlet and day, and the text, as in print."""
    dated = [place for place, line in enumerate(judged) if line.reason == "publication_line"]
    behind = [(place, line) for place, line in head if dated and place > dated[0]]
    return behind[0][0] if len(behind) == 1 and _is_headline(behind[0][1], LABEL_WORDS) else None


def without_outlet(title: str, outlets: Collection[str], known: Collection[str]) -> str:
    """The headline without the outlet's name before or behind it.

    `outlets` are the keys (hosts.outlet_key) of what this article's outlet is called, `known` those of outlets at large, which
    count behind the headline only.
    """
    parts = list(PART.finditer(title))
    if not parts:
        return title
    if outlet_key(title[parts[-1].end() :]) in {*outlets, *known}:
        return without_outlet(title[: parts[-1].start()], outlets, known)
    if outlet_key(title[: parts[0].start()]) in outlets:
        return title[parts[0].end() :]
    return title


def _head(judged: Sequence[Judged]) -> list[tuple[int, Judged]]:
    """The lines before the first prose that are no furniture; none if there is no prose."""
    head: list[tuple[int, Judged]] = []
    for place, line in enumerate(judged):
        if line.reason is None and line.is_prose:
            return head
        if line.reason is None:
            head.append((place, line))
    return []


def _is_headline(line: Judged, least: int) -> bool:
    fits = least <= line.words <= MOST_WORDS and len(line.text) <= MOST_CHARACTERS
    return (
        fits
        and not is_subhead(line.text)
        and (line.text.endswith(ELLIPSIS) or not NO_HEADLINE.search(line.text))
        and not line.text[0].islower()
    )


def _take_labels(head: Sequence[tuple[int, Judged]], headline: int | None) -> None:
    """Short lines of the head beside the headline name the section or the topic."""
    for place, line in head:
        if place != headline and line.words <= LABEL_WORDS and not NO_HEADLINE.search(line.text) and not line.text[0].islower():
            line.take("section_label")


def _take_repetitions(head: Sequence[tuple[int, Judged]], declared: str) -> int | None:
    """The place of the first line that is the declared headline but for white space; other tellings are taken."""
    told = None
    for place, line in head:
        if told is None and "".join(line.text.split()) == "".join(declared.split()):
            told = place
        elif _tells(line.text, declared):
            line.take("repeated_title")
    _take_labels(head, told)
    return told


def _tells(text: str, headline: str) -> bool:
    if folded(text).strip(MARGIN) == folded(headline).strip(MARGIN):
        return True
    words, wanted = set(re.findall(r"\w+", folded(text))), set(re.findall(r"\w+", folded(headline)))
    shared = len(words & wanted)
    return not text.endswith(".") and shared >= LEAST_WORDS and shared >= SAME_WORDS * max(len(words), len(wanted))

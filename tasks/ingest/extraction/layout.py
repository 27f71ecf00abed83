"""Words at their places on a page → paragraphs in the order of reading: columns, lines across them, hyphens.

What belongs here: geometry, without any library. What doesn't: reading PDF (pdf.py).
"""

import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from schemas.yaml_text import load_yaml

LEAST_GUTTER = 7.0
"""Points that lie free between two columns at least."""
GUTTER_ROWS = 0.5
"""Share of a page's rows that must leave a gutter free on both sides of it."""
FAR_PITCHES = 2.5
"""Rows that are farther apart than so many times the usual are apart: head and foot of a page."""
NEW_PARAGRAPH_PITCHES = 1.35
INDENT = 4.0
SHORT_LINE = 0.8
MARKED_SHARE = 0.05
SENTENCE_ENDS = (".", "!", "?", "…", "»", ":", "”", '"')


class Word(NamedTuple):
    """A word and its box on the page, in points from the upper left corner."""

    x0: float
    x1: float
    top: float
    bottom: float
    text: str


class Line(NamedTuple):
    """Words of one column beside one another; `left` and `right` are the column's."""

    x0: float
    x1: float
    top: float
    left: float
    right: float
    text: str


def page_lines(words: Sequence[Word]) -> list[Line]:
    """The lines of a page in the order of reading."""
    rows = _rows(words)
    gutters = _gutters(rows)
    pitch = _pitch(rows)
    ordered: list[Line] = []
    section: list[list[Word]] = []
    for before, row in zip([None, *rows], rows, strict=False):
        crossing = any(word.x0 < gutter < word.x1 for word in row for gutter in gutters) or _bridges(row, gutters)
        apart = before is not None and row[0].top - before[0].top > FAR_PITCHES * pitch
        if section and (apart or crossing):
            ordered += _columns(section, gutters)
            section = []
        if crossing:
            ordered += _columns([row], [])
        else:
            section.append(row)
    return ordered + _columns(section, gutters)


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The paragraphs of all pages; lines that stand at the head or foot of most pages are left to the first."""
    lines = [line for page in _without_running_heads(pages) for line in page]
    known = {word.strip(".,;:!?»«()").casefold() for line in lines for word in line.text.split()[:-1]}
    pitch = _usual_pitch(lines)
    by_ends = not _marks_paragraphs(lines, pitch)
    found: list[str] = []
    for before, line in zip([None, *lines], lines, strict=False):
        if before is not None and not _begins(before, line, pitch, by_ends=by_ends):
            found[-1] = joined(found[-1], line.text, known)
        else:
            found.append(line.text)
    return found


def joined(text: str, line: str, known: frozenset[str] | set[str] = frozenset()) -> str:
    """The text with the line behind it; a hyphen that only cut a word goes. `known` are words of the document in lower case."""
    first = line.split(maxsplit=1)[0] if line.split() else ""
    if not text.endswith(("-", "\u00ad", "‐")) or not text[-2:-1].isalpha():
        return f"{text} {line}"
    stem = text.rsplit(maxsplit=1)[-1][:-1].rpartition("-")[2].casefold().rpartition("'")[2].rpartition("’")[2]
    tail = first.strip(".,;:!?»«()").casefold()
    kept = _hyphens()
    own = not first[:1].islower() or f"{stem}-{tail}" in known or stem in kept["kept_behind"] or tail in kept["kept_before"]
    return text + line if own and not text.endswith("\u00ad") else text[:-1] + line


@cache
def _hyphens() -> dict[str, Any]:
    loaded: dict[str, Any] = load_yaml(files("tasks.ingest.extraction").joinpath("hyphens.yaml").read_text(encoding="utf-8"))
    return loaded


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words whose middles are at one height, from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: ((w.top + w.bottom) / 2, w.x0)):
        middle = (word.top + word.bottom) / 2
        if rows and rows[-1][0].top <= middle <= rows[-1][0].bottom:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda w: w.x0) for row in rows]


def _pitch(rows: Sequence[Sequence[Word]]) -> float:
    steps = [low[0].top - high[0].top for high, low in pairwise(rows)]
    return _low_quarter(steps)


def _gutters(rows: Sequence[Sequence[Word]]) -> list[float]:
    """The middles of the strips that half of the rows leave free, with words on both sides."""
    gaps = [(left.x1, right.x0) for row in rows for left, right in pairwise(row) if right.x0 - left.x1 >= LEAST_GUTTER]
    changes = Counter({0: 0})
    for left, right in gaps:
        changes[round(left)] += 1
        changes[round(right)] -= 1
    places = sorted(changes)
    free = list(zip(places, accumulate(changes[place] for place in places), strict=True))
    needed = max(3.0, GUTTER_ROWS * len(rows))
    strips: list[list[tuple[int, int, int]]] = [[]]
    for (place, count), (end, _) in pairwise(free):
        if count >= needed:
            strips[-1].append((count, end - place, place))
        elif strips[-1]:
            strips.append([])
    freest = (max(strip) for strip in strips if strip)
    return [place + width / 2 for _, width, place in freest]


def _bridges(row: Sequence[Word], gutters: Sequence[float]) -> bool:
    """Whether two words stand at a gutter as close as words of one line do."""
    return any(
        left.x1 <= gutter <= right.x0 and right.x0 - left.x1 < LEAST_GUTTER for left, right in pairwise(row) for gutter in gutters
    )


def _columns(section: Sequence[Sequence[Word]], gutters: Sequence[float]) -> list[Line]:
    found: list[Line] = []
    bounds = [float("-inf"), *gutters, float("inf")]
    for low, high in pairwise(bounds):
        cells = [[word for word in row if low <= (word.x0 + word.x1) / 2 < high] for row in section]
        filled = [cell for cell in cells if cell]
        if not filled:
            continue
        left, right = min(cell[0].x0 for cell in filled), max(cell[-1].x1 for cell in filled)
        found += [Line(c[0].x0, c[-1].x1, c[0].top, left, right, " ".join(word.text for word in c)) for c in filled]
    return found


def _usual_pitch(lines: Sequence[Line]) -> float:
    steps = [low.top - high.top for high, low in pairwise(lines) if low.top > high.top and low.left == high.left]
    return _low_quarter(steps)


def _low_quarter(steps: Sequence[float]) -> float:
    """The usual step from line to line: paragraphs may be parted by larger ones as often as not."""
    return statistics.quantiles(steps, n=4)[0] if len(steps) > 1 else max([*steps, 1.0])


def _marks_paragraphs(lines: Sequence[Line], pitch: float) -> bool:
    """Whether the document indents its paragraphs or parts them by white space: then the length of a line tells nothing."""
    marked = [
        low.x0 - low.left > INDENT or low.top - high.top > NEW_PARAGRAPH_PITCHES * pitch
        for high, low in pairwise(lines)
        if low.left == high.left
    ]
    return sum(marked) > MARKED_SHARE * len(marked)


def _begins(before: Line, line: Line, pitch: float, *, by_ends: bool) -> bool:
    """Whether a paragraph begins with the line: indented, farther down, or (`by_ends`) behind a short end of a sentence."""
    indented = line.x0 - line.left > INDENT
    if line.left != before.left or line.top <= before.top:
        return indented or before.text.endswith(SENTENCE_ENDS) or _is_apart(before, line)
    width = max(before.right - before.left, 1.0)
    ends = by_ends and before.text.endswith(SENTENCE_ENDS) and (before.x1 - before.left) / width < SHORT_LINE
    return indented or ends or line.top - before.top > NEW_PARAGRAPH_PITCHES * pitch


def _is_apart(before: Line, line: Line) -> bool:
    """Whether one of two lines goes across columns and the other does not."""
    widths = sorted((before.right - before.left, line.right - line.left))
    return widths[0] < SHORT_LINE * widths[1]


def _without_running_heads(pages: Sequence[Sequence[Line]]) -> Iterator[Sequence[Line]]:
    """The pages without the first and last lines, but for numbers, that more than half of them share."""
    seen: dict[str, int] = {}
    for page in pages:
        for text in {_masked(line) for line in (*page[:2], *page[-2:])}:
            seen[text] = seen.get(text, 0) + 1
    running = {text for text, count in seen.items() if count > max(2, len(pages) / 2)}
    told: set[str] = set()
    for page in pages:
        edges = {id(line) for line in (*page[:2], *page[-2:]) if _masked(line) in running and _masked(line) in told}
        told |= {_masked(line) for line in page}
        yield [line for line in page if id(line) not in edges]


def _masked(line: Line) -> str:
    return "".join("0" if char.isdigit() else char for char in line.text)

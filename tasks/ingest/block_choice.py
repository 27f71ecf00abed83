"""Which elements of a text hold one article each.

What belongs here: that choice, by names and by how much they hold. What doesn't: finding elements (blocks.py), reading one
(block_records.py).
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from tasks.ingest.block_names import load_block_names, local

LEAST_COVERAGE = 0.5
LEAST_HELD = 0.25
"""How much of the length of their tags elements must hold: lists of addresses in attributes hold less."""
LEAST_BLOCK = 200
"""Characters that blocks of a name that is not known must have in the middle."""


class Span(NamedTuple):
    """An element: its name, attributes as written, and where it, and what it holds, begin and end."""

    name: str
    attributes: str
    start: int
    inner: int
    inner_end: int
    end: int


class Chosen(NamedTuple):
    """The elements of the articles in order, and those that hold their texts: the same, or one within each."""

    articles: Sequence[Span]
    texts: Sequence[Span]


def chosen_elements(spans: Sequence[Span], whole: int) -> Chosen | None:
    """The elements that hold an article each, of a text of so many characters; None where none can be told to."""
    texts = _article_elements(spans, whole)
    if not texts:
        return None
    parts = _divisions(texts, spans)
    return Chosen(parts, parts) if parts else Chosen(_holders(texts, spans), texts)


def _article_elements(spans: Sequence[Span], whole: int) -> Sequence[Span]:
    """Those of a known name if they cover enough, else those of one that repeats and holds nearly all."""
    names = load_block_names()
    by_name: dict[str, list[Span]] = {}
    for span in spans:
        by_name.setdefault(local(span.name), []).append(span)
    for name in names.articles:
        outer = outermost(by_name.get(name, []))
        is_covered = outer and _covers(outer, whole - _about_the_whole(outer, spans))
        if is_covered and (len(outer) > 1 or name not in names.html - {"article"}):
            return _of_one_name(outer)
    for name, found in sorted(by_name.items(), key=lambda item: (item[1][0].start, item[0])):
        outer = outermost(found)
        lengths = sorted(span.inner_end - span.inner for span in outer)
        long = len(outer) > 1 and lengths[len(lengths) // 2] >= LEAST_BLOCK
        if long and name not in names.within and sum(lengths) >= LEAST_COVERAGE * whole:
            return _of_one_name(outer)
    return ()


def _of_one_name(spans: Sequence[Span]) -> Sequence[Span]:
    return [span for span in spans if span.name == spans[0].name]


def _divisions(articles: Sequence[Span], spans: Sequence[Span]) -> Sequence[Span]:
    """The parts that say of themselves that they are articles (`<div type="article">`), where an issue holds several of them."""
    told = load_block_names().division
    parts = outermost([span for span in spans if told.search(span.attributes) and span not in articles])
    held = sum(span.inner_end - span.inner for span in articles)
    return parts if len(parts) > len(articles) and _covers(parts, held - _about_the_whole(parts, spans)) else ()


def _holders(texts: Sequence[Span], spans: Sequence[Span]) -> Sequence[Span]:
    """The elements that hold one of these texts each, and its title and date beside it; the texts where there are none such.

    The texts hold articles and are called for text (`<page><title>…</title><text>…</text></page>`).
    """
    if texts[0].name not in load_block_names().texts or len(texts) == 1:
        return texts
    by_name: dict[str, list[Span]] = {}
    for span in spans:
        by_name.setdefault(span.name, []).append(span)
    alike = (outermost(found) for name, found in by_name.items() if name != texts[0].name and len(found) >= len(texts))
    held = [found for found in alike if len(found) == len(texts) and all(map(_holds, found, texts))]
    return min(held, key=lambda found: found[0].start, default=texts)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.inner <= inner.start and inner.end <= outer.inner_end


def _covers(spans: Sequence[Span], whole: int) -> bool:
    """Whether these elements hold most of what stands outside of their own tags, and something beside those at all."""
    held = sum(span.inner_end - span.inner for span in spans)
    tags = sum(span.end - span.start for span in spans) - held
    return held >= max(LEAST_COVERAGE * (whole - tags), LEAST_HELD * tags)


def _about_the_whole(articles: Sequence[Span], spans: Sequence[Span]) -> int:
    """The length of the elements around articles that are no text of their own: a header of a corpus may be longer than it."""
    names, starts = load_block_names(), [article.start for article in articles]
    apart = []
    for span in spans:
        place = bisect_right(starts, span.start)
        is_within = place > 0 and articles[place - 1].end >= span.end
        holds = place < len(starts) and starts[place] < span.end
        if local(span.name) in names.outside and not is_within and not holds:
            apart.append(span)
    return sum(span.end - span.start for span in outermost(apart))


def outermost(spans: Sequence[Span]) -> list[Span]:
    """Those that lie in no other, in order."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found

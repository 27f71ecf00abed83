"""XML and text in blocks → the element that holds an article each, and the articles.

What belongs here: finding and cutting, well formed or not. What doesn't: reading one block (block_records.py), bytes and limits.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tasks.ingest.block_names import TAG, load_block_names, local
from tasks.ingest.block_records import Record, block_record

PROLOG = re.compile(
    r"(?:<\?[^>]{0,300}\?>\s*|<!--.{0,2000}?-->\s*|<!DOCTYPE\s(?!html)[^>\[]{0,300}>\s*){0,8}", re.IGNORECASE | re.DOTALL
)
NO_MARKUP = re.compile(r"<!--(?:(?!<!--).)*?-->|<\?(?:(?!<\?).)*?\?>|<!\[CDATA\[((?:(?!<!\[CDATA\[).)*?)\]\]>", re.DOTALL)
"""Comments, instructions, and CDATA around text; none reaches over the next of its kind: looking for its end is linear."""
BLANK = re.compile(r"\s*")
LEAST_COVERAGE = 0.5
LEAST_HELD = 0.25
"""How much of the length of their tags elements must hold: lists of addresses in attributes hold less."""
LEAST_BLOCK = 200
"""Characters that blocks of a name that is not known must have in the middle."""
LEAST_OUTSIDE = 200
"""Characters of text outside of all articles from which on they are told of."""


class Span(NamedTuple):
    """An element: its name, attributes as written, and where it, and what it holds, begin and end."""

    name: str
    attributes: str
    start: int
    inner: int
    inner_end: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Cut:
    """What a text was cut into: the element that holds an article, the articles, and how many characters lie outside."""

    element: str
    records: tuple[Record, ...]
    outside: int


def looks_like_blocks(text: str) -> bool:
    """Whether text begins with an element, and elements of that kind or within it are closed: no prose that mentions a tag.

    What HTML has elements for is a page, unless it holds several articles and no frame of a page, or elements that HTML lacks.
    """
    start = PROLOG.sub("", text.lstrip("\ufeff \t\r\n"), count=1)
    first = TAG.match(start)
    if not first or first["close"]:
        return False
    names = Counter((match["name"].lower(), bool(match["close"])) for match in TAG.finditer(start))
    opening, known = first["name"].lower(), load_block_names()
    if opening in known.html:
        foreign = any(name not in known.html for name, close in names if close)
        return not known.frames & {name for name, _ in names} and (
            foreign or (opening in known.articles and names[opening, False] > 1)
        )
    several = opening in known.articles and (bool(first["attributes"].strip()) or names[opening, False] > 1)
    return several or _is_framed(start, first) or any(close and names[name, False] for name, close in names)


def _is_framed(text: str, first: re.Match[str]) -> bool:
    """Whether one element opens directly within another, which no prose does: neither need end where only the head is seen."""
    second = TAG.match(text, BLANK.match(text, first.end()).end())  # type: ignore[union-attr]  # it matches nothing, too
    return not first["empty"] and second is not None and not second["close"]


def cut_articles(marked: str) -> Cut | None:
    """The articles of the text; None where no element can be told to hold one each."""
    text = NO_MARKUP.sub(lambda match: match[1] or "", marked)
    spans = list(_spans(text))
    chosen = _article_element(spans, len(text))
    if chosen is None:
        return None
    within = _outermost([span for span in spans if span.name == chosen])
    articles = _holders(within, spans)
    told = zip(articles, within, strict=True)
    return Cut(
        element=articles[0].name,
        records=tuple(block_record(_attributes(span, held), text[span.inner : span.inner_end]) for span, held in told),
        outside=_outside(text, articles, spans),
    )


def elements_of(text: str) -> str:
    """The elements that the text holds and how often, for the words of a refusal."""
    counted = Counter(match["name"] for match in TAG.finditer(text) if not match["close"])
    return ", ".join(f"{name} ({count})" for name, count in counted.most_common(20))


def _spans(text: str) -> Iterator[Span]:
    """The elements. One that is not closed ends where the next of its name begins, or at the end."""
    matches = [match for match in TAG.finditer(text) if not match["empty"]]
    starts: dict[str, list[int]] = {}
    opened: dict[str, list[re.Match[str]]] = {}
    for match in matches:
        name = match["name"].lower()
        if not match["close"]:
            starts.setdefault(name, []).append(match.start())
            opened.setdefault(name, []).append(match)
        elif opened.get(name):
            yield _span(opened[name].pop(), match.start(), match.end())
    for name, left in opened.items():
        for match in left:
            following = bisect_right(starts[name], match.start())
            end = starts[name][following] if following < len(starts[name]) else len(text)
            yield _span(match, end, end)


def _span(opening: re.Match[str], inner_end: int, end: int) -> Span:
    return Span(opening["name"].lower(), opening["attributes"], opening.start(), opening.end(), inner_end, end)


def _article_element(spans: list[Span], whole: int) -> str | None:
    """The element that holds an article each: a known name if it covers enough, else one that repeats and holds nearly all."""
    names = load_block_names()
    by_name: dict[str, list[Span]] = {}
    for span in spans:
        by_name.setdefault(local(span.name), []).append(span)
    for name in names.articles:
        outer = _outermost(by_name.get(name, []))
        if (
            outer
            and _covers(outer, whole - _about_the_whole(outer, spans))
            and (len(outer) > 1 or name not in names.html - {"article"})
        ):
            return outer[0].name
    for name, found in sorted(by_name.items(), key=lambda item: (item[1][0].start, item[0])):
        outer = _outermost(found)
        lengths = sorted(span.inner_end - span.inner for span in outer)
        long = len(outer) > 1 and lengths[len(lengths) // 2] >= LEAST_BLOCK
        if long and name not in names.within and sum(lengths) >= LEAST_COVERAGE * whole:
            return outer[0].name
    return None


def _holders(texts: list[Span], spans: list[Span]) -> list[Span]:
    """The elements that hold one of these texts each, and its title and date beside it; the texts where there are none such.

    The texts hold articles and are called for text (`<page><title>…</title><text>…</text></page>`).
    """
    if texts[0].name not in load_block_names().texts or len(texts) == 1:
        return texts
    by_name: dict[str, list[Span]] = {}
    for span in spans:
        by_name.setdefault(span.name, []).append(span)
    alike = (_outermost(found) for name, found in by_name.items() if name != texts[0].name and len(found) >= len(texts))
    held = [found for found in alike if len(found) == len(texts) and all(map(_holds, found, texts))]
    return min(held, key=lambda found: found[0].start, default=texts)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.inner <= inner.start and inner.end <= outer.inner_end


def _attributes(article: Span, text: Span) -> str:
    """The attributes of an article as written, and of the text within it."""
    return article.attributes if article is text else f"{article.attributes} {text.attributes}"


def _covers(spans: list[Span], whole: int) -> bool:
    """Whether these elements hold most of what stands outside of their own tags, and something beside those at all."""
    held = sum(span.inner_end - span.inner for span in spans)
    tags = sum(span.end - span.start for span in spans) - held
    return held >= max(LEAST_COVERAGE * (whole - tags), LEAST_HELD * tags)


def _about_the_whole(articles: list[Span], spans: list[Span]) -> int:
    """The length of the elements around articles that are no text of their own: a header of a corpus may be longer than it."""
    names, starts = load_block_names(), [article.start for article in articles]
    apart = []
    for span in spans:
        place = bisect_right(starts, span.start)
        is_within = place > 0 and articles[place - 1].end >= span.end
        holds = place < len(starts) and starts[place] < span.end
        if local(span.name) in names.outside and not is_within and not holds:
            apart.append(span)
    return sum(span.end - span.start for span in _outermost(apart))


def _outermost(spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found


def _outside(text: str, articles: list[Span], spans: list[Span]) -> int:
    """The characters of text that lie in no article, nor in an element that is about the whole."""
    names = load_block_names()
    skipped = [*articles, *(span for span in spans if local(span.name) in names.outside)]
    left, place = 0, 0
    for span in sorted(skipped, key=lambda s: s.start):
        if span.start > place:
            left += len("".join(TAG.sub(" ", text[place : span.start]).split()))
        place = max(place, span.end)
    return left + len("".join(TAG.sub(" ", text[place:]).split()))

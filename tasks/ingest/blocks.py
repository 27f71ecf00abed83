"""XML and text in blocks → the element that holds an article each, and the articles.

What belongs here: finding and cutting, well formed or not. What doesn't: which elements are articles (block_choice.py), reading
one block (block_records.py), bytes and limits.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tasks.ingest.block_choice import Span, chosen_elements
from tasks.ingest.block_issues import issues_of
from tasks.ingest.block_names import TAG, load_block_names, local
from tasks.ingest.block_records import Record, block_record

PROLOG = re.compile(
    r"(?:<\?[^>]{0,300}\?>\s*|<!--.{0,2000}?-->\s*|<!DOCTYPE\s(?!html)[^>\[]{0,300}>\s*){0,8}", re.IGNORECASE | re.DOTALL
)
NO_MARKUP = re.compile(r"<!--(?:(?!<!--).)*?-->|<\?(?:(?!<\?).)*?\?>|<!\[CDATA\[((?:(?!<!\[CDATA\[).)*?)\]\]>", re.DOTALL)
"""Comments, instructions, and CDATA around text; none reaches over the next of its kind: looking for its end is linear."""
BLANK = re.compile(r"\s*")
LEAST_OUTSIDE = 200
"""Characters of text outside of all articles from which on they are told of."""


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
    chosen = chosen_elements(spans, len(text))
    if chosen is None:
        return None
    about = issues_of(text, chosen.articles, spans)
    told = zip(chosen.articles, chosen.texts, about, strict=True)
    return Cut(
        element=chosen.articles[0].name,
        records=tuple(
            block_record(_attributes(span, held), text[span.inner : span.inner_end])._replace(issue=issue)
            for span, held, issue in told
        ),
        outside=_outside(text, chosen.articles, spans),
    )


def _attributes(article: Span, text: Span) -> str:
    """The attributes of an article as written, and of the text within it."""
    return article.attributes if article is text else f"{article.attributes} {text.attributes}"


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


def _outside(text: str, articles: Sequence[Span], spans: Sequence[Span]) -> int:
    """The characters of text that lie in no article, nor in an element that is about the whole."""
    names = load_block_names()
    skipped = [*articles, *(span for span in spans if local(span.name) in names.outside)]
    left, place = 0, 0
    for span in sorted(skipped, key=lambda s: s.start):
        if span.start > place:
            left += len("".join(TAG.sub(" ", text[place : span.start]).split()))
        place = max(place, span.end)
    return left + len("".join(TAG.sub(" ", text[place:]).split()))

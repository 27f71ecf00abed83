"""The standfirst of a page: the paragraph between headline and body, which extraction of the body often leaves behind.

What belongs here: finding it. What does not: the body, and what cleaning concludes from it. Imports nothing heavy.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from lxml import html

ELEMENTS = ("p", "div", "h2", "h3", "strong", "span")
BLOCKS = frozenset({"p", "div", "section", "article", "ul", "table", "header", "figure", "main", "aside", "form", "nav"})
MOST_PARAGRAPHS = 3
LEAST_CHARACTERS, MOST_CHARACTERS = 40, 1200
WORDS = re.compile(r"[^\W\d_]+")


def with_standfirst(lines: list[str], tree: html.HtmlElement, *, described: Sequence[str], marks: Sequence[str]) -> list[str]:
    """The lines, with the page's standfirst before them (behind a headline) where they do not hold it.

    It is the element whose text the metadata give as the description (`described`), else the first one between headline and
    body whose class or itemprop has one of the words `marks`.
    """
    if not lines:
        return lines
    body = _folded(" ".join(lines))
    left = {text for text in map(_folded, described) if len(text) >= LEAST_CHARACTERS and text not in body}
    found = next(_described(tree, left), None) or next(_marked(tree, frozenset(marks), _folded(lines[0])), [])
    found = [text for text in found if _folded(text) not in body]
    if not found:
        return lines
    heads = {_folded(head.text_content()) for head in tree.iter("h1")}
    first = 1 if _folded(lines[0]) in heads else 0
    return [*lines[:first], *found, *lines[first:]]


def _described(tree: html.HtmlElement, described: Collection[str]) -> Iterator[list[str]]:
    lengths = {len(text) for text in described}
    for text in map(_text, tree.iter(*ELEMENTS)) if described else ():
        if text and len(text) in lengths and _folded(text) in described:
            yield [text]


def _marked(tree: html.HtmlElement, marks: Collection[str], start: str) -> Iterator[list[str]]:
    """The texts of each marked element behind the first headline and before the element that begins the body.

    That of an element which holds paragraphs are theirs.
    """
    known: dict[tuple[str | None, str | None], bool] = {}  # pages use the same classes over and over
    for element in _behind(next(tree.iter("h1"), None)):
        words = element.get("class"), element.get("itemprop")
        if words not in known:
            known[words] = _is_marked(words, marks)
        is_marked = known[words]
        text = _text(element) if is_marked or element.tag == "p" else None
        if is_marked and (texts := [text] if text else _paragraphs(element)):
            yield texts
        elif text and _folded(text).startswith(start):
            return


def _behind(element: html.HtmlElement | None) -> Iterator[html.HtmlElement]:
    """The elements that may be a standfirst behind this one, in their order; those within it are not."""
    while element is not None:
        for sibling in element.itersiblings():
            yield from sibling.iter(*ELEMENTS)
        element = element.getparent()


def _is_marked(attributes: Iterable[str | None], marks: Collection[str]) -> bool:
    return any(word in marks for attribute in attributes if attribute for word in WORDS.findall(attribute.lower()))


def _paragraphs(element: html.HtmlElement) -> list[str]:
    """The texts of an element that holds paragraphs and nothing else."""
    if not len(element) or any(child.tag != "p" for child in element):
        return []
    texts = [_text(child) for child in element]
    return [text for text in texts if text] if len(texts) <= MOST_PARAGRAPHS else []


def _text(element: html.HtmlElement) -> str | None:
    if any(child.tag in BLOCKS for child in element):
        return None
    text = " ".join(element.text_content().split())
    return text if LEAST_CHARACTERS <= len(text) <= MOST_CHARACTERS else None


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())

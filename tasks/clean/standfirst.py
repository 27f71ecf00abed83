"""The standfirst of a page: the paragraph between headline and body, which extraction of the body often leaves behind.

What belongs here: finding it. What does not: the body, and what cleaning concludes from it. Imports nothing heavy.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from lxml import html

from tasks.clean.belonging import Belonging

ELEMENTS = ("p", "div", "section", "ul", "h2", "h3", "strong", "span")
BLOCKS = frozenset({"p", "div", "section", "article", "ul", "table", "header", "figure", "main", "aside", "form", "nav"})
MOST_PARAGRAPHS = 4
LEAST_CHARACTERS, MOST_CHARACTERS = 40, 1200
WORDS = re.compile(r"[^\W\d_]+")
CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z])")
CUT_SHORT = re.compile(r"[\s\[(]*(?:…|\.\.\.)[\s\])]*$")


def with_standfirst(
    lines: list[str], tree: html.HtmlElement, *, described: Sequence[str], marks: Sequence[str], belonging: Belonging
) -> list[str]:
    """The lines, with the page's standfirst before them (behind a headline) where they do not hold it.

    It is the element whose text the metadata give as the description (`described`), else the first one between headline and
    body whose class or itemprop has one of the words `marks`, and which does not belong to something else.
    """
    if not lines:
        return lines
    body = _folded(" ".join(lines))
    left = {text for text in map(_folded, described) if len(text) >= LEAST_CHARACTERS and text not in body}
    heads = {_folded(head.text_content()) for head in (*tree.iter("h1"), belonging.headline) if head is not None}
    first = 1 if len(lines) > 1 and _folded(lines[0]) in heads else 0
    marked = _marked(tree, frozenset(marks), _folded(lines[first]), belonging)
    found = next(_described(tree, left), None) or next(marked, [])
    found = [text for text in found if CUT_SHORT.sub("", _folded(text)) not in body]
    if not found:
        return lines
    return [*lines[:first], *found, *lines[first:]]


def _described(tree: html.HtmlElement, described: Collection[str]) -> Iterator[list[str]]:
    """The element whose text is one of the descriptions, or begins with one that is cut short."""
    lengths = {len(text) for text in described}
    begun = tuple(cut for text in described if len(cut := CUT_SHORT.sub("", text)) >= LEAST_CHARACTERS and cut != text)
    for text in map(_text, tree.iter(*ELEMENTS)) if described else ():
        folded = _folded(text) if text and (begun or len(text) in lengths) else ""
        if text and (folded in described or (folded and folded.startswith(begun))):
            yield [text]


def _marked(tree: html.HtmlElement, marks: Collection[str], start: str, belonging: Belonging) -> Iterator[list[str]]:
    """The texts of each marked element behind the headline and before the element that begins the body.

    That of an element which holds paragraphs are theirs.
    """
    known: dict[tuple[str | None, str | None], bool] = {}  # pages use the same classes over and over
    for element in _behind(next(tree.iter("h1"), belonging.headline)):
        words = element.get("class"), element.get("itemprop")
        if words not in known:
            known[words] = _is_marked(words, marks)
        is_marked = known[words]
        text = _text(element) if is_marked or element.tag == "p" else None
        if is_marked and (texts := [text] if text else _paragraphs(element)) and _is_own(element, start, belonging):
            yield texts
        elif text and _folded(text).startswith(start):
            return


def _is_own(element: html.HtmlElement, start: str, belonging: Belonging) -> bool:
    """Whether the element stands in no sidebar or teaser, or in an element with the beginning of the body."""
    if belonging.nearest([element]):
        return True
    around = next(element.iterancestors("article"), None)
    return around is not None and start in _folded(around.text_content())


def _behind(element: html.HtmlElement | None) -> Iterator[html.HtmlElement]:
    """The elements that may be a standfirst behind this one, in their order; those within it are not."""
    while element is not None:
        for sibling in element.itersiblings():
            yield from sibling.iter(*ELEMENTS)
        element = element.getparent()


def _is_marked(attributes: tuple[str | None, str | None], marks: Collection[str]) -> bool:
    """Whether class or itemprop have a word of the marks, alone or of two parts (« sousTitre »)."""
    for prefix, attribute in zip(("", "itemprop:"), attributes, strict=True):
        for told in (attribute or "").split():
            words = WORDS.findall(CAMEL.sub(" ", told).lower())
            pairs = (first + second for first, second in pairwise(words))
            if any(word in marks or prefix + word in marks for word in (*words, *pairs)):
                return True
    return False


def _paragraphs(element: html.HtmlElement) -> list[str]:
    """The texts of an element that holds paragraphs or the entries of a list and nothing else, directly or in one within it."""
    while len(element) == 1 and element[0].tag not in ("p", "li") and not (element.text or "").strip():
        element = element[0]
    if not len(element) or any(child.tag not in ("p", "li") for child in element):
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

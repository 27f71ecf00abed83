"""Whether an element of a page is the article's own, or that of a sidebar, of comments, of another article.

What belongs here: the headline, nearness to it, and what shows that something else begins. What does not: which elements are
asked about (nearby.py). Imports nothing heavy.

An element is the article's if it stands nearest to the headline: of all that are asked about those count that share the innermost
element with it. Within that element it must not stand in a sidebar, a list of comments, another article or a teaser.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from lxml import html

from tasks.clean.marking import words_of

HEADINGS = ("h1", "h2", "h3")
TEASER_HEADINGS = ("h2", "h3", "h4", "h5")
TEASER_LEVELS = 3
TEASER_CHARACTERS = 400
"""A teaser is a linked heading and so short a text around it, as far as TEASER_LEVELS elements out."""
ENTRIES = frozenset({"hentry"})
"""Classes of an element that is the article as a whole."""
BODY_CHARACTERS = 400
"""So much text with the headline is its article."""
SIDES = frozenset({"aside", "nav", "footer", "form", "button"})


@dataclass(frozen=True)
class Belonging:
    """A page, its headline as declared, and the words of class or id of elements that hold something else (`foreign`)."""

    tree: html.HtmlElement
    title: str | None
    foreign: frozenset[str]
    _asked: dict[str, bool] = field(default_factory=dict)

    def nearest(self, nodes: Iterable[html.HtmlElement]) -> list[html.HtmlElement]:
        """Of the nodes those that share the innermost element with the headline, but for those of something else."""
        depths: dict[int, list[html.HtmlElement]] = {}
        for node in nodes:
            between: list[html.HtmlElement] = []
            for up in (node, *node.iterancestors()):
                if up in self._around:
                    if not self._is_foreign(between, up):
                        depths.setdefault(self._around[up], []).append(node)
                    break
                between.append(up)
        return depths[min(depths)] if depths else []

    def is_beside_body(self, node: html.HtmlElement) -> bool:
        """Whether the headline stands with the article's text in an element that the node is outside of."""
        shared = next((up for up in (node, *node.iterancestors()) if up in self._around), None)
        if shared is None or self.headline is None or self._around[shared] == 0:
            return False
        return self._around[shared] > self._body_begins

    @cached_property
    def _body_begins(self) -> int:
        """How far from the headline the innermost element is that holds so much text as an article has."""
        lengths = ((distance, len(up.text_content())) for up, distance in self._around.items())
        return next((distance for distance, length in lengths if length >= BODY_CHARACTERS), len(self._around))

    @cached_property
    def headline(self) -> html.HtmlElement | None:
        """The heading that tells the title of the page, else the first h1 of an article, else the first h1."""
        title = _folded(self.title or "")
        headings = [(node, _folded(node.text_content())) for node in self.tree.iter(*HEADINGS)]
        told = [node for node, text in headings if len(text) > 1 and title and (text in title or title in text)]
        first = [node for node, text in headings if node.tag == "h1" and text]
        within = (node for node in first if next(node.iterancestors("article"), None) is not None)
        return next(iter([*sorted(told, key=lambda node: str(node.tag)), *within, *first]), None)

    def _is_foreign(self, between: Sequence[html.HtmlElement], shared: html.HtmlElement) -> bool:
        """Whether these elements, from the node outwards, show that it belongs to something else than the article.

        `shared` is the element that they share with the headline; where that is the article, its footer is the article's own.
        """
        own = shared.tag == "article" or not words_of(shared.get("class") or "").isdisjoint(ENTRIES)
        for level, element in enumerate(between):
            if own and element.tag in ("footer", "div") and "footer" in words_of(f"{element.tag} {element.get('class') or ''}"):
                continue
            if element.tag in SIDES or (element.tag == "article" and self.headline is not None) or self._says_foreign(element):
                return True
            if 0 < level <= TEASER_LEVELS and (heading := self._teasers.get(element)) is not None:
                inside = heading in between or any(up is between[0] for up in heading.iterancestors())
                if not inside:
                    return True
        return False

    def _says_foreign(self, element: html.HtmlElement) -> bool:
        told = f"{element.get('class') or ''} {element.get('id') or ''}"
        if told not in self._asked:
            self._asked[told] = not self.foreign.isdisjoint(words_of(told))
        return self._asked[told]

    @cached_property
    def _teasers(self) -> dict[html.HtmlElement, html.HtmlElement]:
        """The elements that are short and hold a linked heading, with the first one."""
        found: dict[html.HtmlElement, html.HtmlElement] = {}
        long: set[html.HtmlElement] = set()
        for heading in self.tree.iter(*TEASER_HEADINGS):
            if next(heading.iter("a"), None) is None:
                continue
            for _, up in zip(range(TEASER_LEVELS), heading.iterancestors(), strict=False):
                if up in long or (up not in found and len(" ".join(up.text_content().split())) > TEASER_CHARACTERS):
                    long.add(up)
                    break
                found.setdefault(up, heading)
        return found

    @cached_property
    def _around(self) -> dict[html.HtmlElement, int]:
        """The headline and the elements around it, with their distance from it."""
        if self.headline is None:
            body = self.tree.find("body")
            return {self.tree if body is None else body: 0}
        return {element: distance for distance, element in enumerate((self.headline, *self.headline.iterancestors()))}


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))

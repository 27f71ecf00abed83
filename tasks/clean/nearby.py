"""What a page marks as its article's own beside the headline: authors and dates, by rel, microdata, or the words of a class.

What belongs here: finding the marked elements, and telling the article's from those of other articles, comments and sidebars.
What does not: metadata (declarations.py), and whether a text is a name or a date. Imports nothing heavy.

An element is the article's if it stands nearest to the headline: of all marked ones those count that share the innermost element
with it. Within that element it must not stand in a sidebar, a list of comments, another article or a teaser.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml import html

HEADINGS = ("h1", "h2", "h3")
TEASER_HEADINGS = ("h2", "h3", "h4", "h5")
PLAIN = ("p", "span", "div", "li", "td", "small", "em", "strong", "b", "a", "h4", "h5")
TEASER_CHARACTERS = 400
MOST_PARTS = 2
"""An element that holds a date alone has so few others in it, an icon or a label."""
TEASER_LEVELS = 3
MOST_CHARACTERS = 100
"""What is marked as an author or a date and longer is a biography or a text."""
MOST_AUTHORS = 4
"""So many authors beside a headline; more are those of a list, unless they stand in the element of the article."""
WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Nearby:
    """A page, its headline as declared, the pattern of a date and the words that mark (metadata.yaml: date_alone, nearby)."""

    tree: html.HtmlElement
    title: str | None
    date_alone: str
    words: Mapping[str, Sequence[str]]

    def authors(self) -> list[str]:
        """The texts of links and elements that are marked to be an author's name and nothing else, each once."""
        return self._texts([node for node in self._marked("author") if self._names_alone(node)])

    def bylines(self) -> list[str]:
        """The texts of elements whose class says that an author is named there, each once."""
        return self._texts(self._marked("author"))

    def dates(self) -> list[str]:
        """The dates of publication, as written, those that are marked before those that only stand there alone."""
        return [text for text, is_change in self._dates if not is_change]

    def changes(self) -> list[str]:
        """The dates of changes, as written."""
        return [text for text, is_change in self._dates if is_change]

    @cached_property
    def _dates(self) -> list[tuple[str, bool]]:
        found: list[tuple[str, bool]] = []
        dated = [*(node for node in self._marked("date") if _stated(node)), *self._dates_alone()]
        for node in self._nearest(dated) or (dated if len(dated) == 1 else []):
            said = f"{node.get('class') or ''} {_spaced(node.text_content())}".lower()
            before = f"{_before(node)} {said}"
            says_change = any(word in before for word in self.words["change"])
            says_publication = any(word in said for word in self.words["publication"])
            told = [_spaced(node.text_content())] if says_publication else []  # « datetime » may be that of the change
            found += [(text, says_change and not says_publication) for text in (*told, _stated(node))]
        return list(dict.fromkeys(found))

    def _marked(self, kind: str) -> Iterator[html.HtmlElement]:
        known: dict[str, bool] = {}
        wanted = frozenset(self.words[kind])
        for node in self._candidates:
            told = f"{node.get('class') or ''} {node.get('rel') or ''} {node.get('itemprop') or ''} {node.get('property') or ''}"
            if told not in known:  # pages use the same classes over and over
                known[told] = not wanted.isdisjoint(_words(told))
            if known[told] or (node.tag == "time" and kind == "date"):
                yield node

    def _dates_alone(self) -> list[html.HtmlElement]:
        pattern = re.compile(self.date_alone, re.IGNORECASE)
        return [
            node for node in self.tree.iter(*PLAIN) if len(node) <= MOST_PARTS and pattern.fullmatch(_spaced(node.text_content()))
        ]

    @cached_property
    def _candidates(self) -> list[html.HtmlElement]:
        return list(self.tree.xpath("//body//*[@class or @rel or @itemprop or @property or self::time]"))

    def _names_alone(self, node: html.HtmlElement) -> bool:
        if node.tag == "a" and (node.get("rel") or "").find("author") >= 0:
            return True
        alone = _words(f"{node.get('class') or ''} {node.get('itemprop') or ''}")
        return not alone.isdisjoint(self.words["author_alone"])

    def _texts(self, nodes: Iterable[html.HtmlElement]) -> list[str]:
        spaced = ((node, _spaced(node.text_content())) for node in nodes)
        told = [node for node, text in spaced if 1 < len(text) <= MOST_CHARACTERS and not text.endswith(":")]
        nearest = self._nearest(told)
        inner = [node for node in nearest if not any(other is not node and _holds(node, other) for other in nearest)]
        listed = list(dict.fromkeys(_spaced(node.text_content()) for node in inner))
        return listed if len(listed) <= MOST_AUTHORS else []

    def _nearest(self, nodes: Sequence[html.HtmlElement]) -> list[html.HtmlElement]:
        """Of the nodes those that share the innermost element with the headline, but for those of other articles."""
        around = self._around
        depths: dict[int, list[html.HtmlElement]] = {}
        for node in nodes:
            between: list[html.HtmlElement] = []
            for up in (node, *node.iterancestors()):
                if up in around:
                    break
                between.append(up)
            else:
                continue
            if not self._is_foreign(between):
                depths.setdefault(around[up], []).append(node)
        return depths[min(depths)] if depths else []

    def _is_foreign(self, between: Sequence[html.HtmlElement]) -> bool:
        """Whether these elements, from the node outwards, show that it belongs to something else than the article."""
        foreign = frozenset(self.words["foreign"])
        for level, element in enumerate(between):
            if element.tag in {"aside", "nav", "footer", "form", "article", "button"}:
                return element.tag != "article" or self.headline is not None
            if not foreign.isdisjoint(_words(f"{element.get('class') or ''} {element.get('id') or ''}")):
                return True
            if 0 < level <= TEASER_LEVELS and _is_teaser(element, but=between[0]):
                return True
        return False

    @cached_property
    def _around(self) -> dict[html.HtmlElement, int]:
        """The headline and the elements around it, with their distance from it."""
        if self.headline is None:
            body = self.tree.find("body")
            return {self.tree if body is None else body: 0}
        return {element: distance for distance, element in enumerate((self.headline, *self.headline.iterancestors()))}

    @cached_property
    def headline(self) -> html.HtmlElement | None:
        """The heading that tells the title of the page, else its first h1."""
        title = _folded(self.title or "")
        headings = [(node, _folded(node.text_content())) for node in self.tree.iter(*HEADINGS)]
        told = (node for node, text in headings if len(text) > 1 and title and (text in title or title in text))
        first = [node for node, text in headings if node.tag == "h1" and text]
        ranked = [*sorted(told, key=lambda node: str(node.tag)), *(node for node in first if _is_inside(node, "article")), *first]
        return ranked[0] if ranked else None


def _stated(node: html.HtmlElement) -> str:
    """What the element states as its date: an attribute, else its text."""
    told = node.get("datetime") or node.get("content") or (node.get("title") if node.tag == "abbr" else None)
    text = _spaced(told or node.text_content())
    return text if any(map(str.isdigit, text)) and len(text) <= MOST_CHARACTERS else ""


def _before(node: html.HtmlElement) -> str:
    """The text right before the element."""
    previous = node.getprevious()
    told = previous.tail if previous is not None else (node.getparent().text if node.getparent() is not None else None)
    return _spaced(told or "").lower()


def _is_teaser(element: html.HtmlElement, *, but: html.HtmlElement) -> bool:
    """Whether the element is short and has a heading that is a link, other than `but` and what it holds."""
    headings = [head for head in element.iter(*TEASER_HEADINGS) if next(head.iter("a"), None) is not None]
    linked = any(not _holds(but, head) and not _holds(head, but) for head in headings)
    return linked and len(_spaced(element.text_content())) <= TEASER_CHARACTERS


def _holds(node: html.HtmlElement, other: html.HtmlElement) -> bool:
    return any(up is node for up in other.iterancestors())


def _is_inside(node: html.HtmlElement, tag: str) -> bool:
    return next(node.iterancestors(tag), None) is not None


def _words(text: str) -> frozenset[str]:
    return frozenset(WORDS.findall(text.lower()))


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _spaced(text: str) -> str:
    return " ".join(text.split())

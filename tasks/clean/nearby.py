"""What a page marks as its article's own beside the headline: authors and dates, by rel, microdata, or the words of a class.

What belongs here: finding the marked elements and what they state. What does not: whether they are the article's or another's
(belonging.py), metadata (declarations.py), and whether a text is a name or a date. Imports nothing heavy.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from lxml import html

from tasks.clean.belonging import Belonging
from tasks.clean.listed import LEVELS, in_lists, is_short
from tasks.clean.marking import marked_elements, words_of

PLAIN = ("p", "span", "div", "li", "td", "small", "em", "strong", "b", "a", "h4", "h5")
MOST_PARTS = 2
"""An element that holds a date alone has so few others in it, an icon or a label."""
MOST_CHARACTERS = 100
"""What is marked as an author or a date and longer is a biography or a text."""
LEAST_NAME = 3
"""No name has so few characters: « Par » stands before one."""
MOST_AUTHORS = 4
"""So many authors stand beside a headline; more are a list of other things."""
LEAST_TITLE = 2
"""A linked title has so many words, and so many stand beside a day in an agenda."""
LEAST_SENTENCE = 8
"""So many words around a date in its paragraph, up to a full stop, make it one that the article tells."""
PARAGRAPHS = frozenset({"p", "li", "blockquote", "dd", "td"})
FULL_STOPS = (".", "!", "?", "…", "»", "”")
MOST_MARKED = 400
"""So many marked elements are looked at, so that a page of nothing else costs little."""


@dataclass(frozen=True)
class Nearby:
    """A page, its headline as declared, the pattern of a date and the words that mark (metadata.yaml: date_alone, nearby)."""

    tree: html.HtmlElement
    title: str | None
    date_alone: str
    words: Mapping[str, Sequence[str]]

    def authors(self) -> list[str]:
        """The texts of links and elements that are marked to be an author's name and nothing else, each once.

        Of these, too, only those count that no other marked author stands nearer to the headline than.
        """
        return self._texts(self._names_alone)

    def bylines(self) -> list[str]:
        """The texts of elements whose class says that an author is named there, each once."""
        return self._texts(lambda _: True)

    def dates(self) -> list[str]:
        """The dates of publication, as written, those that are marked before those that only stand there alone."""
        return [text for text, is_change in self._dates if not is_change]

    def changes(self) -> list[str]:
        """The dates of changes, as written."""
        return [text for text, is_change in self._dates if is_change]

    @cached_property
    def _dates(self) -> list[tuple[str, bool]]:
        found: list[tuple[bool, int, list[str], bool]] = []
        dated = self._own_dates()
        for node in self._belonging.nearest(dated) or (dated if len(dated) == 1 else []):
            text = _spaced(node.text_content())
            said = f"{node.get('class') or ''} {text}".lower()
            says_change, says_publication = self._says(f"{_before(node)} {said}", "change"), self._says(said, "publication")
            told = [text] if says_publication else []  # « datetime » may be that of the change
            found.append((not says_publication, len(text), [*told, _stated(node)], says_change and not says_publication))
        narrowest = sorted(found, key=lambda one: one[:2])  # what says so itself first, without what stands around it
        return list(dict.fromkeys((text, is_change) for _, _, texts, is_change in narrowest for text in texts))

    def _own_dates(self) -> list[html.HtmlElement]:
        """The elements that may date the article, without days that it tells, days to come, and those of agendas and lists."""
        marked = islice(filter(_stated, marked_elements(self.tree, frozenset(self.words["date"]), also="time")), MOST_MARKED)
        dated = [*marked, *self._dates_alone()]
        other = in_lists(dated, self._is_agenda)
        return [node for node in dated if node not in other and not self._is_told(node)]

    def _says(self, text: str, kind: str) -> bool:
        return any(word in text for word in self.words[kind])

    def _is_agenda(self, entry: html.HtmlElement, node: html.HtmlElement) -> bool:
        text = _spaced(entry.text_content())
        beside = text.replace(_spaced(node.text_content()), " ", 1).lower()
        return len(beside.split()) >= LEAST_TITLE and not (self._says(beside, "publication") or self._says(beside, "change"))

    def _is_told(self, node: html.HtmlElement) -> bool:
        """Whether the date is one of a sentence, or that of something to come."""
        if self._says(_before(node), "coming"):
            return True
        around = next((up for up in node.iterancestors() if up.tag in PARAGRAPHS), None)
        text = _spaced(around.text_content()) if around is not None else ""
        words = len(text.split()) - len(node.text_content().split())
        return words >= LEAST_SENTENCE and text.endswith(FULL_STOPS) and not self._says(text.lower(), "publication")

    @cached_property
    def _authors(self) -> list[html.HtmlElement]:
        return [*self._marked_authors, *self._linked_authors]

    @cached_property
    def _marked_authors(self) -> list[html.HtmlElement]:
        return marked_elements(self.tree, frozenset(self.words["author"]))[:MOST_MARKED]

    @cached_property
    def _linked_authors(self) -> list[html.HtmlElement]:
        """Links to an author's page without another mark: they may name the outlet, and count where they name a person."""
        marked = set(self._marked_authors)
        linked = (link for link in self.tree.iter("a") if link not in marked and self._leads_to_author(link))
        return list(islice(linked, MOST_MARKED))

    def _leads_to_author(self, link: html.HtmlElement) -> bool:
        """Whether the address is that of an author's page: « /author/acolin/ »."""
        parts = (link.get("href") or "").rstrip("/").split("/")[:-1]
        return any(part in self.words["author_links"] for part in parts)

    def _dates_alone(self) -> list[html.HtmlElement]:
        pattern = re.compile(self.date_alone, re.IGNORECASE)
        small = (node for node in self.tree.iter(*PLAIN) if len(node) <= MOST_PARTS)
        return list(islice((node for node in small if pattern.fullmatch(_spaced(node.text_content()))), MOST_MARKED))

    def _names_alone(self, node: html.HtmlElement) -> bool:
        if node in self._linked_authors:
            return False
        if node.tag == "a" and (node.get("rel") or "").find("author") >= 0:
            return True
        alone = words_of(f"{node.get('class') or ''} {node.get('itemprop') or ''}")
        return not alone.isdisjoint(self.words["author_alone"])

    @cached_property
    def _nearest_authors(self) -> list[html.HtmlElement]:
        spaced = ((node, _spaced(node.text_content())) for node in self._authors)
        told = [node for node, text in spaced if LEAST_NAME < len(text) <= MOST_CHARACTERS and not text.endswith(":")]
        other = in_lists(told, self._has_title)
        own = (node for node in told if node not in other and not self._is_teaser(node))
        return self._belonging.nearest(own)

    def _is_teaser(self, node: html.HtmlElement) -> bool:
        """Whether the node stands outside of what holds headline and body, beside a linked title."""
        if not self._belonging.is_beside_body(node):
            return False
        around = [up for _, up in zip(range(LEVELS), node.iterancestors(), strict=False) if is_short(up)]
        return any(self._has_title(up, node) for up in around)

    def _has_title(self, entry: html.HtmlElement, node: html.HtmlElement) -> bool:
        """Whether the entry links to something else than a person's page."""
        known = {link.get("href") for link in node.iter("a")} | {up.get("href") for up in node.iterancestors("a")}
        links = (link for link in entry.iter("a") if link.get("href") not in known and link not in node.iterancestors())
        titles = (link for link in links if words_of(link.get("href") or "").isdisjoint(self.words["author"]))
        return any(len(link.text_content().split()) >= LEAST_TITLE for link in titles)

    def _texts(self, counts: Callable[[html.HtmlElement], bool]) -> list[str]:
        """The texts of the nearest marked authors that count, without those of elements around others."""
        nearest = [node for node in self._nearest_authors if counts(node)]
        outer = {up for node in nearest for up in node.iterancestors()}
        listed = list(dict.fromkeys(_spaced(node.text_content()) for node in nearest if node not in outer))
        return listed if len(listed) <= MOST_AUTHORS else []

    @cached_property
    def _belonging(self) -> Belonging:
        return Belonging(self.tree, self.title, frozenset(self.words["foreign"]))


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


def _spaced(text: str) -> str:
    return " ".join(text.split())

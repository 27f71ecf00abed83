"""What a page's markup declares about its article: JSON-LD, meta tags, microdata, in the order of trust.

What belongs here: finding what is declared. What does not: the body (markup.py), and what cleaning concludes. Imports
neither pandas nor the rest of the stage: the worker starts fast.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import html

TAGS = ("h1", "title", "link", "time", "script", "meta")
AUTHOR_CHARACTERS = 80
"""What is marked as an author and longer is a biography."""
CUT_SHORT = re.compile(r"\s?(?:…|\.\.\.)$")
OUTLET_BEHIND = re.compile(r"\s[|•·»–—-]\s")


@dataclass(frozen=True, kw_only=True)
class Declarations:
    """A page's JSON-LD objects that describe the article, its meta tags by name, and where to look in them (metadata.yaml).

    `elements` are those of the tags that may declare something, `properties` those with an itemprop, `signed` the links to
    authors.
    """

    elements: Mapping[str, Sequence[html.HtmlElement]]
    properties: Mapping[str, Sequence[html.HtmlElement]]
    signed: Sequence[html.HtmlElement]
    objects: Sequence[Mapping[str, Any]]
    metas: Mapping[str, Sequence[str]]
    names: Mapping[str, Sequence[str]]

    def title(self) -> str | None:
        """The headline: JSON-LD, Open Graph, h1, <title>.

        A headline cut short gives way to the whole one, one with the outlet's name behind it to the one without.
        """
        heads = [_spaced(head.text_content()) for head in self.elements["h1"]]
        titles = [node.text or "" for node in self.elements["title"]]
        candidates = [text for told in (*self._told("headline", "title"), *heads, *titles) if (text := _spaced(told))]
        if not candidates:
            return None
        first = candidates[0]
        cut = CUT_SHORT.sub("", first)
        longer = next((text for text in candidates if cut != first and text.startswith(cut) and len(text) > len(first)), first)
        bare = (head for head in heads if head and longer.startswith(head) and OUTLET_BEHIND.match(longer.removeprefix(head)))
        return next(bare, longer)

    def authors(self) -> list[str]:
        """The names of the authors, each once."""
        names = self.properties.get("name", ())
        named = [node for node in names if any(up.get("itemprop") == "author" for up in node.iterancestors())]
        marked = [text for node in (*named, *self.signed) if len(text := _spaced(node.text_content())) <= AUTHOR_CHARACTERS]
        listed = [_spaced(text) for text in (*self._told("author", "authors"), *marked)]
        return list(dict.fromkeys(text for text in listed if text and "://" not in text and not text.startswith("@")))

    def url(self) -> str | None:
        """The address of the page."""
        canonical = [node.get("href") or "" for node in self.elements["link"] if node.get("rel") == "canonical"]
        return _first([*self._objects("url", "mainEntityOfPage"), *canonical, *self._metas("url")])

    def outlet(self) -> str | None:
        """The name of the outlet."""
        return _first(self._told("publisher", "outlet"))

    def section(self) -> str | None:
        """The section that the article stands in."""
        return _first(self._told("articleSection", "section"))

    def descriptions(self) -> list[str]:
        """The summaries of the article."""
        return self._told("description", "description")

    def dates(self) -> list[str]:
        """The dates of publication as written, each once."""
        times = (
            node
            for node in self.elements["time"]
            if node.get("pubdate") is not None or next(node.iterancestors("article"), None) is not None
        )
        timed = [text for node in (*self.properties.get("datePublished", ()), *times) if (text := node.get("datetime"))]
        listed = (*self._told("datePublished", "published"), *timed[:1])
        return list(dict.fromkeys(text.strip() for text in listed if text.strip()))

    def _told(self, key: str, name: str) -> list[str]:
        """What JSON-LD says under the key, then the meta tags that `names` lists under the name."""
        return [*self._objects(key), *self._metas(name)]

    def _objects(self, *keys: str) -> list[str]:
        return [text for key in keys for item in self.objects for text in _texts(item.get(key))]

    def _metas(self, name: str) -> list[str]:
        return [content for tag in self.names[name] for content in self.metas.get(tag, ())]


def read_declarations(tree: html.HtmlElement, names: Mapping[str, Sequence[str]]) -> Declarations:
    """What the page declares. `names` is knowledge/metadata.yaml."""
    elements: dict[str, list[html.HtmlElement]] = {tag: [] for tag in TAGS}
    for element in tree.iter(*TAGS):  # one walk for all: each takes a tenth of a millisecond
        elements[str(element.tag)].append(element)
    properties: dict[str, list[html.HtmlElement]] = {}
    for value in tree.xpath("//@itemprop"):
        properties.setdefault(str(value), []).append(value.getparent())
    return Declarations(
        elements=elements,
        properties=properties,
        signed=[value.getparent() for value in tree.xpath("//a/@rel") if value == "author"],
        objects=list(_articles(elements["script"], names["article_types"])),
        metas=_meta_tags(elements["meta"]),
        names=names,
    )


def _articles(scripts: Iterable[html.HtmlElement], types: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    """The JSON-LD objects that describe the article."""
    for script in scripts:
        if script.get("type") != "application/ld+json":
            continue
        try:
            loaded = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects_in(loaded):
            kinds = item.get("@type")
            if not set(types).isdisjoint(kinds if isinstance(kinds, list) else [str(kinds)]):
                yield item


def _objects_in(loaded: Any) -> Iterator[Mapping[str, Any]]:
    stack = [loaded]
    while stack:
        item = stack.pop(0)
        if isinstance(item, list):
            stack.extend(item)
        elif isinstance(item, dict):
            yield item
            stack.extend(item[key] for key in ("@graph", "mainEntity") if key in item)


def _texts(value: Any) -> list[str]:
    """The strings of a JSON-LD value: itself, its name, its address, or those of its elements."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return _texts(value.get("name") or value.get("url") or value.get("@id"))
    if isinstance(value, list):
        return [text for element in value for text in _texts(element)]
    return []


def _meta_tags(elements: Iterable[html.HtmlElement]) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for meta in elements:
        content = (meta.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            if content and (name := meta.get(attribute)):
                metas.setdefault(name.strip().lower(), []).append(content)
    return metas


def _first(texts: Sequence[str]) -> str | None:
    return next((spaced for text in texts if (spaced := _spaced(text))), None)


def _spaced(text: str) -> str:
    return " ".join(text.split())

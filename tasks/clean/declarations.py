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

TAGS = ("h1", "h2", "title", "link", "script", "meta")
SITE = "WebSite"
ORGANISATIONS = ("Organization", "NewsMediaOrganization", "Corporation", "WebSite")
REFERRING = ("author", "creator", "publisher", "isPartOf", "articleSection")
"""What JSON-LD tells of an article by reference."""
CUT_SHORT = re.compile(r"\s?(?:…|\.\.\.)$")
OUTLET_BEFORE = re.compile(r"\s[|•·»–—-]\s$")
OUTLET_BEHIND = re.compile(r"\s[|•·»–—-]\s")


@dataclass(frozen=True, kw_only=True)
class Declarations:
    """A page's JSON-LD objects that describe the article, its meta tags by name, and where to look in them (metadata.yaml).

    `elements` are those of the tags that may declare something, `properties` those with an itemprop; `sites` are the names of the
    sites that JSON-LD describes beside the article, those of their publishers first.
    """

    elements: Mapping[str, Sequence[html.HtmlElement]]
    properties: Mapping[str, Sequence[html.HtmlElement]]
    objects: Sequence[Mapping[str, Any]]
    sites: Sequence[str]
    metas: Mapping[str, Sequence[str]]
    names: Mapping[str, Any]

    def title(self) -> str | None:
        """The headline: JSON-LD, Open Graph, h1, <title>.

        A headline cut short gives way to the whole one, one with the outlet's name behind it to the one without. Pages without
        an h1 tell their headline in an h2.
        """
        heads = [_spaced(head.text_content()) for head in self.elements["h1"]]
        lower = [] if any(heads) else [_spaced(head.text_content()) for head in self.elements["h2"]]
        titles = [node.text or "" for node in self.elements["title"]]
        candidates = [text for told in (*self._told("headline", "title"), *heads, *titles) if (text := _spaced(told))]
        if not candidates:
            return None
        first = candidates[0]
        cut = CUT_SHORT.sub("", first)
        longer = next((text for text in candidates if cut != first and text.startswith(cut) and len(text) > len(first)), first)
        bare = (
            head
            for head in (*heads, *lower)
            if head and longer.startswith(head) and OUTLET_BEHIND.match(longer.removeprefix(head))
        )
        return next(bare, longer)

    def authors(self) -> list[str]:
        """The names of the authors, each once: the persons of JSON-LD, else those of meta tags, else organisations of JSON-LD."""
        told = [value for item in self.objects for value in _listed(item.get("author"))]
        persons = [value for value in told if not (isinstance(value, dict) and value.get("@type") in ORGANISATIONS)]
        listed = [text for value in persons for text in _texts(value)] or self._metas("authors") or _texts(told)
        return list(dict.fromkeys(name for text in listed if (name := _spaced(text)) and _is_name(name)))

    def url(self) -> str | None:
        """The address of the page."""
        canonical = [node.get("href") or "" for node in self.elements["link"] if node.get("rel") == "canonical"]
        return _first([*self._objects("url", "mainEntityOfPage"), *canonical, *self._metas("url")])

    def outlet(self) -> str | None:
        """The name of the outlet; where nothing declares it, that of the site, or what stands before the headline in <title>."""
        names = (name for name in (*self._told("publisher", "outlet"), *self.sites) if _is_name(name.strip()))
        return _first([*names, *self._before_headline()])

    def _before_headline(self) -> Iterator[str]:
        heads = [text for head in self.elements["h1"] if (text := _spaced(head.text_content()))]
        for title in (_spaced(node.text or "") for node in self.elements["title"]):
            before = (title.removesuffix(head) for head in heads if title.endswith(head))
            yield from (OUTLET_BEFORE.sub("", text) for text in before if OUTLET_BEFORE.search(text))

    def section(self) -> str | None:
        """The section that the article stands in."""
        return _first(self._told("articleSection", "section"))

    def descriptions(self) -> list[str]:
        """The summaries of the article."""
        return self._told("description", "description")

    def dates(self) -> list[str]:
        """The dates of publication as written, each once."""
        marked = (node.get("datetime") or node.get("content") for node in self.properties.get("datePublished", ()))
        listed = (*self._told("datePublished", "published"), *(text or "" for text in marked))
        return list(dict.fromkeys(text.strip() for text in listed if text.strip()))

    def changes(self) -> list[str]:
        """The dates of the last change as written, each once."""
        return list(dict.fromkeys(text.strip() for text in self._told("dateModified", "modified") if text.strip()))

    def _told(self, key: str, name: str) -> list[str]:
        """What JSON-LD says under the key, then the meta tags that `names` lists under the name."""
        return [*self._objects(key), *self._metas(name)]

    def _objects(self, *keys: str) -> list[str]:
        return [text for key in keys for item in self.objects for text in _texts(item.get(key))]

    def _metas(self, name: str) -> list[str]:
        return [content for tag in self.names[name] for content in self.metas.get(tag, ())]


def read_declarations(tree: html.HtmlElement, names: Mapping[str, Any]) -> Declarations:
    """What the page declares. `names` is knowledge/metadata.yaml."""
    elements: dict[str, list[html.HtmlElement]] = {tag: [] for tag in TAGS}
    for element in tree.iter(*TAGS):  # one walk for all: each takes a tenth of a millisecond
        elements[str(element.tag)].append(element)
    properties: dict[str, list[html.HtmlElement]] = {}
    for value in tree.xpath("//@itemprop"):
        properties.setdefault(str(value), []).append(value.getparent())
    objects = _linked_objects(elements["script"])
    sites = [item for item in objects if SITE in _listed(item.get("@type"))]
    return Declarations(
        elements=elements,
        properties=properties,
        objects=[item for item in objects if not set(names["article_types"]).isdisjoint(map(str, _listed(item.get("@type"))))],
        sites=[text for key in ("publisher", "name") for item in sites for text in _texts(item.get(key))],
        metas=_meta_tags(elements["meta"]),
        names=names,
    )


def _linked_objects(scripts: Iterable[html.HtmlElement]) -> list[Mapping[str, Any]]:
    """The JSON-LD objects of the page, what they refer to by @id put in its place."""
    loaded = [item for script in scripts if script.get("type") == "application/ld+json" for item in _objects_in(_loaded(script))]
    by_id = {item["@id"]: item for item in loaded if isinstance(item.get("@id"), str) and len(item) > 1}
    return [{key: _resolved(value, by_id) if key in REFERRING else value for key, value in item.items()} for item in loaded]


def _loaded(script: html.HtmlElement) -> Any:
    try:
        return json.loads(script.text or "", strict=False)
    except (ValueError, RecursionError):
        return None


def _resolved(value: Any, by_id: Mapping[str, Mapping[str, Any]]) -> Any:
    """The value; what refers to an object by its @id, alone or in a list, replaced by that object."""
    if isinstance(value, list):
        return [_resolved(element, by_id) for element in value]
    if isinstance(value, dict) and not value.get("name") and isinstance(value.get("@id"), str):
        return by_id.get(value["@id"], value)
    return by_id.get(value, value) if isinstance(value, str) else value


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


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _is_name(text: str) -> bool:
    """Whether the text may be a name: no address and no account."""
    return "://" not in text and not text.startswith("@")


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

"""What a page's markup declares about its article: JSON-LD, meta tags, microdata, in the order of trust.

What belongs here: finding what is declared. What does not: the body (markup.py), and what cleaning concludes. Imports
neither pandas nor the rest of the stage: the worker starts fast.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import html

from tasks.clean.linked_data import as_list, kinds_of, linked_objects, own_objects, texts_of

HEADINGS = ("h1", "h2", "title")
FIRST_PAGE = re.compile(r"(?:https?://[^/?#]+)?/?(?:index\.\w{3,5})?|\./")
TAGS = ("h1", "h2", "title", "link", "script", "meta")
SITE = "WebSite"
ORGANISATIONS = frozenset({"Organization", "NewsMediaOrganization", "Corporation", "WebSite"})
PERSON = "Person"
PAGE = "WebPage"
CUT_SHORT = re.compile(r"\s?(?:…|\.\.\.)$")
OUTLET_BEFORE = re.compile(r"\s[|•·»–—-]\s$")
OUTLET_BEHIND = re.compile(r"\s[|•·»–—-]\s")


@dataclass(frozen=True, kw_only=True)
class Declarations:
    """A page's JSON-LD objects that describe the article, its meta tags by name, and where to look in them (metadata.yaml).

    `elements` are those of the tags that may declare something, `properties` those with an itemprop; `sites` are the names of the
    sites that JSON-LD describes beside the article, those of their publishers first. `unfilled` finds placeholders of templates:
    what holds one declares nothing, and where all headlines do, the page was not filled in (`is_unfilled`).
    """

    elements: Mapping[str, Sequence[html.HtmlElement]]
    properties: Mapping[str, Sequence[html.HtmlElement]]
    objects: Sequence[Mapping[str, Any]]
    sites: Sequence[str]
    metas: Mapping[str, Sequence[str]]
    names: Mapping[str, Any]
    unfilled: re.Pattern[str]
    is_unfilled: bool

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
        told = [value for item in self.objects for value in as_list(item.get("author") or item.get("creator"))]
        persons = [value for value in told if not (isinstance(value, dict) and ORGANISATIONS & kinds_of(value) - {PERSON})]
        named = self._filled(text for value in persons for text in texts_of(value))
        listed = named or self._metas("authors") or self._filled(texts_of(told))
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

    def bodies(self) -> list[str]:
        """The texts of the article."""
        return self._filled(text for item in self.objects if isinstance(text := item.get("articleBody"), str))

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
        return self._filled(text for key in keys for item in self.objects for text in texts_of(item.get(key)))

    def _metas(self, name: str) -> list[str]:
        return self._filled(content for tag in self.names[name] for content in self.metas.get(tag, ()))

    def _filled(self, texts: Iterable[str]) -> list[str]:
        return [text for text in texts if not self.unfilled.search(text)]


def read_declarations(tree: html.HtmlElement, names: Mapping[str, Any]) -> Declarations:
    """What the page declares. `names` is knowledge/metadata.yaml."""
    elements: dict[str, list[html.HtmlElement]] = {tag: [] for tag in TAGS}
    for element in tree.iter(*TAGS):  # one walk for all: each takes a tenth of a millisecond
        elements[str(element.tag)].append(element)
    properties: dict[str, list[html.HtmlElement]] = {}
    for value in tree.xpath("//@itemprop"):
        properties.setdefault(str(value), []).append(value.getparent())
    unfilled = re.compile(names["unfilled"]["pattern"])
    is_unfilled = _are_unfilled(elements["h1"], unfilled)
    for tag in HEADINGS:
        elements[tag] = [node for node in elements[tag] if not unfilled.search(node.text_content())]
    if elements["h2"]:
        elements["h1"] = [node for node in elements["h1"] if not _names_site(node)]
    objects, metas = linked_objects(elements["script"]), _meta_tags(elements["meta"])
    sites = [item for item in objects if SITE in kinds_of(item)]
    return Declarations(
        elements=elements,
        properties=properties,
        objects=_of_article(tree, objects, elements, metas, names),
        sites=[text for key in ("publisher", "name") for item in sites for text in texts_of(item.get(key))],
        metas=metas,
        names=names,
        unfilled=unfilled,
        is_unfilled=is_unfilled,
    )


def _are_unfilled(heads: Sequence[html.HtmlElement], unfilled: re.Pattern[str]) -> bool:
    texts = [text for head in heads if (text := _spaced(head.text_content()))]
    return bool(texts) and all(unfilled.search(text) for text in texts)


def _names_site(head: html.HtmlElement) -> bool:
    """Whether the heading is the name of the site, as old themes have it: all of it is a link to the first page."""
    text = _spaced(head.text_content())
    links = (link for link in head.iter("a") if _spaced(link.text_content()) == text)
    return any("home" in (link.get("rel") or "").split() or FIRST_PAGE.fullmatch(link.get("href") or "") for link in links)


def _of_article(
    tree: html.HtmlElement,
    objects: Sequence[Mapping[str, Any]],
    elements: Mapping[str, Sequence[html.HtmlElement]],
    metas: Mapping[str, Sequence[str]],
    names: Mapping[str, Any],
) -> list[Mapping[str, Any]]:
    """The objects that describe the page's article; where none is one of an article, those of the page."""
    articles = [item for item in objects if not kinds_of(item).isdisjoint(names["article_types"])]
    heads = [head.text_content() for tag in ("h1", "title") for head in elements[tag]]
    titles = [*heads, *(text for name in names["title"] for text in metas.get(name, ()))]
    canonical = [node.get("href") or "" for node in elements["link"] if node.get("rel") == "canonical"]
    addresses = [*canonical, *(text for name in names["url"] for text in metas.get(name, ()))]
    return own_objects(articles, titles, addresses) or _pages(objects, tree)


def _pages(objects: Sequence[Mapping[str, Any]], tree: html.HtmlElement) -> list[Mapping[str, Any]]:
    """The objects that describe the page itself, with the authors that it shows: others are accounts that put it there."""
    pages = [item for item in objects if PAGE in kinds_of(item)]
    if not any("author" in item for item in pages):
        return pages
    shown = "".join(map(str, tree.xpath("//body//text()[not(parent::script or parent::style)]")))
    return [item if any(name in shown for name in texts_of(item.get("author"))) else {**item, "author": None} for item in pages]


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

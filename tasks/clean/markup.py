"""HTML → lines and declared metadata, in one parse.

What belongs here: extraction of one page, without limits of time. What does not: the process that enforces them (worker.py),
and what cleaning concludes from the lines. Imports neither pandas nor the rest of the stage: the worker starts fast.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypedDict

import trafilatura
from lxml import html
from lxml.etree import LxmlError
from resiliparse.extract.html2text import extract_plain_text
from trafilatura.utils import load_html

from tasks.clean.standfirst import with_standfirst

LEAST_CHARACTERS = 200
"""An extraction shorter than this is compared with the fallback."""
AUTHOR_CHARACTERS = 80
"""What is marked as an author and longer is a biography."""


class Page(TypedDict):
    """What a page holds. `extractor`: main, declared (the body that JSON-LD states), fallback or none."""

    lines: list[str]
    extractor: str
    title: str | None
    authors: list[str]
    url: str | None
    outlet: str | None
    section: str | None
    dates: list[str]


def read_page(source: str, names: Mapping[str, Sequence[str]]) -> Page:
    """The lines of the article in the page and what its markup declares. `names` is knowledge/metadata.yaml."""
    tree = _parsed(source)
    if tree is None:
        return Page(
            lines=_fallback(source), extractor="fallback", title=None, authors=[], url=None, outlet=None, section=None, dates=[]
        )
    objects = list(_articles(tree, names["article_types"]))
    metas = _metas(tree)
    lines, extractor = _body(tree, source, objects)
    described = [*_strings(objects, "description"), *_named(metas, names["description"])]
    return Page(
        lines=with_standfirst(lines, tree, described=described, marks=names["standfirst"]),
        extractor=extractor,
        title=_title(tree, objects, metas, names),
        authors=_authors(tree, objects, metas, names),
        url=_first(
            [
                *_strings(objects, "url", "mainEntityOfPage"),
                *tree.xpath("//link[@rel='canonical']/@href"),
                *_named(metas, names["url"]),
            ]
        ),
        outlet=_first([*_strings(objects, "publisher"), *_named(metas, names["outlet"])]),
        section=_first([*_strings(objects, "articleSection"), *_named(metas, names["section"])]),
        dates=_dates(tree, objects, metas, names),
    )


def _parsed(source: str) -> html.HtmlElement | None:
    try:
        return load_html(source)
    except (LxmlError, ValueError, TypeError):
        return None


def _body(tree: html.HtmlElement, source: str, objects: Sequence[Mapping[str, Any]]) -> tuple[list[str], str]:
    found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=False, with_metadata=False)
    text = found.text if found is not None and not isinstance(found, dict) else ""
    declared = max(
        (str(item["articleBody"]) for item in objects if isinstance(item.get("articleBody"), str)), key=len, default=""
    )
    if len(text or "") >= max(LEAST_CHARACTERS, len(declared) // 2):
        return _lines(text), "main"
    if len(declared) > len(text or ""):
        return _lines(declared), "declared"
    fallback = _fallback(source)
    if text and len("".join(fallback)) < 2 * len(text):
        return _lines(text), "main"
    return fallback, "fallback" if fallback else "none"


def _fallback(source: str) -> list[str]:
    return _lines(extract_plain_text(source, main_content=True, alt_texts=False, preserve_formatting=True))


def _lines(text: str | None) -> list[str]:
    return [stripped for line in (text or "").splitlines() if (stripped := line.strip())]


def _articles(tree: html.HtmlElement, types: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    """The JSON-LD objects that describe the article."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            loaded = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(loaded):
            kinds = item.get("@type")
            if not set(types).isdisjoint(kinds if isinstance(kinds, list) else [str(kinds)]):
                yield item


def _objects(loaded: Any) -> Iterator[Mapping[str, Any]]:
    stack = [loaded]
    while stack:
        item = stack.pop(0)
        if isinstance(item, list):
            stack.extend(item)
        elif isinstance(item, dict):
            yield item
            stack.extend(item[key] for key in ("@graph", "mainEntity") if key in item)


def _strings(objects: Sequence[Mapping[str, Any]], *keys: str) -> list[str]:
    return [text for key in keys for item in objects for text in _texts(item.get(key))]


def _texts(value: Any) -> list[str]:
    """The strings of a JSON-LD value: itself, its name, its address, or those of its elements."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return _texts(value.get("name") or value.get("url") or value.get("@id"))
    if isinstance(value, list):
        return [text for element in value for text in _texts(element)]
    return []


def _metas(tree: html.HtmlElement) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = (meta.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            if content and (name := meta.get(attribute)):
                metas.setdefault(name.strip().lower(), []).append(content)
    return metas


def _named(metas: Mapping[str, list[str]], names: Sequence[str]) -> list[str]:
    return [content for name in names for content in metas.get(name, ())]


def _title(
    tree: html.HtmlElement,
    objects: Sequence[Mapping[str, Any]],
    metas: Mapping[str, list[str]],
    names: Mapping[str, Sequence[str]],
) -> str | None:
    """The headline: JSON-LD, Open Graph, h1, <title>.

    A headline cut short gives way to the whole one, one with the outlet's name behind it to the one without.
    """
    heads = [_spaced(head.text_content()) for head in tree.iter("h1")]
    whole = [
        _spaced(text)
        for text in (*_strings(objects, "headline"), *_named(metas, names["title"]), *heads, *tree.xpath("//title/text()"))
    ]
    candidates = [text for text in whole if text]
    if not candidates:
        return None
    first = candidates[0]
    cut = re.sub(r"\s?(?:…|\.\.\.)$", "", first)
    longer = next((text for text in candidates if cut != first and text.startswith(cut) and len(text) > len(first)), first)
    return next(
        (head for head in heads if head and re.match(r"\s[|•·»–—-]\s", longer.removeprefix(head)) and longer.startswith(head)),
        longer,
    )


def _authors(
    tree: html.HtmlElement,
    objects: Sequence[Mapping[str, Any]],
    metas: Mapping[str, list[str]],
    names: Mapping[str, Sequence[str]],
) -> list[str]:
    marked = [
        _spaced(node.text_content()) for node in tree.xpath("//*[@itemprop='author']//*[@itemprop='name'] | //*[@rel='author']")
    ]
    listed = [
        *_strings(objects, "author"),
        *_named(metas, names["authors"]),
        *(text for text in marked if len(text) <= AUTHOR_CHARACTERS),
    ]
    return list(
        dict.fromkeys(_spaced(text) for text in listed if text.strip() and "://" not in text and not text.startswith("@"))
    )


def _dates(
    tree: html.HtmlElement,
    objects: Sequence[Mapping[str, Any]],
    metas: Mapping[str, list[str]],
    names: Mapping[str, Sequence[str]],
) -> list[str]:
    timed = tree.xpath("//time[@pubdate]/@datetime | //*[@itemprop='datePublished']/@datetime | //article//time/@datetime")
    listed = [*_strings(objects, "datePublished"), *_named(metas, names["published"]), *timed[:1]]
    return list(dict.fromkeys(text.strip() for text in listed if text.strip()))


def _first(texts: Sequence[str]) -> str | None:
    return next((spaced for text in texts if (spaced := _spaced(text))), None)


def _spaced(text: str) -> str:
    return " ".join(text.split())

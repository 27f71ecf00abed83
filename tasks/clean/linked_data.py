"""The linked data of a page (JSON-LD): its objects, references resolved, and which of them describe the page's own article.

What belongs here: reading them and telling them apart. What does not: what they say of an article (declarations.py). Imports
nothing heavy.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from html import unescape
from typing import Any

from lxml import html

KIND = "application/ld+json"
REFERRING = ("author", "creator", "publisher", "isPartOf", "articleSection")
"""What JSON-LD tells of an article by reference."""
PREFIX = re.compile(r"^(?:schema:|https?://(?:www\.)?schema\.org/)(?=\w)")
WRAPPED = re.compile(
    r"^\s*(?:(?://|/\*)?\s*(?:<!\[CDATA\[|<!--)(?:\s*\*/)?)?(.*?)(?:(?://|/\*)?\s*(?:\]\]>|-->)(?:\s*\*/)?)?[\s;]*$", re.DOTALL
)
"""Marks that content systems put around a script, and a semicolon behind it."""
LAST_COMMA = re.compile(r",(?=\s*[}\]])")

Item = Mapping[str, Any]


def linked_objects(scripts: Iterable[html.HtmlElement]) -> list[Item]:
    """The JSON-LD objects of the page, what they refer to by @id put in its place."""
    told = (script for script in scripts if (script.get("type") or "").partition(";")[0].strip().lower() == KIND)
    loaded = [item for script in told for item in _objects_in(_loaded(script.text or ""))]
    by_id = {item["@id"]: item for item in loaded if isinstance(item.get("@id"), str) and len(item) > 1}
    return [{key: _resolved(value, by_id) if key in REFERRING else value for key, value in item.items()} for item in loaded]


def kinds_of(item: Item) -> set[str]:
    """The types of an object, without the prefix of their vocabulary."""
    return {PREFIX.sub("", str(kind)) for kind in as_list(item.get("@type"))}


def own_objects(items: Sequence[Item], headlines: Collection[str], addresses: Collection[str]) -> list[Item]:
    """The objects without those of other articles: another headline and another address than the page's.

    A page that tells nothing of itself, or none of whose objects is its own, keeps them all.
    """
    titles, places = {_folded(text) for text in headlines} - {""}, {_place(text) for text in addresses} - {""}
    own = [item for item in items if _is_titled(item, titles) or not places.isdisjoint(_places(item))]
    known = places | {place for item in own for place in _places(item)}
    others = (item for item in items if _headlines(item) and _places(item) and known.isdisjoint(_places(item)))
    foreign = [item for item in others if item not in own] if own else []
    return [item for item in items if item not in foreign]


def texts_of(value: Any) -> list[str]:
    """The strings of a JSON-LD value: itself, its name, its address, or those of its elements."""
    if isinstance(value, str):
        return [unescape(value)]
    if isinstance(value, dict):
        named = [part for key in ("givenName", "familyName") if isinstance(part := value.get(key), str)]
        return texts_of(value.get("name") or " ".join(named) or value.get("url") or value.get("@id"))
    if isinstance(value, list):
        return [text for element in value for text in texts_of(element)]
    return []


def as_list(value: Any) -> list[Any]:
    """The value as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _loaded(text: str) -> Any:
    """What a script holds, if need be without the marks around it and without commas behind the last element."""
    bare = found[1] if (found := WRAPPED.match(text)) else text
    for tried in (text, bare, LAST_COMMA.sub("", bare)):
        try:
            return json.loads(tried, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects_in(loaded: Any) -> Iterator[Item]:
    stack = [loaded]
    while stack:
        item = stack.pop(0)
        if isinstance(item, list):
            stack.extend(item)
        elif isinstance(item, dict):
            plain = {PREFIX.sub("", key): value for key, value in item.items()}
            yield plain
            stack.extend(plain[key] for key in ("@graph", "mainEntity") if key in plain)


def _resolved(value: Any, by_id: Mapping[str, Item]) -> Any:
    """The value; what refers to an object by its @id, alone or in a list, replaced by that object."""
    if isinstance(value, list):
        return [_resolved(element, by_id) for element in value]
    if isinstance(value, dict) and not value.get("name") and isinstance(value.get("@id"), str):
        return by_id.get(value["@id"], value)
    return by_id.get(value, value) if isinstance(value, str) else value


def _is_titled(item: Item, titles: Collection[str]) -> bool:
    return any(text in title or title in text for text in map(_folded, _headlines(item)) for title in titles if text)


def _headlines(item: Item) -> list[str]:
    return texts_of(item.get("headline"))


def _places(item: Item) -> set[str]:
    """The addresses that an object states as its own, without scheme, query, mark and slash behind."""
    page = item.get("mainEntityOfPage")
    told = (item.get("url"), page.get("@id") if isinstance(page, dict) else page, item.get("@id"))
    return {place for text in told if isinstance(text, str) and (place := _place(text))}


def _place(address: str) -> str:
    return re.split("[?#]", address.strip().partition("://")[2])[0].rstrip("/").lower()


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))

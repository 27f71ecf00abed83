"""One block of XML or text → its fields by name, and its paragraphs.

What belongs here: flattening one article. What doesn't: finding articles (blocks.py), what names mean (columns.py).
"""

import html
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from lxml import etree

from tasks.ingest.block_names import TAG, load_block_names, local
from tasks.ingest.tokens import without_tokens

ATTRIBUTE = re.compile(r"([\w:.-]{1,64})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)(\w{1,32};)?")
NO_TAG = re.compile(r"<(?![/A-Za-z_!?])")
BLANK_LINES = re.compile(r"\n\s*\n")
LONGEST_FIELD = 200
"""Characters from which on an element with others in it is no field."""
LEAST_TEXT = 200
"""Characters from which on a child of a name that is not known is taken for the text."""
LEAST_KEPT = 0.9
"""Share of a block's characters that its tree must hold; a parser drops what is nested too deeply."""


class Record(NamedTuple):
    """An article: its fields (name → values as written, several where an element stands several times) and its paragraphs.

    `issue` are the fields of the issue around it.
    """

    fields: Mapping[str, tuple[str, ...]]
    paragraphs: tuple[str, ...]
    issue: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def block_record(attributes: str, inner: str) -> Record:
    """The record of a block: the attributes of its element as written, and what stands in it."""
    fields: dict[str, tuple[str, ...]] = {local(name): (html.unescape(value),) for name, value in _attributes(attributes)}
    read = without_tokens(inner)
    tree = _tree(read)
    if tree is None:
        return Record(fields, _paragraphs_of_text(_without_tags(read)))
    body = _body(tree)
    found: dict[str, list[str]] = {}
    for name, value in _children(tree, body):
        found.setdefault(name, []).append(value)
    fields = {name: tuple(values) for name, values in found.items()} | fields
    if body is None:
        return Record(fields, _direct_paragraphs(tree) or _longest_child(tree) or _longest_leaf(tree))
    paragraphs = _paragraphs(body)
    more = load_block_names().also.get(_name(body))
    if more and (rest := next((node for node in tree.iter() if _name(node) == more), None)) is not None:
        paragraphs += _paragraphs(rest)
    return Record(fields, paragraphs)


def _without_tags(inner: str) -> str:
    return html.unescape(TAG.sub(" ", inner))


def _attributes(written: str) -> Iterator[tuple[str, str]]:
    for match in ATTRIBUTE.finditer(written):
        yield match[1], next(value for value in match.groups()[1:] if value is not None)


def _tree(inner: str) -> etree._Element | None:
    """The block as a tree, whatever is broken in it; entities that XML does not know become their characters before.

    None where it can't be parsed, or where the parser drops some of the text.
    """
    known = ENTITY.sub(_character, NO_TAG.sub("&lt;", inner))
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree: etree._Element | None = etree.fromstring(f"<block>{known}</block>".encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None
    if tree is None or len("".join(_text(tree).split())) < LEAST_KEPT * len("".join(_without_tags(inner).split())):
        return None
    return tree


def _character(match: re.Match[str]) -> str:
    if not match[1]:
        return "&amp;"
    character = html.unescape(f"&{match[1]}")
    return character if not character.startswith("&") else f"&amp;{match[1]}"


def _name(node: etree._Element) -> str:
    """The local name in small letters, whether its prefix is declared or not; empty for comments and instructions."""
    return local(node.tag.rpartition("}")[2]) if isinstance(node.tag, str) else ""


def _body(tree: etree._Element) -> etree._Element | None:
    """The element for the text, the most to the point first and one that holds any first; None where there is none."""
    by_name: dict[str, etree._Element] = {}
    for node in tree.iter():
        name = _name(node)
        if name in load_block_names().texts and (name not in by_name or not _text(by_name[name])):
            by_name[name] = node
    ordered = [by_name[name] for name in load_block_names().texts if name in by_name]
    return next((node for node in ordered if _text(node)), ordered[0] if ordered else None)


def _text(node: etree._Element) -> str:
    return "".join(map(str, node.itertext())).strip()


def _longest_child(tree: etree._Element) -> tuple[str, ...]:
    """The paragraphs of the child that is long enough for the text of an article, whatever it is called."""
    metadata = load_block_names().metadata
    found = [node for node in tree if _name(node) and _name(node) not in metadata and len(_text(node)) >= LEAST_TEXT]
    return _paragraphs(max(found, key=lambda node: len(_text(node)))) if found else ()


def _longest_leaf(tree: etree._Element) -> tuple[str, ...]:
    """The paragraphs of the longest element without others that is long enough for a text, wherever it stands."""
    found = [node for node in tree.iter() if _name(node) and not len(node) and len(node.text or "") >= LEAST_TEXT]
    return _paragraphs(max(found, key=lambda node: len(node.text or ""))) if found else ()


def _children(tree: etree._Element, body: etree._Element | None) -> Iterator[tuple[str, str]]:
    """The elements beside the text that hold a short value, by name; an attribute can state the value."""
    names = load_block_names()
    skipped = set(body.iter()) if body is not None else set()
    for node in tree.iter():
        name = _name(node)
        if not name or name in names.prose or node in skipped or node is tree:
            continue
        outer = node.getparent()
        if name in names.named and outer is not None and (holder := _name(outer)) in names.holders:
            yield f"{holder} {name}", _value(node)
            continue
        if name in names.holders and any(_name(child) in names.named for child in node):
            continue
        stated = next((node.get(key) for key in names.stating if node.get(key)), None)
        value = stated or _value(node)
        if value and (stated or not len(node) or len(value) < LONGEST_FIELD):
            yield names.levels.get(f"{name} {node.get('level')}", name), value
            if (kind := node.get("name") or node.get("type")) and not stated:
                yield kind.lower(), value


def _value(node: etree._Element) -> str:
    """The text of an element: parts of a name (`<forename>`, `<surname>`) with a blank between."""
    is_parted = any(_name(child) and _name(child) not in load_block_names().inline for child in node)
    return " ".join((" " if is_parted else "").join(map(str, node.itertext())).split())


def _direct_paragraphs(tree: etree._Element) -> tuple[str, ...]:
    """The text of a block that has no element for it: what stands in it directly, and its paragraphs."""
    names = load_block_names()
    parts = [tree.text or ""]
    for node in tree:
        name = _name(node)
        if name in (names.paragraphs - names.heads) | names.inline:
            parts.append(("\n\n" if name in names.paragraphs else "") + _text(node))
            parts.append("\n\n" if name in names.paragraphs else "")
        parts.append(node.tail or "")
    return _paragraphs_of_text("".join(parts))


def _paragraphs(body: etree._Element) -> tuple[str, ...]:
    """The paragraphs of an element with text, parted where the markup parts them."""
    names = load_block_names()
    parts: list[str] = []
    for event, node in etree.iterwalk(body, events=("start", "end", "comment", "pi")):
        breaks = _name(node) in names.paragraphs
        if event == "start":
            parts += ["\n\n" if breaks else "", node.text or ""]
        elif event == "end":
            parts += ["\n\n" if breaks else "", (node.tail or "") if node is not body else ""]
        else:
            parts.append(node.tail or "")
    return _paragraphs_of_text("".join(parts))


def _paragraphs_of_text(text: str) -> tuple[str, ...]:
    """Paragraphs are parted by blank lines; without any, each line is one."""
    parted = BLANK_LINES.split(text.strip())
    if len(parted) == 1:
        parted = text.strip().splitlines()
    return tuple(" ".join(part.split()) for part in parted if part.strip())

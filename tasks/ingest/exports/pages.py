"""A page → its lines, each with what the markup says it is.

What belongs here: walking the tree, without regard to any export. What doesn't: what the lines mean.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree, html

from tasks.ingest.exports.patterns import ExportKnowledge, Patterns, load_exports

Roles = frozenset[str]
NO_ROLES: Roles = frozenset()
WIDE_GAP = re.compile(r"\s{8,}")
"""Europresse sets the edition behind the outlet's name, apart by many blanks."""


class Block(NamedTuple):
    """A line: its text, the roles of the elements around it, and the number of the part (article element) it stands in."""

    text: str
    roles: Roles = NO_ROLES
    part: int = 0


def page_blocks(page: str, family: str) -> list[Block]:
    """The lines of a page that hold text, in order; markup that can't be parsed gives none."""
    knowledge = load_exports()
    try:
        tree = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=False))
    except (etree.LxmlError, ValueError):
        return []
    return _Walk(knowledge, knowledge.roles[family]).blocks(tree)


def line_blocks(lines: Sequence[str]) -> list[Block]:
    """Plain lines as blocks; empty ones are left out."""
    return [Block(text) for line in lines if (text := " ".join(line.split()))]


class _Walk:
    """Gathers the text between two line breaks; a stack holds the roles and the part of the elements that are open."""

    def __init__(self, knowledge: ExportKnowledge, roles: Patterns) -> None:
        self._knowledge, self._patterns = knowledge, roles
        self._stack: list[tuple[Roles, int]] = [(NO_ROLES, 0)]
        self._parts, self._text = 0, list[str]()
        self._roles, self._found = NO_ROLES, list[Block]()

    def blocks(self, tree: html.HtmlElement) -> list[Block]:
        """The blocks of the tree."""
        walker = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
        for event, element in walker:
            if event in {"comment", "pi"}:
                self._add(element.tail)
            elif event == "start":
                self._open(element)
                if element.tag in self._knowledge.skipped:
                    walker.skip_subtree()
            else:
                self._close(element)
        self._break()
        return self._found

    def _open(self, element: html.HtmlElement) -> None:
        outer, part = self._stack[-1]
        described = f"{element.tag}.{element.get('class') or ''}#{element.get('id') or ''}"
        own = {role for role, pattern in self._patterns.items() if pattern.search(described)}
        if element.tag in self._knowledge.breaks or own:
            self._break()
        if "part" in own:
            self._parts += 1
            part = self._parts
        self._stack.append((outer | own, part))
        if element.tag not in self._knowledge.skipped:
            self._add(element.text)

    def _close(self, element: html.HtmlElement) -> None:
        inner, _ = self._stack[-1]
        if element.tag in self._knowledge.breaks or inner != self._stack[-2][0]:
            self._break()
        self._stack.pop()
        self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if not text:
            return
        self._roles = self._stack[-1][0]
        if "outlet" in self._roles and self._text_is_empty() and (gap := WIDE_GAP.search(text.strip())):
            text = text.strip()[: gap.start()]
        self._text.append(text)

    def _text_is_empty(self) -> bool:
        return not "".join(self._text).strip()

    def _break(self) -> None:
        if text := " ".join("".join(self._text).split()):
            self._found.append(Block(text, self._roles, self._stack[-1][1]))
        self._text = []

"""Entries of lists: marked elements that stand in elements alike side by side, each of which tells something of its own.

What belongs here: that. What does not: what an entry must tell, which who asks knows (nearby.py). Imports nothing heavy.

Lists of other articles often have no headings (« Les plus lus »: a link and a name), agendas no links (a day and what happens).
"""

from collections.abc import Callable, Iterable

from lxml import html

LEVELS = 3
"""So far out from a marked element its entry may begin."""
MOST_CHARACTERS = 400
"""An entry is so short."""
LEAST_ENTRIES = 2
WHOLES = frozenset({"html", "body", "main", "article", "header"})

Tells = Callable[[html.HtmlElement, html.HtmlElement], bool]


def in_lists(nodes: Iterable[html.HtmlElement], tells: Tells) -> set[html.HtmlElement]:
    """The nodes that stand in entries of a list. `tells` says of an entry and its node whether it tells something of its own."""
    entries: dict[tuple[html.HtmlElement, str, str], dict[html.HtmlElement, html.HtmlElement]] = {}
    for node in nodes:
        for _, up in zip(range(LEVELS), (node, *node.iterancestors()), strict=False):
            parent = up.getparent()
            if parent is None or up.tag in WHOLES:
                break
            entries.setdefault((parent, str(up.tag), up.get("class") or ""), {}).setdefault(up, node)
    found: set[html.HtmlElement] = set()
    for held in entries.values():
        telling = [node for entry, node in held.items() if is_short(entry) and tells(entry, node)] if len(held) > 1 else []
        if len(telling) >= LEAST_ENTRIES:
            found.update(telling)
    return found


def is_short(entry: html.HtmlElement) -> bool:
    """Whether the element holds no more than an entry of a list does."""
    return len(" ".join(entry.text_content().split())) <= MOST_CHARACTERS

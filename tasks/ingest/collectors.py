"""Entries of feeds that collect other outlets' headlines: whose headline it is, and whether the summary is only links.

What belongs here: that. What doesn't: reading feeds (readers/feed.py).
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from lxml import etree, html

from schemas.yaml_text import load_yaml


@dataclass(frozen=True, kw_only=True)
class CollectorForms:
    """The patterns of collectors.yaml."""

    linked: frozenset[str]
    between: re.Pattern[str]
    tail: str


@cache
def load_collector_forms() -> CollectorForms:
    """The patterns of collectors.yaml."""
    data = load_yaml(files("tasks.ingest").joinpath("collectors.yaml").read_text(encoding="utf-8"))
    return CollectorForms(linked=frozenset(data["linked"]), between=re.compile(data["between"]), tail=data["tail"])


def without_outlet(title: str, outlet: str) -> str:
    """The headline without « - Outlet » behind it."""
    pattern = load_collector_forms().tail.replace("{outlet}", re.escape(outlet))
    return re.sub(pattern, "", title, flags=re.IGNORECASE) or title


def is_list_of_links(summary: str) -> bool:
    """Whether all that a summary says stands in links and the names of outlets beside them: no text of an article."""
    if "<" not in summary:
        return False
    try:
        tree = html.fragment_fromstring(summary, create_parent="div")
    except (etree.LxmlError, ValueError):
        return False
    forms = load_collector_forms()
    links = [node for node in tree.iter("a") if node.text_content().strip()]
    if not links:
        return False
    for node in list(tree.iter(*forms.linked)):
        node.text, node[:] = None, []
    left = tree.text_content()
    return forms.between.fullmatch(left) is not None

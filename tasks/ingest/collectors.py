"""Entries of feeds that collect other outlets' headlines: whose they are, where they lead, whether the summary is only links.

What belongs here: that. What doesn't: reading feeds (readers/feed.py).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from html import unescape
from importlib.resources import files
from urllib.parse import parse_qs, urlsplit

from lxml import etree, html

from schemas.yaml_text import load_yaml


@dataclass(frozen=True, kw_only=True)
class CollectorForms:
    """The patterns of collectors.yaml."""

    linked: frozenset[str]
    between: re.Pattern[str]
    tail: str
    inline: re.Pattern[str]
    collector_address: re.Pattern[str]
    collector_title: re.Pattern[str]
    names_behind: re.Pattern[str]
    name_behind: re.Pattern[str]
    redirect: re.Pattern[str]
    targets: tuple[str, ...]


@cache
def load_collector_forms() -> CollectorForms:
    """The patterns of collectors.yaml."""
    data = load_yaml(files("tasks.ingest").joinpath("collectors.yaml").read_text(encoding="utf-8"))
    patterns = ("inline", "collector_address", "collector_title", "names_behind", "name_behind", "redirect")
    return CollectorForms(
        linked=frozenset(data["linked"]),
        between=re.compile(data["between"]),
        tail=data["tail"],
        targets=tuple(data["targets"]),
        **{name: re.compile(data[name], re.IGNORECASE) for name in patterns},
    )


def is_collector(title: str, addresses: Iterable[str]) -> bool:
    """Whether the feed of this title and these addresses (its own and the site's) collects what others publish."""
    forms = load_collector_forms()
    return bool(forms.collector_title.fullmatch(title)) or any(map(forms.collector_address.match, addresses))


def outlet_behind(title: str, addresses: Iterable[str]) -> str | None:
    """The outlet behind a headline, in a feed whose headlines all end with it."""
    forms = load_collector_forms()
    found = forms.name_behind.search(title) if any(map(forms.names_behind.match, addresses)) else None
    return found["outlet"] if found else None


def target_of(address: str) -> str:
    """The address of the article that a collector's address leads to; the address itself where it tells none."""
    forms = load_collector_forms()
    if not forms.redirect.match(address):
        return address
    told = parse_qs(urlsplit(address).query)
    targets = (value for name in forms.targets for value in told.get(name, ()))
    return next((target for target in targets if target.startswith(("http://", "https://"))), address)


def without_tags(headline: str) -> str:
    """The headline without elements of a line (« <b> »)."""
    return load_collector_forms().inline.sub("", headline)


def as_markup(text: str) -> str:
    """The text; one that holds elements of a line, but does not begin with one that says so, as a block of markup."""
    has_tags = load_collector_forms().inline.search(text) and not text.lstrip().startswith("<")
    return f"<div>{text}</div>" if has_tags else text


def tells_headline(summary: str, headlines: Iterable[str]) -> bool:
    """Whether the summary says nothing but one of the headlines."""
    return _folded(without_tags(unescape(summary))) in {_folded(headline) for headline in headlines}


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


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

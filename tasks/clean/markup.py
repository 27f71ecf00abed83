"""HTML → lines and declared metadata, in one parse.

What belongs here: extraction of one page, without limits of time. What does not: the process that enforces them (worker.py), what
markup declares (declarations.py), and what cleaning concludes from the lines. Imports neither pandas nor the rest of the
stage: the worker starts fast.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

import trafilatura
from lxml import html
from lxml.etree import ElementDefaultClassLookup, LxmlError, iterwalk
from resiliparse.extract.html2text import extract_plain_text
from trafilatura.utils import HTML_PARSER, load_html

from tasks.clean.belonging import Belonging
from tasks.clean.comments import take_comments
from tasks.clean.declarations import read_declarations
from tasks.clean.nearby import Nearby
from tasks.clean.standfirst import with_standfirst

LEAST_CHARACTERS = 200
"""An extraction shorter than this is compared with the fallback."""
MOST_NESTED = 200
"""No page of an outlet nests its elements deeper; the parser ends at 255."""
HTML_PARSER.set_element_class_lookup(ElementDefaultClassLookup(element=html.HtmlElement))
# Forms and fields need no class of their own here. Asking Python for that of each element took two fifths of a page's time.


class Page(TypedDict):
    """What a page holds. `extractor`: main, declared (the body that JSON-LD states), fallback or none.

    `authors`, `dates` and `changes` are those of metadata; `signed` (names alone), `bylines`, `marked_dates` and `marked_changes`
    those that it marks beside the headline. `is_unfilled`: its headlines are placeholders of a template.
    """

    lines: list[str]
    extractor: str
    title: str | None
    authors: list[str]
    signed: list[str]
    bylines: list[str]
    url: str | None
    outlet: str | None
    section: str | None
    dates: list[str]
    changes: list[str]
    marked_dates: list[str]
    marked_changes: list[str]
    is_unfilled: bool


def read_page(source: str, names: Mapping[str, Any]) -> Page:
    """The lines of the article in the page and what its markup declares. `names` is knowledge/metadata.yaml."""
    parsed = _parsed(source)
    tree = html.Element("html") if parsed is None else parsed
    declared = read_declarations(tree, names)
    title, authors, dates = declared.title(), declared.authors(), declared.dates()
    nearby = Nearby(tree, title, names["date_alone"]["pattern"], names["nearby"])
    is_signed, is_dated = any(" " in name for name in authors), bool(dates)
    marked = ([] if is_signed else nearby.authors(), [] if is_signed else nearby.bylines())
    times = ([] if is_dated else nearby.dates(), [] if is_dated else nearby.changes())
    take_comments(tree, names["comments"])
    _keep_times(tree)
    lines, extractor = (_fallback(source), "fallback") if parsed is None else _body(tree, source, declared.bodies())
    return Page(
        lines=with_standfirst(
            lines, tree, described=declared.descriptions(), marks=names["standfirst"], belonging=_belonging(tree, title, names)
        ),
        extractor=extractor,
        title=title,
        authors=authors,
        signed=marked[0],
        bylines=marked[1],
        url=declared.url(),
        outlet=declared.outlet(),
        section=declared.section(),
        dates=dates,
        changes=declared.changes(),
        marked_dates=times[0],
        marked_changes=times[1],
        is_unfilled=declared.is_unfilled,
    )


def _belonging(tree: html.HtmlElement, title: str | None, names: Mapping[str, Any]) -> Belonging:
    """What stands around the headline, for a standfirst: some outlets call it a teaser."""
    return Belonging(tree, title, frozenset(names["nearby"]["foreign"]) - frozenset(names["standfirst_called"]))


def _keep_times(tree: html.HtmlElement) -> None:
    """Make spans of the elements `time`, which extraction drops with their text even from the middle of a sentence."""
    for element in list(tree.iter("time")):
        element.tag = "span"


def _parsed(source: str) -> html.HtmlElement | None:
    try:
        return load_html(source)
    except (LxmlError, ValueError, TypeError):
        return None


def _body(tree: html.HtmlElement, source: str, bodies: Sequence[str]) -> tuple[list[str], str]:
    found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=False, with_metadata=False)
    text = (found.text if found is not None and not isinstance(found, dict) else None) or ""
    declared = max(bodies, key=len, default="")
    if len(text) >= max(LEAST_CHARACTERS, len(declared) // 2):
        return _lines(text), "main"
    if len(declared) > len(text):
        return _lines(declared), "declared"
    fallback = [] if _is_nested(tree) else _fallback(source)
    if text and len("".join(fallback)) < 2 * len(text):
        return _lines(text), "main"
    return fallback, "fallback" if fallback else "none"


def _is_nested(tree: html.HtmlElement) -> bool:
    """Whether elements stand in one another deeper than MOST_NESTED: what the fallback costs grows with the square of that."""
    depth = 0
    for event, _ in iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MOST_NESTED:
            return True
    return False


def _fallback(source: str) -> list[str]:
    return _lines(extract_plain_text(source, main_content=True, alt_texts=False, preserve_formatting=True))


def _lines(text: str | None) -> list[str]:
    return [stripped for line in (text or "").splitlines() if (stripped := line.strip())]

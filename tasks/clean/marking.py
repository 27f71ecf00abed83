"""Elements of a page by the words of their attributes: « article__author-name » has three.

What belongs here: finding them without asking every element of the page. What does not: what the words mean (nearby.py).
Imports nothing heavy.
"""

import re
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import islice
from typing import cast

from lxml import etree, html

VALUES = {name: etree.XPath(f"//@{name}", smart_strings=False) for name in ("class", "rel", "itemprop", "property")}
"""All values of an attribute in a page, in its order."""
MOST_VALUES = 400
"""So many values are asked for, so that a page of nothing else costs little."""
WORDS = re.compile(r"[^\W\d_]+")
NO_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f]")


@lru_cache(8192)
def words_of(text: str) -> frozenset[str]:
    """The words of a class or another attribute, in lower case."""
    return frozenset(WORDS.findall(text.lower()))


def marked_elements(tree: html.HtmlElement, words: AbstractSet[str], *, also: str | None = None) -> list[html.HtmlElement]:
    """The elements below the body with one of the words in an attribute, and those of the tag `also`, in their order."""
    held = ((name, value) for name, values in VALUES.items() for value in dict.fromkeys(cast("list[str]", values(tree))))
    told = (pair for pair in held if not words.isdisjoint(words_of(pair[1])) and not NO_XML.search(pair[1]))
    variables = {f"value{number}": pair for number, pair in enumerate(islice(told, MOST_VALUES))}
    asked = [f"@{name} = ${variable}" for variable, (name, _) in variables.items()] + ([f"self::{also}"] if also else [])
    values = {variable: value for variable, (_, value) in variables.items()}
    return list(tree.xpath(f"//body//*[{' or '.join(asked)}]", **values)) if asked else []

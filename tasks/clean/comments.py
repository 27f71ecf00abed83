"""Comments of readers below an article, where extraction doesn't know their element as such: SPIP's forums, French class names.

What belongs here: taking these elements out of a page. What does not: the words (metadata.yaml: comments), lines of comments in
texts (knowledge/furniture). Imports nothing heavy.
"""

from collections.abc import Collection

from lxml import html

from tasks.clean.marking import marked_elements

MOST_SHARE = 0.5
"""An element that holds more of the page's text is the article's, whatever its class says."""


def take_comments(tree: html.HtmlElement, words: Collection[str]) -> None:
    """Take out the elements whose class says that they hold comments, but for one with the headline or most of the text."""
    most = 0.0
    for element in marked_elements(tree, frozenset(words)):
        most = most or MOST_SHARE * len(tree.text_content())
        if element.getparent() is None or next(element.iter("h1"), None) is not None:
            continue
        if len(element.text_content()) <= most:
            element.drop_tree()

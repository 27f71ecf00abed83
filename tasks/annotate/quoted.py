"""The voice of quotation marks: « Hong Kong Autonomy Act », every word with a capital, is the name of a work or law."""

import re
from collections.abc import Iterator

from tasks.annotate.candidates import Candidate
from tasks.annotate.knowledge import NamesKnowledge
from tasks.annotate.page import Page
from tasks.gazetteer.words import split_words

RANK = 9
TITLE = re.compile(
    r"[«\"“][ \u00a0\u202f]?((?:[A-ZÀ-ÖØ-Þ][\w'’-]*)"
    r"(?: (?:(?:of|the|and|for|in|to|on) )*[A-ZÀ-ÖØ-Þ0-9][\w'’-]*)+)[ \u00a0\u202f]?[»\"”]"
)


def quoted_titles(page: Page, knowledge: NamesKnowledge) -> Iterator[Candidate]:
    """A candidate for each quotation of two words and more with capitals that is neither in the gazetteer nor a person."""
    for match in TITLE.finditer(page.text):
        words = split_words(match.group(1))
        if len(words) < 2 or knowledge.gazetteer.lookup(match.group(1)) or words[0].folded in knowledge.people.given_names:  # noqa: PLR2004
            continue
        if not all(w.caps or w.text.isdigit() for w in words) and not all(w.folded in knowledge.never for w in words):
            yield Candidate(
                start=match.start(1), end=match.end(1), label="MISC", form="name", voice="rule:quoted_title", rank=RANK
            )

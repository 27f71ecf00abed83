"""The voice of the gazetteer: names it knows, where the way they are written allows it."""

import re
from collections.abc import Iterator

from tasks.annotate.candidates import Candidate
from tasks.annotate.knowledge import NamesKnowledge
from tasks.annotate.page import Page
from tasks.gazetteer.entries import Alias, Entry
from tasks.gazetteer.gazetteer import Match

LONG, SHORT, WEAK = 10, 30, 60
ACRONYM_LETTERS = 2
PLACE_CONTEXT = re.compile(r"(?:\b(?:à|À|villes?|villages?|localités?|provinces?|districts?|régions?|près|aéroport|port|gare|banlieue|quartier|camp|île)(?: (?:de |du |des |d['’]))?) ?$")


def known_names(page: Page, knowledge: NamesKnowledge) -> Iterator[Candidate]:
    """A candidate for each name of the gazetteer in the text: names of several words before single words, weak ones last."""
    gazetteer = knowledge.gazetteer
    for match in gazetteer.matches(page.text, page.words):
        alias = match.aliases[0]
        rank = _rank(page, knowledge, match)
        if rank is not None:
            entry = gazetteer.entries[alias.entity_id]
            yield Candidate(
                start=page.words[match.first].start,
                end=page.words[match.last].end,
                label=entry.label,
                form=_form(alias, entry),
                voice=f"gazetteer:{entry.kind}",
                rank=rank,
            )


def _form(alias: Alias, entry: Entry) -> str:
    return "acronym" if alias.acronym and alias.text != entry.name and len(alias.text) >= ACRONYM_LETTERS else "name"


def _rank(page: Page, knowledge: NamesKnowledge, match: Match) -> int | None:
    """How sure the match is; None where the words are more likely no name."""
    alias, first = match.aliases[0], page.words[match.first]
    entry = knowledge.gazetteer.entries[alias.entity_id]
    if match.first != match.last:
        return LONG
    doubtful = page.opens[match.first] and (first.folded in knowledge.common_words or first.folded in page.lower)
    if doubtful and not alias.acronym and first.folded not in page.capital:
        return None
    if alias.weak or (entry.kind == "city" and first.folded in knowledge.given_names):
        return WEAK
    return SHORT


def in_place_context(text: str, start: int) -> bool:
    """Whether the words before character `start` announce a place: « à », « la ville de »."""
    return PLACE_CONTEXT.search(text, max(0, start - 24), start) is not None

"""Capitals and seats of power that stand for a government: where one acts, it is no place."""

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from tasks.annotate.candidates import Candidate
from tasks.annotate.knowledge import NamesKnowledge
from tasks.annotate.page import Page

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "obl:agent"})


def with_metonyms(doc: Doc, page: Page, names: Sequence[Candidate], knowledge: NamesKnowledge) -> list[Candidate]:
    """The names, with the form `metonym` on capitals that are the subject or agent of a verb."""
    return [_reformed(doc, page, name, knowledge) for name in names]


def _reformed(doc: Doc, page: Page, name: Candidate, knowledge: NamesKnowledge) -> Candidate:
    if name.form != "name" or name.label == "PER":
        return name
    gazetteer = knowledge.gazetteer
    seats = [a for a in gazetteer.lookup(page.text[name.start : name.end]) if a.entity_id in gazetteer.capital_of]
    if seats and _acts(doc, page.text, name):
        return replace(name, form="metonym")
    return name


VERB_BEHIND = re.compile(
    r" (?:n['’]|ne |se |s['’]|y |en |lui )?"
    r"(?:a|avait|aurait|aura|ont|est|était|sera|va|doit|peut|veut|[a-z]+(?:e|it|ait|era|ira|nt))\b"
)


def _acts(doc: Doc, text: str, name: Candidate) -> bool:
    span = doc.char_span(name.start, name.end, alignment_mode="expand")
    if span is not None and span.root.dep_:
        return span.root.dep_ in SUBJECTS
    return VERB_BEHIND.match(text, name.end) is not None

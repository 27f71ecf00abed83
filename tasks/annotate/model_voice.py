"""The voice of the statistical model: its spans, brought to the boundaries of names."""

from collections.abc import Iterator

from spacy.tokens import Doc

from tasks.annotate.candidates import Candidate
from tasks.annotate.knowledge import NamesKnowledge
from tasks.annotate.page import Page

RANK = 20


def model_names(doc: Doc, page: Page, knowledge: NamesKnowledge) -> Iterator[Candidate]:
    """The entities the model has set on the document."""
    del page, knowledge
    for span in doc.ents:
        if span.label_ in {"PER", "LOC", "ORG", "MISC"}:
            yield Candidate(start=span.start_char, end=span.end_char, label=span.label_, form="name", voice="model", rank=RANK)

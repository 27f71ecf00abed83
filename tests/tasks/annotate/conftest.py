"""Pages and documents written out in the tests: sentences end with « . », tags are given word by word."""

import re

import pytest
import spacy

from tasks.annotate.knowledge import load_names_knowledge
from tasks.annotate.page import read_page
from tasks.annotate.pipeline import load_pipeline, with_components

SENTENCE = re.compile(
    r"\S(?:.(?!(?<![A-Z].)(?<=[^A-Z][.]) [A-Z«]))*.", re.DOTALL
)  # ends with a point that ends no initial or « M. »


@pytest.fixture(scope="session")
def knowledge():
    return load_names_knowledge()


@pytest.fixture(scope="session")
def rules():
    """The names component without a statistical model or tagger: what rules and gazetteer find by themselves."""
    return with_components(spacy.blank("fr"))


@pytest.fixture(scope="session")
def embedded():
    return load_pipeline("embedded")


@pytest.fixture
def page():
    """A page of a text; keyword arguments give the part of speech of words."""

    def make(text, **tags):
        spans = [m.span() for m in SENTENCE.finditer(text)]
        at = {m.start(): tags[m.group()] for m in re.finditer(r"[^\W_]+", text) if m.group() in tags}
        return read_page(text, spans, at)

    return make


@pytest.fixture
def quoted():
    """What candidates quote, with their label, in text order."""

    def quote(text, candidates):
        return [(text[c.start : c.end], c.label) for c in sorted(candidates, key=lambda c: (c.start, c.end))]

    return quote


@pytest.fixture
def with_entities(rules):
    """A document whose pipeline has set the given (text, label) as entities, and its page."""

    def make(text, *entities, tags=None):
        doc = rules(text)
        for token in doc:
            token.pos_ = (tags or {}).get(token.text, "")
        doc.set_ents([doc.char_span(text.index(e), text.index(e) + len(e), label=label) for e, label in entities])
        return doc

    return make

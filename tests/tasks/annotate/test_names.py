"""The names component as a whole: the order of its voices, and what holds for any text."""

import itertools
from functools import cache

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.annotate.knowledge import load_names_knowledge
from tasks.annotate.names import COMPONENT, find_names
from tasks.annotate.pipeline import with_components

WORDS = "M. Mme MM. le président Claire Kim Jong un l' ONU ( ) « » à Paris . , - ’ Conseil de sécurité des Nations unies A B."
PIECES = (*WORDS.split(), "et", "12", "Corée", "du", "Nord", "É", "rue", "ex", "\n\n", "\u00a0")


@cache
def component():
    return with_components(spacy.blank("fr"))


def check(text, names):
    assert all(0 <= n.start < n.end <= len(text) for n in names)
    assert all(a.end <= b.start for a, b in itertools.pairwise(names))
    assert all(text[n.start : n.end].strip() == text[n.start : n.end] for n in names)
    assert all(n.label in {"PER", "LOC", "ORG", "MISC"} and n.form in {"name", "acronym", "title", "metonym"} for n in names)
    assert all(n.voice for n in names)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=14).flatmap(lambda words: st.sampled_from([" ".join(words), "".join(words)])))
def test_names_never_overlap_whatever_is_written(text):
    doc = component()(text)
    assert doc.text == text
    check(text, doc.user_data[COMPONENT])


@settings(max_examples=40)
@given(st.text(max_size=50))
def test_no_text_breaks_the_component(text):
    check(text, component()(text).user_data[COMPONENT])


@settings(max_examples=30)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=10), st.randoms(use_true_random=False))
def test_a_model_that_is_wrong_everywhere_breaks_nothing(words, chance):
    doc = component()(" ".join(words))
    starts = sorted(chance.sample(range(len(doc)), min(3, len(doc))))
    spans = [doc[a:b] for a, b in zip(starts, [*starts[1:], len(doc)], strict=True)]
    doc.set_ents([spacy.tokens.Span(doc, s.start, s.end, label=chance.choice(["PER", "LOC", "ORG", "MISC", "X"])) for s in spans])
    check(doc.text, find_names(doc, load_names_knowledge()))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Le secrétaire général de l'ONU a reçu Claire Vasseur. Mme Vasseur rentre à Oslo.",
            [("ONU", "ORG"), ("Claire Vasseur", "PER"), ("Mme Vasseur", "PER"), ("Oslo", "LOC")],
        ),
        ("Hier le lycée Louis-Pergaud a fermé.", [("lycée Louis-Pergaud", "ORG")]),
        (
            "Hier le conseil régional de Provence-Alpes-Côte d'Azur a voté.",
            [("conseil régional de Provence-Alpes-Côte d'Azur", "ORG")],
        ),
        ("La cour d'appel d'Aix-en-Provence l'a condamné.", [("cour d'appel d'Aix-en-Provence", "ORG")]),
        ("Il vit à Oslo.\n\nM.Roy\n\nJ.-P. D.", [("Oslo", "LOC"), ("M.Roy", "PER")]),
        ("Hier l’AS Cannes a gagné à Vitry-le-François.", [("AS Cannes", "ORG"), ("Vitry-le-François", "LOC")]),
        ("Hier un cortège anti-Macron et pro-Tokyo a défilé.", []),
        ("Le FC Tarvek a gagné.", [("FC Tarvek", "ORG")]),
        ("Selon l'ONG Tarvek Foundation, rien.", [("Tarvek Foundation", "ORG")]),
        ("Yvonne de Gaulle et Paul de Gaulle-Tarvek dorment.", [("Yvonne de Gaulle", "PER"), ("Paul de Gaulle-Tarvek", "PER")]),
        ("Selon Charles de Gaulle, rien.", [("Charles de Gaulle", "PER")]),
        ("Un marin du Charles de Gaulle dort.", [("Charles de Gaulle", "MISC")]),
        ("Hier le Charles-de-Gaulle a appareillé.", [("Charles-de-Gaulle", "MISC")]),
        ("Le traité de Nice est cité.", [("traité de Nice", "MISC")]),
        ("Un immeuble du 13e arrondissement de Paris brûle.", [("13e arrondissement de Paris", "LOC")]),
    ],
)
def test_voices_together(text, found):
    doc = component()(text)
    assert [(text[n.start : n.end], n.label) for n in doc.user_data[COMPONENT]] == found


def test_entities_of_the_document_are_the_names():
    doc = component()("Hier le Japon a reçu M. Roy.")
    assert [(e.text, e.label_) for e in doc.ents] == [("Japon", "LOC"), ("M. Roy", "PER")]


def test_every_decision_names_its_voices():
    doc = component()("Hier le Japon a reçu M. Roy.")
    assert [n.voice for n in doc.user_data[COMPONENT]] == ["gazetteer:country", "rule:civility"]

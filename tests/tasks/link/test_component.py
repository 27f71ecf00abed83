"""The links on a spaCy document are those of the stage."""

from datetime import date

import pytest
import spacy

from tasks.link import component
from tasks.link.entities import Article

TEXT = "Hier, le président américain a parlé à Tokyo. Claire Vasseur a répondu. Vasseur part pour Valence, en Espagne."


@pytest.fixture(scope="module")
def nlp():
    made = spacy.blank("fr")
    made.add_pipe("sentencizer")
    ruler = made.add_pipe("entity_ruler")
    labels = {"Tokyo": "LOC", "Claire Vasseur": "PER", "Vasseur": "PER", "Valence": "LOC", "Espagne": "LOC"}
    ruler.add_patterns([{"label": label, "pattern": name} for name, label in labels.items()])
    made.add_pipe(component.COMPONENT)
    return made


@pytest.fixture(scope="module")
def doc(nlp):
    made = nlp.make_doc(TEXT)
    made.user_data[component.COMPONENT] = Article(text=TEXT, published=date(2018, 5, 1))
    return nlp(made)


def test_entities_carry_identifier_and_country(doc):
    found = {ent.text: (ent.kb_id_, ent._.country) for ent in doc.ents}
    assert found["Tokyo"] == ("Q1490", "JPN")
    assert found["Valence"] == ("Q8818", "ESP")
    assert found["Claire Vasseur"][0] == found["Vasseur"][0] == "local:claire-vasseur"


def test_names_and_titles_of_one_entity_share_its_identifier(doc):
    spans = [(span.text, span.label_, span.kb_id_) for span in doc.spans[component.COREFERENCE]]
    assert ("président américain", "title", "Q22686") in spans
    assert len(spans) == len(doc.ents) + 1
    assert spans == sorted(spans, key=lambda one: TEXT.index(one[0]) if one[0] != "Vasseur" else TEXT.rindex(one[0]))


def test_a_document_without_a_day_has_no_office_holders(nlp):
    doc = nlp(TEXT)
    assert "title" not in {span.label_ for span in doc.spans[component.COREFERENCE]}


def test_an_empty_document_stays_empty(nlp):
    doc = nlp("")
    assert list(doc.spans[component.COREFERENCE]) == []

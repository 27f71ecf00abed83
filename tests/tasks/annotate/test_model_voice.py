import pytest

from tasks.annotate.candidates import Candidate
from tasks.annotate.model_voice import RANK, WHOLE, WHOLE_BODY, model_names
from tasks.annotate.names import find_names
from tasks.annotate.page import read_page


def spoken(doc, knowledge):
    tags = {t.idx: t.pos_ for t in doc if t.pos_}
    return [
        (doc.text[c.start : c.end], c.label)
        for c in model_names(doc, read_page(doc.text, [(0, len(doc.text))], tags), knowledge, [])
    ]


def test_a_name_of_the_model_is_taken(with_entities, knowledge):
    assert spoken(with_entities("Il dirige Tarvex depuis peu.", ("Tarvex", "ORG")), knowledge) == [("Tarvex", "ORG")]


def test_an_article_is_brought_outside(with_entities, knowledge):
    assert spoken(with_entities("Hier le Tarvex a fermé.", ("le Tarvex", "ORG")), knowledge) == [("Tarvex", "ORG")]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Il revient de Tarvek Zarif [nord-est de la Syrie].", "LOC"),
        ("Il revient de Tarvek Zarif (région de Gao).", "LOC"),
        ("Il parle de Tarvek Zarif [Syrie].", "PER"),
        ("Il parle de Tarvek Zarif [Loiret].", "PER"),
    ],
)
def test_what_lies_somewhere_is_a_place(with_entities, knowledge, text, label):
    assert spoken(with_entities(text, ("Tarvek Zarif", "PER")), knowledge) == [("Tarvek Zarif", label)]


def test_what_a_place_is_stays_outside(with_entities, knowledge):
    text = "Hier l'île nord-coréenne de Tarvek dort."
    assert spoken(with_entities(text, ("île nord-coréenne de Tarvek", "LOC")), knowledge) == [("Tarvek", "LOC")]
    assert spoken(with_entities("Hier l'île de Tarvek dort.", ("île de Tarvek", "LOC")), knowledge) == [("île de Tarvek", "LOC")]


@pytest.mark.parametrize(
    ("text", "entity", "tags"),
    [
        ("Hier l'agence d'État parle.", "agence d'État", {}),
        ("Hier les Premiers ministres de Tarvek parlent.", "Premiers ministres de Tarvek", {}),
        ("Il fonde une ONG.", "ONG", {}),
        ("Il vit dans le Nord.", "Nord", {}),
        ("Il croit en Dieu.", "Dieu", {}),
        ("Selon lui rien.", "Selon", {}),
        ("Hier des Nord-Coréens ont fui.", "Nord-Coréens", {}),
        ("Hier des Russes ont fui.", "Russes", {}),
        ("Hier la Tarvekoise a parlé.", "Tarvekoise", {"Tarvekoise": "PROPN"}),
        ("Hier un Tarvekais et deux Ombuliens dorment.", "Ombuliens", {}),
        ("Hier les ministres de l'Intérieur et de la Transition écologique parlent.", "Transition écologique", {}),
        ("Il crie Allahu akbar.", "Allahu akbar", {}),
        ("Hier un Afro-Américain a fui.", "Afro-Américain", {}),
        ("Il fête Yom Kippour.", "Yom Kippour", {}),
        ("Hier le ministre de l'Ombulité a parlé.", "Ombulité", {}),
        ("Hier le Haut-Commissaire a parlé.", "Haut-Commissaire", {}),
        ("Hier.\n\n- Ombules -\n\nDemain.", "Ombules", {}),
        ("Ombulé hier, il dort.", "Ombulé", {"Ombulé": "PROPN"}),
        ("Manger coûte cher.", "Manger", {"Manger": "VERB"}),
        ("Hier Tarvek mange Ombuline.", "Tarvek mange Ombuline", {"mange": "VERB"}),
    ],
)
def test_what_grammar_refutes(with_entities, knowledge, text, entity, tags):
    assert spoken(with_entities(text, (entity, "ORG"), tags=tags), knowledge) == []


@pytest.mark.parametrize(
    ("text", "entity", "name"),
    [
        ("Hier l'Office Tarvex avec le nouveau maire.", "Office Tarvex avec le nouveau", "Office Tarvex"),
        ("Hier l'Office de Tarvex est né.", "Office de Tarvex est né", "Office de Tarvex"),
        ("Hier le procureur de la République de Tarvekville parle.", "République de Tarvekville", "Tarvekville"),
        ("Hier la République de Tarvekville naquit.", "République de Tarvekville", "République de Tarvekville"),
        ("Il suit la direction du T.K.V. depuis peu.", "T.K.V", "T.K.V."),
        ("Hier le Dr Tarvek dort.", "Dr Tarvek", "Tarvek"),
        ("Hier le SUV Tarvek roule.", "SUV Tarvek", "Tarvek"),
        ("Hier la société Tarvex dort.", "société Tarvex", "Tarvex"),
        ("Hier la fondation Tarvex dort.", "fondation Tarvex", "fondation Tarvex"),
    ],
)
def test_a_span_is_brought_to_the_boundaries_of_the_name(rules, knowledge, text, entity, name):
    doc = rules(text)
    start = text.index(entity)
    doc.set_ents([doc.char_span(start, start + len(entity), label="ORG", alignment_mode="expand")])
    assert spoken(doc, knowledge) == [(name, "ORG")]


def test_a_service_in_its_town_gives_the_town(with_entities, knowledge):
    doc = with_entities("Hier au commissariat de Tarvekville il dort.", ("commissariat de Tarvekville", "ORG"))
    assert spoken(doc, knowledge) == [("Tarvekville", "LOC")]


@pytest.mark.parametrize(("text", "name"), [("Hier Tarvek Ombuline dort.", "Tarvek Ombuline"), ("Hier Tarvek dort.", "Tarvek")])
def test_a_person_is_named_to_the_end_of_the_capitals(with_entities, knowledge, text, name):
    assert spoken(with_entities(text, ("Tarvek", "PER")), knowledge) == [(name, "PER")]


def test_a_function_is_no_body(with_entities, knowledge):
    text = "Hier le Haut-Commissaire de Tarvekville a parlé."
    assert spoken(with_entities(text, ("Haut-Commissaire de Tarvekville", "ORG")), knowledge) == []


def test_a_participle_may_stand_in_a_long_name_but_not_behind_its_head(with_entities, knowledge):
    text = "Il plaide dans l'Affaire des marchés truqués de Tarvek."
    tags = {"truqués": "VERB"}
    assert spoken(with_entities(text, ("Affaire des marchés truqués de Tarvek", "MISC"), tags=tags), knowledge) != []
    text = "Hier le Conseil consacré de Tarvek dort."
    assert spoken(with_entities(text, ("Conseil consacré de Tarvek", "ORG"), tags={"consacré": "VERB"}), knowledge) == []


@pytest.mark.parametrize(
    ("text", "entity", "label"),
    [
        ("Il arrive à Tarvek.", "Tarvek", "LOC"),
        ("Il parle à Claire.", "Claire", "PER"),
        ("Paul Tarvek parle. On répond à Tarvek.", "Tarvek", "PER"),
        ("Il parle de Tarvek.", "Tarvek", "PER"),
        ("Il rend hommage à Tarvek.", "Tarvek", "PER"),
    ],
)
def test_a_person_behind_a_bare_preposition_is_a_destination(rules, knowledge, text, entity, label):
    doc = rules(text)
    start = text.rindex(entity)
    doc.set_ents([doc.char_span(start, start + len(entity), label="PER")])
    assert [found for found in spoken(doc, knowledge) if found[0] == entity] == [(entity, label)]


def test_a_long_name_announced_by_its_noun_stays_whole(with_entities, knowledge):
    text = "Il plaide dans l'affaire des moulins de Tokyo."
    names = find_names(with_entities(text, ("affaire des moulins de Tokyo", "MISC")), knowledge)
    assert [(text[c.start : c.end], c.label) for c in names] == [("affaire des moulins de Tokyo", "MISC")]


def test_a_body_goes_on_where_the_model_sees_one(with_entities, knowledge):
    text = "Hier l'Union des marins, pêcheurs et mousses dort."
    doc = with_entities(text, ("Union des marins, pêcheurs et mousses", "ORG"))
    sure = Candidate(start=7, end=23, label="ORG", form="name", voice="rule:named_body", rank=14)
    found = model_names(doc, read_page(text, [(0, len(text))], {}), knowledge, [sure])
    assert [(text[c.start : c.end], c.rank) for c in found] == [("Union des marins, pêcheurs et mousses", WHOLE_BODY)]


def test_a_label_of_another_scheme_is_no_name(with_entities, knowledge):
    assert spoken(with_entities("Il vend 12 Tarvex.", ("Tarvex", "PRODUCT")), knowledge) == []


@pytest.mark.parametrize(("span", "rank"), [("Tarvek d'hypocrisie", RANK), ("Tarvek d'Ombulie", WHOLE)])
def test_only_a_capital_carries_a_name_on_behind_one_that_is_sure(with_entities, knowledge, span, rank):
    doc = with_entities(f"Rome accusa {span}.", (span, "ORG"))
    sure = Candidate(start=12, end=18, label="LOC", form="name", voice="gazetteer:city", rank=0)
    found = model_names(doc, read_page(doc.text, [(0, len(doc.text))], {}), knowledge, [sure])
    assert [candidate.rank for candidate in found] == [rank]


def test_the_noun_before_a_name_corrects_the_model(with_entities, knowledge):
    assert spoken(with_entities("Hier le quotidien Tarvex a fermé.", ("Tarvex", "PER")), knowledge) == [("Tarvex", "ORG")]


def test_a_given_name_holds_against_the_noun_before_it(with_entities, knowledge):
    assert spoken(with_entities("Hier, pour le parti Jeanne Tarvek dort.", ("Jeanne Tarvek", "PER")), knowledge) == [
        ("Jeanne Tarvek", "PER")
    ]

import pytest

from tasks.annotate.bodies import described_names, short_bodies
from tasks.annotate.candidates import Candidate

NOUNS = "sécurité pêcheurs droits homme réfugiés peuple pouvoir refuge asile administration océans énergie"
TAGS = dict.fromkeys(NOUNS.split(), "NOUN") | dict.fromkeys(["électorale", "maritimes", "estime"], "ADJ")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hier le Conseil des droits de l'homme a voté.", "Conseil des droits de l'homme"),
        ("Hier la Ligue des pêcheurs maritimes a voté.", "Ligue des pêcheurs maritimes"),
        ("Hier la Commission électorale a voté.", "Commission électorale"),
        ("Hier le Bureau d'asile et de refuge a fermé.", "Bureau d'asile et de refuge"),
        ("Hier le Parti socialiste au pouvoir a voté.", "Parti socialiste"),
        ("Hier le Commissariat à l'énergie a fermé.", None),
        ("Hier l'Agence à l'énergie a fermé.", "Agence à l'énergie"),
        ("Hier l'Église et le peuple ont prié.", None),
        ("Hier la Commission et au-delà le peuple ont voté.", None),
        ("Il parle à la Commission et au Conseil.", None),
        ("Hier le Conseil d'administration a voté.", None),
        ("Hier ils demandent une Commission des droits.", None),
        ("Hier ils demandent une Commission des droits du Tarvek.", "Commission des droits du Tarvek"),
        ("Hier la Ligue des pêcheurs estime.", "Ligue des pêcheurs"),
        ("Commission des droits.", None),
    ],
)
def test_the_grammar_of_bodies(page, knowledge, text, name):
    found = [text[c.start : c.end] for c in described_names(page(text, **TAGS), knowledge) if c.voice == "rule:named_body"]
    assert found == ([name] if name else [])


def test_what_meetings_name_is_misc(page, knowledge, quoted):
    text = "Hier le Forum des océans a ouvert."
    assert quoted(text, described_names(page(text, **TAGS), knowledge)) == [("Forum des océans", "MISC")]


def test_national_adjectives_and_portfolios_belong_to_a_ministry(page, knowledge, quoted):
    text = "Un porte-parole du ministère italien de la Défense a parlé."
    assert ("ministère italien de la Défense", "ORG") in quoted(text, described_names(page(text), knowledge))


def test_short_forms_stand_alone_or_need_a_longer_one(page, knowledge, quoted):
    text = "Hier le Sénat a voté, puis la Cour a parlé."
    read = page(text)
    assert quoted(text, short_bodies(read, knowledge, [])) == [("Sénat", "ORG")]
    text += " La Cour internationale de justice siège."
    longer = Candidate(start=text.index("Cour inter"), end=len(text) - 7, label="ORG", form="name", voice="rule:x", rank=1)
    assert ("Cour", "ORG") in quoted(text, short_bodies(page(text), knowledge, [longer]))


@pytest.mark.parametrize("text", ["Le sénat a voté.", "Ses Sénateurs votent.", "Dans ce Parlement, on vote."])
def test_a_short_form_is_a_whole_word_with_its_capital_that_stands_for_one_body(page, knowledge, text):
    assert list(short_bodies(page(text), knowledge, [])) == []

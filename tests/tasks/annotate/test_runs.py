import pytest

from tasks.annotate.candidates import Candidate
from tasks.annotate.runs import unlisted_names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hier Tarvek Ombuline a parlé.", [("Tarvek Ombuline", "PER")]),
        ("Hier la Tarvek Ombuline a fermé.", []),
        ("Il vit à Tarvek.", [("Tarvek", "LOC")]),
        ("Le gouvernement Ombuline tombe.", [("Ombuline", "PER")]),
        ("Il dirige la TVKO.", [("TVKO", "ORG")]),
        ("Il suit la TVKO 964.", []),
        ("Il fonde une ONG.", []),
        ("Il parle de MM. Tarvek et Ombuline.", []),
        ("Hier la revue Nature a paru.", [("Nature", "ORG")]),
        ("Hier l'émission Quotidien a commencé.", [("Quotidien", "MISC")]),
        ("Hier le réseau B a fermé.", []),
        ("Hier le journal Aujourd'hui a paru.", []),
        ("Hier le groupe Français a joué.", []),
        ("Le centre de Tarvek [Loiret] ferme.", [("Tarvek", "LOC")]),
        ("Le centre de Tarvek[Loiret] ferme.", [("Tarvek", "LOC")]),
        ("Le camp de Tarvek [nord du Mali] brûle.", [("Tarvek", "LOC")]),
        ("Le camp de Tarvek [Loiret, centre de la France] brûle.", [("Tarvek", "LOC")]),
        ("Tarvek (Loiret) a voté.", [("Tarvek", "LOC")]),
        ("Un train pour Tarvek-sur-Ombuline (Calvados) a déraillé.", []),  # the rule of compounds has it whole
        ("Un train pour Tarvek Ombuline (Calvados) a déraillé.", [("Tarvek Ombuline", "LOC")]),
        ("L'élue de Tarvek (Alabama) a parlé.", [("Tarvek", "LOC")]),
        ("La victoire de Tarvek (Espagne) est nette.", []),
        ("La réponse de Tarvek (PS) est nette.", []),
        ("Le centre de Tarvek (voir Loiret) ferme.", []),
        ("Tarvek ferme.", []),
        ("", []),
    ],
)
def test_capitals_that_no_list_knows(page, knowledge, quoted, text, found):
    assert quoted(text, unlisted_names(page(text), knowledge, [])) == found


def test_what_is_taken_is_left_alone(page, knowledge):
    text = "Il vit à Tarvek."
    taken = [Candidate(start=9, end=15, label="ORG", form="name", voice="model", rank=20)]
    assert list(unlisted_names(page(text), knowledge, taken)) == []


def test_a_town_that_opens_its_sentence_is_one_whatever_the_tagger_says(page, knowledge, quoted):
    text = "Tarvek (Loiret) a voté."
    assert quoted(text, unlisted_names(page(text, Tarvek="NOUN"), knowledge, [])) == [("Tarvek", "LOC")]

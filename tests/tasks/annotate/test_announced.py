import pytest

from tasks.annotate.announced import announced_label, appositive_label


def announced(page, knowledge, text, name, **tags):
    found = page(text, **tags)
    words = name.split()
    first = next(i for i, w in enumerate(found.words) if found.quote(i, i + len(words) - 1) == name)
    return announced_label(found, first, first + len(words) - 1, knowledge)


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Hier le journal Tarvex a fermé.", "Tarvex", "ORG"),
        ("Hier le quotidien turc Tarvex News a fermé.", "Tarvex News", "ORG"),
        ("Hier le parti « Tarvex » a gagné.", "Tarvex", "ORG"),
        ("Hier le parti de gauche israélien Tarvex a gagné.", "Tarvex", "ORG"),
        ("Hier le village de Tarvek a brûlé.", "Tarvek", "LOC"),
        ("Hier la ville syrienne de Tarvek a brûlé.", "Tarvek", "LOC"),
        ("Hier l'essai Tarvex a commencé.", "Tarvex", "MISC"),
        ("Hier le navire de soutien Tarvex a coulé.", "Tarvex", "MISC"),
        ("Hier un ouvrier originaire de Tarvek a parlé.", "Tarvek", "LOC"),
        ("Hier les habitants de Tarvek ont fui.", "Tarvek", "LOC"),
    ],
)
def test_a_noun_says_what_the_name_behind_it_is(page, knowledge, text, name, label):
    assert announced(page, knowledge, text, name, gauche="NOUN", soutien="NOUN", israélien="ADJ") == label


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hier le parti de Tarvek a gagné.", "Tarvek"),  # a party of somebody
        ("Hier le maire de la ville Anne Tarvek a parlé.", "Anne Tarvek"),  # somebody, not the town
        ("Hier le parti gagne, Tarvek perd.", "Tarvek"),
        ("Hier le village brûle. Tarvek aussi.", "Tarvek"),
        ("Hier le voisin Tarvek a parlé.", "Tarvek"),
        ("Hier le maire Tarvek a parlé.", "Tarvek"),
        ("Hier le comte de Tarvek a parlé.", "Tarvek"),  # no « comté »
        ("Tarvek a parlé.", "Tarvek"),
    ],
)
def test_nothing_is_announced_otherwise(page, knowledge, text, name):
    assert announced(page, knowledge, text, name, gagne="VERB", brûle="VERB", voisin="NOUN") is None


def behind(page, knowledge, text, **tags):
    found = page(text, **tags)
    return appositive_label(found, next(i for i, word in enumerate(found.words) if word.text.startswith("Tarve")), knowledge)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Hier Tarvex, filiale de la banque, a fermé.", "ORG"),
        ("Hier Tarvex, un groupe armé, a frappé.", "ORG"),
        ("Hier à Tarvek, une petite ville du nord, tout est calme.", "LOC"),
        ("Hier le Tarvex, pétrolier de 300 mètres, a coulé.", "MISC"),
        ("Tarvek est une petite ville du nord.", "LOC"),
    ],
)
def test_an_apposition_says_what_the_name_before_it_is(page, knowledge, text, label):
    assert behind(page, knowledge, text, filiale="NOUN", groupe="NOUN", petite="ADJ", ville="NOUN", pétrolier="NOUN") == label


@pytest.mark.parametrize(
    "text",
    [
        "Hier Tarvek, parti mardi, est revenu.",  # a participle
        "Hier Tarvek, la banque et le port ont fermé.",  # a list
        "Hier Tarvek, Ville lumière, a fermé.",
        "Hier Tarvek, ouvrier, a parlé.",
        "Tarvek est la ville du nord.",
        "Hier Tarvek.",
    ],
)
def test_no_apposition_says_anything_otherwise(page, knowledge, text):
    assert behind(page, knowledge, text, parti="VERB", banque="NOUN", Ville="NOUN", ouvrier="NOUN") is None

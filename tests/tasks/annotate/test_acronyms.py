import pytest

from tasks.annotate.acronyms import bracketed_acronyms
from tasks.annotate.candidates import Candidate


def name(text, words, label):
    start = text.index(words)
    return Candidate(start=start, end=start + len(words), label=label, form="name", voice="rule:x", rank=12)


def test_an_acronym_takes_the_label_of_the_name_before_it(page, knowledge, quoted):
    text = "La Ligue des pêcheurs (LDP) a voté."
    found = list(bracketed_acronyms(page(text), knowledge, [name(text, "Ligue des pêcheurs", "ORG")]))
    assert quoted(text, found) == [("LDP", "ORG")]
    assert [c.form for c in found] == ["acronym"]


def test_the_words_that_an_acronym_abbreviates_become_a_name(page, knowledge, quoted):
    text = "Le Groupement des pêcheurs du lac (GPL) a voté."
    assert quoted(text, bracketed_acronyms(page(text), knowledge, [])) == [
        ("Groupement des pêcheurs du lac", "ORG"),
        ("GPL", "ORG"),
    ]


@pytest.mark.parametrize("article", ["Le", "Hier le"])
def test_a_body_in_lower_case_starts_at_its_noun(page, knowledge, quoted, article):
    text = f"{article} service départemental des lacs (SDL) a fermé."
    assert quoted(text, bracketed_acronyms(page(text), knowledge, []))[0] == ("service départemental des lacs", "ORG")


def test_no_person_is_abbreviated_by_a_party(page, knowledge):
    text = "Selon Jean-Pierre Sarvel (PS), rien."
    assert list(bracketed_acronyms(page(text), knowledge, [name(text, "Jean-Pierre Sarvel", "PER")])) == []


@pytest.mark.parametrize(
    "text",
    [
        "Le Groupement des pêcheurs (XYZ) a voté.",
        "Une organisation (ONG) a voté.",
        "Le Groupement des pêcheurs (Gp) a voté.",
        "Le Groupement.\nDes pêcheurs (GP) ont voté.",
        "(GPL)",
    ],
)
def test_what_a_bracket_does_not_show(page, knowledge, text):
    assert list(bracketed_acronyms(page(text), knowledge, [])) == []


def test_an_acronym_behind_a_person_or_place_names_no_body(page, knowledge):
    text = "Hier Claire Vasseur (CVA) a vu Lyon (LYO)."
    names = [name(text, "Claire Vasseur", "PER"), name(text, "Lyon", "LOC")]
    assert list(bracketed_acronyms(page(text), knowledge, names)) == []

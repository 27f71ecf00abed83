"""Verbs, nouns and adjectives in the forms that French gives them."""

from importlib.resources import files

import pytest
import yaml

from tasks.code_events.lexicon.conjugation import conjugate
from tasks.code_events.lexicon.inflection import noun_forms

CONJUGATION = yaml.safe_load(files("tasks.code_events").joinpath("lexicon", "conjugation.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("verb", "tag", "forms"),
    [
        ("menacer", "impf", {"menaçait", "menacions"}),
        ("engager", "ger", {"engageant"}),
        ("appeler", "ind", {"appelle", "appelons"}),
        ("libérer", "ind", {"libère", "libérons"}),
        ("envoyer", "fut", {"enverra"}),
        ("réunir", "part", {"réuni", "réunies"}),
        ("convaincre", "ind", {"convainc", "convainquent"}),
        ("interdire", "part", {"interdit", "interdites"}),
        ("suspendre", "past", {"suspendit"}),
        ("aller", "ind", {"va", "vont"}),
        ("installer", "ind", {"installe", "installent"}),
        ("accueillir", "ind", {"accueille", "accueillent"}),
    ],
)
def test_verbs_inflect_as_french_does(verb, tag, forms):
    assert forms <= conjugate(verb, CONJUGATION)[tag]


def test_nouns_have_their_plurals():
    assert [noun_forms(noun) for noun in ("général", "bateau", "refus", "frappe")] == [
        ("général", "généraux"),
        ("bateau", "bateaux"),
        ("refus",),
        ("frappe", "frappes"),
    ]

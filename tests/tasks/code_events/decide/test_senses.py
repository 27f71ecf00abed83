"""« Interpeller » is to arrest, or to ask: told by who does it, to whom, about what and by which means."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "Plus de deux cents médecins interpellent le gouvernement dans une tribune.",
        "Interpellé par la Suède, le Conseil des droits de l'homme n'a pas répondu.",
        "La France interpelle Bamako.",
        "Le ministre a été interpellé mardi sur la hausse des prix.",
        "L'interpellation du ministre par la sénatrice a duré dix minutes.",
        "Le parlement bernois a transmis trois interpellations.",
        "L'interpellation adressée au Conseil d'État sera débattue mardi.",
        "Cette affaire interpelle les élus.",
        "Interpellé par des manifestants à la sortie d'un dîner, Emmanuel Macron a répondu.",
    ],
)
def test_a_question_is_no_arrest(code, text):
    assert "COERCE" not in {row["event_type"] for row in code(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Les autorités turques ont interpellé 120 avocats dans tout le pays.",
        "La Turquie a interpellé quatorze maires kurdes.",
        "Ankara interpelle des journalistes.",
        "Le Rwanda a interpellé l'opposante Grace Umuhoza.",
        "Trois passeurs ont été interpellés sur le port de Calais.",
        "Un élu a été interpellé sur ordre du procureur.",
        "La police a interpellé le ministre déchu.",
        "L'interpellation du député par les gendarmes a choqué.",
        "Les interpellations d'opposants se poursuivent à Minsk.",
    ],
)
def test_an_arrest_is_one(code, text):
    assert "COERCE" in {row["event_type"] for row in code(text)}

"""The language is the one that py3langid says, with the same probability."""

import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from schemas.settings import CleanSettings
from tasks.clean.language import classify, identify_languages, load_language_model

TEXTS = (
    "La déléguée a rappelé mardi que les négociateurs avaient jusqu'à vendredi pour s'entendre.",
    "Der Sprecher der Regierung lehnte am Dienstag jede Stellungnahme ab.",
    "LE PORT ROUVRE SES BASSINS",
    "El portavoz del gobierno no quiso responder a las preguntas. " * 20,
    "e\u0301te\u0301 2023",
    "12 34",
    "",
)


@pytest.fixture(scope="module")
def identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(CleanSettings().languages)
    return identifier


@pytest.mark.parametrize("text", TEXTS)
def test_language_and_probability_are_those_of_py3langid(text: str, identifier: LanguageIdentifier) -> None:
    ((language, score),) = classify([text], load_language_model(tuple(CleanSettings().languages)))
    assert language == identifier.classify(text)[0]
    assert score == pytest.approx(identifier.classify(text)[1], abs=1e-5)


def test_many_texts_at_once_are_classified_as_each_alone() -> None:
    model = load_language_model(tuple(CleanSettings().languages))
    assert classify(TEXTS, model) == [classify([text], model)[0] for text in TEXTS]
    assert classify([], model) == []


def test_a_doubtful_glance_is_followed_by_a_longer_look() -> None:
    settings = CleanSettings()
    told = "Le dossier « Das Ende vom Lied, eine Geschichte der Stadt und ihrer Leute » est paru. " + TEXTS[0] * 8
    ((language, score),) = identify_languages([("Bericht", told)], languages=settings.languages, expected=settings.keep)
    assert (language, score > 0.9) == ("fr", True)

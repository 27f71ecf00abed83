"""The language of an article.

What belongs here: identification by the model of py3langid. What does not: which languages are curated (settings).
"""

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numba
import numpy as np
import numpy.typing as npt
from py3langid.langid import MODEL_FILE, LanguageIdentifier

Numbers = npt.NDArray[np.integer]
Weights = npt.NDArray[np.float32]
GLANCE, HEAD = 160, 1000
"""Characters of headline and beginning: a first glance, and the look taken where that leaves a doubt."""
SURE = 0.9
ROW, OUTPUT = 0, 1


@dataclass(frozen=True, kw_only=True)
class LanguageModel:
    """A naive Bayes model: an automaton that finds features in bytes, and their weights for each language.

    `states` hold for each state where its row of `moves` begins, and the feature that it has found (-1: none), side by side
    since both are read at once. A language written in two scripts stands twice.
    """

    languages: tuple[str, ...]
    moves: Numbers
    states: Numbers
    weights: Weights
    priors: Weights


def identify_language(title: str | None, text: str, *, languages: Sequence[str], expected: Sequence[str]) -> tuple[str, float]:
    """The language (ISO 639-1) of the headline and the beginning of the text among `languages`, and its probability.

    A glance suffices where it finds an expected language with a probability of SURE.
    """
    model = load_language_model(tuple(languages))
    told = f"{title or ''}\n{text[:HEAD]}"
    language, score = classify(told[:GLANCE], model)
    if language not in expected or score < SURE:
        language, score = classify(told[:HEAD], model)
    return language, score


def classify(text: str, model: LanguageModel) -> tuple[str, float]:
    """What `LanguageIdentifier.classify` of py3langid says, but for its rounding in the seventh digit, and much faster."""
    lowered = text.lower() if text.isupper() else text
    letters = unicodedata.normalize("NFC", lowered).encode("utf-8", "surrogatepass")
    likely = _likelihoods(model.moves, model.states, model.weights, model.priors, np.frombuffer(letters, np.uint8)).tolist()
    shares = dict.fromkeys(model.languages, 0.0)
    for language, share in zip(model.languages, likely, strict=True):
        shares[language] += share
    return max(shares.items(), key=lambda item: item[1])


@numba.njit(cache=True)
def _features(moves: Numbers, states: Numbers, letters: npt.NDArray[np.uint8]) -> Numbers:
    """The features that the automaton finds in the letters."""
    features = np.empty(len(letters), np.int32)
    state, count = 0, 0
    for letter in letters:
        state = moves[states[state, ROW] + letter]
        if states[state, OUTPUT] >= 0:
            features[count] = states[state, OUTPUT]
            count += 1
    return features[:count]


@numba.njit(cache=True)
def _likelihoods(
    moves: Numbers, states: Numbers, weights: Weights, priors: Weights, letters: npt.NDArray[np.uint8]
) -> npt.NDArray[np.float64]:
    """The probability of each language: the logarithms of the features' counts, weighted, tempered by the text's length."""
    scores = np.zeros(len(priors), np.float64)
    features = np.sort(_features(moves, states, letters))
    if len(features):
        scores += priors
    begin = 0
    for place in range(1, len(features) + 1):
        if place == len(features) or features[place] != features[begin]:
            count = math.log1p(place - begin)
            for language in range(len(priors)):  # a vector sum would make an array of its own each time
                scores[language] += count * weights[features[begin], language]
            begin = place
    likely = np.exp((scores - scores.max()) / math.sqrt(max(len(letters), 1)))
    shares: npt.NDArray[np.float64] = likely / likely.sum()
    return shares


@cache
def load_language_model(languages: tuple[str, ...]) -> LanguageModel:
    """The model that ships with py3langid, for these languages."""
    loaded = LanguageIdentifier.from_model_file(MODEL_FILE)
    loaded.set_languages(languages)
    return LanguageModel(
        languages=tuple(loaded.nb_classes),
        moves=np.asarray(loaded.tk_nextmove),
        states=np.stack((np.asarray(loaded.tk_row, np.int32) << 8, np.asarray(loaded.tk_output, np.int32)), axis=1),
        weights=np.ascontiguousarray(loaded.nb_ptc, np.float32),
        priors=np.asarray(loaded.nb_pc),
    )

"""The language of an article.

What belongs here: identification by the model of py3langid. What does not: which languages are curated (settings).
"""

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

import numpy as np
import numpy.typing as npt
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from tasks.compiled import compiled

Numbers = npt.NDArray[np.integer]
Letters = npt.NDArray[np.uint8]
Automaton = tuple[Numbers, Numbers]
Weights = npt.NDArray[np.float32]
GLANCE, HEAD = 160, 1000
"""Characters of headline and beginning: a first glance, and the look taken where that leaves a doubt."""
SURE = 0.9
ROW, OUTPUT = 0, 1


@dataclass(frozen=True, kw_only=True)
class LanguageModel:
    """A naive Bayes model: an automaton that finds features in bytes, and their weights for each language.

    `automaton`: its moves and its states. These hold for each state where its row of moves begins, and the feature that it has
    found (-1: none), side by side since both are read at once. A language written in two scripts stands twice.
    """

    languages: tuple[str, ...]
    automaton: Automaton
    weights: Weights
    priors: Weights


def identify_languages(
    articles: Iterable[tuple[str | None, str]], *, languages: Sequence[str], expected: Sequence[str]
) -> list[tuple[str, float]]:
    """The language (ISO 639-1) of each article among `languages`, and its probability. Given are headlines and texts.

    The headline and the beginning of the text tell; a glance suffices where it finds an expected language with a probability of
    SURE.
    """
    model = load_language_model(tuple(languages))
    told = [f"{title or ''}\n{text[:HEAD]}" for title, text in articles]
    found = classify([head[:GLANCE] for head in told], model)
    doubtful = [place for place, (language, score) in enumerate(found) if language not in expected or score < SURE]
    for place, looked in zip(doubtful, classify([told[place][:HEAD] for place in doubtful], model), strict=True):
        found[place] = looked
    return found


def classify(texts: Sequence[str], model: LanguageModel) -> list[tuple[str, float]]:
    """What `LanguageIdentifier.classify` of py3langid says, but for its rounding in the seventh digit, and much faster."""
    if not texts:
        return []
    composed = (unicodedata.normalize("NFC", text.lower() if text.isupper() else text) for text in texts)
    letters = [text.encode("utf-8", "surrogatepass") for text in composed]
    ends = np.array([0, *accumulate(map(len, letters))])
    likely = _likelihoods(model.automaton, model.weights, model.priors, np.frombuffer(b"".join(letters), np.uint8), ends)
    return [_most_likely(shares, model) for shares in likely.tolist()]


def _most_likely(likely: Sequence[float], model: LanguageModel) -> tuple[str, float]:
    shares = dict.fromkeys(model.languages, 0.0)
    for language, share in zip(model.languages, likely, strict=True):
        shares[language] += share
    language = max(shares, key=shares.__getitem__)
    return language, shares[language]


@compiled
def _features(automaton: Automaton, letters: Letters, ends: Numbers) -> tuple[Numbers, Numbers]:
    """The features that the automaton finds in each text, from where its letters begin, and how many there are.

    `ends` are the ends of the texts among the letters, behind a 0. The texts are walked side by side: a step waits for memory,
    and the next text's step doesn't wait for it.
    """
    moves, states = automaton
    begins, lengths = ends[:-1], ends[1:] - ends[:-1]
    features, counts, reached = (
        np.empty(len(letters), np.int32),
        np.zeros(len(lengths), np.int64),
        np.zeros(len(lengths), np.int64),
    )
    for step in range(lengths.max()):
        for text in range(len(lengths)):
            if step >= lengths[text]:
                continue
            state = moves[states[reached[text], ROW] + letters[begins[text] + step]]
            reached[text] = state
            if states[state, OUTPUT] >= 0:
                features[begins[text] + counts[text]] = states[state, OUTPUT]
                counts[text] += 1
    return features, counts


@compiled
def _likelihoods(
    automaton: Automaton, weights: Weights, priors: Weights, letters: Letters, ends: Numbers
) -> npt.NDArray[np.float64]:
    """The probability of each language for each text: the weighted logarithms of the features' counts, tempered by length."""
    likely = np.zeros((len(ends) - 1, len(priors)), np.float64)
    features, counts = _features(automaton, letters, ends)
    for text in range(len(likely)):
        scores = _scores(weights, priors, np.sort(features[ends[text] : ends[text] + counts[text]]))
        shares = np.exp((scores - scores.max()) / math.sqrt(max(ends[text + 1] - ends[text], 1)))
        likely[text] = shares / shares.sum()
    return likely


@compiled
def _scores(weights: Weights, priors: Weights, features: Numbers) -> npt.NDArray[np.float64]:
    """The logarithms of the features' counts, weighted, for each language. `features` are in order."""
    scores = np.zeros(len(priors), np.float64)
    if len(features):
        scores += priors
    begin = 0
    for place in range(1, len(features) + 1):
        if place == len(features) or features[place] != features[begin]:
            count = math.log1p(place - begin)
            for language in range(len(priors)):  # a vector sum would make an array of its own each time
                scores[language] += count * weights[features[begin], language]
            begin = place
    return scores


@cache
def load_language_model(languages: tuple[str, ...]) -> LanguageModel:
    """The model that ships with py3langid, for these languages."""
    loaded = LanguageIdentifier.from_model_file(MODEL_FILE)
    loaded.set_languages(languages)
    moves = np.array(loaded.tk_nextmove)  # a copy, which NumPy keeps in large pages of memory
    states = np.stack((np.asarray(loaded.tk_row, np.int32) << 8, np.asarray(loaded.tk_output, np.int32)), axis=1)
    return LanguageModel(
        languages=tuple(loaded.nb_classes),
        automaton=(moves, states),
        weights=np.ascontiguousarray(loaded.nb_ptc, np.float32),
        priors=np.asarray(loaded.nb_pc),
    )

"""The language of an article.

What belongs here: identification by the model of py3langid. What does not: which languages are curated (settings).
"""

import math
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from tasks.automata import Numbers, bytes_of, visited

GLANCE, HEAD = 160, 1000
"""Characters of headline and beginning: a first glance, and the look taken where that leaves a doubt."""
SURE = 0.9


@dataclass(frozen=True, kw_only=True)
class LanguageModel:
    """A naive Bayes model: an automaton that finds features in bytes, and their weights for each language.

    A language written in two scripts stands twice.
    """

    languages: tuple[str, ...]
    moves: Numbers
    rows: Numbers
    outputs: Numbers
    weights: npt.NDArray[np.float32]
    priors: npt.NDArray[np.float32]


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
    """What `LanguageIdentifier.classify` of py3langid says, to the last digit, and some ten times faster."""
    letters = bytes_of(unicodedata.normalize("NFC", text.lower() if text.isupper() else text))
    found, _ = visited(model.moves, model.rows, model.outputs, letters)
    counts = Counter(found.tolist())
    scores = np.zeros(len(model.languages), np.float32)
    if counts:
        numbers = np.fromiter(counts.values(), np.float32, len(counts))
        scores = np.log1p(numbers) @ model.weights[np.fromiter(counts, np.intp, len(counts))] + model.priors
    scores *= 1.0 / math.sqrt(len(letters) or 1)
    likely = np.exp(scores - scores.max())
    shares: Counter[str] = Counter()
    for language, share in zip(model.languages, (likely / likely.sum()).tolist(), strict=True):
        shares[language] += share
    return max(shares.items(), key=lambda item: item[1])


@cache
def load_language_model(languages: tuple[str, ...]) -> LanguageModel:
    """The model that ships with py3langid, for these languages."""
    loaded = LanguageIdentifier.from_model_file(MODEL_FILE)
    loaded.set_languages(languages)
    return LanguageModel(
        languages=tuple(loaded.nb_classes),
        moves=np.asarray(loaded.tk_nextmove),
        rows=np.asarray(loaded.tk_row, np.int64) << 8,
        outputs=np.asarray(loaded.tk_output, np.int32),
        weights=np.ascontiguousarray(loaded.nb_ptc, np.float32),
        priors=np.asarray(loaded.nb_pc),
    )

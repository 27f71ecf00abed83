"""Texts as sets of five-word shingles.

What belongs here: folding, shingling, sampling. What does not: which pairs are compared, and what a match means.
"""

import re
import unicodedata
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

Hashes = npt.NDArray[np.uint64]

SHINGLE_WORDS = 5
_WORD = re.compile(r"[a-z0-9]+")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


def folded_words(text: str) -> list[str]:
    """The words of a text in lower-case ASCII; digits stay, for bulletins differ only there."""
    decomposed = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae"))
    return _WORD.findall(decomposed.encode("ascii", "ignore").decode().lower())


def shingle_sets(texts: Sequence[str]) -> list[Hashes]:
    """For each text, the sorted distinct 64-bit hashes of its five-word shingles. A text of fewer words is one shingle."""
    words = [folded_words(text) for text in texts]
    sizes = np.array([len(one) for one in words], dtype=np.int64)
    flat = np.array([word for one in words for word in one], dtype=object)
    hashed = pd.util.hash_array(flat, categorize=True).astype(np.uint64) if len(flat) else np.empty(0, np.uint64)
    ends = np.cumsum(sizes)
    return [_shingles(hashed[end - size : end]) for size, end in zip(sizes, ends, strict=True)]


def sample(shingles: Hashes, *, one_in: int) -> Hashes:
    """The shingles whose hash falls into one part in `one_in` of the range (FracMinHash: Irber et al. 2022).

    The same shingle is in the sample of every text or of none, so that samples estimate containment.
    """
    return shingles[shingles < np.uint64((1 << 64) // one_in)]


def _shingles(words: Hashes) -> Hashes:
    if not len(words):
        return words
    length = min(SHINGLE_WORDS, len(words))
    count = len(words) - length + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for place in range(length):
        mixed = _mix(mixed * _MULTIPLIER + words[place : place + count])
    return np.unique(mixed)


def _mix(values: Hashes) -> Hashes:
    """The finalizer of SplitMix64 (Steele et al. 2014), which spreads every bit."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))

"""Series: what an outlet prints day by day under one heading, as bulletins are.

What belongs here: headings, and which of them come again and again. What does not: what that means for two articles.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tasks.deduplicate.arrays import Hashes, Places
from tasks.deduplicate.kernels import MARK, NAME, hash_spans, perhaps_frequent
from tasks.deduplicate.views import paragraph_keys, repeated_paragraphs
from tasks.deduplicate.words import BLOCK_CHARACTERS, Folding, blocks, fold_words


def headings(titles: pa.Array, folding: Folding) -> Hashes:
    """A number for each title, the same where two differ but in figures and names of days and months; 0 where nothing is left."""
    parts = [np.empty(0, np.uint64)]
    lengths = pc.fill_null(pc.binary_length(titles), 0).to_numpy()
    for start, end in blocks(lengths, BLOCK_CHARACTERS):
        words, starts, _ = fold_words([title or "" for title in titles[start:end].to_pylist()], folding)
        kept = words & MARK == 0
        words = words & ~NAME  # titles have capitals as it pleases the outlet
        bounds = np.append(0, np.cumsum(kept))[starts]
        parts.append(np.where(np.diff(bounds) > 0, hash_spans(words[kept], bounds), np.uint64(0)))
    return np.concatenate(parts)


def series_of(numbers: Hashes, outlets: Places, days: Places, *, least_days: int) -> Hashes:
    """The series of each article: 0 unless its outlet prints its heading on `least_days` days.

    `numbers` as `headings` gives them; `days` is another number for each article of which the day is unknown.
    """
    some = np.flatnonzero(perhaps_frequent(numbers, least_days) & (numbers > 0))
    keys = paragraph_keys(numbers[some], outlets[some])
    found = np.zeros(len(numbers), np.uint64)
    found[some] = np.where(repeated_paragraphs(keys, days[some], least_days=least_days), keys, np.uint64(0))
    return found

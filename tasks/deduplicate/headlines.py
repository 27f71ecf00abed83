"""Parallel headlines, as those of one template are: « Vigilance orange dans l'Allier », « Vigilance orange dans le Cantal ».

What belongs here: which headlines say the same of another name. What does not: what that means for two articles.
"""

from collections.abc import Sequence

import numpy as np

from tasks.compiled import compiled
from tasks.deduplicate.arrays import Flags, Hashes, Places
from tasks.deduplicate.kernels import MARK, NAME
from tasks.deduplicate.words import Folding, fold_words

LEAST_SHARED = 0.6
"""Two headlines are parallel if so many words of the longer one are in the other in the same order."""
OPENING = "a "
"""Set before a headline, so that the capital of its first word counts: it may be a name (« Verchaix : un homme arrêté »)."""


def parallel(titles: Sequence[str | None], left: Places, right: Places, folding: Folding) -> Flags:
    """Which pairs of headlines share LEAST_SHARED of their words in one order, each with a name that the other has not."""
    words, starts, _ = fold_words([OPENING + title.replace(":", ",") if title else "" for title in titles], folding)
    return _parallel(words & ~MARK, starts, left, right)


@compiled
def _parallel(words: Hashes, starts: Places, left: Places, right: Places) -> Flags:
    told = np.zeros(len(left), np.bool_)
    for pair in range(len(left)):
        one, other = (
            words[starts[left[pair]] + 1 : starts[left[pair] + 1]],
            words[starts[right[pair]] + 1 : starts[right[pair] + 1]],
        )
        if _names_beside(one, other) and _names_beside(other, one):
            told[pair] = _in_order(one & ~NAME, other & ~NAME) >= LEAST_SHARED * max(len(one), len(other))
    return told


@compiled
def _names_beside(one: Hashes, other: Hashes) -> bool:
    """Whether one has a name that the other has not."""
    for word in one:
        is_there = word & NAME == 0
        for its in other:
            is_there |= word & ~NAME == its & ~NAME
        if not is_there:
            return True
    return False


@compiled
def _in_order(one: Hashes, other: Hashes) -> int:
    """How many words both have in the same order: the longest common subsequence."""
    above = np.zeros(len(other) + 1, np.int64)
    for word in one:
        below = above.copy()
        for place in range(len(other)):
            below[place + 1] = above[place] + 1 if word == other[place] else max(above[place + 1], below[place])
        above = below
    return int(above[-1])

"""Which paragraphs outlets repeat, and which of them each article has.

What belongs here: what has to be counted, all or only what new articles print. What does not: when a paragraph is repeated.
"""

import numpy as np

from tasks.deduplicate.arrays import Hashes, Places
from tasks.deduplicate.corpus import Corpus
from tasks.deduplicate.kernels import perhaps_frequent
from tasks.deduplicate.store import State
from tasks.deduplicate.views import paragraph_keys, repeated_paragraphs
from tasks.deduplicate.words import among, distinct, mix

_LOWER = np.uint64(0xFFFF)


def repeated_in(
    corpus: Corpus, known: Places, hashes: Hashes, counts: Places, state: State, least_days: int
) -> tuple[Hashes, Hashes]:
    """The keys of repeated paragraphs, and of each article a sum over those of its paragraphs that are repeated.

    `hashes` are those of the paragraphs of all articles, `counts` how many each has; `known` are rows of the state.
    """
    new, before, removed = np.zeros(len(corpus), np.bool_), np.empty(0, np.uint64), np.zeros(len(corpus), np.uint64)
    grown = _only_grown(corpus, known, state)
    if grown:  # what is repeated stays so, and only what new articles print can become so
        new, before = known < 0, state.repeated["key"].to_numpy()
        removed[~new] = state.articles["removed"].to_numpy()[known[~new]]
    ends = np.cumsum(counts)
    new_rows = np.flatnonzero(np.repeat(new, counts))
    new_owners = np.searchsorted(ends, new_rows, side="right")
    new_keys = paragraph_keys(hashes[new_rows], corpus.outlets[new_owners])
    unsettled = hashes[new_rows[~among(new_keys, before)]]
    rows = _rows_of(hashes, unsettled) if grown else np.flatnonzero(perhaps_frequent(hashes, least_days))
    owners = np.searchsorted(ends, rows, side="right")
    keys = paragraph_keys(hashes[rows], corpus.outlets[owners])
    fresh = repeated_paragraphs(keys, corpus.own_days[owners], least_days=least_days) & ~among(keys, before)
    after = np.concatenate([before, distinct(keys[fresh])])
    fresh &= ~new[owners]
    has = among(new_keys, after)
    for some, articles in ((rows[fresh], owners[fresh]), (new_rows[has], new_owners[has])):
        np.add.at(removed, articles, mix(hashes[some]))
    return after, removed


def _rows_of(hashes: Hashes, wanted: Hashes) -> Places:
    """The rows of all hashes that are among few wanted ones; most are ruled out by their lower bits."""
    bits = np.zeros(1 << 16, np.bool_)
    bits[wanted & _LOWER] = True
    rows = np.flatnonzero(bits[hashes & _LOWER])
    return rows[among(hashes[rows], wanted)]


def _only_grown(corpus: Corpus, known: Places, state: State) -> bool:
    """Whether all articles of the state are here, as long as before, of the same outlet and day."""
    old = known >= 0
    printed = state.articles["printed"].to_numpy()
    return 0 < len(printed) == np.count_nonzero(old) and bool((printed[known[old]] == corpus.printed[old]).all())

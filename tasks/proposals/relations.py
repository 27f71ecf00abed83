"""How the words of a sentence stand to an act, in its parse and by their distance, as classes that arguments are scored by.

What belongs here: relations of Universal Dependencies and distances → groups and classes. What does not: the scores (acts.py).
"""

from collections.abc import Sequence
from functools import cache

import numpy as np

from tasks.proposals.windows import Numbers, Span

GROUPS = (
    *("nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "obl:arg", "obl:mod", "nmod", "amod"),
    *("appos", "conj", "acl", "clause", "root", "other"),
)
CLAUSES = frozenset(("advcl", "ccomp", "xcomp", "csubj", "parataxis"))
NONE, INSIDE, FIRST = 0, 1, 2
"""Classes: no relation that is looked at, a word of the act itself, the first of the others."""
CHILD, WITHIN, HEAD, SIBLING = range(4)
"""A word that the act governs; one below such a word; one that governs the act; one that is governed as the act is."""
CLASSES = FIRST + 4 * len(GROUPS)
DEPTH = 8


@cache
def group_of(relation: str) -> int:
    """The number of the group of a relation of Universal Dependencies."""
    base = relation.partition(":")[0]
    named = {"ROOT": "root", "csubj": "clause", "obl": "obl:mod"}.get(base, "clause" if base in CLAUSES else base)
    return GROUPS.index(relation if relation in GROUPS else named if named in GROUPS else "other")


def relation_classes(span: Span, end: int, groups: Numbers, heads: Numbers) -> Numbers:
    """For each word before `end` its class as seen from the act of the words [first, last).

    `groups`: the group of each word's relation; `heads`: the word that governs it, a root itself.
    """
    first, last = span
    classes = np.zeros(end, dtype=np.int64)
    within = heads[:end].clip(0, end - 1)
    head = next((word for word in range(first, last) if not first <= within[word] < last), first)
    governor = within[head]
    if not first <= governor < last:
        siblings = np.flatnonzero(within == governor)
        classes[siblings] = _class(SIBLING, groups[siblings])
        classes[governor] = _class(HEAD, groups[head])
    below = np.arange(end)
    for step in range(DEPTH):
        above = within[below]
        reached = (above >= first) & (above < last) & (above != below) & ((below < first) | (below >= last))
        classes[reached] = _class(CHILD if step == 0 else WITHIN, groups[below[reached]])
        below = np.where(reached, first, above)
    classes[first:last] = INSIDE
    return classes


def numbered(relations: Sequence[str]) -> Numbers:
    """The groups of relations, as an array."""
    return np.array([group_of(relation) for relation in relations], dtype=np.int64)


def _class(kind: int, group: Numbers | np.int64) -> Numbers | np.int64:
    return FIRST + kind * len(GROUPS) + group


def distance_class(offset: int, classes: int) -> int:
    """The class of a word's distance to an act, in words: before and behind apart, growing with the logarithm."""
    half = classes // 2
    near = 0 if offset == 0 else min(half - 1, 1 + int(np.log2(abs(offset)) * 1.6))
    return near if offset <= 0 else half + near


def distance_classes(span: Span, end: int, classes: int) -> Numbers:
    """For each word before `end` the class of its distance to the act of the words [first, last), which end before it too."""
    first, last = span
    words = np.arange(end)
    offsets = np.minimum(words - first, 0) + np.maximum(words - last + 1, 0)
    reach = 1 << end.bit_length()
    found: Numbers = _classes_around(reach, classes)[offsets + reach]
    return found


@cache
def _classes_around(reach: int, classes: int) -> Numbers:
    """The classes of the offsets from -reach to reach."""
    return np.array([distance_class(offset, classes) for offset in range(-reach, reach + 1)], dtype=np.int64)

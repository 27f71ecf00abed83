"""How the words of a sentence stand to an act in its parse, as classes that arguments are scored by.

What belongs here: relations of Universal Dependencies → groups and classes. What does not: the scores (acts.py).
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from tasks.proposals.windows import Span

Numbers = npt.NDArray[np.int64]

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

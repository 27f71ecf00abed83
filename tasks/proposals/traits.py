"""What the network is told of a word beside its spelling: part of speech, relation, kind of name, what acts its lemma can tell.

What belongs here: tokens and names of a text → an array. What does not: which lemmas tell which acts (triggers.json of the
network's folder, written when it is trained).
"""

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tasks.proposals.labels import Array, Labels
from tasks.proposals.relations import GROUPS, numbered

TRIGGERS = "triggers.json"
TAGS = (
    *("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM"),
    *("PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"),
)
TAG_PLACES = {tag: place for place, tag in enumerate(TAGS)}
NAMES = ("PER", "LOC", "ORG", "MISC")
KIND_OF_TAG = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
ALONE, WITH_COMPANY = 1.0, 0.5
"""What a lemma counts that tells an act by itself, and one that does in company only."""

Triggers = Mapping[str, Mapping[str, Mapping[str, float]]]
"""By kind of word (verb, noun, adj) and lemma the types of act that it can tell, with what each counts."""


@dataclass(frozen=True)
class Reading:
    """What annotation knows of the words of a text.

    For each word its lemma, universal part of speech, relation and the word that governs it, a root itself; `names`: (start,
    end, label) of each, in characters.
    """

    lemmas: Sequence[str]
    tags: Sequence[str]
    relations: Sequence[str]
    heads: Sequence[int]
    names: Sequence[tuple[int, int, str]]


def width(labels: Labels) -> int:
    """The number of traits of a word."""
    return len(labels.types) - 1 + len(TAGS) + len(NAMES) + len(GROUPS)


def traits_of(words: Sequence[tuple[int, int]], reading: Reading, *, triggers: Triggers, labels: Labels) -> Array:
    """(words, traits): what each type counts for the lemma, then one of the tags, of the kinds of names, of the relations.

    `words`: spans of characters, in order.
    """
    types = len(labels.types) - 1
    traits = np.zeros((len(words), width(labels)), dtype=np.float32)
    for row, (lemma, tag) in enumerate(zip(reading.lemmas, reading.tags, strict=True)):
        of_kind = triggers.get(KIND_OF_TAG.get(tag, ""))
        if of_kind and (counted := of_kind.get(lemma.lower())):
            for event_type, counts in counted.items():
                traits[row, labels.types.index(event_type) - 1] = counts
    rows = np.arange(len(words))
    traits[rows, types + np.array([TAG_PLACES.get(tag, TAG_PLACES["X"]) for tag in reading.tags], dtype=np.int64)] = 1
    traits[rows, types + len(TAGS) + len(NAMES) + numbered(reading.relations)] = 1
    starts = [start for start, _ in words]
    for start, end, label in reading.names:
        if label in NAMES:
            inside = slice(max(0, bisect_right(starts, start) - 1), bisect_right(starts, end - 1))
            traits[inside, types + len(TAGS) + NAMES.index(label)] = 1
    return traits


def triggers_of(rules: Iterable[tuple[str, str, str, bool]]) -> Triggers:
    """From the kind, lemma, type and whether it needs company of each rule of the lexicon, what its lemma counts at most."""
    found: dict[str, dict[str, dict[str, float]]] = {}
    for kind, lemma, event_type, company in sorted(rules):
        counts = found.setdefault(kind, {}).setdefault(lemma, {})
        counts[event_type] = max(counts.get(event_type, 0.0), WITH_COMPANY if company else ALONE)
    return found


def write_triggers(triggers: Triggers, folder: Path) -> None:
    """Write them into the network's folder."""
    (folder / TRIGGERS).write_text(json.dumps(triggers, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def read_triggers(folder: Path) -> Triggers:
    """Those of a network's folder."""
    found: Triggers = json.loads((folder / TRIGGERS).read_text(encoding="utf-8"))
    return found

"""Scores of a French pipeline on held-out data, as spaCy counts them: on the pipeline's own tokens and sentences.

Tokens that differ from the gold ones count as errors, as in the published figures of fr_core_news. Speed is measured
by the caller, who has the clock.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example

SYNTAX_SCORES = ("token_f", "pos_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las", "sents_p", "sents_r", "sents_f")
NAME_SCORES = ("ents_p", "ents_r", "ents_f")
DIGITS = 4

Scores = dict[str, float]


def read_gold(nlp: Language, path: Path) -> list[Doc]:
    """Return the gold documents of a DocBin."""
    return list(DocBin().from_disk(path).get_docs(nlp.vocab))


def syntax_scores(nlp: Language, gold: Iterable[Doc]) -> Scores:
    """Return accuracy of parts of speech, features and lemmas, UAS, LAS and sentence P, R, F, each from 0 to 1."""
    scores = _scores(nlp, gold)
    return {name: round(float(scores[name]), DIGITS) for name in SYNTAX_SCORES}


def name_scores(nlp: Language, gold: Iterable[Doc]) -> dict[str, Scores]:
    """Return precision, recall and F of exact spans, for "all" and by label."""
    scores = _scores(nlp, gold)
    by_label: Mapping[str, Mapping[str, float]] = scores["ents_per_type"] or {}
    rows = {"all": {name[-1]: scores[name] for name in NAME_SCORES}, **by_label}
    return {label: {key: round(float(row[key] or 0), DIGITS) for key in "prf"} for label, row in sorted(rows.items())}


def _scores(nlp: Language, gold: Iterable[Doc]) -> dict[str, Any]:
    return nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in gold])

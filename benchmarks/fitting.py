"""What the fitting of weights shares: annotated documents as articles, a logistic model, how far its probabilities hold.

Imported by the four fit_*_weights.py; needs the dependency group `train`.
"""

import argparse
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd
import yaml
from sklearn.linear_model import LogisticRegression

from tasks.annotate.articles import load_annotator
from tasks.code_events.grammar.articles import read_articles
from tasks.code_events.grammar.sentence import Article
from tasks.gazetteer import load_gazetteer
from tasks.link.entities import link_mentions
from tasks.train.acts.annotation import AnnotatedDocument, AnnotatedEvent, read_annotated_events

FOLDS, BANDS = 5, 10
LEAST_WEIGHT = 0.005
Numbers = npt.NDArray[np.float64]
Answers = npt.NDArray[np.bool_]


def asked(words: str | None) -> tuple[list[AnnotatedDocument], bool]:
    """What the command line names: the annotated documents, and whether to write the weights."""
    args = argparse.ArgumentParser(description=words, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("corpora", type=Path)
    args.add_argument("--annotation", type=Path, default=Path("data/annotation/events"))
    args.add_argument("--write", action="store_true")
    given = args.parse_args()
    return read_annotated_events(given.corpora, given.annotation), given.write


def write_weights(path: Path, weights: Mapping[str, object]) -> None:
    """Replace weights of a file; its comment and what was chosen by hand stay."""
    text = path.read_text(encoding="utf-8")
    comment = "".join(line for line in text.splitlines(keepends=True) if line.startswith("#"))
    path.write_text(comment + yaml.safe_dump({**yaml.safe_load(text), **weights}, sort_keys=False), encoding="utf-8")


def as_articles(documents: Sequence[AnnotatedDocument]) -> Iterator[tuple[AnnotatedDocument, Article]]:
    """Each document with the article that annotation and link make of it."""
    articles = pd.DataFrame(
        {
            "article_id": [f"{number:05d}" for number in range(len(documents))],
            "text": [d.text for d in documents],
            "title": None,
            "outlet": None,
            "published_on": [d.published or pd.NaT for d in documents],
            "published_precision": ["day" if isinstance(d.published, date) else "unknown" for d in documents],
        }
    )
    frames = load_annotator("embedded")(articles)
    entities, _ = link_mentions(frames["mentions"], articles, frames["sentences"], gazetteer=load_gazetteer())
    names = ("sentences", "tokens", "timexes", "quotations")
    sentences, tokens, timexes, quotations = (frames[name] for name in names)
    proposals = frames["proposed_acts"], frames["proposed_arguments"]
    read = read_articles(articles, sentences, tokens, timexes, quotations, entities, *proposals)
    return ((documents[int(article.article_id)], article) for article in read)


class Evidenced(Protocol):
    """A row of a fit: its document, its pieces of evidence by name, and whether it is right."""

    @property
    def document(self) -> str: ...
    @property
    def evidence(self) -> Mapping[str, float]: ...
    @property
    def right(self) -> bool: ...


def fitted_weights(rows: Sequence[Evidenced], told: str, *, strength: float) -> tuple[dict[str, float], Numbers]:
    """The weights of the evidence of the rows by name, tiny ones left out, and the probability of each row across folds.

    Prints how many rows there are, in the words `told`, how many are right, and the calibration error.
    """
    names = sorted({name for row in rows for name in row.evidence} - {"one"})
    table = np.array([[row.evidence.get(name, 0.0) for name in names] for row in rows])
    right = np.array([row.right for row in rows])
    chances = across_folds(table, right, (row.document for row in rows), strength=strength)
    error = calibration_error(chances, right)
    print(f"{len(rows)} {told}, {right.mean():.3f} of them right; calibration error over {FOLDS} folds {error:.3f}")
    model = fitted(table, right, strength=strength)
    found = {name: round(float(weight), 2) for name, weight in zip(names, model.coef_[0], strict=True)}
    kept = {name: weight for name, weight in found.items() if abs(weight) >= LEAST_WEIGHT}
    return {"one": round(float(model.intercept_[0]), 2), **kept}, chances


def fitted(table: Numbers, right: Answers, *, strength: float) -> LogisticRegression:
    """The logistic model of rows of evidence; `strength`: the inverse of the penalty on large weights."""
    return LogisticRegression(C=strength, max_iter=3000).fit(table, right)


def across_folds(table: Numbers, right: Answers, documents: Iterable[str], *, strength: float) -> Numbers:
    """The probability of each row by a model that was fitted on the other folds' documents."""
    folds = np.array([zlib.crc32(document.encode()) % FOLDS for document in documents])
    chances = np.zeros(len(right))
    for fold in range(FOLDS):
        inside = folds == fold
        chances[inside] = fitted(table[~inside], right[~inside], strength=strength).predict_proba(table[inside])[:, 1]
    return chances


def calibration_error(chances: Numbers, right: Answers) -> float:
    """The mean distance of probability and share that is right, over bands of a tenth, weighted by their rows."""
    band = np.minimum((chances * BANDS).astype(int), BANDS - 1)
    return sum(
        float((band == number).mean()) * abs(float(chances[band == number].mean() - right[band == number].mean()))
        for number in set(band.tolist())
    )


def event_at(event_type: str, span: tuple[int, int], events: Iterable[AnnotatedEvent]) -> AnnotatedEvent | None:
    """The first of the reader's events of that type, or one that can be defended, whose trigger meets the span of characters."""
    return next((e for e in events if event_type in {e.event_type, *e.alt} and overlap(span, e.trigger)), None)


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans of characters overlap."""
    return one[0] < other[1] and other[0] < one[1]

"""What fitting shares: annotated documents as articles, a logistic model or boosted trees, how far their probabilities hold.

Imported by the fit_*.py; needs the dependency group `train`.
"""

import argparse
import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import pandas as pd
import yaml
from onnx import helper
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from tasks.annotate.articles import load_annotator
from tasks.code_events.decide.trees import NAMES
from tasks.code_events.grammar.articles import read_articles
from tasks.code_events.grammar.sentence import Article
from tasks.gazetteer import load_gazetteer
from tasks.link.entities import link_mentions
from tasks.train.acts.annotation import AnnotatedDocument, AnnotatedEvent, read_annotated_events

FOLDS, BANDS = 5, 10
LEAST_WEIGHT = 0.005
LEAST_ROWS = 30
"""Evidence of fewer rows is left out of the trees."""
OPSET, OPSET_OF_TREES, FORMAT = 17, 3, 9
NODE_COLUMNS = ("treeids", "nodeids", "modes", "featureids", "values", "truenodeids", "falsenodeids")
TREES = {
    "max_iter": 150,
    "learning_rate": 0.05,
    "max_leaf_nodes": 10,
    "min_samples_leaf": 20,
    "l2_regularization": 1.0,
    "max_features": 0.5,
    "early_stopping": False,
    "random_state": 0,
}
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


@dataclass(frozen=True)
class Row:
    """A row of a fit: its document, its pieces of evidence by name, and whether it is right."""

    document: str
    evidence: Mapping[str, float]
    right: bool


def fitted_weights(rows: Sequence[Row], told: str, *, strength: float) -> tuple[dict[str, float], Numbers]:
    """The weights of the evidence of the rows by name, tiny ones left out, and the probability of each row across folds.

    `strength`: the inverse of the penalty on large weights. Prints how many rows there are, in the words `told`, how many are
    right, and the calibration error.
    """
    names = sorted({name for row in rows for name in row.evidence} - {"one"})

    def fit(table: Numbers, right: Answers) -> LogisticRegression:
        return LogisticRegression(C=strength, max_iter=3000).fit(table, right)

    model, chances = _fitted(rows, told, _table(rows, names), fit)
    found = {name: round(float(weight), 2) for name, weight in zip(names, model.coef_[0], strict=True)}
    kept = {name: weight for name, weight in found.items() if abs(weight) >= LEAST_WEIGHT}
    return {"one": round(float(model.intercept_[0]), 2), **kept}, chances


def fitted_trees(rows: Sequence[Row], told: str, *, rising: Sequence[str]) -> tuple[bytes, Numbers]:
    """Trees of the evidence of the rows, as `load_trees` reads them, and the probability of each row across folds.

    More of what is `rising` never makes a row less probable. Prints as `fitted_weights` does.
    """
    counts = Counter(name for row in rows for name, value in row.evidence.items() if value)
    names = sorted(name for name, count in counts.items() if count >= LEAST_ROWS)
    slopes = [int(name in rising) for name in names]

    def fit(table: Numbers, right: Answers) -> HistGradientBoostingClassifier:
        return HistGradientBoostingClassifier(**TREES, monotonic_cst=slopes).fit(table, right)

    served = _table(rows, names).astype(np.float32)  # as trees.py gives it
    model, chances = _fitted(rows, told, served, fit)
    return _as_onnx(model, names), chances


def _table(rows: Sequence[Row], names: Sequence[str]) -> Numbers:
    return np.array([[row.evidence.get(name, 0.0) for name in names] for row in rows])


def _fitted(rows: Sequence[Row], told: str, table: Any, fit: Callable[[Any, Answers], Any]) -> tuple[Any, Numbers]:
    """The model of all rows, and the probability of each by one that was fitted on the other folds' documents."""
    right = np.array([row.right for row in rows])
    folds = np.array([zlib.crc32(row.document.encode()) % FOLDS for row in rows])
    chances = np.zeros(len(right))
    for fold in range(FOLDS):
        inside = folds == fold
        chances[inside] = fit(table[~inside], right[~inside]).predict_proba(table[inside])[:, 1]
    error = calibration_error(chances, right)
    print(f"{len(rows)} {told}, {right.mean():.3f} of them right; calibration error over {FOLDS} folds {error:.3f}")
    return fit(table, right), chances


def _as_onnx(model: HistGradientBoostingClassifier, names: Sequence[str]) -> bytes:
    """The trees with the names of their columns. Converters lag behind: the nodes are read off the fitted model."""
    columns: dict[str, list[Any]] = {f"nodes_{name}": [] for name in NODE_COLUMNS}
    leaves: dict[str, list[Any]] = {f"target_{name}": [] for name in ("treeids", "nodeids", "ids", "weights")}
    for tree, (predictor,) in enumerate(model._predictors):  # noqa: SLF001 - there is no public way to the nodes
        for number, node in enumerate(predictor.nodes):
            leaf = bool(node["is_leaf"])
            values = (
                *(tree, number, "LEAF" if leaf else "BRANCH_LEQ", 0 if leaf else int(node["feature_idx"])),
                *(0.0 if leaf else float(node["num_threshold"]), int(node["left"]), int(node["right"])),
            )
            for name, value in zip(NODE_COLUMNS, values, strict=True):
                columns[f"nodes_{name}"].append(value)
            if leaf:
                for name, value in zip(leaves, (tree, number, 0, float(node["value"])), strict=True):
                    leaves[name].append(value)
    base = [float(model._baseline_prediction.item())]  # noqa: SLF001
    kind = {"domain": "ai.onnx.ml", "n_targets": 1, "base_values": base}
    ensemble = helper.make_node("TreeEnsembleRegressor", [NAMES], ["logits"], **kind, **columns, **leaves)
    squashed = helper.make_node("Sigmoid", ["logits"], ["chances"])
    ends = [helper.make_tensor_value_info(n, onnx.TensorProto.FLOAT, [None, w]) for n, w in ((NAMES, len(names)), ("chances", 1))]
    graph = helper.make_graph([ensemble, squashed], "trees", ends[:1], ends[1:])
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("ai.onnx.ml", OPSET_OF_TREES)]
    whole = helper.make_model(graph, opset_imports=opsets, ir_version=FORMAT)
    helper.set_model_props(whole, {NAMES: json.dumps(list(names))})
    return bytes(whole.SerializeToString())


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

"""Fit how probable it is that type, actors and recipients of a mention are all right, and say how far the probabilities hold.

    python benchmarks/fit_who_weights.py CORPORA [--annotation FOLDER] [--write]

Needs the dependency group `train`; `--write` changes tasks/code_events/decide/who_weights.yaml. To be run behind
fit_event_weights.py and fit_party_weights.py, whose probabilities it takes.

The coder's mentions in the documents kept for choosing are compared with the events of reader A: a mention is right if its
trigger meets an event of an accepted type, and in each role one of its parties is one of the reader's, or neither has any.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
from fit_party_weights import is_party
from fitting import FOLDS, across_folds, as_articles, asked, calibration_error, fitted, overlap, write_weights

from tasks.code_events.arguments.predication import Predication
from tasks.code_events.coding import code_article
from tasks.code_events.decide.who import evidence_of_who
from tasks.code_events.lexicon.load import load_lexicon
from tasks.code_events.participants.parties import Party
from tasks.train.acts.annotation import AnnotatedDocument, AnnotatedEvent, AnnotatedParty, documents_in

STRENGTH, LEAST_WEIGHT = 0.3, 0.005
WEIGHTS = Path(str(files("tasks.code_events").joinpath("decide", "who_weights.yaml")))


@dataclass(frozen=True)
class Row:
    """A mention: its document, evidence, and whether type and parties are right."""

    document: str
    evidence: dict[str, float]
    right: bool


def main() -> None:
    """Fit, print what holds, and write the weights if asked."""
    documents, write = asked(__doc__)
    rows = list(rows_of(documents_in(documents, "choosing")))
    names = sorted({name for row in rows for name in row.evidence} - {"one"})
    table = np.array([[row.evidence.get(name, 0.0) for name in names] for row in rows])
    right = np.array([row.right for row in rows])
    chances = across_folds(table, right, (row.document for row in rows), strength=STRENGTH)
    error = calibration_error(chances, right)
    print(f"{len(rows)} mentions, {right.mean():.3f} of them right; calibration error over {FOLDS} folds {error:.3f}")
    for least in (0.3, 0.5, 0.7):
        print(f"from {least}: {(chances >= least).sum()} mentions, {right[chances >= least].mean():.3f} of them right")
    if write:
        model = fitted(table, right, strength=STRENGTH)
        found = {name: round(float(weight), 2) for name, weight in zip(names, model.coef_[0], strict=True)}
        kept = {name: weight for name, weight in found.items() if abs(weight) >= LEAST_WEIGHT}
        write_weights(WEIGHTS, {"who": {"one": round(float(model.intercept_[0]), 2), **kept}})


def rows_of(documents: Sequence[AnnotatedDocument]) -> Iterator[Row]:
    """The mentions of all documents, in their order; those at doubtful events are left out."""
    lexicon = load_lexicon()
    for document, article in as_articles(documents):
        for one in code_article(article, lexicon):
            if one.mention is None or one.telling is None:
                continue
            span = one.mention["trigger_start"], one.mention["trigger_end"]
            accepted = [
                e for e in document.events if one.mention["event_type"] in {e.event_type, *e.alt} and overlap(span, e.trigger)
            ]
            if not accepted or accepted[0].sure:
                right = bool(accepted) and _are_right(one.telling, accepted[0])
                yield Row(document.document, dict(evidence_of_who(one.telling, one.candidate.probability)), right)


def _are_right(telling: Predication, event: AnnotatedEvent) -> bool:
    return _is_right(telling.actors, event.actors) and _is_right(telling.recipients, event.recipients)


def _is_right(found: Sequence[Party], wanted: Sequence[AnnotatedParty]) -> bool:
    return any(is_party(one, other) for one in found for other in wanted) if wanted else not found


if __name__ == "__main__":
    main()

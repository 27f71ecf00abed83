"""Fit what each piece of evidence for an event is worth, and say how far the probabilities hold.

    python benchmarks/fit_event_weights.py CORPORA [--annotation FOLDER] [--write]

Needs the dependency group `train`; `--write` changes tasks/code_events/decide/weights.yaml, but not its thresholds.

The candidates of the documents kept for choosing are compared with the events that reader A marked there: a candidate is right if
the reader has an event of its type, or one that can be defended, in its sentence; an event makes one candidate right, one at its
trigger before others. Candidates at doubtful events are left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
from fitting import FOLDS, across_folds, as_articles, asked, calibration_error, fitted, overlap, write_weights
from sklearn.linear_model import LogisticRegression

from schemas.vocabularies import vocabulary
from tasks.code_events.acts.learned import LEARNED, proposed
from tasks.code_events.acts.triggers import Trigger, propose
from tasks.code_events.coding import scenes_of
from tasks.code_events.decide.precedence import KEPT, verdicts
from tasks.code_events.decide.weighing import candidates_alone, evidence_of
from tasks.code_events.grammar.sentence import Sentence
from tasks.code_events.lexicon.load import load_lexicon
from tasks.train.acts.annotation import AnnotatedDocument, AnnotatedEvent, documents_in

STRENGTH = 0.3
TYPES = tuple(vocabulary("event_type"))
WEIGHTS = Path(str(files("tasks.code_events").joinpath("decide", "weights.yaml")))


@dataclass(frozen=True)
class Seen:
    """A candidate: its document, type, words, sentence, evidence, and whether a rule of the lexicon proposes it."""

    document: str
    event_type: str
    words: tuple[int, int]
    sentence: tuple[int, int]
    evidence: Mapping[str, float]
    by_rule: bool


def main() -> None:
    """Fit, print what holds, and write the weights if asked."""
    annotated, write = asked(__doc__)
    documents = documents_in(annotated, "choosing")
    pairs = [
        (one, right)
        for document, seen in candidates_of(documents)
        for one, right in labelled(seen, document.events)
        if right is not None
    ]
    names = sorted({name for one, _ in pairs for name in one.evidence} - {"one"})
    table = np.array([columns(one, names) for one, _ in pairs])
    right = np.array([right for _, right in pairs])
    chances = across_folds(table, right, (one.document for one, _ in pairs), strength=STRENGTH)
    print(f"{len(documents)} documents, {len(pairs)} candidates, {right.mean():.3f} of them right")
    print(f"expected calibration error over {FOLDS} folds by document: {calibration_error(chances, right):.3f}")
    if write:
        write_weights(WEIGHTS, _weights(names, fitted(table, right, strength=STRENGTH)))


def candidates_of(documents: Sequence[AnnotatedDocument]) -> Iterator[tuple[AnnotatedDocument, list[Seen]]]:
    """The candidates of each document, as the coder has them before it weighs."""
    lexicon = load_lexicon()
    for document, article in as_articles(documents):
        yield document, [seen for scene in scenes_of(article, lexicon) for seen in _seen(document, scene.sentence)]


def _seen(document: AnnotatedDocument, sentence: Sentence) -> Iterator[Seen]:
    lexicon = load_lexicon()
    by_rule = propose(sentence, lexicon)
    judged = list(zip(by_rule, verdicts(sentence, by_rule, lexicon), strict=True))
    every = [*(t for t, reason in judged if reason == KEPT), *candidates_alone(judged, proposed(sentence, lexicon))]
    for trigger in every:
        yield _of(document, sentence, trigger, every)


def _of(document: AnnotatedDocument, sentence: Sentence, trigger: Trigger, every: Sequence[Trigger]) -> Seen:
    return Seen(
        document.document,
        trigger.rule.event_type,
        (sentence.words[trigger.first].start, sentence.words[trigger.last].end),
        (sentence.start, sentence.end),
        evidence_of(trigger, sentence, every),
        trigger.evidence != LEARNED,
    )


def labelled(seen: Sequence[Seen], events: Sequence[AnnotatedEvent]) -> Iterator[tuple[Seen, bool | None]]:
    """Each candidate with whether it is right; None where only a doubtful event would make it so."""
    pairs = sorted(
        (not overlap(one.words, event.trigger), not event.sure, not one.by_rule, place, number)
        for place, one in enumerate(seen)
        for number, event in enumerate(events)
        if one.event_type in {event.event_type, *event.alt} and one.sentence[0] <= event.trigger[0] < one.sentence[1]
    )
    told: dict[int, bool | None] = {}
    used: set[int] = set()
    for _, doubtful, _, place, number in pairs:
        if place not in told and number not in used:
            told[place] = None if doubtful else True
            used.add(number)
    return ((one, told.get(place, False)) for place, one in enumerate(seen))


def columns(one: Seen, names: Sequence[str]) -> list[float]:
    """The evidence, then the type, then the type if a rule proposes it."""
    kinds = [float(one.event_type == code) for code in TYPES]
    return [*(one.evidence.get(name, 0.0) for name in names), *kinds, *(kind * one.by_rule for kind in kinds)]


def _weights(names: Sequence[str], model: LogisticRegression) -> Mapping[str, Mapping[str, float]]:
    """The weights as the file names them."""
    found = [round(float(weight), 2) for weight in model.coef_[0]]
    types = len(names) + len(TYPES)
    return {
        "evidence": {"one": round(float(model.intercept_[0]), 2), **dict(zip(names, found[: len(names)], strict=True))},
        "types": dict(zip(TYPES, found[len(names) : types], strict=True)),
        "types_by_rule": dict(zip(TYPES, found[types:], strict=True)),
    }


if __name__ == "__main__":
    main()

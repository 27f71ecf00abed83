"""Fit the trees that weigh the evidence for an event, and say how far the probabilities hold.

    python benchmarks/fit_event_trees.py CORPORA [--annotation FOLDER] [--write]

Needs the dependency group `train`; `--write` changes tasks/code_events/decide/event_trees.onnx.

The candidates of the documents kept for choosing are compared with the events that are marked there: a candidate is right if
the reader has an event of its type, or one that can be defended, in its sentence; an event makes one candidate right, one at its
trigger before others. Candidates at doubtful events are left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from fitting import Row, as_articles, asked, fitted_trees, overlap

from tasks.code_events.acts.learned import LEARNED, proposed, support
from tasks.code_events.acts.triggers import Trigger, propose
from tasks.code_events.coding import Scene, scenes_of
from tasks.code_events.decide.precedence import KEPT, verdicts
from tasks.code_events.decide.weighing import candidates_alone, evidence_of
from tasks.code_events.lexicon.load import load_lexicon
from tasks.train.acts.annotation import AnnotatedDocument, AnnotatedEvent, documents_in

RISING = ("act", "type", "actor")
WRITTEN = Path(str(files("tasks.code_events").joinpath("decide", "event_trees.onnx")))


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
    """Fit, print what holds, and write the trees if asked."""
    annotated, write = asked(__doc__)
    rows = [
        Row(one.document, one.evidence, right)
        for document, seen in candidates_of(documents_in(annotated, "choosing"))
        for one, right in labelled(seen, document.events)
        if right is not None
    ]
    trees, _ = fitted_trees(rows, "candidates", rising=RISING)
    if write:
        WRITTEN.write_bytes(trees)


def candidates_of(documents: Sequence[AnnotatedDocument]) -> Iterator[tuple[AnnotatedDocument, list[Seen]]]:
    """The candidates of each document, as the coder has them before it weighs."""
    lexicon = load_lexicon()
    for document, article in as_articles(documents):
        yield document, [seen for scene in scenes_of(article, lexicon) for seen in _seen(document, scene)]


def _seen(document: AnnotatedDocument, scene: Scene) -> Iterator[Seen]:
    lexicon, sentence = load_lexicon(), scene.sentence
    by_rule = propose(sentence, lexicon)
    judged = list(zip(by_rule, verdicts(sentence, by_rule, lexicon), strict=True))
    every = [*(t for t, reason in judged if reason == KEPT), *candidates_alone(judged, proposed(sentence, lexicon))]
    for trigger in every:
        yield _of(document, scene, trigger, every)


def _of(document: AnnotatedDocument, scene: Scene, trigger: Trigger, every: Sequence[Trigger]) -> Seen:
    sentence = scene.sentence
    return Seen(
        document.document,
        trigger.rule.event_type,
        (sentence.words[trigger.first].start, sentence.words[trigger.last].end),
        (sentence.start, sentence.end),
        evidence_of(trigger, support(trigger, sentence), sentence, every, scene.around),
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


if __name__ == "__main__":
    main()

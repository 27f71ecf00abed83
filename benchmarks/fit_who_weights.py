"""Fit how probable it is that type, actors and recipients of a mention are all right, and say how far the probabilities hold.

    python benchmarks/fit_who_weights.py CORPORA [--annotation FOLDER] [--write]

Needs the dependency group `train`; `--write` changes tasks/code_events/decide/who_weights.yaml. To be run behind
fit_event_trees.py and fit_party_weights.py, whose probabilities it takes.

The coder's mentions in the documents kept for choosing are compared with the events that are marked there: a mention is right
if its trigger meets an event of an accepted type, and in each role one of its parties is one of the reader's, or neither has any.
"""

from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from fit_party_weights import is_party
from fitting import Row, as_articles, asked, event_at, fitted_weights, write_weights

from tasks.code_events.arguments.predication import Predication
from tasks.code_events.coding import code_article
from tasks.code_events.decide.who import evidence_of_who
from tasks.code_events.lexicon.load import load_lexicon
from tasks.code_events.participants.parties import Party
from tasks.train.acts.annotation import AnnotatedDocument, AnnotatedEvent, AnnotatedParty, documents_in

STRENGTH = 0.3
THRESHOLDS = (0.3, 0.5, 0.7)
WEIGHTS = Path(str(files("tasks.code_events").joinpath("decide", "who_weights.yaml")))


def main() -> None:
    """Fit, print what holds, and write the weights if asked."""
    documents, write = asked(__doc__)
    rows = list(rows_of(documents_in(documents, "choosing")))
    weights, chances = fitted_weights(rows, "mentions", strength=STRENGTH)
    for least in THRESHOLDS:
        right = [row.right for row, chance in zip(rows, chances, strict=True) if chance >= least]
        print(f"from {least}: {len(right)} mentions, {sum(right) / max(len(right), 1):.3f} of them right")
    if write:
        write_weights(WEIGHTS, {"who": weights})


def rows_of(documents: Sequence[AnnotatedDocument]) -> Iterator[Row]:
    """The mentions of all documents, in their order; those at doubtful events are left out."""
    lexicon = load_lexicon()
    for document, article in as_articles(documents):
        for one in code_article(article, lexicon):
            if one.mention is None or one.telling is None:
                continue
            row = one.mention
            event = event_at(row["event_type"], (row["trigger_start"], row["trigger_end"]), document.events)
            if event is None or event.sure:
                right = event is not None and _are_right(one.telling, event)
                yield Row(document.document, evidence_of_who(one.telling, one.candidate.probability), right)


def _are_right(telling: Predication, event: AnnotatedEvent) -> bool:
    return _is_right(telling.actors, event.actors) and _is_right(telling.recipients, event.recipients)


def _is_right(found: Sequence[Party], wanted: Sequence[AnnotatedParty]) -> bool:
    return any(is_party(one, other) for one in found for other in wanted) if wanted else not found


if __name__ == "__main__":
    main()

"""Fit what each piece of evidence is worth for a party as actor or recipient, and say how far the probabilities hold.

    python benchmarks/fit_party_weights.py CORPORA [--annotation FOLDER] [--write]

Needs the dependency group `train`; `--write` changes tasks/code_events/decide/party_weights.yaml, but not its thresholds.

Of the press kept for choosing (reports written for another purpose are left out) the coder's predications are taken whose
trigger meets an event of the annotation of an accepted type. Each party that may take part in a role is a row: it is right if its
words overlap those that name a party of the reader's in that role, or if both have one country or are one international body.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from fitting import Row, as_articles, asked, event_at, fitted_weights, overlap, write_weights

from tasks.code_events.arguments.predication import Predication
from tasks.code_events.coding import candidates_of, tellings_of
from tasks.code_events.decide.parties import evidence_of_party, standings
from tasks.code_events.lexicon.load import load_lexicon
from tasks.code_events.participants.parties import Party
from tasks.evaluate.gold import BODIES
from tasks.proposals.labels import ROLES
from tasks.train.acts.annotation import AnnotatedDocument, AnnotatedEvent, AnnotatedParty, documents_in

STRENGTH = 0.1
REPORTS = "popcorn"
WEIGHTS = Path(str(files("tasks.code_events").joinpath("decide", "party_weights.yaml")))


@dataclass(frozen=True)
class PartyRow(Row):
    """A party that may take part in a role; it is right if it does."""

    role: str


def main() -> None:
    """Fit, print what holds, and write the weights if asked."""
    documents, write = asked(__doc__)
    press = [document for document in documents_in(documents, "choosing") if document.corpus != REPORTS]
    rows = list(rows_of(press))
    weights = {}
    for role in ROLES:
        weights[role], _ = fitted_weights([row for row in rows if row.role == role], f"{role}s that may be", strength=STRENGTH)
    if write:
        write_weights(WEIGHTS, weights)


def rows_of(documents: Sequence[AnnotatedDocument]) -> Iterator[PartyRow]:
    """The rows of all documents, in their order."""
    lexicon = load_lexicon()
    for document, article in as_articles(documents):
        for telling in tellings_of(candidates_of(article, lexicon), lexicon):
            event = _event_at(telling, document.events)
            if event is not None:
                yield from _rows(document, telling, event)


def _event_at(telling: Predication, events: Sequence[AnnotatedEvent]) -> AnnotatedEvent | None:
    words = telling.sentence.words
    return event_at(telling.rule.event_type, (words[telling.trigger.first].start, words[telling.trigger.last].end), events)


def _rows(document: AnnotatedDocument, telling: Predication, event: AnnotatedEvent) -> Iterator[PartyRow]:
    for role, parties in zip(ROLES, (event.actors, event.recipients), strict=True):
        for standing in standings(telling, role):
            right = any(is_party(standing.party, party) for party in parties)
            yield PartyRow(document.document, evidence_of_party(telling, role, standing), right, role)


def is_party(party: Party, annotated: AnnotatedParty) -> bool:
    """Whether a party is the one that the reader names: by its words, its country, or as one international body."""
    spans = [span for span in (annotated.named, annotated.local) if span is not None]
    by_words = party.named is not None and any(overlap(party.named, span) for span in spans)
    body = party.body[0] if party.body else party.entity_id
    code = BODIES.get(body or "", party.country)
    return by_words or (code is not None and code == annotated.country)


if __name__ == "__main__":
    main()

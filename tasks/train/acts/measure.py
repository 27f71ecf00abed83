"""How good proposals are on annotated documents that were not learned from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.language import Language

from tasks.proposals.acts import ProposedAct, propose
from tasks.proposals.network import Network
from tasks.proposals.windows import Span
from tasks.train.acts.annotation import AnnotatedDocument, AnnotatedEvent
from tasks.train.acts.examples import cut_document

THRESHOLD = 0.5


@dataclass
class Count:
    """True and false positives, and what was missed."""

    found: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what is found that is right."""
        return round(self.found / max(1, self.found + self.false), 4)

    @property
    def recall(self) -> float:
        """Share of what there is that is found."""
        return round(self.found / max(1, self.found + self.missed), 4)

    @property
    def f(self) -> float:
        """F1 score."""
        return round(2 * self.found / max(1, 2 * self.found + self.false + self.missed), 4)


@dataclass
class Scores:
    """Counts of acts (type right, in the right sentence) and of the parties of those that were found; shares that are right."""

    acts: Count = field(default_factory=Count)
    actor: Count = field(default_factory=Count)
    recipient: Count = field(default_factory=Count)
    realis: list[bool] = field(default_factory=list)


def proposal_scores(
    documents: Iterable[AnnotatedDocument], *, nlp: Language, network: Network, threshold: float = THRESHOLD
) -> dict[str, float]:
    """F of acts, actors and recipients, share of right realis. An act is met by one of an accepted type in its sentence."""
    scores = Scores()
    for document in documents:
        cut = cut_document(document.text, nlp=nlp, pieces=network.pieces, limit=network.labels.window)
        acts = [
            act
            for act in propose(document.text, cut.words, cut.sentences, cut.reading, network=network)
            if act.score >= threshold
        ]
        _count(document.events, acts, cut.words, cut.sentences, scores, threshold)
    right = sum(scores.realis) / max(1, len(scores.realis))
    return {
        "acts_p": scores.acts.precision,
        "acts_r": scores.acts.recall,
        "acts_f": scores.acts.f,
        "actor_f": scores.actor.f,
        "recipient_f": scores.recipient.f,
        "realis": round(right, 4),
    }


def _count(
    events: Sequence[AnnotatedEvent],
    acts: Sequence[ProposedAct],
    words: Sequence[Span],
    sentences: Sequence[Span],
    scores: Scores,
    threshold: float,
) -> None:
    free = list(events)
    for act in acts:
        first, last = next((a, b) for a, b in sentences if a <= act.first < b)
        near = [
            e for e in free if words[first][0] <= e.trigger[0] < words[last - 1][1] and act.event_type in {e.event_type, *e.alt}
        ]
        if not near:
            scores.acts.false += 1
            continue
        start, end = words[act.first][0], words[act.last - 1][1]
        event = max(near, key=lambda e: (min(e.trigger[1], end) > max(e.trigger[0], start), e.sure))
        free.remove(event)
        if event.sure:
            scores.acts.found += 1
        scores.realis.append(act.realis == event.realis)
        _count_parties(event, act, words, scores, threshold)
    scores.acts.missed += sum(event.sure for event in free)


def _count_parties(event: AnnotatedEvent, act: ProposedAct, words: Sequence[Span], scores: Scores, threshold: float) -> None:
    for role, parties, count in (("actor", event.actors, scores.actor), ("recipient", event.recipients, scores.recipient)):
        wanted = [span for party in parties if (span := party.local or party.named) is not None]
        found = [(words[a.first][0], words[a.last - 1][1]) for a in act.arguments if a.role == role and a.score >= threshold]
        met = [any(min(end, b) > max(start, a) for a, b in found) for start, end in wanted]
        count.found += sum(met)
        count.missed += len(met) - sum(met)
        count.false += sum(not any(min(end, b) > max(start, a) for start, end in wanted) for a, b in found)

"""Why an article is coded as it is: for each sentence the candidates with their verdicts, and all who may take part in each act.

What belongs here: what the rooms decided, put side by side. What does not: any decision.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tasks.code_events.coding import Judged, candidates_of, code_article, tellings_of, with_dates
from tasks.code_events.decide.parties import weighed_parties
from tasks.code_events.decide.precedence import KEPT
from tasks.code_events.decide.weighing import Candidate
from tasks.code_events.grammar.sentence import Article, Sentence
from tasks.code_events.lexicon.load import Lexicon
from tasks.code_events.participants.parties import Party
from tasks.code_events.rows import Row
from tasks.proposals.labels import ROLES


@dataclass(frozen=True)
class ExplainedParty:
    """A party that may take part in a role, the way it came there, its probability as score, and whether it was taken."""

    role: str
    party: Party
    way: str
    taken: bool


@dataclass(frozen=True)
class ExplainedCandidate:
    """A candidate with its verdict; where it is an event with its row of EVENT_MENTIONS."""

    candidate: Candidate
    parties: tuple[ExplainedParty, ...]
    mention: Row | None


@dataclass(frozen=True)
class ExplainedSentence:
    """A sentence with its candidates in the order of their words."""

    sentence: Sentence
    candidates: tuple[ExplainedCandidate, ...]


def explain_article(article: Article, lexicon: Lexicon) -> list[ExplainedSentence]:
    """The sentences of an article, subheads too, each with what was made of it."""
    found = candidates_of(article, lexicon)
    tellings = iter(tellings_of(found, lexicon))
    judged = with_dates(article, list(code_article(article, lexicon)), lexicon)
    by_sentence: dict[int, list[ExplainedCandidate]] = {sentence.number: [] for sentence in article.sentences}
    for (scene, before), after in zip(found, judged, strict=True):
        parties = weighed_parties(next(tellings)) if before.reason == KEPT else {role: [] for role in ROLES}
        shown = tuple(_shown(role, one.party, one.way, after) for role in ROLES for one in parties[role])
        by_sentence[scene.sentence.number].append(ExplainedCandidate(after.candidate, shown, after.mention))
    return [ExplainedSentence(sentence, tuple(by_sentence[sentence.number])) for sentence in article.sentences]


def _shown(role: str, party: Party, way: str, after: Judged) -> ExplainedParty:
    taken: Iterator[Party] = iter(())
    if after.telling is not None:
        taken = iter(after.telling.actors if role == "actor" else after.telling.recipients)
    return ExplainedParty(role, party, way, any(one == party and one.named == party.named for one in taken))

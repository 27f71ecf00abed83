"""Why an article is coded as it is: for each sentence the candidates with their verdicts, and all who may take part in each act.

What belongs here: what the rooms decided, put side by side. What does not: any decision.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tasks.code_events.arguments.predication import Predication
from tasks.code_events.coding import Judged, code_article, with_dates
from tasks.code_events.decide.parties import weighed_parties
from tasks.code_events.decide.weighing import Candidate
from tasks.code_events.grammar.sentence import Article, Sentence
from tasks.code_events.lexicon.load import Lexicon
from tasks.code_events.participants.parties import Party
from tasks.code_events.rows import Row


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
    by_sentence: dict[int, list[ExplainedCandidate]] = {sentence.number: [] for sentence in article.sentences}
    for judged in with_dates(article, list(code_article(article, lexicon)), lexicon):
        found = ExplainedCandidate(judged.candidate, tuple(_parties(judged)), judged.mention)
        by_sentence[judged.sentence.number].append(found)
    return [ExplainedSentence(sentence, tuple(by_sentence[sentence.number])) for sentence in article.sentences]


def _parties(judged: Judged) -> Iterator[ExplainedParty]:
    """All who may take part in it, actors first."""
    for role, standings in weighed_parties(judged.proposed).items() if judged.proposed else ():
        for one in standings:
            taken = _as_taken(one.party, role, judged.telling)
            yield ExplainedParty(role, taken or one.party, one.way, taken is not None)


def _as_taken(party: Party, role: str, telling: Predication | None) -> Party | None:
    """The party as it takes part, where it does: perhaps of another sector."""
    taken = () if telling is None else telling.arguments.sides(role)[0]
    return next((one for one in taken if replace(one, sector=party.sector) == party and one.named == party.named), None)

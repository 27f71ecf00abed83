"""Parties that the network proposes for an act.

What belongs here: which party the proposed words stand for. What does not: the grammar's own ways (find.py), whom a party
refers to (reference.py), who of all takes part (decide/parties.py).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import dropwhile, takewhile

from tasks.code_events.acts.learned import LEARNED
from tasks.code_events.arguments.branches import Arguments
from tasks.code_events.grammar.sentence import Proposal, ProposedParty, Sentence
from tasks.code_events.lexicon.classes import SECTORS_BY_NAME
from tasks.code_events.lexicon.load import Lexicon
from tasks.code_events.participants.arms import is_anothers
from tasks.code_events.participants.coreference import Cast
from tasks.code_events.participants.parties import PLURAL_NOUNS, Party, head_of
from tasks.proposals.labels import ROLES

SURE = 0.5
LEADING = frozenset(("DET", "ADP", "PUNCT", "NUM", "CCONJ"))
ENDING = frozenset(("PUNCT", "VERB", "AUX", "PRON", "SCONJ"))
NOUNS = frozenset(("NOUN", "PROPN"))
"""Parts of speech: before a noun phrase, behind it, its own."""


@dataclass(frozen=True)
class LearnedParty:
    """A party that the network proposes in a role, with the probability that it gives it and the characters that it read."""

    role: str
    score: float
    party: Party
    start: int
    end: int


@dataclass(frozen=True)
class Stage:
    """All parties of an article in the order of its text, for proposals that point back."""

    parties: Sequence[Party]

    def at(self, start: int, end: int) -> Party | None:
        """The party whose words overlap the characters most; of two alike the first."""
        near = [p for p in self.parties if p.named and p.named[0] < end and p.named[1] > start]
        return max(near, key=lambda p: min(p.named[1], end) - max(p.named[0], start) if p.named else 0, default=None)


def learned_parties(
    sentence: Sentence, proposal: Proposal | None, cast: Cast, stage: Stage, lexicon: Lexicon
) -> Iterator[LearnedParty]:
    """The parties that the network proposes for an act, as those whom they refer to; none where it did not see the act."""
    for proposed in proposal.parties if proposal else ():
        party = _party_of(sentence, proposed, cast.parties, stage, lexicon)
        for meant in cast.resolve(party) if party else ():
            yield LearnedParty(proposed.role, proposed.score, replace(meant, evidence=LEARNED), proposed.start, proposed.end)


def with_sectors(sentence: Sentence, proposal: Proposal | None, arguments: Arguments) -> Arguments:
    """The arguments, those of no known sector with the one that the network gives their words in their role."""
    return _on_both_sides(proposal, arguments, partial(_with_sector, sentence))


def with_heard_sectors(sentence: Sentence, proposal: Proposal | None, arguments: Arguments) -> Arguments:
    """The arguments, nouns whose words the network surely sees in their role with the sector that it gives them.

    Where it names another than the lexicon it is right twice as often, since a noun's sector hangs on the sentence (« agents de
    l'ordre », « des hommes » who fire).
    """
    return _on_both_sides(proposal, arguments, partial(_as_heard, sentence), least=SURE)


def _on_both_sides(
    proposal: Proposal | None,
    arguments: Arguments,
    told: Callable[[Party, Sequence[ProposedParty]], Party],
    *,
    least: float = 0.0,
) -> Arguments:
    """The arguments, each party as told by what the network proposes for its role, from a probability on."""
    if proposal is None:
        return arguments
    sides = {role: [p for p in proposal.parties if p.role == role and p.score >= least] for role in ROLES}
    actors = tuple(told(party, sides["actor"]) for party in arguments.actors)
    recipients = tuple(told(party, sides["recipient"]) for party in arguments.recipients)
    return replace(arguments, actors=actors, recipients=recipients)


def _as_heard(sentence: Sentence, party: Party, proposals: Iterable[ProposedParty]) -> Party:
    if party.kind != "role" or party.entity_id is not None or party.sector in SECTORS_BY_NAME:
        return party
    heard = _with_sector(sentence, replace(party, sector=None), proposals)
    return party if heard.sector is None else heard


def touches(sentence: Sentence, party: Party, start: int, end: int) -> bool:
    """Whether characters of the article are among the words that stand for the party in the sentence, or those that name it."""
    spans = [party.named] if party.named else []
    if party.here:
        spans.append((sentence.words[party.first].start, sentence.words[party.last].end))
    return any(first < end and last > start for first, last in spans)


def _party_of(
    sentence: Sentence, proposed: ProposedParty, parties: Sequence[Party], stage: Stage, lexicon: Lexicon
) -> Party | None:
    """The party of the sentence that the words touch, else a new one of them; one told before where they stand before."""
    if proposed.start < sentence.start:
        told = stage.at(proposed.start, proposed.end)
        return replace(told, here=False) if told else None
    touched = [p for p in parties if touches(sentence, p, proposed.start, proposed.end)]
    return max(touched, key=lambda p: (p.identified, p.last - p.first)) if touched else _new_party(sentence, proposed, lexicon)


def _new_party(sentence: Sentence, proposed: ProposedParty, lexicon: Lexicon) -> Party | None:
    """The words as a party; None where they name nobody, or arms that somebody else uses."""
    inside = [i for i, w in enumerate(sentence.words) if w.start < proposed.end and w.end > proposed.start]
    inside = list(dropwhile(lambda i: sentence.words[i].pos in LEADING, inside))
    nominal = [i for i in inside if sentence.words[i].pos in NOUNS]
    if not nominal or is_anothers(sentence, nominal[0], lexicon):
        return None
    first, last = inside[0], _end_of_phrase(sentence, nominal[0], inside[-1])
    role = sentence.words[nominal[0]].low
    named = sentence.words[first].start, sentence.words[last].end
    return Party(
        first,
        last,
        head_of(sentence, first, last),
        "role",
        name=sentence.text[named[0] : named[1]],
        sector=proposed.sector,
        role=role,
        plural=role.endswith(PLURAL_NOUNS),
        named=named,
    )


def _end_of_phrase(sentence: Sentence, noun: int, last: int) -> int:
    """The last word up to `last` of the noun phrase that `noun` is in: no mark, verb or preposition without its noun ends it."""
    inside = list(takewhile(lambda i: sentence.words[i].pos not in ENDING, range(noun, last + 1)))
    return next(i for i in reversed(inside) if i == noun or sentence.words[i].pos not in LEADING)


def _with_sector(sentence: Sentence, party: Party, proposals: Iterable[ProposedParty]) -> Party:
    if party.sector is not None or party.kind in {"pronoun", "speaker", "pair"}:
        return party
    touching = (p for p in proposals if touches(sentence, party, p.start, p.end))
    best = max(touching, key=lambda p: p.score, default=None)
    return replace(party, sector=best.sector) if best is not None else party

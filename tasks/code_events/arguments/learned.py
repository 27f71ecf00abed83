"""Arguments that the network proposes, weighed with those that the grammar finds.

What belongs here: which parties the proposed words stand for, and who of all stays an argument. What does not: the grammar's own
ways (find.py), whom a party refers to (reference.py).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tasks.code_events.acts.learned import LEARNED
from tasks.code_events.arguments.branches import Arguments
from tasks.code_events.grammar.sentence import Proposal, ProposedParty, Sentence
from tasks.code_events.participants.parties import Party, head_of

TAKEN = 0.6
"""Probability from which the network's word alone makes an argument."""
FILLED = 0.4
"""Probability from which the likeliest proposal fills a slot that is empty otherwise."""


@dataclass(frozen=True)
class Stage:
    """All parties of an article in the order of its text, for proposals that point back."""

    parties: Sequence[Party]

    def at(self, start: int, end: int) -> Party | None:
        """The party whose words overlap the characters most; of two alike the first."""
        near = [p for p in self.parties if p.named and p.named[0] < end and p.named[1] > start]
        return max(near, key=lambda p: min(p.named[1], end) - max(p.named[0], start) if p.named else 0, default=None)


def weighed(
    sentence: Sentence, proposal: Proposal | None, arguments: Arguments, parties: Sequence[Party], stage: Stage
) -> Arguments:
    """The arguments of an act after the network's word; unchanged where it did not see the act."""
    if proposal is None or not proposal.parties:
        return arguments
    actors = _role(sentence, "actor", proposal, arguments.actors, arguments.recipients, parties, stage)
    recipients = _role(sentence, "recipient", proposal, arguments.recipients, arguments.actors, parties, stage)
    return replace(arguments, actors=tuple(actors), recipients=tuple(recipients))


def _role(
    sentence: Sentence,
    role: str,
    proposal: Proposal,
    found: Sequence[Party],
    others: Sequence[Party],
    parties: Sequence[Party],
    stage: Stage,
) -> list[Party]:
    """The parties of a role: those of the grammar, or the network's too where it knows none of them."""
    proposals = [p for p in proposal.parties if p.role == role]
    kept = list(found)
    for proposed in _likely(proposals, kept):
        if any(_touches(sentence, party, proposed) for party in (*kept, *others)):
            continue
        party = _party_of(sentence, proposed, parties, stage)
        if party is not None and not any(p.named == party.named for p in kept):
            kept.append(party)
    return [_with_sector(sentence, party, proposals) for party in kept]


def _likely(proposals: Sequence[ProposedParty], found: Sequence[Party]) -> list[ProposedParty]:
    if any(party.identified for party in found):
        return []
    best = max(proposals, key=lambda p: p.score, default=None)
    least = TAKEN if found or best is None else min(TAKEN, max(best.score, FILLED))
    return [p for p in proposals if p.score >= least]


def _touches(sentence: Sentence, party: Party, proposed: ProposedParty) -> bool:
    """Whether proposed words are among those of the party: its words here, or those that name it elsewhere."""
    start, end = sentence.words[party.first].start, sentence.words[party.last].end
    spans = [(start, end), *([party.named] if party.named else [])]
    return any(a < proposed.end and b > proposed.start for a, b in spans)


def _party_of(sentence: Sentence, proposed: ProposedParty, parties: Sequence[Party], stage: Stage) -> Party | None:
    """The party of the sentence that the words touch, else a new one of them; one told before where they stand before."""
    if proposed.start < sentence.start:
        told = stage.at(proposed.start, proposed.end)
        return replace(told, first=0, last=0, head=0, evidence=LEARNED) if told else None
    here = [p for p in parties if _touches(sentence, p, proposed)]
    if here:
        return replace(max(here, key=lambda p: (p.identified, p.last - p.first)), evidence=LEARNED)
    return _new_party(sentence, proposed)


def _new_party(sentence: Sentence, proposed: ProposedParty) -> Party | None:
    inside = [i for i, w in enumerate(sentence.words) if w.start < proposed.end and w.end > proposed.start]
    while inside and sentence.words[inside[0]].pos in {"DET", "ADP", "PUNCT", "NUM"} and len(inside) > 1:
        inside = inside[1:]
    nominal = [i for i in inside if sentence.words[i].pos in {"NOUN", "PROPN"}]
    if not nominal:
        return None
    first, last = inside[0], inside[-1]
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
        plural=role.endswith(("s", "x")),
        named=named,
        evidence=LEARNED,
    )


def _with_sector(sentence: Sentence, party: Party, proposals: Iterable[ProposedParty]) -> Party:
    if party.sector is not None or party.kind in {"pronoun", "speaker", "pair"}:
        return party
    best = max((p for p in proposals if _touches(sentence, party, p)), key=lambda p: p.score, default=None)
    return replace(party, sector=best.sector) if best is not None else party

"""Rules and network weighed: how probable each candidate is, and from which probability it is an event.

What belongs here: evidence against evidence, by boosted trees that were fitted on annotated text that neither the rules nor the
network were made with (event_trees.onnx). What does not: what one act takes in of another (precedence.py), whether its parties
are there (requirements.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from schemas.yaml_text import load_yaml
from tasks.code_events.acts.learned import LEARNED, share_a_word, support
from tasks.code_events.acts.triggers import Trigger
from tasks.code_events.decide.precedence import KEPT
from tasks.code_events.decide.trees import load_trees
from tasks.code_events.grammar.sentence import Proposal, Sentence
from tasks.code_events.participants.parties import Party
from tasks.proposals.labels import ROLES

CONTENT = frozenset(("VERB", "NOUN", "PROPN", "ADJ"))
MOST_ALIKE, MOST_PARTIES, MOST_NAMES, FAR = 2, 3, 3, 20
USUAL = 0.64
"""How sure the network is of acts around one where nothing is around: the mean beside acts in the documents for choosing."""


@dataclass(frozen=True)
class Thresholds:
    """From which probability a candidate is an event.

    `rule`: one that a rule of the lexicon proposes; `learned`: one of the network alone; `incomplete`: one that lacks a party
    which its rule or type asks for.
    """

    rule: float
    learned: float
    incomplete: float


@dataclass(frozen=True)
class Surroundings:
    """What stands around a candidate: who is there to take part, and how sure the network is of acts in other sentences.

    `parties`: those of the sentence that are somebody; `near`: the probability of the likeliest act of the sentences before and
    behind; `elsewhere`: the mean of that over all other sentences of the article. Of a sentence alone nothing is known.
    """

    parties: Sequence[Party]
    near: float
    elsewhere: float


@dataclass(frozen=True)
class Candidate:
    """A trigger with why it is an event or none (candidate_reason), and the probability that it tells one of its type.

    `proposal`: what the network says of its words (acts/learned.py: support).
    """

    trigger: Trigger
    reason: str
    probability: float
    proposal: Proposal | None = None


@cache
def load_thresholds() -> Thresholds:
    """Those of event_thresholds.yaml."""
    text = files("tasks.code_events").joinpath("decide", "event_thresholds.yaml").read_text(encoding="utf-8")
    return Thresholds(**load_yaml(text))


def surroundings_of(sentences: Sequence[Sentence], parties: Sequence[Sequence[Party]]) -> list[Surroundings]:
    """For each sentence of an article what stands around its candidates. `parties`: for each sentence its own."""
    told = [max((p.score for p in sentence.proposals), default=0.0) for sentence in sentences]
    found = []
    for place, present in enumerate(parties):
        others = [*told[:place], *told[place + 1 :]] or [USUAL]
        near = [*told[max(0, place - 1) : place], *told[place + 1 : place + 2]] or [USUAL]
        known = [party for party in present if party.known]
        found.append(Surroundings(known, near=max(near), elsewhere=sum(others) / len(others)))
    return found


def weigh(
    sentence: Sentence, by_rule: Sequence[tuple[Trigger, str]], learned: Sequence[Trigger], around: Surroundings
) -> list[Candidate]:
    """All candidates of a sentence in the order of their words; a proposal at the words of a rule's is none of its own."""
    kept = [trigger for trigger, reason in by_rule if reason == KEPT]
    alone = candidates_alone(by_rule, learned)
    judged = [*by_rule, *((trigger, KEPT if trigger in alone else "told_by_rule") for trigger in learned)]
    proposals = [support(trigger, sentence) for trigger, _ in judged]
    rows = [
        evidence_of(trigger, proposal, sentence, [*kept, *alone], around)
        for (trigger, _), proposal in zip(judged, proposals, strict=True)
    ]
    chances = load_trees("event").chances(rows)
    found = [
        Candidate(trigger, _verdict(trigger, sentence, chance) if reason == KEPT else reason, chance, proposal)
        for (trigger, reason), chance, proposal in zip(judged, chances, proposals, strict=True)
    ]
    return sorted(found, key=lambda one: (one.trigger.first, one.trigger.evidence == LEARNED))


def candidates_alone(by_rule: Sequence[tuple[Trigger, str]], learned: Sequence[Trigger]) -> list[Trigger]:
    """The network's proposals at whose words no rule's trigger stands, nor one that was dropped for telling such an act again."""
    return [trigger for trigger in learned if not any(_is_told(trigger, rule, reason) for rule, reason in by_rule)]


def _is_told(trigger: Trigger, rule: Trigger, reason: str) -> bool:
    return share_a_word(rule, trigger) and (reason == KEPT or rule.rule.event_type == trigger.rule.event_type)


def evidence_of(
    trigger: Trigger, proposal: Proposal | None, sentence: Sentence, candidates: Sequence[Trigger], around: Surroundings
) -> Mapping[str, float]:
    """The pieces of evidence for and against a trigger. `proposal`: its support; `candidates`: those of its sentence."""
    code, head = trigger.rule.event_type, sentence.words[trigger.head]
    alike = sum(t.rule.event_type == code for t in candidates if t is not trigger)
    steps = [abs(party.first - trigger.head) for party in around.parties]
    return {
        **_by_network(proposal, code),
        "other_act": max((p.score for p in sentence.proposals if p is not proposal), default=0.0),
        "near": around.near,
        "elsewhere": around.elsewhere,
        "parties": min(len(steps), MOST_PARTIES),
        "party_distance": min((*steps, FAR)),
        "party_before": float(any(party.last < trigger.head for party in around.parties)),
        "names": min(len(sentence.mentions), MOST_NAMES),
        "rule": float(trigger.evidence != LEARNED),
        "rule_specific": trigger.rule.weight if trigger.evidence != LEARNED else 0,
        "alike": min(alike, MOST_ALIKE),
        "quoted": float(head.quoted),
        "title": float(sentence.number == 0),
        f"type_{code}": 1.0,
        f"pos_{head.pos}": 1.0,
    }


def _by_network(proposal: Proposal | None, code: str) -> Mapping[str, float]:
    if proposal is None:
        return {"unseen": 1.0}
    parties = {role: max((p.score for p in proposal.parties if p.role == role), default=0.0) for role in ROLES}
    return {"act": proposal.score, "type": proposal.type_score, "same_type": float(proposal.event_type == code), **parties}


def _verdict(trigger: Trigger, sentence: Sentence, chance: float) -> str:
    thresholds = load_thresholds()
    if trigger.evidence == LEARNED:
        return KEPT if chance >= thresholds.learned and _has_content(sentence, trigger) else "unlikely"
    return KEPT if chance >= thresholds.rule else "unlikely"


def _has_content(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a word of the trigger can tell an act, as an auxiliary or an article alone can't."""
    return any(word.pos in CONTENT for word in sentence.words[trigger.first : trigger.last + 1])

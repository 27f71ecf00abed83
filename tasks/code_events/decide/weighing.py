"""Rules and network weighed: how probable each candidate is, and from which probability it is an event.

What belongs here: evidence against evidence, by a logistic model whose weights were fitted on annotated text that neither the
rules nor the network were made with (weights.yaml). What does not: what one act takes in of another (precedence.py), whether its
parties are there (requirements.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from schemas.vocabularies import check_code
from tasks.code_events.acts.learned import LEARNED, share_a_word, support
from tasks.code_events.acts.triggers import Trigger
from tasks.code_events.decide.logistic import chance_of, odds
from tasks.code_events.decide.precedence import KEPT
from tasks.code_events.grammar.sentence import Proposal, Sentence

CONTENT = frozenset(("VERB", "NOUN", "PROPN", "ADJ"))
MOST_SPECIFIC, MOST_ALIKE = 12, 2


@dataclass(frozen=True)
class Weights:
    """What each piece of evidence adds to the log-odds of a candidate, by name and by type; and the least probabilities.

    `rule`, `learned`: from which a candidate of that kind is an event.
    """

    evidence: Mapping[str, float]
    types: Mapping[str, float]
    types_by_rule: Mapping[str, float]
    rule: float
    learned: float


@dataclass(frozen=True)
class Candidate:
    """A trigger with why it is an event or none (candidate_reason), and the probability that it tells one of its type."""

    trigger: Trigger
    reason: str
    probability: float


@cache
def load_weights() -> Weights:
    """Those of weights.yaml. Raises UnknownCode for a type that is none."""
    raw = yaml.safe_load(files("tasks.code_events").joinpath("decide", "weights.yaml").read_text(encoding="utf-8"))
    for code in (*raw["types"], *raw["types_by_rule"]):
        check_code("event_type", code)
    return Weights(**raw)


def weigh(sentence: Sentence, by_rule: Sequence[tuple[Trigger, str]], learned: Sequence[Trigger]) -> list[Candidate]:
    """All candidates of a sentence in the order of their words; a proposal at the words of a rule's is none of its own."""
    kept = [trigger for trigger, reason in by_rule if reason == KEPT]
    alone = candidates_alone(by_rule, learned)
    found = []
    for trigger, reason in (*by_rule, *((t, KEPT if t in alone else "told_by_rule") for t in learned)):
        chance = probability(trigger, sentence, [*kept, *alone])
        found.append(Candidate(trigger, _verdict(trigger, sentence, chance) if reason == KEPT else reason, chance))
    return sorted(found, key=lambda one: (one.trigger.first, one.trigger.evidence == LEARNED))


def candidates_alone(by_rule: Sequence[tuple[Trigger, str]], learned: Sequence[Trigger]) -> list[Trigger]:
    """The network's proposals at whose words no rule's trigger stands, nor one that was dropped for telling such an act again."""
    return [trigger for trigger in learned if not any(_is_told(trigger, rule, reason) for rule, reason in by_rule)]


def _is_told(trigger: Trigger, rule: Trigger, reason: str) -> bool:
    return share_a_word(rule, trigger) and (reason == KEPT or rule.rule.event_type == trigger.rule.event_type)


def probability(trigger: Trigger, sentence: Sentence, candidates: Sequence[Trigger]) -> float:
    """How probable it is that the trigger tells an act of its type; `candidates`: those of its sentence."""
    weights = load_weights()
    code = trigger.rule.event_type
    by_type = {code: weights.types[code] + (weights.types_by_rule[code] if trigger.evidence != LEARNED else 0.0)}
    return chance_of({**weights.evidence, **by_type}, {**evidence_of(trigger, sentence, candidates), code: 1.0})


def evidence_of(trigger: Trigger, sentence: Sentence, candidates: Sequence[Trigger]) -> Mapping[str, float]:
    """The pieces of evidence for and against a trigger, by the names of weights.yaml."""
    alike = sum(t.rule.event_type == trigger.rule.event_type for t in candidates if t is not trigger)
    return {
        "one": 1.0,
        "quoted": float(sentence.words[trigger.head].quoted),
        "title": float(sentence.number == 0),
        "alike": min(alike, MOST_ALIKE) / MOST_ALIKE,
        **_by_network(trigger, support(trigger, sentence)),
    }


def _by_network(trigger: Trigger, proposal: Proposal | None) -> Mapping[str, float]:
    act, kind = (odds(proposal.score), odds(proposal.type_score)) if proposal else (0.0, 0.0)
    actor = max((p.score for p in proposal.parties if p.role == "actor"), default=0.0) if proposal else 0.0
    if trigger.evidence == LEARNED:
        return {"learned_act": act, "learned_type": kind, "learned_verb": float(trigger.group is not None), "actor": actor}
    same = proposal is not None and proposal.event_type == trigger.rule.event_type
    return {
        "rule": 1.0,
        "rule_verb": float(trigger.group is not None),
        "rule_specific": min(trigger.rule.weight, MOST_SPECIFIC) / MOST_SPECIFIC,
        "same_type": float(same),
        "same_type_act": act if same else 0.0,
        "same_type_type": kind if same else 0.0,
        "other_type": float(proposal is not None and not same),
        "other_type_act": act if proposal and not same else 0.0,
        "other_type_type": kind if proposal and not same else 0.0,
        "actor": actor,
    }


def _verdict(trigger: Trigger, sentence: Sentence, chance: float) -> str:
    weights = load_weights()
    if trigger.evidence == LEARNED:
        return KEPT if chance >= weights.learned and _has_content(sentence, trigger) else "unlikely"
    return KEPT if chance >= weights.rule else "unlikely"


def _has_content(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a word of the trigger can tell an act, as an auxiliary or an article alone can't."""
    return any(word.pos in CONTENT for word in sentence.words[trigger.first : trigger.last + 1])

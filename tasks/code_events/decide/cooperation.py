"""Cooperation that is still to come, which the codebook codes as an agreement to it or not at all.

What belongs here: that decision, once. What does not: how an act is told (realis.py).
"""

from dataclasses import dataclass

from tasks.code_events.acts.triggers import Trigger
from tasks.code_events.attributes.realis import NEGATED, PLANNED, is_decided, is_only_aimed_at
from tasks.code_events.grammar.sentence import Sentence
from tasks.code_events.lexicon.classes import COOPERATIVE
from tasks.code_events.lexicon.load import Lexicon

AGREEMENT = "AGREE"


@dataclass(frozen=True)
class Coding:
    """What an act is coded as."""

    event_type: str
    mode: str | None
    realis: str


def coding_of(sentence: Sentence, trigger: Trigger, realis: str, lexicon: Lexicon) -> Coding | None:
    """Type, mode and realis of an act told with that realis; None where cooperation is only somebody's aim.

    A measure stands once it is decided; cooperation that is planned or decided is an agreement: to come in the first case, made
    in the second.
    """
    rule = trigger.rule
    if rule.event_type not in COOPERATIVE:
        return Coding(rule.event_type, rule.mode, realis)
    if is_only_aimed_at(sentence, trigger, lexicon):
        return None
    if realis == PLANNED or (realis != NEGATED and is_decided(sentence, trigger, lexicon)):
        return Coding(AGREEMENT, None, realis)
    return Coding(rule.event_type, rule.mode, realis)

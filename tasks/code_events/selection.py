"""Which triggers of a sentence are events of their own: the codebook's precedence, and what a governing trigger takes in.

What belongs here: choosing among triggers, and types that depend on realis. What does not: finding triggers.
"""

from collections.abc import Sequence

from tasks.code_events.lexicon import Lexicon
from tasks.code_events.roles import Roles
from tasks.code_events.rules import Rule
from tasks.code_events.text import Sentence
from tasks.code_events.triggers import Trigger

# What somebody asks for, refuses, threatens with or promises is told, not done: such a trigger takes in its content.
IRREALIS = frozenset(("REQUEST", "REJECT", "THREATEN", "AGREE", "CONCEDE"))
TO_COME = frozenset(("CONSULT", "SUPPORT", "COOPERATE", "AID"))
REACH = 14


def absorbed(sentence: Sentence, triggers: Sequence[Trigger], lexicon: Lexicon) -> list[Trigger]:
    """The triggers without those that only are the content or object of another."""
    kept = [t for t in triggers if not any(_takes_in(sentence, outer, t, lexicon) for outer in triggers if outer is not t)]
    if any(t.rule.event_type == "ASSAULT" for t in kept):
        kept = [t for t in kept if t.rule.event_type != "MOBILIZE" or not _same_clause(sentence, t, kept, lexicon)]
    return kept


def _takes_in(sentence: Sentence, outer: Trigger, inner: Trigger, lexicon: Lexicon) -> bool:
    if inner.head <= outer.head:
        return False
    between = [w.low for w in sentence.words[outer.last + 1 : inner.first]]
    if len(between) > REACH or any(low in lexicon.cues["boundaries"] and low not in {'"', "«", "»", "“", "”"} for low in between):
        return False
    if inner.group is not None:
        return outer.group is not None and inner.group.tense == "inf" and inner.group.prep in {None, "de", "d'", "à"} and "et" not in between[-2:]
    if any(low in lexicon.cues["temporal_prepositions"] or low in {"qui", "que", "dont", ","} for low in between):
        return False
    if outer.rule.event_type in IRREALIS:
        return True
    return inner.rule.event_type == outer.rule.event_type


def _same_clause(sentence: Sentence, trigger: Trigger, others: Sequence[Trigger], lexicon: Lexicon) -> bool:
    for other in others:
        lo, hi = sorted((trigger.head, other.head))
        if other.rule.event_type == "ASSAULT" and not any(w.low in lexicon.cues["boundaries"] for w in sentence.words[lo:hi]):
            return True
    return False


def wanted(sentence: Sentence, trigger: Trigger, roles: Roles, lexicon: Lexicon) -> bool:
    """Whether the parties that the rule needs were found; an event without anybody is none."""
    actors, recipients = [p for p in roles.actors if p.known], [p for p in roles.recipients if p.known]
    if trigger.rule.need == "object":
        return bool(recipients)
    if trigger.rule.need == "actor":
        return bool(actors)
    if trigger.rule.need == "both":
        return bool(actors and recipients)
    return bool(actors or recipients)


def future_type(rule: Rule, realis: str) -> tuple[str, str | None]:
    """Type and mode: cooperation that is planned is an agreement to it (codebook)."""
    if realis == "planned" and rule.event_type in TO_COME:
        return "AGREE", None
    return rule.event_type, rule.mode

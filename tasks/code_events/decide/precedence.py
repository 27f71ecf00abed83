"""Which candidates are acts of their own: the codebook's precedence, and what a governing act takes in.

What belongs here: candidates of one sentence against each other, before it is known who acts. What does not: whether the
parties that an act needs are there (requirements.py).
"""

from collections.abc import Callable, Sequence

from tasks.code_events.acts.triggers import Trigger
from tasks.code_events.grammar.relations import AND, BY, QUOTES, RELATIVES, THAT
from tasks.code_events.grammar.sentence import Sentence
from tasks.code_events.lexicon.classes import GOVERNING, HALTED, HALTING, SPEECH, UNREALISED
from tasks.code_events.lexicon.closed_classes import words_of
from tasks.code_events.lexicon.load import Lexicon

REACH = 14
RETELL_REACH, ABSTAIN_REACH, AGENT_REACH, DESCRIBED_REACH = 20, 6, 5, 4
KEPT = "kept"
HALTED_BY, IF, INFINITIVE_PREPOSITIONS = words_of("halted_by"), words_of("if"), words_of("infinitive_prepositions")

Check = Callable[[Sentence, Trigger, Sequence[Trigger], Lexicon], str | None]
"""Why a candidate is none beside those that are left; None if it stays."""


def verdicts(sentence: Sentence, candidates: Sequence[Trigger], lexicon: Lexicon) -> list[str]:
    """For each candidate of a sentence its reason (candidate_reason): « kept », or what it is instead of an act of its own."""
    reasons = [KEPT] * len(candidates)
    for check in CHECKS:
        left = [c for c, reason in zip(candidates, reasons, strict=True) if reason == KEPT]
        for place, candidate in enumerate(candidates):
            if reasons[place] == KEPT:
                reasons[place] = check(sentence, candidate, left, lexicon) or KEPT
    return reasons


def _less_specific(_: Sentence, trigger: Trigger, others: Sequence[Trigger], __: Lexicon) -> str | None:
    """Of the rules that fit one word the most specific counts, of two alike the first; adjectives judge side by side."""
    if trigger.rule.kind == "adj":
        return None
    best = max((o for o in others if o.head == trigger.head), key=lambda t: (t.rule.weight, t.last - t.first))
    return None if best is trigger else "less_specific"


def _within_longer(_: Sentence, trigger: Trigger, others: Sequence[Trigger], __: Lexicon) -> str | None:
    """« essai » in « tir d'essai » is no trigger of its own."""
    within = (o.first <= trigger.head <= o.last for o in others if o is not trigger and o.last > o.first)
    return "within_longer" if any(within) else None


def _told_by_another(sentence: Sentence, trigger: Trigger, others: Sequence[Trigger], lexicon: Lexicon) -> str | None:
    taken = any(_takes_in(sentence, outer, trigger, lexicon) for outer in others if outer is not trigger)
    return "told_by_another" if taken else None


def _judged_already(_: Sentence, trigger: Trigger, others: Sequence[Trigger], __: Lexicon) -> str | None:
    """A judgement beside another act of speech, which tells it already."""
    told = trigger.rule.judge and any(
        o.rule.event_type in SPEECH and o is not trigger and (not o.rule.judge or o.head < trigger.head) for o in others
    )
    return "judged_already" if told else None


def _halted(sentence: Sentence, trigger: Trigger, _: Sequence[Trigger], lexicon: Lexicon) -> str | None:
    return "halted" if _is_halted(sentence, trigger, lexicon) else None


def _is_halted(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> bool:
    """Whether a noun is what somebody bans, halts or stops: « un moratoire sur les essais », « la fin des frappes »."""
    if trigger.group is not None or trigger.rule.event_type not in HALTED:
        return False
    lows = [w.low for w in sentence.words[max(0, trigger.first - ABSTAIN_REACH) : trigger.first]]
    for place, low in enumerate(lows):
        if low in lexicon.cues["abstaining"] and not set(lows[place + 1 :]) & (lexicon.cues["boundaries"] | {","}):
            return bool(set(lows[place + 1 :]) & HALTED_BY)
    return False


def _described(sentence: Sentence, trigger: Trigger, others: Sequence[Trigger], _: Lexicon) -> str | None:
    return "told_twice" if any(_is_described(sentence, trigger, other) for other in others) else None


def _is_described(sentence: Sentence, trigger: Trigger, other: Trigger) -> bool:
    """Of « des sanctions imposées par l'ONU » the participle, which has the agent, tells the act; without « par » the noun."""
    noun, verb = (trigger, other) if trigger.group is None else (other, trigger)
    if noun.group is not None or verb.group is None or verb.group.tense != "part" or noun.rule.event_type != verb.rule.event_type:
        return False
    between = {w.low for w in sentence.words[noun.last + 1 : verb.head]}
    if not noun.last < verb.head <= noun.last + DESCRIBED_REACH or between & (AND | {","}):
        return False
    has_agent = any(w.low in BY for w in sentence.words[verb.head + 1 : verb.head + 1 + AGENT_REACH])
    return (trigger is noun) == has_agent


def _takes_in(sentence: Sentence, outer: Trigger, inner: Trigger, lexicon: Lexicon) -> bool:
    if inner.head <= outer.head:
        return _quotes(sentence, outer, inner)
    between = [w.low for w in sentence.words[outer.last + 1 : inner.first]]
    parted = len(between) > REACH or any(low in lexicon.cues["boundaries"] and low not in QUOTES for low in between)
    judged = inner.rule.judge and outer.rule.event_type in SPEECH and not outer.rule.judge
    if parted or judged or _retells(sentence, outer, inner, between):
        return not parted or _retells(sentence, outer, inner, between)
    if inner.group is not None:
        return _governs(outer, inner, between)
    if any(low in lexicon.cues["temporal_prepositions"] or low in RELATIVES | {","} for low in between):
        return False
    told_by_verb = inner.rule.event_type == "AGREE" or (outer.rule.event_type in HALTING and inner.rule.event_type in HALTED)
    if outer.group is not None and told_by_verb and _is_object(sentence, outer, inner, lexicon):
        return True  # « ont signé un accord », « suspendent leurs manœuvres »
    acting = any(w.pos == "VERB" for w in sentence.words[outer.last + 1 : inner.first])
    return outer.rule.event_type in UNREALISED or (inner.rule.event_type == outer.rule.event_type and not acting)


def _is_object(sentence: Sentence, outer: Trigger, inner: Trigger, lexicon: Lexicon) -> bool:
    """Whether the noun follows the verb at once, its article and adjectives aside."""
    between = sentence.words[outer.last + 1 : inner.first]
    return all(w.pos in {"ADJ", "NUM"} or w.low in lexicon.cues["articles"] for w in between)


def _quotes(sentence: Sentence, outer: Trigger, inner: Trigger) -> bool:
    """Whether a verb of speech behind a quotation tells what a noun in the quotation calls by its name."""
    return (
        outer.group is not None
        and inner.group is None
        and inner.rule.event_type == outer.rule.event_type
        and outer.rule.event_type in SPEECH
        and sentence.words[inner.head].quoted
        and not sentence.words[outer.head].quoted
    )


def _retells(sentence: Sentence, outer: Trigger, inner: Trigger, between: Sequence[str]) -> bool:
    """Whether a gerund or bare participle tells the same act again: « a condamné l'acte, le qualifiant de … »."""
    group = inner.group
    if group is None or inner.rule.event_type != outer.rule.event_type or len(between) > RETELL_REACH or AND & set(between[-2:]):
        return False
    if group.tense == "ger":
        return sentence.words[outer.head].quoted == sentence.words[inner.head].quoted
    behind = {w.low for w in sentence.words[inner.head + 1 : inner.head + 1 + AGENT_REACH]}
    return group.tense == "part" and outer.rule.event_type in SPEECH and BY.isdisjoint(behind)


def _governs(outer: Trigger, inner: Trigger, between: Sequence[str]) -> bool:
    """Whether the verb of the inner trigger is what the outer one asks for, threatens with or promises."""
    if inner.group is None:
        return False
    if outer.rule.event_type in {"THREATEN", "REQUEST"} and inner.group.tense in {"cond", "fut", "subj"}:
        return not THAT.isdisjoint(between)
    if outer.rule.event_type == "THREATEN" and inner.group.tense in {"ind", "impf"}:
        return not IF.isdisjoint(between)
    return (
        (outer.rule.event_type in GOVERNING | {inner.rule.event_type} if outer.group else _names_content(outer, between))
        and inner.group.tense == "inf"
        and inner.group.prep in INFINITIVE_PREPOSITIONS | {None}
        and AND.isdisjoint(between[-2:])
    )


def _names_content(outer: Trigger, between: Sequence[str]) -> bool:
    """Whether an infinitive so near tells what the noun threatens with or promises: « sa menace de bombarder X »."""
    return outer.rule.event_type in UNREALISED and len(between) <= DESCRIBED_REACH


def _led_to_assault(sentence: Sentence, trigger: Trigger, others: Sequence[Trigger], lexicon: Lexicon) -> str | None:
    """Force that is readied is no act beside the assault it led to."""
    mobilizes = trigger.rule.event_type == "MOBILIZE"
    return "led_to_assault" if mobilizes and _assaults(sentence, trigger, others, lexicon) else None


def _assaults(sentence: Sentence, trigger: Trigger, others: Sequence[Trigger], lexicon: Lexicon) -> bool:
    """Whether an assault is told in the clause of the trigger itself, not only as what went before."""
    for other in others:
        lo, hi = sorted((trigger.head, other.head))
        between = {w.low for w in sentence.words[lo:hi]}
        before = {w.low for w in sentence.words[max(0, other.first - ABSTAIN_REACH) : other.first]}
        apart = between & (lexicon.cues["boundaries"] | {","}) or before & lexicon.cues["temporal_prepositions"]
        if other.rule.event_type == "ASSAULT" and not apart:
            return True
    return False


CHECKS: tuple[Check, ...] = (
    _less_specific,
    _within_longer,
    _told_by_another,
    _judged_already,
    _halted,
    _described,
    _led_to_assault,
)

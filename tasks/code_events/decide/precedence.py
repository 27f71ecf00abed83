"""Which triggers of a sentence are events of their own: the codebook's precedence, and what a governing trigger takes in.

What belongs here: choosing among triggers, and types that depend on realis. What does not: finding triggers.
"""

from collections.abc import Sequence

from schemas.vocabularies import vocabulary
from tasks.code_events.acts.triggers import Trigger
from tasks.code_events.arguments.implied import Draft
from tasks.code_events.grammar.relations import QUOTES
from tasks.code_events.grammar.sentence import Sentence
from tasks.code_events.lexicon.event_types import ADDRESSED, COOPERATIVE, GOVERNING, HALTED, HALTING, SPEECH, UNREALISED
from tasks.code_events.lexicon.load import Lexicon
from tasks.code_events.lexicon.rules import Rule
from tasks.code_events.participants.parties import Party, known

REACH = 14
BOTH_SIDES = 2
RETELL_REACH, ABSTAIN_REACH, AGENT_REACH, DESCRIBED_REACH = 20, 6, 5, 4
BODIES = frozenset(("UNO", "IGO", "EUR"))
ONLOOKERS = frozenset(("ELI", "EDU", "JRN"))
TALKS = frozenset(("réunion", "négociation", "discussion", "pourparlers", "consultations", "dialogue"))


def absorbed(sentence: Sentence, triggers: Sequence[Trigger], lexicon: Lexicon) -> list[Trigger]:
    """The triggers without those that only are the content or object of another."""
    kept = [t for t in triggers if not any(_takes_in(sentence, outer, t, lexicon) for outer in triggers if outer is not t)]
    kept = [t for t in kept if not _judged_already(t, kept) and not _abstained(sentence, t, lexicon)]
    kept = [t for t in kept if not any(_described(sentence, t, o) for o in kept)]
    if any(t.rule.event_type == "ASSAULT" for t in kept):
        kept = [t for t in kept if t.rule.event_type != "MOBILIZE" or not _led_to_assault(sentence, t, kept, lexicon)]
    return kept


def _judged_already(trigger: Trigger, others: Sequence[Trigger]) -> bool:
    """Whether a judgement stands beside another act of speech, which tells it already."""
    return trigger.rule.judge and any(
        o.rule.event_type in SPEECH and o is not trigger and (not o.rule.judge or o.head < trigger.head) for o in others
    )


def _abstained(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> bool:
    """Whether a noun is what somebody bans, halts or stops: « un moratoire sur les essais », « la fin des frappes »."""
    if trigger.group is not None or trigger.rule.event_type not in HALTED:
        return False
    lows = [w.low for w in sentence.words[max(0, trigger.first - ABSTAIN_REACH) : trigger.first]]
    for place, low in enumerate(lows):
        if low in lexicon.cues["abstaining"] and not set(lows[place + 1 :]) & (lexicon.cues["boundaries"] | {","}):
            return bool(set(lows[place + 1 :]) & {"de", "des", "du", "d'", "sur", "aux", "à"})
    return False


def _described(sentence: Sentence, trigger: Trigger, other: Trigger) -> bool:
    """Of « des sanctions imposées par l'ONU » the participle, which has the agent, tells the act; without « par » the noun."""
    noun, verb = (trigger, other) if trigger.group is None else (other, trigger)
    if noun.group is not None or verb.group is None or verb.group.tense != "part" or noun.rule.event_type != verb.rule.event_type:
        return False
    between = {w.low for w in sentence.words[noun.last + 1 : verb.head]}
    if not noun.last < verb.head <= noun.last + DESCRIBED_REACH or between & {",", "et"}:
        return False
    has_agent = any(w.low == "par" for w in sentence.words[verb.head + 1 : verb.head + 1 + AGENT_REACH])
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
    if any(low in lexicon.cues["temporal_prepositions"] or low in {"qui", "que", "dont", ","} for low in between):
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
    if group is None or inner.rule.event_type != outer.rule.event_type or len(between) > RETELL_REACH or "et" in between[-2:]:
        return False
    if group.tense == "ger":
        return sentence.words[outer.head].quoted == sentence.words[inner.head].quoted
    behind = {w.low for w in sentence.words[inner.head + 1 : inner.head + 1 + AGENT_REACH]}
    return group.tense == "part" and outer.rule.event_type in SPEECH and "par" not in behind


def _governs(outer: Trigger, inner: Trigger, between: Sequence[str]) -> bool:
    """Whether the verb of the inner trigger is what the outer one asks for, threatens with or promises."""
    if inner.group is None:
        return False
    if outer.rule.event_type in {"THREATEN", "REQUEST"} and inner.group.tense in {"cond", "fut", "subj"}:
        return "que" in between or "qu'" in between
    if outer.rule.event_type == "THREATEN" and inner.group.tense in {"ind", "impf"}:
        return "si" in between or "s'" in between
    return (
        (outer.rule.event_type in GOVERNING | {inner.rule.event_type} if outer.group else _names_content(outer, between))
        and inner.group.tense == "inf"
        and inner.group.prep in {None, "de", "d'", "à", "pour"}
        and "et" not in between[-2:]
    )


def _names_content(outer: Trigger, between: Sequence[str]) -> bool:
    """Whether an infinitive so near tells what the noun threatens with or promises: « sa menace de bombarder X »."""
    return outer.rule.event_type in UNREALISED and len(between) <= DESCRIBED_REACH


def _led_to_assault(sentence: Sentence, trigger: Trigger, others: Sequence[Trigger], lexicon: Lexicon) -> bool:
    """Whether an assault is told in the clause of the trigger itself, not only as what went before."""
    for other in others:
        lo, hi = sorted((trigger.head, other.head))
        between = {w.low for w in sentence.words[lo:hi]}
        before = {w.low for w in sentence.words[max(0, other.first - ABSTAIN_REACH) : other.first]}
        apart = between & (lexicon.cues["boundaries"] | {","}) or before & lexicon.cues["temporal_prepositions"]
        if other.rule.event_type == "ASSAULT" and not apart:
            return True
    return False


def wanted(draft: Draft) -> bool:
    """Whether the parties that the rule and its type need were found; an event without anybody is none."""
    rule, group = draft.trigger.rule, draft.trigger.group
    actors, recipients = [p for p in draft.roles.actors if p.known], [p for p in draft.roles.recipients if p.known]
    if rule.judge:
        return known(actors)
    if group is not None and group.finite and not group.passive and not (actors or rule.any_side or rule.swap):
        return False  # but for acts whose subject is no actor: « une bombe a explosé », « dix soldats ont péri »
    one_sided = rule.both and _one_sided(draft.trigger, actors, recipients)
    looking_on = rule.event_type in ADDRESSED and actors and all(p.sector in ONLOOKERS and not p.country for p in actors)
    if one_sided or looking_on or (vocabulary("event_type")[rule.event_type]["recipient_required"] and not recipients):
        return False
    needed = {"object": (recipients,), "direct": (actors, recipients), "actor": (actors,), "both": (actors, recipients)}.get(
        rule.need or "", ()
    )
    return all(needed) and bool(actors or recipients)


def _one_sided(trigger: Trigger, actors: Sequence[Party], recipients: Sequence[Party]) -> bool:
    """Whether an act of two sides names one only; talks told by a noun need two countries."""
    if trigger.group is None and trigger.rule.words[0] in TALKS:
        return len({p.country for p in (*actors, *recipients)}) < BOTH_SIDES
    several = len(actors) >= BOTH_SIDES or any(p.plural or p.sector in BODIES for p in actors)
    return trigger.rule.event_type != "AGREE" and not recipients and not several


def future_type(rule: Rule, realis: str) -> tuple[str, str | None]:
    """Type and mode: cooperation that is planned is an agreement to it (codebook)."""
    if realis == "planned" and rule.event_type in COOPERATIVE:
        return "AGREE", None
    return rule.event_type, rule.mode

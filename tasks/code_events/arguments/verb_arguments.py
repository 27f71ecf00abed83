"""Actors and recipients of a verb, from the parse where there is one and from the order of words where not."""

from collections.abc import Sequence
from dataclasses import replace

from tasks.code_events.acts.triggers import Trigger
from tasks.code_events.arguments.branches import ASIDE, Arguments, Slot, best, slots
from tasks.code_events.arguments.order import adjacent, after_trigger, after_word, before_verb, governed_by, leading, whose_means
from tasks.code_events.arguments.subjects import (
    antecedent,
    behind_relative,
    clitic,
    inherited_subject,
    inverted,
    object_clitic,
    opened_subject,
    relative_object,
)
from tasks.code_events.grammar.relations import AGENT, BY, OBJECTS, SUBJECTS
from tasks.code_events.grammar.sentence import Sentence
from tasks.code_events.grammar.verb_groups import VerbGroup
from tasks.code_events.lexicon.classes import HARMING, INTERNATIONAL_SECTORS
from tasks.code_events.lexicon.load import Lexicon
from tasks.code_events.participants.parties import Party

NOMINAL = frozenset(("NOUN", "PROPN"))
LOOSE = frozenset(("advcl", "dislocated", "vocative", "appos", "parataxis"))


def verb_arguments(sentence: Sentence, trigger: Trigger, parties: Sequence[Party], lexicon: Lexicon) -> Arguments:
    """The arguments of a trigger with a verb group: subject and agent, objects and complements, turned round by the passive."""
    found = _clause_arguments(sentence, trigger, parties, lexicon)
    if trigger.rule.event_type in HARMING and not found.actors:
        owner = [p for p in whose_means(sentence, trigger, parties, lexicon) if p not in found.recipients]
        found = replace(found, actors=tuple(owner))
    return found


def _clause_arguments(sentence: Sentence, trigger: Trigger, parties: Sequence[Party], lexicon: Lexicon) -> Arguments:
    group, rule = trigger.group, trigger.rule
    if group is None:
        return Arguments()
    under = slots(sentence, trigger.head, parties)
    subject, agent, by_parse = _acting(sentence, trigger, group, under, parties, lexicon)
    objects = _acted_on(sentence, trigger, under, parties, lexicon)
    if behind := (inverted(sentence, trigger, parties, lexicon) or behind_relative(sentence, trigger, parties, lexicon)):
        subject, objects = behind, [p for p in objects if p not in behind]
    if not by_parse and not subject:
        subject = before_verb(sentence, trigger, parties, lexicon)
    taken = {p.first for p in (*subject, *agent)}
    if not objects and rule.need != "direct" and (rule.to or not group.passive):
        objects = [p for p in after_trigger(sentence, trigger, parties, lexicon) if p.first not in taken]
    if rule.both and not taken:
        objects = _both_sides(under, trigger) or objects
    free = tuple(p for p in objects if p.first not in taken)
    if group.passive:
        return _passive(trigger, subject, agent, objects, free)
    if rule.swap:
        return Arguments(free, (*subject, *agent))
    actors = (*subject, *agent)
    if rule.both and not free and len(actors) > 1:
        return Arguments(actors, actors)
    if rule.both and not actors and len(free) > 1:
        return Arguments(free, free)
    return Arguments(actors, free)


def _acting(
    sentence: Sentence,
    trigger: Trigger,
    group: VerbGroup,
    under: Sequence[Slot],
    parties: Sequence[Party],
    lexicon: Lexicon,
) -> tuple[list[Party], list[Party], bool]:
    """The grammatical subject, the agent behind « par », and whether the parse gave one of them."""
    own = _subject_slots(under, group)
    agent = best([s for s in _no_place(sentence, under, lexicon) if s.relation == AGENT or (s.case in BY and group.passive)])
    relative = [] if group.passive else relative_object(sentence, trigger, parties, lexicon)
    subject = (
        best([s for s in own if s.party not in relative])
        or clitic(sentence, group, parties)
        or (antecedent(sentence, trigger, parties) if group.tense == "part" else [])
    )
    if subject and not group.passive and all(p.first > group.head for p in subject):
        subject = _right_before(sentence, group, parties, lexicon) or subject
    by_parse = bool(subject or agent)
    if subject and group.finite:
        subject = [*_torn_from(sentence, trigger, subject, parties), *subject]
    if not subject:
        subject = opened_subject(sentence, trigger, parties, lexicon)
    if not subject:
        subject = inherited_subject(sentence, trigger, parties, lexicon)
    if not agent and group.passive:
        agent = after_word(sentence, trigger, parties, BY)
    return subject, agent, by_parse


def _no_place(sentence: Sentence, under: Sequence[Slot], lexicon: Lexicon) -> list[Slot]:
    """Without those that only say where: « par des tirs israéliens à Jénine »."""
    return [s for s in under if s.depth == 0 or governed_by(sentence, s.party, lexicon) not in lexicon.cues["locative"]]


def _right_before(sentence: Sentence, group: VerbGroup, parties: Sequence[Party], lexicon: Lexicon) -> list[Party]:
    """Who stands right before the verb, where the parse takes the object behind it for the subject."""
    near = [p for p in parties if p.last == group.first - 1 and p.kind in {"name", "role", "people"}]
    return near if near and governed_by(sentence, near[0], lexicon) is None else []


def _torn_from(sentence: Sentence, trigger: Trigger, subject: Sequence[Party], parties: Sequence[Party]) -> list[Party]:
    """The first part of a coordinated subject, where the parse has taken it for a clause and the verb for its coordinate."""
    word = sentence.words[trigger.head]
    if word.dep != "conj" or sentence.words[word.head].pos not in NOMINAL:
        return []
    return [p for p in parties if p.first <= word.head <= p.last < subject[0].first]


def _subject_slots(under: Sequence[Slot], group: VerbGroup) -> list[Slot]:
    """Subjects by the parse, mended: of two the one before the verb, and a name before it that the parse leaves loose."""
    own = [s for s in under if s.relation in SUBJECTS]
    before = [s for s in own if s.party.last < group.first]
    if not any(s.depth == 0 for s in before):
        loose = [s for s in under if s.relation in LOOSE and s.depth == 0 and s.case == "" and s.party.last < group.first]
        before = [s for s in loose if s.party.kind in {"name", "role"}][:1] or before
    return before or own


def _acted_on(
    sentence: Sentence, trigger: Trigger, under: Sequence[Slot], parties: Sequence[Party], lexicon: Lexicon
) -> list[Party]:
    return (
        relative_object(sentence, trigger, parties, lexicon)
        or adjacent(sentence, trigger, parties, lexicon)
        or object_clitic(sentence, trigger)
        or _objects([s for s in under if governed_by(sentence, s.party, lexicon) not in ASIDE], trigger)
    )


def _passive(
    trigger: Trigger, subject: list[Party], agent: list[Party], objects: list[Party], free: tuple[Party, ...]
) -> Arguments:
    """Of a passive the subject is acted on, with whom a preposition of the rule leads to."""
    rule = trigger.rule
    if rule.event_type == "MOBILIZE":
        return Arguments(tuple(agent), tuple(objects))
    if rule.event_type in HARMING and subject and not rule.to:
        return Arguments(tuple(agent), tuple(subject))  # « à Kaboul » is where
    by_subject = not rule.to or "subj" in rule.to or not objects
    return Arguments(tuple(agent), (*subject, *free) if by_subject else tuple(objects))


def _both_sides(under: Sequence[Slot], trigger: Trigger) -> list[Party]:
    """Object and complement of a verb whose subject is no party: « des combats ont opposé l'armée aux rebelles »."""
    sides = [best([s for s in under if s.relation in OBJECTS]), best([s for s in under if s.case in leading(trigger.rule)])]
    return [p for side in sides for p in side] if all(sides) else []


def _objects(under: Sequence[Slot], trigger: Trigger) -> list[Party]:
    """The recipients by the parse: the object that is somebody, else whom « à », « contre » … lead to, else who is within it.

    An international body that « à » leads to is where something is said: whoever the object names comes first.
    """
    rule = trigger.rule
    allowed = leading(rule)
    under = [s for s in under if s.party.kind != "speaker"]
    direct = [s for s in under if s.relation in OBJECTS and s.depth == 0 and (not rule.to or "obj" in rule.to)]
    oblique = [s for s in under if s.relation.startswith(("obl", "iobj")) and s.case in allowed and s.relation != AGENT]
    within = [s for s in under if s.relation in OBJECTS | {"xcomp", "ccomp"} or (s.relation == "obl:arg" and s.case in allowed)]
    acting = [s for s in direct if s.party.kind != "adjective"]
    if rule.need == "direct":
        return best(acting)
    if rule.event_type == "MOBILIZE":
        return best(oblique)
    named = [s for s in within if s not in oblique]
    if named and rule.event_type == "ACCUSE" and all(s.party.sector in INTERNATIONAL_SECTORS for s in oblique):
        oblique, within = [], named
    for group in (acting, [s for s in oblique if s.depth == 0], oblique, direct, within):
        if chosen := best(group):
            return chosen
    return []

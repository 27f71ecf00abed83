"""Actors and recipients of a noun: « les menaces de Moscou contre Kiev », « l'arrestation d'un opposant par la police »."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tasks.code_events.acts.triggers import Trigger
from tasks.code_events.arguments.branches import Arguments, Slot, best, slots
from tasks.code_events.arguments.order import after_word, before_verb, governed_after, pair_after
from tasks.code_events.arguments.subjects import inherited_subject
from tasks.code_events.grammar.relations import BY, OF, SUBJECTS
from tasks.code_events.grammar.sentence import Sentence
from tasks.code_events.grammar.verb_groups import verb_group
from tasks.code_events.lexicon.classes import UNARMED_SECTORS
from tasks.code_events.lexicon.closed_classes import words_of
from tasks.code_events.lexicon.load import Lexicon
from tasks.code_events.participants.parties import Party, rests_on

PATIENT_REACH = 7
ADJECTIVE_REACH, WEAPON_REACH = 3, 5
POSSESSIVE_REACH = 2
POSSESSIVES, PLURAL_POSSESSIVES = words_of("possessives"), words_of("plural_possessives")
NOUN_TO = words_of("noun_to")


def noun_arguments(sentence: Sentence, trigger: Trigger, parties: Sequence[Party], lexicon: Lexicon) -> Arguments:
    """The arguments of a noun: by « entre », else by adjectives of nationality, « par », « de » and the rule's prepositions."""
    under = slots(sentence, trigger.head, parties) or [
        s for i in range(trigger.first, trigger.last + 1) for s in slots(sentence, i, parties)
    ]
    between = pair_after(sentence, trigger, parties, lexicon)
    if between:
        return Arguments(tuple(between), tuple(between))
    actors, targets = _by_complements(sentence, trigger, under, parties, lexicon)
    possessor = _possessor(sentence, trigger, parties)
    if possessor and trigger.rule.of == "recipient":
        targets = targets or possessor
    elif possessor:
        actors = actors or [p for p in possessor if p not in targets]
    if not actors and (trigger.rule.of != "none" or trigger.rule.event_type == "MOBILIZE"):
        actors = _supported(sentence, trigger, parties, lexicon)
    if not targets and _suffers(sentence, trigger, lexicon):
        targets = before_verb(sentence, trigger, parties, lexicon)
        actors = [p for p in actors if p not in targets]
    taken = {p.first for p in actors}
    targets = [p for p in targets if p.first not in taken]
    if trigger.rule.both and not targets and len(actors) > 1:
        return Arguments(tuple(actors), tuple(actors))
    return Arguments(_unique(actors), _unique(targets))


def _by_complements(
    sentence: Sentence, trigger: Trigger, under: Sequence[Slot], parties: Sequence[Party], lexicon: Lexicon
) -> tuple[list[Party], list[Party]]:
    """Actors and targets by complements; an adjective of nationality acts: « l'invasion russe », whatever « de » is."""
    rule = trigger.rule
    allowed = frozenset(rule.to) if rule.to else NOUN_TO
    branch = [s for s in under if s.case in BY]
    agents = best(branch) or after_word(sentence, trigger, parties, BY)
    agents = [p for p in agents if not _has_verb(sentence, trigger, p, "onlooking_verbs", lexicon)]
    targets = [s.party for s in under if s.case in allowed and s.depth == 0] or [s.party for s in under if s.case in allowed]
    targets = targets or governed_after(sentence, trigger, parties, allowed, lexicon)
    agents += [p for p in targets if _has_verb(sentence, trigger, p, "ascribing_verbs", lexicon)]
    targets = [p for p in targets if p not in agents]
    owners = [s.party for s in under if s.case in OF and s.depth == 0] or governed_after(sentence, trigger, parties, OF, lexicon)
    owners = owners or [replace(p, kind="name", role=None) for p in parties if p.country and p.head == trigger.head]
    owners += [s.party for s in branch if s.party not in agents]  # « par Moscou de l'Ukraine », hung on Moscou by the parse
    actors = [*agents, *_adjectives(sentence, trigger, parties)]
    struck = (
        rule.event_type == "ASSAULT"
        and not targets
        and (agents or all(p.sector in UNARMED_SECTORS or p.kind == "place" for p in owners))
    )
    if rule.of == "recipient" or (rule.of == "actor" and struck):
        # « l'invasion par Moscou de l'Ukraine », « le bombardement de l'hôpital », « l'attaque de Djibo »
        targets = [*owners, *targets]
    elif rule.of in {"actor", "both"}:
        actors += owners
    return actors, targets


def _has_verb(sentence: Sentence, trigger: Trigger, party: Party, cue: str, lexicon: Lexicon) -> bool:
    """Whether a verb of the cue leads from the noun to the party: « l'attaque condamnée par l'ONU », « attribuée à Israël »."""
    return any(lexicon.is_verb(word.low, cue) for word in sentence.words[trigger.last + 1 : party.first])


def _possessor(sentence: Sentence, trigger: Trigger, parties: Sequence[Party]) -> list[Party]:
    """Whom « son », « leur » before the noun stands for: the nearest subject before, else the first behind, else unresolved."""
    before = range(max(0, trigger.first - POSSESSIVE_REACH), trigger.first)
    at = next((i for i in before if sentence.words[i].low in POSSESSIVES), None)
    if at is None:
        return []
    subjects = [p for p in parties if sentence.words[p.head].dep in SUBJECTS and p.kind in {"name", "role", "people"}]
    led = [p for p in subjects if p.last < at][-1:] or [p for p in subjects if p.first > trigger.last][:1]
    return rests_on("order", led) or [Party(at, at, at, "pronoun", plural=sentence.words[at].low in PLURAL_POSSESSIVES)]


def _adjectives(sentence: Sentence, trigger: Trigger, parties: Sequence[Party]) -> list[Party]:
    # « le tir d'un missile nord-coréen »: the owner of the weapon acts.
    reach = WEAPON_REACH if trigger.rule.event_type == "MOBILIZE" else ADJECTIVE_REACH
    near = [p for p in parties if p.kind == "adjective" and trigger.first - 1 <= p.first <= trigger.last + reach]
    return near if not sentence.parsed else [p for p in near if _attached(sentence, p, trigger)]


def _suffers(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> bool:
    """« visé par une attaque », « sous le coup de sanctions »: who stands before is acted on."""
    before = sentence.words[max(0, trigger.first - PATIENT_REACH) : trigger.first]
    return any(w.low in lexicon.cues["patients"] for w in before)


def _unique(parties: Iterable[Party]) -> tuple[Party, ...]:
    return tuple({p.first: p for p in parties}.values())


def _attached(sentence: Sentence, party: Party, trigger: Trigger) -> bool:
    at = party.head
    for _ in range(3):
        at = sentence.words[at].head
        if trigger.first <= at <= trigger.last:
            return True
    return party.first <= trigger.last + 1


def _supported(sentence: Sentence, trigger: Trigger, parties: Sequence[Party], lexicon: Lexicon) -> list[Party]:
    """The subject of a verb that only supports the noun: « Pyongyang poursuit ses essais », « s'est fendue de critiques »."""
    words = sentence.words
    for i in range(trigger.first - 1, max(-1, trigger.first - 1 - PATIENT_REACH), -1):
        if words[i].low in lexicon.cues["boundaries"]:
            return []
        if words[i].pos in {"VERB", "AUX", "", "X"} and words[i].low in lexicon.forms:
            if not lexicon.is_verb(words[i].low, "support_verbs"):
                return []
            lemma = min(lexicon.lemmas(words[i].low) & lexicon.cues["support_verbs"])
            group = verb_group(sentence, i, lemma, lexicon)
            verb = Trigger(trigger.rule, i, i, i, group)
            under = best([s for s in slots(sentence, i, parties) if s.relation in SUBJECTS])
            return (
                []
                if group.passive
                else under or inherited_subject(sentence, verb, parties, lexicon) or before_verb(sentence, verb, parties, lexicon)
            )
    return []

"""Acts that the network proposes, as triggers beside those of the lexicon.

What belongs here: which word heads a proposal, and what a trigger without a rule of its own may count on. What does not:
whether it is taken (decide/).
"""

from functools import cache

from tasks.code_events.acts.triggers import Trigger
from tasks.code_events.grammar.part_of_speech import VERBAL, reads_as_verb
from tasks.code_events.grammar.sentence import Proposal, Sentence
from tasks.code_events.grammar.verb_groups import verb_group
from tasks.code_events.lexicon.closed_classes import words_of
from tasks.code_events.lexicon.load import Lexicon
from tasks.code_events.lexicon.rules import Rule

LEARNED = "learned"
USUAL_TO = tuple(sorted(words_of("usual_to")))


def share_a_word(one: Trigger | Proposal, other: Trigger | Proposal) -> bool:
    """Whether two runs of words of one sentence overlap."""
    return one.first <= other.last and other.first <= one.last


def proposed(sentence: Sentence, lexicon: Lexicon) -> list[Trigger]:
    """The network's proposals as triggers, in the order of their words."""
    return [_trigger(sentence, proposal, lexicon) for proposal in sentence.proposals]


def support(trigger: Trigger, sentence: Sentence) -> Proposal | None:
    """What the network says of the words of a trigger: the likeliest proposal at one of them, one of its type before others."""
    shared = [p for p in sentence.proposals if share_a_word(p, trigger)]
    return max(shared, key=lambda p: (p.event_type == trigger.rule.event_type, p.score), default=None)


def _trigger(sentence: Sentence, proposal: Proposal, lexicon: Lexicon) -> Trigger:
    head = _head(sentence, proposal)
    word = sentence.words[head]
    lemma = word.lemma or word.low
    is_verb = word.pos in VERBAL and reads_as_verb(sentence, head, lexicon)
    group = verb_group(sentence, head, lemma, lexicon) if is_verb else None
    mode = _mode(sentence, proposal, lexicon)
    rule = learned_rule(proposal.event_type, "verb" if is_verb else "noun", lemma, mode)
    return Trigger(rule, head, proposal.first, proposal.last, group, evidence=LEARNED)


@cache
def learned_rule(event_type: str, kind: str, lemma: str, mode: str | None) -> Rule:
    """What stands for a rule where the network alone proposes: no condition, usual prepositions of a recipient."""
    return Rule(
        rule_id=f"{event_type}:{LEARNED}",
        kind=kind,
        words=(lemma,),
        event_type=event_type,
        mode=mode,
        to=USUAL_TO,
        of="actor",
    )


def _head(sentence: Sentence, proposal: Proposal) -> int:
    """The main verb of the proposed words, else their noun, else their first word."""
    inside = range(proposal.first, proposal.last + 1)
    words = sentence.words
    verbs = [i for i in inside if words[i].pos == "VERB"]
    if verbs:
        return next((i for i in verbs if not proposal.first <= words[i].head <= proposal.last), verbs[-1])
    nouns = [i for i in inside if words[i].pos in {"NOUN", "PROPN"}]
    return nouns[0] if nouns else proposal.first


def _mode(sentence: Sentence, proposal: Proposal, lexicon: Lexicon) -> str | None:
    """The mode that the lexicon gives one of the words where all its rules for that type agree."""
    modes = {
        rule.mode
        for word in sentence.words[proposal.first : proposal.last + 1]
        for rule in (*lexicon.verbs.get(word.low, ()), *lexicon.nouns.get(word.low, ()))
        if rule.event_type == proposal.event_type
    }
    return modes.pop() if len(modes) == 1 else None

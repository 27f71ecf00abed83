"""Actors and recipients of a trigger among the parties of its sentence.

What belongs here: the choice of the way. What does not: the ways (verb_arguments.py,
noun_arguments.py), who a party is (participants/).
"""

from collections.abc import Sequence

from tasks.code_events.acts.triggers import Trigger
from tasks.code_events.arguments.branches import Arguments
from tasks.code_events.arguments.noun_arguments import noun_arguments
from tasks.code_events.arguments.order import governed_by
from tasks.code_events.arguments.verb_arguments import verb_arguments
from tasks.code_events.grammar.sentence import Sentence
from tasks.code_events.lexicon.closed_classes import words_of
from tasks.code_events.lexicon.load import Lexicon
from tasks.code_events.participants.parties import Party

WHENCE = words_of("whence") | words_of("whence_nouns")


def find_arguments(sentence: Sentence, trigger: Trigger, parties: Sequence[Party], lexicon: Lexicon) -> Arguments:
    """Actors and recipients of a trigger among the parties of its sentence, less those from whose place it is done."""
    beside = [p for p in parties if not (p.kind == "name" and p.first <= trigger.head <= p.last)]
    others = [p for p in beside if governed_by(sentence, p, lexicon) not in WHENCE]
    if trigger.group is not None:
        return verb_arguments(sentence, trigger, others, lexicon)
    if trigger.rule.kind == "noun" and trigger.rule.place != "quote":
        return noun_arguments(sentence, trigger, others, lexicon)
    return _word_arguments(sentence, others)


def _word_arguments(sentence: Sentence, parties: Sequence[Party]) -> Arguments:
    """Arguments of a judgement in a quotation: the speaker acts, those whom the quotation names are its recipients."""
    speaker = [p for p in parties if p.kind == "speaker"]
    named = [p for p in parties if p.kind not in {"speaker", "pronoun"} and sentence.words[p.head].quoted and p.country]
    return Arguments(tuple(speaker[:1]), tuple(named[:2]))

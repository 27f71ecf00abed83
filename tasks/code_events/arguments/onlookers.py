"""Who judges an act and therefore did not do it: « l'ONU a condamné l'attaque », « la France salue la libération des otages ».

What belongs here: the subject of a verb of judging above an act in the parse. What does not: who vouches for what is told
(attributes/attribution.py).
"""

from collections.abc import Sequence

from tasks.code_events.acts.triggers import Trigger
from tasks.code_events.grammar.relations import AGENT, SUBJECTS
from tasks.code_events.grammar.sentence import Sentence
from tasks.code_events.lexicon.classes import HARMING, RETOLD
from tasks.code_events.lexicon.closed_classes import words_of
from tasks.code_events.lexicon.load import Lexicon
from tasks.code_events.participants.parties import Party

JUDGED = words_of("judged_relations")
POSSESSIVES = words_of("possessives")
PASSIVE, CONJUNCT = "nsubj:pass", "conj"
STEPS = 6
"""So far above an act its judge is looked for, in steps of the parse."""


def onlookers(sentence: Sentence, trigger: Trigger, parties: Sequence[Party], lexicon: Lexicon) -> tuple[Party, ...]:
    """The parties that judge what the trigger tells."""
    words = sentence.words
    judged = _judged(sentence, trigger, lexicon)
    if judged is None:
        return ()
    wanted = {AGENT} if words[judged].dep == PASSIVE else SUBJECTS
    heads = {child for child in sentence.children[words[judged].head] if child != judged and words[child].dep in wanted}
    return tuple(party for party in parties if party.head in heads)


def judging_verb(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> int | None:
    """The verb that judges what the trigger tells."""
    judged = _judged(sentence, trigger, lexicon)
    return None if judged is None else sentence.words[judged].head


def _judged(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> int | None:
    """The word under a verb of judging that the trigger is or hangs on.

    A verb beside that verb has its subject and is not judged. Who meets or agrees may praise that himself; « son » is his own.
    """
    words, at = sentence.words, trigger.head
    is_own = trigger.first > 0 and words[trigger.first - 1].low in POSSESSIVES
    if is_own or trigger.rule.event_type not in HARMING | RETOLD:
        return None
    for _ in range(STEPS):
        word, above = words[at], words[at].head
        is_below = word.dep in JUDGED or (word.dep == CONJUNCT and word.pos == "NOUN")
        if above == at or not is_below:
            return None
        if lexicon.is_verb(words[above].low, "judging_verbs"):
            return at
        at = above
    return None

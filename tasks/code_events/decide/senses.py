"""Whether a word means something else of those who act, or by what it is about: « la sénatrice interpelle le ministre ».

What belongs here: the two senses of the words of rules that say who does this (`by`). What does not: who acts (arguments/).
"""

from collections.abc import Sequence

from tasks.code_events.acts.triggers import Trigger
from tasks.code_events.arguments.predication import Predication
from tasks.code_events.grammar.clauses import clause_around
from tasks.code_events.grammar.relations import AGENT, BY
from tasks.code_events.grammar.sentence import Sentence
from tasks.code_events.lexicon.classes import INTERNATIONAL_SECTORS
from tasks.code_events.lexicon.closed_classes import words_of
from tasks.code_events.lexicon.load import Lexicon
from tasks.code_events.participants.parties import Party

STATE = "GOV"
REACH, LEAD, SPOT_REACH = 14, 3, 4
ON = words_of("on_top_of")
SOME = words_of("indefinite_articles") | words_of("plural_indefinite")
NOMINAL = frozenset(("NOUN", "PROPN"))
TAKEN = frozenset(("obj", "nsubj:pass"))


def is_other_sense(telling: Predication, actors: Sequence[Party], recipients: Sequence[Party], lexicon: Lexicon) -> bool:
    """Whether it is told of those who don't do this, or of a question: « interpellé sur la dette », « dans une tribune »."""
    rule, sentence = telling.rule, telling.sentence
    if not rule.by:
        return False
    doing = [p for p in actors if p.here] if telling.trigger.group else _agents(telling, actors)
    if any(p.sector in rule.by for p in doing):
        return False
    if _is_of_words(sentence, telling.trigger, lexicon):
        return True
    acting = _agent_sectors(sentence, telling.trigger, lexicon)
    acting = acting or {p.sector for p in (actors if telling.trigger.group else doing) if p.sector}
    if acting & rule.by or not (acting or telling.is_active_clause):
        return False
    return (bool(acting) and STATE not in acting) or not _takes_people(sentence, telling.trigger, recipients)


def _agent_sectors(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> set[str]:
    """The sectors of the words that « par » names behind a verb, whoever was found: « interpellé par des étudiants »."""
    agents = (sentence.words[i] for i in sentence.children.get(trigger.head, ()) if sentence.words[i].dep == AGENT)
    return {lexicon.sectors[word.low] for word in agents if word.low in lexicon.sectors}


def _agents(telling: Predication, actors: Sequence[Party]) -> list[Party]:
    """Of the actors of a noun those whom « par » names: « l'interpellation du ministre par la sénatrice »."""
    words, last = telling.sentence.words, telling.trigger.last
    behind = (p for p in actors if p.here and p.first > last)
    return [p for p in behind if any(w.low in BY for w in words[max(last + 1, p.first - LEAD) : p.first + 1])]


def _takes_people(sentence: Sentence, trigger: Trigger, recipients: Sequence[Party]) -> bool:
    """Whether somebody can be taken away: some people, or who is no government and no body of states."""
    objects = (i for i in sentence.children.get(trigger.head, ()) if sentence.words[i].dep in TAKEN and trigger.group is not None)
    if any(_is_counted(sentence, i) for i in objects):
        return True
    return any(_is_some(sentence, trigger, p) or p.sector not in INTERNATIONAL_SECTORS | {STATE} for p in recipients)


def _is_counted(sentence: Sentence, noun: int) -> bool:
    beside = (sentence.words[i] for i in sentence.children.get(noun, ()) if i < noun)
    return any(word.low in SOME or word.pos == "NUM" for word in beside)


def _is_some(sentence: Sentence, trigger: Trigger, party: Party) -> bool:
    """« 120 avocats », « des maires », « un ancien ministre »."""
    lead = range(max(0, party.first - LEAD), party.head) if party.here else ()
    return any(
        sentence.words[i].low in SOME or sentence.words[i].pos == "NUM" for i in lead if i > trigger.head or i < trigger.first
    )


def _is_of_words(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> bool:
    """Whether the clause says what about or by which means somebody is asked."""
    words, cues = sentence.words, lexicon.cues
    _, end = clause_around(sentence, trigger.first, trigger.last, lexicon)
    behind = range(trigger.last + 1, min(end, trigger.last + 1 + REACH))
    if any(words[i].low in cues["asking_means"] | cues["topic_leads"] or _leads_to_topic(sentence, i, lexicon) for i in behind):
        return True
    return trigger.group is None and _is_moved(sentence, trigger.head, lexicon)


def _leads_to_topic(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """« sur la dette », « sur l'Iran », but not « sur le port », « sur l'A7 », « sur ordre du juge »."""
    if sentence.words[index].low not in ON:
        return False
    ahead = range(index + 1, min(len(sentence.words), index + 1 + SPOT_REACH))
    noun = next((i for i in ahead if sentence.words[i].pos in NOMINAL), None)
    if noun is None or sentence.words[noun].low in lexicon.cues["spots"] or any(c.isdecimal() for c in sentence.words[noun].low):
        return False
    named = next((m for m in sentence.mentions if m.first <= noun <= m.last), None)
    return named is None or named.entity_id in lexicon.country_ids


def _is_moved(sentence: Sentence, noun: int, lexicon: Lexicon) -> bool:
    """Whether a noun is what somebody moves in a chamber: « a déposé une interpellation », « une interpellation urgente »."""
    words = sentence.words
    beside = {words[i].low for i in sentence.children.get(noun, ())}
    around = {words[noun].head, *sentence.children.get(noun, ())} - {noun}
    return bool(beside & lexicon.cues["parliamentary_words"]) or any(
        words[i].lemma in lexicon.cues["moving_verbs"] for i in around
    )

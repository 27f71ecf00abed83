"""The day of news: whether a verb tells what has just happened, and the day of publication.

What belongs here: tense, aspect and the publication. What does not: dates that sentences name (dating.py, days.py).
"""

import calendar
from datetime import date
from itertools import pairwise

from tasks.code_events.acts.triggers import Trigger
from tasks.code_events.attributes.distance import EventDate
from tasks.code_events.attributes.realis import reported_in_past
from tasks.code_events.grammar.sentence import Article, Sentence
from tasks.code_events.grammar.verb_groups import VerbGroup, verb_group
from tasks.code_events.lexicon.classes import SPEECH
from tasks.code_events.lexicon.closed_classes import words_of
from tasks.code_events.lexicon.load import Lexicon

NEAR = 3
MONTHS = 12
WHILE_REACH = 12
BEEN = words_of("been")
MEANWHILE = frozenset(tuple(phrase.split()) for phrase in words_of("meanwhile"))
INDEFINITE = words_of("indefinite_articles") | words_of("plural_indefinite")


def is_news(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> bool:
    """Whether the trigger tells the news of the day: its verb is present or perfect, nothing says that it is past or habitual.

    A noun that brings in something new (« une attaque a fait dix morts ») tells what its verb tells.
    """
    group = telling_verb(sentence, trigger, lexicon)
    if group is None:
        return False
    if not _is_meanwhile(sentence, group) and (not _is_recent(sentence, group, lexicon) or _is_state(sentence, group)):
        return False
    near = sentence.words[max(0, group.first - NEAR) : group.head + NEAR + 1]
    return not any(w.low in lexicon.cues["background_adverbs"] for w in near)


def telling_verb(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> VerbGroup | None:
    """The verb whose tense says when the act was done."""
    return _saying(sentence, trigger, lexicon) or trigger.group or _verb_of(sentence, trigger, lexicon)


def _saying(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> VerbGroup | None:
    """The verb of saying outside the quotation in which somebody accuses, refuses or threatens: that is done by saying it."""
    words = sentence.words
    if not words[trigger.head].quoted or trigger.rule.event_type not in SPEECH:
        return None
    for at, word in enumerate(words):
        if not word.quoted and word.pos in {"VERB", "AUX"} and lexicon.is_verb(word.low, "said"):
            return verb_group(sentence, at, min(lexicon.lemmas(word.low) & lexicon.cues["said"]), lexicon)
    return None


def _verb_of(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> VerbGroup | None:
    """The verb whose subject or object an indefinite noun is, if that only tells that the act took place."""
    word = sentence.words[trigger.head]
    before = [w.low for w in sentence.words[max(0, trigger.first - NEAR) : trigger.first]]
    if not any(low in INDEFINITE for low in before) or word.dep not in {
        "obj",
        "nsubj",
        "nsubj:pass",
        "obl:agent",
        "obl",
        "obl:arg",
    }:
        return None
    verb = sentence.words[word.head]
    if verb.pos not in {"VERB", "AUX"} or lexicon.is_verb(verb.low, "said") or lexicon.is_verb(verb.low, "onlooking_verbs"):
        return None
    lemmas = lexicon.lemmas(verb.low)
    return verb_group(sentence, word.head, min(lemmas) if lemmas else verb.lemma, lexicon)


def _is_meanwhile(sentence: Sentence, group: VerbGroup) -> bool:
    """« alors que des manifestants défilaient », « au moment où cent pays sont réunis »: it lasts while the news happens."""
    before = [w.low for w in sentence.words[max(0, group.first - WHILE_REACH) : group.first]]
    opened = any(pair in MEANWHILE for pair in pairwise(before))
    return opened and group.tense in {"impf", "ind"}


def _is_state(sentence: Sentence, group: VerbGroup) -> bool:
    """« Il est accusé de », « elle est soutenue par »: a present passive tells what holds, not what happened."""
    return group.passive and group.compound and group.tense == "ind" and not _is_perfect_passive(sentence, group)


def _is_perfect_passive(sentence: Sentence, group: VerbGroup) -> bool:
    return any(w.low in BEEN for w in sentence.words[group.first : group.head])


def _is_recent(sentence: Sentence, group: VerbGroup, lexicon: Lexicon) -> bool:
    """Present and perfect; also a perfect infinitive, a hedged perfect, and the perfect of the past behind « a dit que »."""
    if group.tense in {"ind", "past", "ger"}:
        return True
    if not group.compound:
        return False
    return group.tense in {"inf", "cond"} or (group.tense == "impf" and reported_in_past(sentence, group.first, lexicon))


def of_publication(article: Article) -> EventDate:
    """The day, month or year of publication, as far as it is known."""
    day, precision = article.published, article.published_precision
    if day is None or precision not in {"day", "month", "year"}:
        return EventDate()
    if precision == "day":
        return EventDate(day, day, "day", "publication")
    if precision == "month":
        return EventDate(day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1]), "month", "publication")
    return EventDate(date(day.year, 1, 1), date(day.year, MONTHS, 31), "year", "publication")

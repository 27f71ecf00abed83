"""Dates told by their distance from another event: « au lendemain de l'attaque », « trois jours après le début du siège ».

What belongs here: the arithmetic between the two. What does not: expressions that name a date (dating.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tasks.code_events.acts.triggers import Trigger
from tasks.code_events.grammar.relations import OF
from tasks.code_events.grammar.sentence import Article, Sentence, Timex
from tasks.code_events.lexicon.closed_classes import neighbouring_days, words_of
from tasks.code_events.lexicon.load import Lexicon
from tasks.temporal.calendar import day_of, shifted_month
from tasks.temporal.grammar import load_grammar
from tasks.temporal.periods import moved

REACH = 9
NEIGHBOURS = neighbouring_days()
EXACT, AFTER = words_of("distance_exact"), words_of("distance_after")
MONTHS = {"M": 1, "Y": 12}


@dataclass(frozen=True, slots=True)
class EventDate:
    """First and last day, both None where nothing is known, precision, what the date rests on, and its probability."""

    start: date | None = None
    end: date | None = None
    precision: str = "unknown"
    source: str = "none"
    confidence: float | None = None


UNDATED = EventDate()


def told_by_distance(
    article: Article, sentence: Sentence, trigger: Trigger, dated: Sequence[Timex], lexicon: Lexicon
) -> EventDate | None:
    """The date of the event that « lendemain de » or « N jours après » leads to; None if neither does.

    It counts from the day that the rest of the sentence tells, else from the publication where that is known to the day.
    """
    at = _lead(sentence, trigger, lexicon)
    if at is None:
        return None
    outside = [t for t in dated if t.last < at or t.first > trigger.last]
    nearest = min(outside, key=lambda t: min(abs(t.last - at), abs(t.first - at)), default=None)
    if nearest is not None and nearest.precision != "day":
        # « En 2018, à la veille de sa rencontre »: no more is known than the year.
        close = sentence.words[at].low in NEIGHBOURS
        return EventDate(nearest.start, nearest.end, nearest.precision, "relation") if close else EventDate()
    known = article.published if article.published_precision == "day" else None
    start = nearest.start if nearest else known
    return _counted(sentence, at, start) if start else EventDate()


def _lead(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> int | None:
    """The word « lendemain » or « après » that leads to the trigger's noun phrase."""
    words = sentence.words
    for at in range(trigger.first - 1, max(-1, trigger.first - 1 - REACH), -1):
        low = words[at].low
        if low == "," or low in lexicon.cues["boundaries"] | lexicon.cues["clause_openers"] or words[at].pos == "VERB":
            return None
        follows = words[at + 1].low
        if low in NEIGHBOURS and follows in OF:
            return at
        if low in AFTER:
            return at if _unit(sentence, at) else None
    return None


def _unit(sentence: Sentence, after: int) -> tuple[int, str] | None:
    """The number and unit of time right before « après », « jour pour jour » aside: (2, "Y") for « deux ans »."""
    words, at = load_grammar().words, after - 1
    while at > 0 and sentence.words[at].low in EXACT:
        at -= 1
    if at < 1:
        return None
    unit, written = words.units.get(sentence.words[at].low), sentence.words[at - 1].low
    number = words.numbers.get(written, int(written) if written.isdecimal() else None)
    return (number, unit) if unit and number is not None else None


def _counted(sentence: Sentence, at: int, start: date) -> EventDate:
    low = sentence.words[at].low
    if low in NEIGHBOURS:
        neighbour = start - timedelta(days=NEIGHBOURS[low])
        return EventDate(neighbour, neighbour, "day", "relation")
    counted = _unit(sentence, at)
    if counted and counted[1] in MONTHS and sentence.words[at - 1].low in EXACT:
        year, month = shifted_month(start.year, start.month, -counted[0] * MONTHS[counted[1]])
        day = day_of(year, month, start.day)
        return EventDate(day, day, "day", "relation") if day else EventDate()
    meaning = moved(start, counted[1], -counted[0], exact=True) if counted else None
    if meaning is None or meaning.start is None:
        return EventDate()
    return EventDate(meaning.start, meaning.end, meaning.precision, "relation")

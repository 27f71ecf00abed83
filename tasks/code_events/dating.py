"""The date of an event: from a temporal expression of its sentence, or the day of publication where the news itself is told.

What belongs here: choosing the expression. What does not: what an expression denotes (tasks/temporal).
"""

import calendar
from dataclasses import dataclass
from datetime import date

from tasks.code_events.lexicon import Lexicon
from tasks.code_events.text import Article, Sentence, Timex
from tasks.code_events.triggers import Trigger

FAR = 40
CLAUSE_COST, BOUNDARY_COST, BEHIND_OTHER_COST = 6, 8, 10
MONTHS = 12


@dataclass(frozen=True, slots=True)
class EventDate:
    """First and last day, both None where nothing is known, precision and what the date rests on."""

    start: date | None = None
    end: date | None = None
    precision: str = "unknown"
    source: str = "none"


def date_of(
    article: Article, sentence: Sentence, trigger: Trigger, others: list[int], realis: str, lexicon: Lexicon
) -> EventDate:
    """The date of a trigger; `others` are the head words of the other triggers of the sentence."""
    timex = _nearest(sentence, trigger, others, lexicon)
    if timex is not None:
        return EventDate(timex.start, timex.end or timex.start, timex.precision, "text")
    if realis == "actual" and _tells_news(sentence, trigger, lexicon):
        return _published(article)
    return EventDate()


def _nearest(sentence: Sentence, trigger: Trigger, others: list[int], lexicon: Lexicon) -> Timex | None:
    dated = [t for t in sentence.timexes if t.kind in {"date", "time"} and t.start is not None and t.precision != "unknown"]
    costs = [(_cost(sentence, trigger.head, t, others, lexicon), i) for i, t in enumerate(dated)]
    cost, index = min(costs, default=(FAR, 0))
    return dated[index] if cost < FAR else None


def _cost(sentence: Sentence, head: int, timex: Timex, others: list[int], lexicon: Lexicon) -> int:
    """How far an expression is from a trigger: words between, more for clauses, and for another trigger that is nearer."""
    lo, hi = (timex.last + 1, head) if timex.last < head else (head + 1, timex.first)
    lows = [w.low for w in sentence.words[lo:hi]]
    cost = len(lows)
    cost += CLAUSE_COST * sum(low in lexicon.cues["clause_openers"] for low in lows)
    cost += BOUNDARY_COST * sum(low in lexicon.cues["boundaries"] for low in lows)
    if any(lo <= other < hi for other in others):
        cost += BEHIND_OTHER_COST
    return cost


def _tells_news(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> bool:
    """Whether a verb in the present or perfect tells the news of the day: no other time is named, nothing is past or habitual."""
    group = trigger.group
    if group is None or sentence.timexes:
        return False
    if group.tense not in {"ind", "past"} and not (group.tense == "ger"):
        return False
    return not any(
        w.low in lexicon.cues["background_adverbs"] for w in sentence.words[max(0, group.first - 3) : trigger.head + 4]
    )


def _published(article: Article) -> EventDate:
    day, precision = article.published, article.published_precision
    if day is None or precision not in {"day", "month", "year"}:
        return EventDate()
    if precision == "day":
        return EventDate(day, day, "day", "publication")
    if precision == "month":
        return EventDate(day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1]), "month", "publication")
    return EventDate(date(day.year, 1, 1), date(day.year, MONTHS, 31), "year", "publication")

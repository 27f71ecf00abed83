"""The times that an article tells, each with the sentences that name it: any of them may be that of an act.

What belongs here: which times there are, and where they are told. What does not: which of them an act has (decide/dates.py).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from tasks.code_events.acts.triggers import Trigger
from tasks.code_events.attributes.dating import dated_timexes
from tasks.code_events.attributes.distance import EventDate
from tasks.code_events.attributes.news import of_publication
from tasks.code_events.grammar.sentence import Article, Sentence, Timex

DAY, WEEK = "day", "week"
RECENT_DAYS = 6


@dataclass(frozen=True, slots=True)
class Span:
    """A time that an act may have: first and last day, and precision."""

    start: date
    end: date
    precision: str


@dataclass(frozen=True, slots=True)
class Act:
    """A mention as far as its date needs it.

    `stated`: the date that grammar finds in its own sentence; `distances`: how far each time that this names is from the act.
    """

    sentence: Sentence
    trigger: Trigger
    event_type: str
    realis: str
    stated: EventDate
    distances: Mapping[Span, int]


@dataclass(frozen=True)
class Days:
    """The times of an article: `told` has the numbers of the sentences that name each, in the order of the text."""

    article: Article
    acts: Sequence[Act]
    published: Span | None
    told: dict[Span, list[int]] = field(default_factory=dict)

    @cached_property
    def days(self) -> list[Span]:
        """Those told to the day, in the order of their first telling."""
        return [span for span in self.told if span.precision == DAY]

    @cached_property
    def week(self) -> Span | None:
        """The seven days up to the publication, if that is known to the day."""
        if self.published is None or self.published.precision != DAY:
            return None
        return Span(self.published.start - timedelta(days=RECENT_DAYS), self.published.start, WEEK)

    @cached_property
    def recent(self) -> list[Span]:
        """The days told of the week up to the publication."""
        return [span for span in self.days if self.week and self.week.start <= span.start <= self.week.end]

    @cached_property
    def paragraphs(self) -> dict[int, int]:
        """The number of its paragraph by that of the sentence."""
        found, paragraph, end = {}, 0, 0
        for sentence in self.article.sentences:
            paragraph += "\n" in sentence.text[end : sentence.start]
            found[sentence.number], end = paragraph, sentence.end
        return found

    @cached_property
    def stated(self) -> dict[Span, list[Act]]:
        """The acts whose own sentence dates them, by their time."""
        found: dict[Span, list[Act]] = defaultdict(list)
        for act in self.acts:
            if (span := span_of(act.stated)) is not None:
                found[span].append(act)
        return found

    def day_before(self, number: int) -> Span | None:
        """The day told last before a sentence; of a sentence that names several, the one that the text tells first."""
        last = {span: max((n for n in self.told[span] if n < number), default=-1) for span in self.days}
        latest = max(last.values(), default=-1)
        return next((span for span in self.days if latest >= 0 and last[span] == latest), None)


def days_of(article: Article, acts: Sequence[Act]) -> Days:
    """The times of an article and its acts in the order of the text."""
    told: dict[Span, list[int]] = {}
    for sentence in article.sentences:
        for timex in dated_timexes(sentence):
            told.setdefault(_span(timex), []).append(sentence.number)
    return Days(article, acts, span_of(of_publication(article)), told)


def nearest(distances: Iterable[tuple[Timex, int]]) -> dict[Span, int]:
    """By time the distance of the nearest expression that names it."""
    found: dict[Span, int] = {}
    for timex, distance in distances:
        span = _span(timex)
        found[span] = min(distance, found.get(span, distance))
    return found


def _span(timex: Timex) -> Span:
    if timex.start is None:
        raise ValueError(f"{timex}: expected an expression that names days, months or years (dated_timexes)")
    return Span(timex.start, timex.end or timex.start, timex.precision)


def span_of(when: EventDate) -> Span | None:
    """The time of a date; None where it is not known."""
    return Span(when.start, when.end, when.precision) if when.start is not None and when.end is not None else None

"""When an act was done: each time that the article tells, and its publication, gets a probability, and the likeliest is its date.

What belongs here: evidence against evidence, by a logistic model whose weights were fitted on annotated text (date_weights.yaml).
What does not: the times of an article (attributes/days.py), the expressions of the act's own sentence (attributes/dating.py).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from schemas.yaml_text import load_yaml
from tasks.code_events.attributes.dating import FAR
from tasks.code_events.attributes.days import DAY, Act, Days, Span, days_of, span_of
from tasks.code_events.attributes.distance import UNDATED, EventDate
from tasks.code_events.attributes.news import is_news, telling_verb
from tasks.code_events.attributes.realis import ACTUAL
from tasks.code_events.decide.logistic import chance_of
from tasks.code_events.grammar.past import is_of_today
from tasks.code_events.grammar.sentence import Article
from tasks.code_events.lexicon.classes import SPEECH
from tasks.code_events.lexicon.load import Lexicon

LEAD, NEAR, MANY = 2, 3, 4
DONE = frozenset(("actual", "negated"))
PAST_OF_PAST = frozenset(("compound_impf", "simple_past"))
NO_VERB, PUBLICATION = "no_verb", "publication"
Evidence = Mapping[str, float]


@dataclass(frozen=True)
class DateWeights:
    """What each piece of evidence adds to the log-odds of a time, by name, and to those of the week up to the publication.

    `least`: the probability from which a time is the date; `least_week`: from which, where none is, the week.
    """

    time: Evidence
    week: Evidence
    least: float
    least_week: float


@dataclass(frozen=True)
class Telling:
    """An act as its sentence tells it.

    `tense`: of the verb that tells it; `news`: whether that is told as just done; `before`: the time that the act told before it
    states itself; `last_day`: the day that the text told last; `late`: how far down the article, from 0 to 1.
    """

    act: Act
    tense: str
    news: bool
    background: bool
    before: Span | None
    last_day: Span | None
    late: float


@dataclass(frozen=True)
class Time:
    """A time that may be that of an act, what it would rest on (`date_source`), and the evidence for and against it."""

    span: Span
    source: str
    evidence: Evidence
    is_week: bool = False


@cache
def load_date_weights() -> DateWeights:
    """Those of date_weights.yaml."""
    text = files("tasks.code_events").joinpath("decide", "date_weights.yaml").read_text(encoding="utf-8")
    return DateWeights(**load_yaml(text))


def dates_of(article: Article, acts: Sequence[Act], lexicon: Lexicon) -> list[EventDate]:
    """The date of each act of an article (in the order of the text), undated where no time is likely enough."""
    weights = load_date_weights()
    return [_date(times, weights) for times in times_of(article, acts, lexicon)]


def times_of(article: Article, acts: Sequence[Act], lexicon: Lexicon) -> list[list[Time]]:
    """For each act the times that may be its own; behind them the week up to the publication, if that is known to the day."""
    days = days_of(article, acts)
    found = []
    for one in _tellings(days, lexicon):
        times = [Time(span, _source(span, one.act, days), _evidence(span, one, days)) for span in _spans(one.act, days)]
        if days.week is not None and one.act.sentence.number not in article.of_the_past:
            times.append(Time(days.week, PUBLICATION, _of_week(days.week, one, days), is_week=True))
        found.append(times)
    return found


def _date(times: Sequence[Time], weights: DateWeights) -> EventDate:
    exact = [(chance_of(weights.time, time.evidence), time) for time in times if not time.is_week]
    week = [(chance_of(weights.week, time.evidence), time) for time in times if time.is_week]
    for found, least in ((exact, weights.least), (week, weights.least_week)):
        chance, best = max(found, key=_preference, default=(0.0, None))
        if best is not None and chance >= least:
            span = best.span
            return EventDate(span.start, span.end, span.precision, best.source, chance)
    return UNDATED


def _preference(found: tuple[float, Time]) -> tuple[float, int, int]:
    """The likeliest; of two the more exact, then the earlier."""
    chance, time = found
    return chance, -(time.span.end - time.span.start).days, -time.span.start.toordinal()


def _spans(act: Act, days: Days) -> list[Span]:
    """The times of the article, none behind the publication for what is told as done.

    Of a sentence that tells the past none of today but its own.
    """
    past = act.sentence.number in days.article.of_the_past
    told = (
        span
        for span, numbers in days.told.items()
        if not past or not is_of_today(days.article, span.end) or act.sentence.number in numbers
    )
    found = dict.fromkeys(span for span in (*told, None if past else days.published, span_of(act.stated)) if span is not None)
    return [span for span in found if not (act.realis == ACTUAL and _is_to_come(span, days))]


def _is_to_come(span: Span, days: Days) -> bool:
    return days.published is not None and span.start > days.published.end


def _source(span: Span, act: Act, days: Days) -> str:
    """What a time rests on as the date of an act, the best that there is."""
    told = days.told.get(span, ())
    if span == span_of(act.stated):
        return act.stated.source
    if act.sentence.number in told:
        return "text"
    if any(0 < act.sentence.number - number <= NEAR for number in told):
        return "neighbour"
    return "document" if told else PUBLICATION


def _tellings(days: Days, lexicon: Lexicon) -> Iterator[Telling]:
    before, last = None, max((sentence.number for sentence in days.article.sentences), default=0) or 1
    for act in days.acts:
        words, verb = act.sentence.words, telling_verb(act.sentence, act.trigger, lexicon)
        yield Telling(
            act=act,
            tense=f"{'compound' if verb.compound else 'simple'}_{verb.tense}" if verb else NO_VERB,
            news=is_news(act.sentence, act.trigger, lexicon),
            background=any(word.low in lexicon.cues["background_adverbs"] for word in words),
            before=before,
            last_day=days.day_before(act.sentence.number),
            late=act.sentence.number / last,
        )
        stated = span_of(act.stated)
        before = stated if stated is not None and stated.precision == DAY else before


def _evidence(span: Span, one: Telling, days: Days) -> dict[str, float]:
    """The pieces of evidence for and against a time, by the names of date_weights.yaml."""
    act, done, to_come = one.act, one.act.realis in DONE, _is_to_come(span, days)
    stated = span_of(act.stated)
    where = _in_its_sentence(span, one) if span in act.distances else _elsewhere(span, one, days)
    return {
        "one": 1.0,
        f"precision_{span.precision}": 1.0,
        f"realis_{act.realis}": 1.0,
        "done_to_come": float(done and to_come),
        "meant_to_come": float(not done and to_come),
        "meant_before": float(not done and not to_come),
        f"stated_{act.stated.source}": float(span == stated),
        "stated_other": float(stated is not None and span != stated),
        "previous": float(span == one.before),
        **where,
        **(_published(span, one, days) if span == days.published else {}),
    }


def _in_its_sentence(span: Span, one: Telling) -> dict[str, float]:
    """Evidence of a time that the act's own sentence names."""
    distance = one.act.distances[span]
    return {
        "own": 1.0,
        "own_distance": min(distance, FAR) / FAR,
        "own_far": float(distance >= FAR),
        "own_nearest": float(distance == min(one.act.distances.values())),
        "own_alone": float(len(one.act.distances) == 1),
        "own_noun": float(one.act.trigger.group is None),
        "own_past_of_past": float(one.tense in PAST_OF_PAST),
    }


def _elsewhere(span: Span, one: Telling, days: Days) -> dict[str, float]:
    """Evidence of a time that only other sentences name, or none."""
    number, told = one.act.sentence.number, days.told.get(span, [])
    behind, ahead = [number - n for n in told if n < number], [n - number for n in told if n > number]
    alike = [act for act in days.stated.get(span, ()) if act is not one.act]
    first, first_recent = span in days.days[:1], span in days.recent[:1]
    return {
        "beside_own": float(bool(one.act.distances)),
        "beside_own_near": float(min(one.act.distances.values(), default=FAR) < FAR),
        f"before_{_reach(behind)}": 1.0,
        f"after_{_reach(ahead)}": float(not behind),
        "after_title": 1 / min(ahead) if ahead and number == 0 else 0.0,
        "in_lead": float(any(n <= LEAD for n in told)),
        "first_day": float(first),
        "first_day_news": float(first and one.news),
        "first_recent": float(first_recent),
        "first_recent_news": float(first_recent and one.news),
        "first_recent_alone": float(first_recent and len(days.recent) == 1),
        "last_day": float(span == one.last_day),
        "times": min(len(told), MANY) / MANY,
        "same_paragraph": float(any(n < number and days.paragraphs[n] == days.paragraphs[number] for n in told)),
        "same_type": float(any(act.event_type == one.act.event_type for act in alike)),
        "same_lemma": float(any(_lemma(act) == _lemma(one.act) for act in alike)),
    }


def _published(span: Span, one: Telling, days: Days) -> dict[str, float]:
    """Evidence for and against the publication."""
    act, number = one.act, one.act.sentence.number
    others = [day for day in days.recent if day != span]
    return {
        "published": 1.0,
        f"published_{one.tense}": 1.0,
        f"published_{act.event_type}": 1.0,
        f"published_{act.realis}": 1.0,
        "published_news": float(one.news),
        "published_quoted": float(act.sentence.words[act.trigger.head].quoted),
        "published_title": float(number == 0),
        "published_lead": float(0 < number <= LEAD),
        "published_late": one.late,
        "published_told": float(span in days.told),
        "published_told_first": float(span in days.days[:1]),
        "published_other_recent": float(bool(others)),
        "published_recent_before": float(any(days.told[day][0] < number for day in others)),
        "published_no_days": float(not days.days),
        "published_said": float(act.event_type in SPEECH),
        "published_background": float(one.background),
        "published_own_dates": float(bool(act.distances)),
        "published_own_near": float(min(act.distances.values(), default=FAR) < FAR),
    }


def _of_week(week: Span, one: Telling, days: Days) -> dict[str, float]:
    """Evidence for and against the week up to the publication."""
    stated = span_of(one.act.stated)
    return {
        "one": 1.0,
        "stated_within": float(stated is not None and week.start <= stated.start and stated.end <= week.end),
        "stated_other": float(stated is not None and not (week.start <= stated.start and stated.end <= week.end)),
        "old_days": float(any(day.end < week.start for day in days.told)),
        **_published(week, one, days),
    }


def _reach(distances: Sequence[int]) -> str:
    """How many sentences away the nearest telling is, in words."""
    nearest = min(distances, default=None)
    return "never" if nearest is None else "next" if nearest == 1 else "near" if nearest <= NEAR else "far"


def _lemma(act: Act) -> str:
    return act.sentence.words[act.trigger.head].lemma

"""The story of an article: an act that a sentence tells without a date has that of its first telling, or of the day told last.

What belongs here: which other sentence dates an act. What does not: dates of its own sentence (dating.py), tense and
publication (news.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tasks.code_events.acts.triggers import Trigger
from tasks.code_events.attributes.dating import dated_timexes
from tasks.code_events.attributes.distance import EventDate
from tasks.code_events.attributes.news import is_before, is_news, is_perfect, is_recent_day, looks_back, of_publication, recent
from tasks.code_events.grammar.relations import OF
from tasks.code_events.grammar.sentence import Article, Sentence
from tasks.code_events.lexicon.classes import DEEDS, SPEECH
from tasks.code_events.lexicon.closed_classes import words_of
from tasks.code_events.lexicon.load import Lexicon

REACH = 4
FOLLOWING = 3
"""So many sentences a day told goes on to be that of the story where no publication is known."""
RETELLING, ANEW = words_of("retelling_left"), words_of("told_anew")
BESIDE_NOUN = frozenset(("ADJ", "NUM", "NOUN"))
ACTUAL = "actual"


@dataclass(frozen=True)
class Act:
    """A mention as far as the story needs it: who acts and at whom by country or entity, and the date of its own sentence."""

    sentence: Sentence
    trigger: Trigger
    event_type: str
    realis: str
    actors: frozenset[str]
    recipients: frozenset[str]
    place: str | None
    when: EventDate


def story_dates(article: Article, acts: Sequence[Act], lexicon: Lexicon) -> list[EventDate]:
    """The date of each act (in the order of the text): of its own sentence, else of another telling, else of the story."""
    stated = [replace(act, when=_in_time(act.when, act, article)) for act in acts]
    own = [act for act in stated if act.when.start is not None]
    told: list[Act] = []
    for act in stated:
        known = act.when if act.when.start is not None else _beside(act, own) or _retold(act, told, own)
        told.append(replace(act, when=_in_time(known or _narrated(article, act, lexicon), act, article)))
    return [act.when for act in told]


def _beside(act: Act, own: Sequence[Act]) -> EventDate | None:
    """The date of the act of the same type that its own sentence tells: « un policier a été tué jeudi lors d'une attaque »."""
    found = {one.when for one in own if one.sentence.number == act.sentence.number and _may_be(act, one)}
    return found.pop() if len(found) == 1 else None


def _retold(act: Act, told: Sequence[Act], own: Sequence[Act]) -> EventDate | None:
    """The date of the telling that the act tells again: one before it, else a dated one behind it; None if there is none.

    A date that a text states counts before a day of publication, the same words before others, the first before later ones.
    """
    if not _retells(act):
        return None
    before = [one for one in told if one.when.start is not None and _may_be(act, one)]
    found = before or [one for one in own if _may_be(act, one)]
    words = act.trigger.rule.words
    best = min(found, key=lambda one: (one.when.source == "publication", one.trigger.rule.words != words), default=None)
    if best is None:
        return None
    return best.when if best.when.source == "publication" else replace(best.when, source="document")


def _retells(act: Act) -> bool:
    """Whether it is a noun with a definite article or demonstrative, or a deed whose doer its sentence does not name."""
    trigger, words = act.trigger, act.sentence.words
    if trigger.group is not None:
        return act.event_type in DEEDS and not act.actors
    beside = words[max(0, trigger.first - 2) : trigger.first] + words[trigger.last + 1 : trigger.last + 2]
    if any(word.low in ANEW for word in beside):
        return False
    left = reversed(words[max(0, trigger.first - REACH) : trigger.first])
    nearest = next((word for word in left if word.low in RETELLING or word.pos not in BESIDE_NOUN), None)
    return nearest is not None and (nearest.low in RETELLING or (nearest.pos == "ADP" and nearest.low in OF))


def _may_be(act: Act, told: Act) -> bool:
    """Whether both may be one act: same type and realis, and neither parties nor places that contradict."""
    same = act.event_type == told.event_type and act.realis == told.realis
    apart = act.place is not None and told.place is not None and act.place != told.place
    return same and not apart and not _conflict(act.actors, told.actors) and not _conflict(act.recipients, told.recipients)


def _in_time(when: EventDate, act: Act, article: Article) -> EventDate:
    """The date; none where what is told as done would be done after the publication: the day then belongs to something else."""
    published = article.published if article.published_precision == "day" else None
    late = when.start is not None and published is not None and when.start > published
    return EventDate() if late and act.realis == ACTUAL else when


def _conflict(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other and one.isdisjoint(other))


def _narrated(article: Article, act: Act, lexicon: Lexicon) -> EventDate:
    """The day that the story is at where the verb goes on telling it, else the publication for news."""
    news = is_news(act.sentence, act.trigger, lexicon) and not looks_back(article, lexicon)
    if act.realis != ACTUAL or not (news or is_before(act.trigger)):
        return EventDate()
    if not news:
        return _last_day(article, act.sentence, 1)
    if article.published is not None:
        return _news(article, act, lexicon)
    return _last_day(article, act.sentence, FOLLOWING) if is_perfect(act.sentence, act.trigger, lexicon) else EventDate()


def _news(article: Article, act: Act, lexicon: Lexicon) -> EventDate:
    """The day of the news: that of publication, unless the article has so far told of an earlier day of the week only.

    Then a deed is of that day, and what is said is of the week: « jeudi » in Friday's paper.
    """
    if any(t.start and is_recent_day(article, t.start) for t in dated_timexes(act.sentence)):
        return recent(article)
    days = [day for _, day in _days_before(article, act.sentence) if is_recent_day(article, day)]
    if not days or article.published in days:
        return of_publication(article)
    if not is_perfect(act.sentence, act.trigger, lexicon):
        return EventDate()
    return recent(article) if act.event_type in SPEECH else _neighbour(days[0])


def _last_day(article: Article, sentence: Sentence, reach: int) -> EventDate:
    """The day named last, at most so many sentences before."""
    near = [day for number, day in _days_before(article, sentence) if sentence.number - number <= reach]
    return _neighbour(near[-1]) if near else EventDate()


def _days_before(article: Article, sentence: Sentence) -> list[tuple[int, date]]:
    """The days that sentences before this one name, with the number of the sentence, in their order."""
    before = (s for s in article.sentences if s.number < sentence.number)
    return [
        (s.number, t.start) for s in before for t in dated_timexes(s) if t.kind == "date" and t.precision == "day" and t.start
    ]


def _neighbour(day: date) -> EventDate:
    return EventDate(day, day, "day", "neighbour")

"""Whether an act is no public one: of a match, of the markets, of an invented world.

What belongs here: what an article is about, by the words of lexicon/genres.yaml, and which of its acts are of that. What does
not: figurative use in other articles, which the network and the rules' conditions tell apart.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.code_events.acts.triggers import Trigger
from tasks.code_events.grammar.clauses import clause_around
from tasks.code_events.grammar.relations import SUBJECTS
from tasks.code_events.grammar.sentence import Article, Mention, Sentence
from tasks.code_events.lexicon.classes import SPEECH
from tasks.code_events.lexicon.closed_classes import words_of
from tasks.code_events.lexicon.genres import SURE, Genre, load_genres
from tasks.code_events.lexicon.load import Lexicon
from tasks.code_events.lexicon.words import normal

SPORT, MARKETS, FICTION = "sport", "markets", "fiction"
WORD = re.compile(r"[\w-]+")
DAY, PERFECT = "day", "aux:tense"
OF = words_of("of")
DONE, DESCRIBING = "ind", "acl"


@dataclass(frozen=True)
class Reading:
    """What an article is: `genre` (None for news of public life), and the numbers of its sentences on an invented world."""

    genre: str | None = None
    invented: frozenset[int] = frozenset()


def reading_of(article: Article) -> Reading:
    """What an article is; of several genres the first of genres.yaml."""
    genre = next((genre.name for genre in load_genres().genres if _is_of(genre, article)), None)
    told = [sentence for sentence in article.sentences if sentence.words]
    return Reading(genre, frozenset(s.number for s in told) if genre == FICTION else _invented(told))


def is_private(sentence: Sentence, trigger: Trigger, reading: Reading, lexicon: Lexicon) -> bool:
    """Whether an act of an article is none of public life."""
    if sentence.number in reading.invented:
        return not _is_told_as_news(sentence, trigger)
    if _is_of_prices(sentence, trigger):
        return True
    public = not load_genres().public.isdisjoint(word.low for word in sentence.words)
    if reading.genre == MARKETS:
        return not public and not _is_of_a_state(sentence, trigger, lexicon)
    return reading.genre == SPORT and not public


def _is_of(genre: Genre, article: Article) -> bool:
    sentences = [sentence for sentence in article.sentences if sentence.words]
    known = genre.sure | genre.words
    lows = [{word.low for word in sentence.words} for sentence in sentences]
    held = [known & low for low in lows]
    shaped = [{shape.pattern for shape in genre.shapes if shape.search(sentence.quote)} for sentence in sentences]
    marked = [genre.name == FICTION and _sets_scene(sentence) for sentence in sentences]
    about = known & _about(article)
    found = frozenset[str](about).union(*held)
    rubric = known & _rubric(article)
    sure = len(found & genre.sure | rubric) + len(rubric) + any(marked)
    count = sure * SURE + len(found - genre.sure - rubric) + len(frozenset[str]().union(*shaped))
    holding = sum(any(several) for several in zip(held, shaped, marked, strict=True))
    unlike = any(not genre.unless.isdisjoint(low) for low in lows)
    return not unlike and sure > 0 and count >= genre.least and holding >= genre.share * len(sentences)


def _about(article: Article) -> frozenset[str]:
    """The words of the headline and of the path of the address, which says the section: « …/sport/football/… »."""
    path = (article.url or "").partition("://")[2].partition("/")[2]
    return frozenset(WORD.findall(normal(article.title or ""))) | frozenset(normal(path).split("/"))


def _rubric(article: Article) -> frozenset[str]:
    """The words before the colon of a headline: « Boxe : le Mexicain terrasse l'Ukrainien »."""
    before, colon, _ = normal(article.title or "").partition(":")
    return frozenset(WORD.findall(before)) if colon else frozenset()


def _sets_scene(sentence: Sentence) -> bool:
    """Whether a sentence says that it tells of an invented world: « Dans son roman, … », « La série imagine … »."""
    quote = normal(sentence.quote)
    return any(scene.pattern.search(quote) for scene in load_genres().scenes)


def _invented(sentences: Sequence[Sentence]) -> frozenset[int]:
    """Of news the sentences on an invented world: one that says so, and the next of its paragraph that go on in the present."""
    found, goes_on, end = set(), False, 0
    words = load_genres().named(FICTION)
    for sentence in sentences:
        held = (words.sure | words.words) & {word.low for word in sentence.words}
        goes_on = goes_on and "\n" not in sentence.text[end : sentence.start] and not held and _is_plain(sentence)
        goes_on = goes_on or _sets_scene(sentence)
        found |= {sentence.number} if goes_on else set()
        end = sentence.end
    return frozenset(found)


def _is_plain(sentence: Sentence) -> bool:
    """Whether it tells in the present and of no day, as a plot is told."""
    return not any(w.dep == PERFECT for w in sentence.words) and not _names_a_day(sentence)


def _names_a_day(sentence: Sentence) -> bool:
    return any(timex.precision == DAY and timex.start is not None for timex in sentence.timexes)


def _is_told_as_news(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether an act beside an invented world is real: its makers say it, or it was done on a day, or to or by them."""
    lows, genres = {word.low for word in sentence.words}, load_genres()
    makers = not genres.makers.isdisjoint(lows)
    if makers and trigger.rule.event_type in SPEECH and (trigger.group is None or trigger.group.tense == DONE):
        return True
    group = trigger.group
    if group is None or not group.compound or _sets_scene(sentence):
        return False
    return makers or _names_a_day(sentence)


def _is_of_prices(sentence: Sentence, trigger: Trigger) -> bool:
    """« L'euro menace le dollar », « Londres a cédé 0,4 % »: whose subject is a price, or where a figure of its way follows."""
    words, genres = sentence.words, load_genres()
    subjects = (words[i] for i in sentence.children.get(trigger.head, ()) if words[i].dep in SUBJECTS)
    described = words[words[trigger.head].head] if words[trigger.head].dep == DESCRIBING else None
    if any(word.low in genres.market_subjects for word in (*subjects, *([described] if described else []))):
        return True
    at = trigger.last + 1
    while at < len(words) and words[at].low in genres.led_by:
        at += 1
    counted = at + 1 < len(words) and words[at].pos == "NUM" and words[at + 1].low in genres.market_units
    return counted and trigger.rule.words[0] in genres.market_verbs and not any(w.low in OF for w in words[at + 2 : at + 3])


def _is_state(mention: Mention, lexicon: Lexicon) -> bool:
    return mention.entity_id in lexicon.country_ids or mention.entity_id in lexicon.gazetteer.capital_of


def _is_of_a_state(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> bool:
    """Whether a country is named in the clause of an act, before a verb or beside a noun, and nothing of markets.

    A capital may be a market place; it is a government where the clause names another one: « Washington a menacé Pékin ».
    """
    words, market = sentence.words, load_genres().named(MARKETS)
    first, last = clause_around(sentence, trigger.first, trigger.last, lexicon)
    end = trigger.first if trigger.group is not None and not trigger.group.passive else last
    states = [m for m in sentence.mentions if first <= m.first < last and _is_state(m, lexicon)]
    acting = [m for m in states if m.first < end]
    named = any(m.entity_id in lexicon.country_ids for m in acting) or (acting and any(m.first > trigger.last for m in states))
    return bool(named) and not any(word.low in market.sure | market.words for word in words[first:end])

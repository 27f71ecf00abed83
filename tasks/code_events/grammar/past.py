"""Sentences that tell the past as if it were present (« Nous sommes en avril 1961. … Le mardi, les généraux se rendent. »).

What belongs here: which sentences those are, and in which year their days lie. What does not: which of the times that an article
tells is that of an act (attributes/, decide/).
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tasks.code_events.grammar.part_of_speech import VERBAL
from tasks.code_events.grammar.sentence import Article, Sentence, Timex
from tasks.code_events.lexicon.closed_classes import words_of
from tasks.temporal.calendar import day_of, month_end
from tasks.temporal.grammar import load_grammar
from tasks.temporal.lexicon import load_lexicon
from tasks.temporal.yearless import yearless

LEAD, OPENING, SHORT = 3, 5, 9
BACK = 5
"""So many sentences may go before the one that says when they play: « Ce matin-là, … C'était le 11 septembre 1973. »"""
YEARS_AGO, LONG_AGO = 2, 15
NEWS_DAYS = timedelta(days=7)
EARLIEST, YEAR_DIGITS, MONTHS = 1000, 4, 12
LEADING = frozenset(("ADP", "DET", "PRON", "AUX", "PUNCT", "ADV"))
SETTING = LEADING | {"PROPN", "NUM", "CCONJ"}
UNKNOWN, IMPERFECT = "unknown", "Tense=Imp"
SOME_DAY = frozenset(("date", "time"))
BE, SINCE, SETTING_NOUNS, NOW = words_of("be"), words_of("since"), words_of("setting_nouns"), words_of("now_words")
YEAR_LEFT = words_of("year_left")
PARTS_OF_DAY, ARTICLES, LATER = words_of("parts_of_day"), words_of("definite_articles"), words_of("later_words")


@dataclass
class _Story:
    """What the sentences read so far say.

    `past`: whether they tell the past; `from_opening`: whether the article began so or set a scene; `news`: whether any told
    news; `when`: where the story is.
    """

    past: bool = False
    from_opening: bool = False
    news: bool = False
    when: date | None = None


def in_its_time(article: Article) -> Article:
    """The article with the numbers of its sentences that tell the past, whose days have its year, or none where none is known."""
    if article.published is None:
        return article
    past = _past_of(article, article.published)
    when, found = None, list[Sentence]()
    for sentence in article.sentences:
        moved = sentence
        if sentence.number in past:
            moved, when = _moved(sentence, past[sentence.number] or when, article.published)
        found.append(moved)
    return replace(article, sentences=tuple(found), of_the_past=frozenset(past)) if past else article


def is_of_today(article: Article, day: date) -> bool:
    """Whether a day is of the year of publication, the one before it, or to come."""
    return article.published is not None and day.year > article.published.year - YEARS_AGO


def _past_of(article: Article, published: date) -> dict[int, date | None]:
    """By number the sentences that tell the past, with the old day that each names, also those before one that sets the scene."""
    story, past = _Story(), dict[int, date | None]()
    for place, sentence in enumerate(article.sentences):
        opens = _begins_paragraph(article, place)
        old = next((t for t in (*sentence.timexes, *_bare_years(sentence)) if _is_old(sentence, t, published)), None)
        if _tells_now(sentence, story, published, opens=opens):
            story.past, story.news = False, True
            continue
        leads = old is not None and _opens_with(sentence, old)
        if old is not None and _sets_scene(sentence):
            if not (story.past or story.news) and place <= BACK:
                past |= {before.number: old.start for before in article.sentences[:place]}
            story.past = story.from_opening = True
        elif leads and not _is_background(sentence) and ((place < LEAD and not story.news) or (story.from_opening and opens)):
            story.past = story.from_opening = True
        if story.past or leads:
            past[sentence.number] = old.start if old else None
            story.when = past[sentence.number] or story.when
    return past


def _begins_paragraph(article: Article, place: int) -> bool:
    before, sentence = article.sentences[place - 1 : place], article.sentences[place]
    return not before or "\n" in sentence.text[before[0].end : sentence.start]


def _is_old(sentence: Sentence, timex: Timex, published: date) -> bool:
    """Whether an expression names a time at least two years ago: resolved, or a year of before the calendar (« mai 1871 »)."""
    year = _written_year(sentence, timex)
    if year is None and _is_yearless(sentence, timex):
        return False
    if timex.kind not in SOME_DAY or timex.precision == UNKNOWN:
        return timex.kind in SOME_DAY and year is not None and year <= published.year - YEARS_AGO
    return timex.end is not None and EARLIEST < timex.end.year <= published.year - YEARS_AGO


def _bare_years(sentence: Sentence) -> list[Timex]:
    """Years that no expression holds, alone or behind what leads to one: « 1947. », « en 1789 », « ce mois d'octobre 1962 »."""
    inside = {i for t in sentence.timexes for i in range(t.first, t.last + 1)}
    words, found = sentence.words, []
    alone = sum(word.pos != "PUNCT" for word in words) == 1
    for i, word in enumerate(words):
        leads = alone or (i > 0 and (words[i - 1].low in YEAR_LEFT or words[i - 1].low in load_lexicon().months))
        if i not in inside and leads and word.low.isdecimal() and len(word.low) == YEAR_DIGITS and int(word.low) >= EARLIEST:
            year = int(word.low)
            found.append(Timex(i, i, "date", date(year, 1, 1), date(year, MONTHS, 31), "year"))
    return found


def _written_year(sentence: Sentence, timex: Timex) -> int | None:
    lows = (word.low for word in sentence.words[timex.first : timex.last + 1])
    years = (int(low) for low in lows if low.isdecimal() and len(low) == YEAR_DIGITS)
    return next((year for year in years if year >= EARLIEST), None)


def _sets_scene(sentence: Sentence) -> bool:
    """Whether a sentence only says when and where, « Nous sommes en avril 1961. », « Berlin, novembre 1989. »."""
    inside = {i for t in (*sentence.timexes, *_bare_years(sentence)) for i in range(t.first, t.last + 1)}
    rest = [word for i, word in enumerate(sentence.words) if i not in inside and word.pos != "PUNCT"]
    set_by = (w.pos in SETTING or w.lemma in BE or w.low in SETTING_NOUNS for w in rest)
    return len(rest) <= SHORT and all(set_by)


def _opens_with(sentence: Sentence, timex: Timex) -> bool:
    """Whether the words before only lead to it: « En … », « À Berlin, en … », but not « Née en … », « Depuis … »."""
    before = sentence.words[: timex.first]
    comma = next((i for i in reversed(range(len(before))) if before[i].low == ","), -1)
    placed = all(word.pos in LEADING | {"PROPN"} for word in before[:comma]) if comma >= 0 else True
    led = before[comma + 1 :]
    if any(word.low in SINCE for word in led):
        return False
    return (
        placed
        and len(led) <= OPENING
        and all(
            word.pos in LEADING or word.lemma in BE or word.low in SETTING_NOUNS or word.low in load_lexicon().months
            for word in led
        )
    )


def _is_background(sentence: Sentence) -> bool:
    """« En 2012, une crise avait secoué le pays. »: what went before the news, which goes on behind it."""
    return any(IMPERFECT in word.morph for word in sentence.words)


def _is_news(sentence: Sentence, timex: Timex, published: date) -> bool:
    """« mardi », « hier », « le 14 mars 2024 », but not « le 14 mars », « le lendemain », « ce jour-là »."""
    if timex.start is None or timex.start != timex.end or abs(timex.start - published) > NEWS_DAYS:
        return False
    lows = [word.low for word in sentence.words[timex.first : timex.last + 1]]
    plain = not any(low[0].isdecimal() for low in lows) and lows[0] not in ARTICLES and lows[-1] != "-là"
    return plain or _written_year(sentence, timex) is not None


def _tells_now(sentence: Sentence, story: _Story, published: date, *, opens: bool) -> bool:
    """Whether a sentence of the past leads back to the days of the publication.

    In a tale a weekday is one of its own: « Mardi, les généraux se rendent. » It is of today in the perfect, or behind the verb
    of a sentence that begins a paragraph: « L'historienne publie mardi une enquête. »
    """
    if any(word.low in NOW for word in sentence.words) or _is_long_after(sentence, story, published):
        return True
    news = [t for t in sentence.timexes if _is_news(sentence, t, published)]
    if not story.past or not all(_is_weekday(sentence, t) for t in news):
        return bool(news)
    perfect = any(word.dep == "aux:tense" for word in sentence.words)
    return any(perfect or (opens and any(word.pos in VERBAL for word in sentence.words[: t.first])) for t in news)


def _is_weekday(sentence: Sentence, timex: Timex) -> bool:
    lows = (word.low for word in sentence.words[timex.first : timex.last + 1])
    return all(low in load_lexicon().weekdays or low in PARTS_OF_DAY for low in lows)


def _is_long_after(sentence: Sentence, story: _Story, published: date) -> bool:
    """« Soixante-trois ans plus tard », which leads to today, as « deux ans plus tard » of a tale does not."""
    words = sentence.words[: OPENING + 1]
    at = next((i for i, word in enumerate(words) if word.low in LATER), None)
    if at is None or not at or load_grammar().words.units.get(words[at - 1].low) != "Y" or story.when is None:
        return False
    counted = words[at - 2].low if at > 1 else ""
    number = int(counted) if counted.isdecimal() else load_grammar().words.numbers.get(counted)
    gap = published.year - story.when.year
    return gap >= LONG_AGO if number is None else number > gap - YEARS_AGO


def _moved(sentence: Sentence, when: date | None, published: date) -> tuple[Sentence, date | None]:
    """The sentence with its days of today in the year of the story, those that nobody knows then without one; where it leads."""
    timexes = []
    for timex in sentence.timexes:
        of_today = timex.start is not None and timex.start.year > published.year - YEARS_AGO
        open_year = _written_year(sentence, timex) is None and (of_today or _is_yearless(sentence, timex))
        found = _in_story(sentence, timex, when) if open_year else timex
        timexes.append(found)
        if found.start is not None and found.precision != UNKNOWN and found.start.year > EARLIEST:
            when = found.start
    return replace(sentence, timexes=tuple(timexes)), when


def _is_yearless(sentence: Sentence, timex: Timex) -> bool:
    """« lundi 5 novembre », which counted from the publication may be of any year."""
    return timex.start is not None and timex.start.year > EARLIEST and yearless(_written(sentence, timex)) is not None


def _written(sentence: Sentence, timex: Timex) -> str:
    return sentence.text[sentence.words[timex.first].start : sentence.words[timex.last].end]


def _in_story(sentence: Sentence, timex: Timex, when: date | None) -> Timex:
    """« le 4 juillet » in the year that is nearest to where the story is; « mardi » without a day."""
    told, years = yearless(_written(sentence, timex)), (when.year - 1, when.year, when.year + 1) if when else ()
    days = [day for year in years if told and (day := day_of(year, told.start.month, told.start.day))]
    if told is None or when is None or not days:
        return replace(timex, start=None, end=None, precision=UNKNOWN)
    start = min(days, key=lambda day: abs(day - when))
    end = start if told.start == told.end else month_end(start.year, start.month)
    return replace(timex, start=start, end=end, precision=told.precision)

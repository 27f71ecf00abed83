"""Passages in another language before or behind the French article: translations, summaries, notices.

What belongs here: which lines they are. What does not: the language of the article (language.py). A quotation in its language
within the article stays.
"""

from collections.abc import Iterator, Sequence

from schemas.settings import CleanSettings
from tasks.clean.judgement import Judged
from tasks.clean.knowledge import CleaningKnowledge
from tasks.clean.language import GLANCE, SURE, identify_languages

LEAST_SHARE = 0.1
"""Of the words of a French paragraph so many at least are function words."""
LEAST_CHARACTERS = 200
"""A passage of fewer is left: too short to be sure, or a quotation."""


def take_passages(texts: Sequence[Sequence[Judged]], knowledge: CleaningKnowledge, settings: CleanSettings) -> None:
    """Take the lines before the first and behind the last paragraph in a language that is kept, if enough of both is there."""
    doubted = [(number, line) for number, text in enumerate(texts) for line in _ends(text) if not _seems_kept(line, knowledge)]
    foreign = _are_foreign([line for _, line in doubted], settings)
    for number in dict.fromkeys(number for (number, _), is_foreign in zip(doubted, foreign, strict=True) if is_foreign):
        _take(texts[number], settings)


def _ends(judged: Sequence[Judged]) -> Iterator[Judged]:
    """The first and the last paragraph."""
    prose = [line for line in judged if line.reason is None and line.is_prose]
    yield from (*prose[:1], *prose[1:][-1:])


def _take(judged: Sequence[Judged], settings: CleanSettings) -> None:
    prose = [place for place, line in enumerate(judged) if line.reason is None and line.is_prose]
    foreign = _are_foreign([judged[place] for place in prose], settings)
    kept = [place for place, is_foreign in zip(prose, foreign, strict=True) if not is_foreign]
    if _characters(judged, kept) < LEAST_CHARACTERS:
        return
    for passage in (range(kept[0]), range(kept[-1] + 1, len(judged))):
        if _characters(judged, [place for place in prose if place in passage]) >= LEAST_CHARACTERS:
            for place in passage:
                judged[place].take("other_language")


def _seems_kept(line: Judged, knowledge: CleaningKnowledge) -> bool:
    """A look at the function words at its beginning, much cheaper than identification."""
    words = line.text[:GLANCE].lower().split()
    return sum(map(knowledge.function_words.__contains__, words)) >= LEAST_SHARE * len(words)


def _are_foreign(lines: Sequence[Judged], settings: CleanSettings) -> list[bool]:
    found = identify_languages(((None, line.text) for line in lines), languages=settings.languages, expected=settings.keep)
    return [language not in settings.keep and score >= SURE for language, score in found]


def _characters(judged: Sequence[Judged], places: Sequence[int]) -> int:
    return sum(len(judged[place].text) for place in places)

"""Genres of articles that tell no public acts, as lexicon/genres.yaml has them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from schemas.yaml_text import load_yaml
from tasks.code_events.lexicon.words import normal

SURE = 2
"""What a word that only this genre has counts, where another counts one."""


@dataclass(frozen=True)
class Genre:
    """A genre with its words and shapes: `least` of what they count, in a `share` of its sentences, make an article one.

    An article with a word of `unless` is none. `match`, `avoid`: an article of it, and one with such words that is none.
    """

    name: str
    least: int
    share: float
    sure: frozenset[str]
    words: frozenset[str]
    unless: frozenset[str]
    shapes: tuple[re.Pattern[str], ...]
    match: str
    avoid: str


@dataclass(frozen=True)
class Scene:
    """A pattern of words, in one writing, that say that a sentence tells of an invented world; two examples."""

    pattern: re.Pattern[str]
    match: str
    avoid: str


@dataclass(frozen=True)
class Genres:
    """All genres, the words that tell a public act even there, and what marks a clause of markets or of an invented world."""

    genres: tuple[Genre, ...]
    public: frozenset[str]
    market_subjects: frozenset[str]
    market_verbs: frozenset[str]
    market_units: frozenset[str]
    led_by: frozenset[str]
    makers: frozenset[str]
    scenes: tuple[Scene, ...]

    def named(self, name: str) -> Genre:
        """The genre of that name."""
        return next(genre for genre in self.genres if genre.name == name)


@cache
def load_genres() -> Genres:
    """Those of genres.yaml."""
    raw = load_yaml(files("tasks.code_events").joinpath("lexicon", "genres.yaml").read_text(encoding="utf-8"))
    lists = ("public", "market_subjects", "market_verbs", "market_units", "led_by", "makers")
    return Genres(
        genres=tuple(_genre(row) for row in raw["genres"]),
        scenes=tuple(Scene(re.compile(row["pattern"]), row["match"], row["avoid"]) for row in raw["scenes"]),
        **{name: _words(raw[name]) for name in lists},
    )


def _genre(row: dict[str, Any]) -> Genre:
    return Genre(
        name=row["genre"],
        least=row["least"],
        share=row["share"],
        sure=_words(row["sure"]),
        words=_words(row["words"]),
        unless=_words(row.get("unless", ())),
        shapes=tuple(re.compile(shape) for shape in row["shapes"]),
        match=row["match"],
        avoid=row["avoid"],
    )


def _words(written: Sequence[str]) -> frozenset[str]:
    return frozenset(map(normal, written))

"""Genres of articles that tell no public acts, as lexicon/genres.yaml has them."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from schemas.yaml_text import load_yaml
from tasks.code_events.lexicon.words import normal


@dataclass(frozen=True)
class Genre:
    """A genre with its words: `least` different ones, in a `share` of its sentences, make an article one; two examples."""

    name: str
    least: int
    share: float
    words: frozenset[str]
    match: str
    avoid: str


@dataclass(frozen=True)
class Genres:
    """All genres, and the words that tell a public act even there."""

    genres: tuple[Genre, ...]
    public: frozenset[str]


@cache
def load_genres() -> Genres:
    """Those of genres.yaml."""
    raw = load_yaml(files("tasks.code_events").joinpath("lexicon", "genres.yaml").read_text(encoding="utf-8"))
    genres = tuple(
        Genre(row["genre"], row["least"], row["share"], frozenset(map(normal, row["words"])), row["match"], row["avoid"])
        for row in raw["genres"]
    )
    return Genres(genres, frozenset(map(normal, raw["public"])))

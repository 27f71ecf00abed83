"""Words that stand with the names of people: civilities, functions, given names, family names that stand first.

The lists are data/people.yaml, data/given_names.txt and data/family_names_first.txt.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from schemas.yaml_text import load_yaml
from tasks.gazetteer.tables import read_list
from tasks.gazetteer.words import Word, folded_words

FOLDED = (
    "titles",
    "adjectives",
    "national_offices",
    "speech",
    "particles",
    "prepositions",
    "articles",
    "surname_nouns",
    "family_nouns",
    "ranks",
    "lesser_ranks",
    "kinship",
)


@dataclass(frozen=True, kw_only=True)
class PersonWords:
    """Civilities and short titles as written (« M », « Mme », « Dr »); everything else folded."""

    civilities: frozenset[str]
    plural_civilities: frozenset[str]
    short_titles: frozenset[str]
    titles: frozenset[str]
    adjectives: frozenset[str]
    national_offices: frozenset[str]
    speech: frozenset[str]
    portfolios: tuple[str, ...]
    particles: frozenset[str]
    prepositions: frozenset[str]
    articles: frozenset[str]
    surname_nouns: frozenset[str]
    family_nouns: frozenset[str]
    ranks: frozenset[str]
    lesser_ranks: frozenset[str]
    kinship: frozenset[str]
    given_names: frozenset[str]
    family_names_first: frozenset[str]


def load_person_words() -> PersonWords:
    """The lists as shipped."""
    read = load_yaml(resources.files("tasks.gazetteer").joinpath("data", "people.yaml").read_text(encoding="utf-8"))
    return PersonWords(
        civilities=frozenset(read["civilities"]),
        plural_civilities=frozenset(read["plural_civilities"]),
        short_titles=frozenset(read["short_titles"]),
        portfolios=tuple(word for line in read["portfolios"] for word in line.split()),
        given_names=folded_words(read_list("given_names")),
        family_names_first=folded_words(read_list("family_names_first")),
        **{name: folded_words(read[name]) for name in FOLDED},
    )


def surname_of(words: Sequence[Word], people: PersonWords) -> tuple[str, ...]:
    """The folded family name within the words of a person's name: the last word, or the first of an East Asian name.

    Empty if nothing but a civility or initials is there.
    """
    names = [w.folded for w in words if w.text not in people.civilities and len(w.text) > 1]
    if not names:
        return ()
    return (names[0],) if family_name_is_first(names, people) else (names[-1],)


def family_of(names: Sequence[str], people: PersonWords) -> tuple[str, ...]:
    """The folded family name of a full name with its particles: « le pen », « von der leyen »; empty for a name of one word."""
    if len(names) < 2:  # noqa: PLR2004 - a full name has two words
        return ()
    if family_name_is_first(names, people):
        return (names[0],)
    first = len(names) - 1
    while first > 1 and names[first - 1] in people.particles:
        first -= 1
    return tuple(names[first:])


def family_name_is_first(names: Sequence[str], people: PersonWords) -> bool:
    """Whether the folded words are an East Asian name: a known family name, then one or two given syllables."""
    if len(names) < 2 or names[0] not in people.family_names_first:  # noqa: PLR2004 - a full name has two words
        return False
    return len(names) > 2 or names[0] not in people.given_names  # noqa: PLR2004

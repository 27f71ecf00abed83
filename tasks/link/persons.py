"""People of one document: which mentions name the same person."""

from collections.abc import Sequence
from dataclasses import dataclass

from tasks.gazetteer.words import key_of

CIVILITIES = frozenset({"m", "mm", "mme", "mmes", "mlle", "mgr", "me", "dr"})


def person_key(text: str) -> tuple[str, ...]:
    """The folded words of a person's mention without its civility."""
    key = key_of(text)
    return key[1:] if len(key) > 1 and key[0] in CIVILITIES else key


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the document: the folded words of the fullest mention, and that mention as written."""

    key: tuple[str, ...]
    text: str


def fullest(keys: Sequence[tuple[tuple[str, ...], str]]) -> list[Person]:
    """The people named in full (two words and more), each once, longest names first."""
    people: dict[tuple[str, ...], Person] = {}
    for key, text in keys:
        if len(key) > 1 and len(key[0]) > 1:
            people.setdefault(key, Person(key, text))
    return sorted(people.values(), key=lambda p: (-len(p.key), p.key))


def referent(key: tuple[str, ...], people: Sequence[Person]) -> Person | None:
    """The one person a mention names: same words, an initial with the same surname, or a word of the name. None on a tie."""
    exact = [p for p in people if p.key == key]
    if exact:
        return exact[0]
    fitting = [p for p in people if _fits(key, p.key)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(key: tuple[str, ...], name: tuple[str, ...]) -> bool:
    if len(key) == 1:
        return key[0] in (name[0], name[-1]) or (len(name) > 2 and key[0] in name[1:])
    if len(key[0]) == 1:
        return name[0].startswith(key[0]) and name[-len(key) + 1 :] == key[1:]
    return set(key) < set(name) and key[-1] == name[-1]

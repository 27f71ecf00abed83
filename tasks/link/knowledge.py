"""What the words around a name say of it (knowledge.yaml)."""

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from schemas.yaml_text import load_yaml
from tasks.gazetteer.words import WORD, fold


@cache
def load_knowledge() -> Any:
    """The file as shipped."""
    text = resources.files("tasks.link").joinpath("knowledge.yaml").read_text(encoding="utf-8")
    return load_yaml(text)


@cache
def words_of(name: str) -> frozenset[tuple[str, ...]]:
    """The folded words of each entry of a list."""
    return frozenset(tuple(WORD.findall(fold(phrase))) for phrase in load_knowledge()[name]["words"])


@cache
def _lengths(name: str) -> tuple[int, ...]:
    """How many words the entries of a list have."""
    return tuple(sorted({len(entry) for entry in words_of(name)}))


def ends_with(text: str, name: str) -> bool:
    """Whether the text ends with an entry of that list."""
    words = tuple(WORD.findall(fold(text[-60:])))
    return any(words[-length:] in words_of(name) for length in _lengths(name))


def starts_with(text: str, name: str) -> bool:
    """Whether the text starts with an entry of that list."""
    words = tuple(WORD.findall(fold(text[:60])))
    return any(words[:length] in words_of(name) for length in _lengths(name))


def holds(words: Sequence[str], name: str) -> bool:
    """Whether one of the folded words is an entry of that list."""
    return any((word,) in words_of(name) for word in words)

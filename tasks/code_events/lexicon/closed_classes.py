"""The closed classes of words and endings that the coder's grammar names, and what two families of nouns stand for.

What belongs here: reading closed_classes.yaml and prepositions.yaml. What does not: cue words of the press (cues.yaml).
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from schemas.yaml_text import load_yaml


def words_of(name: str) -> frozenset[str]:
    """The words of a closed class. Raises KeyError if there is no such class."""
    return frozenset(_read("closed_classes")[name])


def endings_of(name: str) -> tuple[str, ...]:
    """The endings of a class, as str.endswith takes them. Raises KeyError if there is no such class."""
    return tuple(_read("closed_classes")[name])


def complex_prepositions() -> Mapping[str, str]:
    """The preposition that a noun stands for within a complex one: « à l'égard de »."""
    nouns: dict[str, str] = _read("prepositions")["complex"]
    return nouns | {noun: noun for noun in words_of("aside_nouns") | words_of("whence_nouns")}


def neighbouring_days() -> Mapping[str, int]:
    """By noun how many days after the day that it names it lies: « le lendemain de l'attaque » is one day after the attack."""
    days: dict[str, int] = _read("prepositions")["neighbours"]
    return days


@cache
def _read(name: str) -> Mapping[str, Any]:
    text = files("tasks.code_events").joinpath("lexicon", f"{name}.yaml").read_text(encoding="utf-8")
    content: Mapping[str, Any] = load_yaml(text)
    return content

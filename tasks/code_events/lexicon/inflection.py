"""Nouns and adjectives in the forms that they may have in a text."""

import re

from tasks.code_events.lexicon.closed_classes import words_of

_MARK = "[" + re.escape("".join(sorted(words_of("inclusive_marks")))) + "]"
_ENDINGS = "|".join(sorted(words_of("inclusive_endings"), key=len, reverse=True))
INCLUSIVE = re.compile(rf"(?P<noun>\w[\w-]*?\w)(?:{_MARK}(?:{_ENDINGS})\)?)(?:{_MARK}?(?:{_ENDINGS}))*")


def plain_form(word: str) -> str:
    """A word without the endings of inclusive writing: « salarié·es », « étudiant-e-s », « soignant(e)s »; others as they are."""
    written = INCLUSIVE.fullmatch(word)
    return written["noun"] if written else word


def noun_forms(noun: str) -> tuple[str, ...]:
    """A noun and its plural; a noun given in the plural has that form only."""
    if noun.endswith(("s", "x", "z")):
        return (noun,)
    if noun.endswith("al"):
        return noun, noun[:-2] + "aux"
    return (noun, noun + "x") if noun.endswith(("eau", "eu")) else (noun, noun + "s")


def adjective_forms(adjective: str) -> tuple[str, ...]:
    """An adjective in its four forms."""
    if adjective.endswith("eux"):
        return adjective, adjective[:-1] + "se", adjective[:-1] + "ses"
    if adjective.endswith("al"):
        return adjective, adjective + "e", adjective[:-2] + "aux", adjective + "es"
    if adjective.endswith("if"):
        return adjective, adjective + "s", adjective[:-1] + "ve", adjective[:-1] + "ves"
    if adjective.endswith("teur"):
        return adjective, adjective + "s", adjective[:-3] + "rice", adjective[:-3] + "rices"
    feminine = adjective if adjective.endswith("e") else adjective + "e"
    return tuple(dict.fromkeys((adjective, adjective + "s", feminine, feminine + "s")))

"""Inclusive writing read as the masculine: « les salarié·es » as « les salariés », « iels » as « ils », whatever the mark.

What belongs here: which words are written so, how they are read, and where what is read stands in the text as written. What does
not: the marks, endings and words (inclusive.yaml), what is made of what is read.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from schemas.yaml_text import load_yaml

LETTER = r"[^\W\d_]"
NOUN = rf"{LETTER}{{2,}}+(?:[-‐‑]{LETTER}{{2,}}+){{0,2}}?"
ANY_MARK = "·"
"""What stands for any mark in the list of whole words."""
MARKS = ("sure_marks", "doubtful_marks", "hyphens")
REMEMBERED = 1 << 16


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text as it is read.

    `words`: of each word that is read otherwise than written, in order, its characters [start, end) here and as written.
    """

    text: str
    words: Sequence[tuple[int, int, int, int]] = ()

    def start_as_written(self, place: int) -> int:
        """Where what starts at this character starts as written; within such a word at the word's start."""
        start, end, written, behind = self._last_word(place)
        return written if start <= place < end else behind + place - end

    def end_as_written(self, place: int) -> int:
        """Where what ends before this character ends as written; within such a word at the word's end."""
        _, end, _, behind = self._last_word(place - 1)
        return behind + max(0, place - end)

    def _last_word(self, place: int) -> tuple[int, int, int, int]:
        """The last of the words that starts at or before the character."""
        number = bisect_right(self.words, place, key=lambda word: word[0])
        return self.words[number - 1] if number else (0, 0, 0, 0)


def plain_text(text: str) -> PlainText:
    """The text with every word of inclusive writing as it is read."""
    parts: list[str] = []
    words: list[tuple[int, int, int, int]] = []
    behind = size = 0
    for match in _writing().finditer(text):
        start, end = match.span()
        read = _read(match)
        parts += (text[behind:start], read)
        size += start - behind + len(read)
        words.append((size - len(read), size, start, end))
        behind = end
    return PlainText("".join((*parts, text[behind:])), tuple(words))


@lru_cache(maxsize=REMEMBERED)
def plain_form(word: str) -> str:
    """A word as it is read: « salarié·es » as « salariés », « étudiant(e)s » as « étudiants »; others as they are."""
    return _writing().sub(_read, word)


def _read(match: re.Match[str]) -> str:
    """What is read of a match of `_writing`, with the capitals of what is written."""
    written = match.group()
    read = _listed().get(_with_one_mark(written)) or _masculine(match)
    if written.isupper():
        return read.upper()
    return read[0].upper() + read[1:] if written[0].isupper() else read


def _masculine(match: re.Match[str]) -> str:
    """The noun of a match, in the plural where it is written so."""
    noun, parted, added = (_told(match, name) for name in ("noun", "parted", "added"))
    masculine = noun + (parted or _completion(noun, added))
    return _plural(masculine) if added.lower().rstrip(")").endswith("s") else masculine


def _told(match: re.Match[str], name: str) -> str:
    """What a group has that each way of writing has its own of."""
    return next((text for group, text in match.groupdict().items() if text and group.startswith(name)), "")


def _plural(noun: str) -> str:
    irregular: Mapping[str, str] = _knowledge()["irregular_plurals"]
    for singular, plural in irregular.items():
        if noun.lower().endswith(singular):
            return noun[: len(noun) - len(singular)] + plural
    return noun + "s"


def _completion(noun: str, added: str) -> str:
    """What the masculine lacks: « habitan·tes »."""
    ending = re.split(r"\W", added.lower())[0]
    for rule in _knowledge()["endings"]:
        if "completed_by" in rule and ending in rule["added"] and noun.lower().endswith(tuple(rule["behind"])):
            return str(rule["completed_by"])
    return ""


def _with_one_mark(written: str) -> str:
    """A word as whole words are listed."""
    return re.sub(_mark(*MARKS, brackets="()"), ANY_MARK, written.lower().rstrip(")"))


@cache
def _writing() -> re.Pattern[str]:
    """What finds the words that are written so, in any of the ways; the groups of each have its number."""
    ways = (_whole(), _parted(), _marked(), _hyphened(), *(rule["pattern"] for rule in _knowledge()["fused"]))
    numbered = (re.sub(r"(?<=\(\?P<)(\w+)", rf"\g<1>{number}", way) for number, way in enumerate(ways))
    sure = _mark("sure_marks")
    return re.compile(rf"(?<![\w@])(?<!{sure})(?<!\w\.)(?:{'|'.join(numbered)})(?!\w|(?:\.|{sure})\w)", re.IGNORECASE)


def _whole() -> str:
    mark = _mark(*MARKS, brackets="()")
    words = sorted(_listed(), key=len, reverse=True)
    return "|".join(re.escape(word).replace(re.escape(ANY_MARK), mark) + r"\)?" * (ANY_MARK in word) for word in words)


def _marked() -> str:
    """« salarié·e·s », « ouvrier.ère.s », « étudiant(e)s », « ministre·s »."""
    plural = _any_of(_knowledge()["plurals"])
    first = "|".join(_behind(rule.get("behind", ())) + _any_of(rule["added"]) for rule in _knowledge()["endings"])
    ways = (
        rf"{_mark('sure_marks', 'doubtful_marks')}(?P<added>(?:{first}){_more()})",
        rf"\((?P<added_in_brackets>(?:{first})\){_more()})",
        rf"{_mark('sure_marks')}(?P<added_to_both>{plural})",
        rf"\((?P<added_to_both_in_brackets>{plural})\)",
        rf"{_mark('hyphens')}(?P<added_by_hyphens>(?:{first}){_mark('hyphens')}s)",
    )
    return rf"(?P<noun>{NOUN})(?:{'|'.join(ways)})"


def _hyphened() -> str:
    """« salarié-es », « étudiant-e »: neither in the address of a page, nor the Persian « Bandar-e »."""
    first = "|".join(_behind(rule.get("behind", ())) + _any_of(rule["added"]) for rule in _knowledge()["endings"])
    return rf"(?<![-/])(?P<noun>(?-i:(?=[a-zß-ÿœ]|{LETTER}+.{LETTER}*s\b)){NOUN}){_mark('hyphens')}(?P<added>{first})(?!-\w)"


def _parted() -> str:
    """« lect·eur·rice·s »: the end of the masculine is parted from it too."""
    every = _any_of(ending for rule in _knowledge()["endings"] for ending in rule["added"])
    parted = _any_of(_knowledge()["parted"])
    mark = _mark("sure_marks", "doubtful_marks")
    return rf"(?P<noun>{NOUN}){mark}(?P<parted>{parted}){mark}(?P<added>{every}{_more()})"


def _more() -> str:
    """What may follow what is added: the plural, those who are neither."""
    plural = _any_of((*_knowledge()["plurals"], "e", "es"))
    return rf"(?:{_mark(*MARKS)}?{plural}|\({plural}\))*"


def _behind(ends: Iterable[str]) -> str:
    """That the noun, in the singular or plural, ends so before the mark."""
    looks = [rf"(?<={re.escape(end)}{plural}.)" for end in ends for plural in ("", "s")]
    return f"(?:{'|'.join(looks)})" if looks else ""


def _mark(*kinds: str, brackets: str = "") -> str:
    return f"[{re.escape(''.join((*(mark for kind in kinds for mark in _knowledge()[kind]), brackets)))}]"


def _any_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"


def _listed() -> Mapping[str, str]:
    words: Mapping[str, str] = _knowledge()["words"]
    return words


@cache
def _knowledge() -> Mapping[str, Any]:
    content: Mapping[str, Any] = load_yaml(files("tasks.spelling").joinpath("inclusive.yaml").read_text(encoding="utf-8"))
    return content

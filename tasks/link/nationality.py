"""Where people are from, as the article says anywhere in it: « X, originaire d'Ouzbékistan », « l'Ouzbek X », « Cet Ouzbek … ».

What belongs here: finding such words and whose they are (nationality.yaml). What does not: functions (countries.py), identity.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any, NamedTuple

from schemas.yaml_text import load_yaml
from tasks.gazetteer.gazetteer import Gazetteer
from tasks.gazetteer.words import WORD, fold
from tasks.link.countries import GOVERNING, title_before
from tasks.link.knowledge import holds
from tasks.link.linked import Mention
from tasks.link.passage import sentence_span

NATIONALITY, DESCENT = "nationality", "descent"
GAP, TO_PLACE = 90, 30
CODE = re.compile(r" ?\(([A-Z]{3})[),;]")
BRACKETS, CLOSINGS = (" (", "("), (")", ",", ";", " )")
APPOSITIONS = (",", " ,", " est ", " était ", " serait ")
DEFINITE, ENDINGS = ("le ", "la ", "'", "’"), (",", ".", ")", " ,", " .", " de ", " né")
PAUSE = re.compile(r"[,.;:()\n]")
SENTENCE_MARKS = ' .!?…»"\n\u00a0'
LAST_WORD = re.compile(r"([^\W\d_][\w-]*) \Z")
NAME_BEHIND = re.compile(r" [A-ZÀ-ÖØ-Þ]")
ADJECTIVE = r"(?P<adjective>[^\W_][\w-]*)"
OPENING = "{}" + ADJECTIVE
NOUN_BEFORE = r"(?<![\w-])" + ADJECTIVE + r"(?P<gap>{})\Z"
NOUN_BEHIND, NOUN_BEHIND_NOUN = "{}" + ADJECTIVE, "{} " + ADJECTIVE


class Statement(NamedTuple):
    """Characters [start, end) of a text that say where somebody is from; two countries of « franco-marocain »."""

    start: int
    end: int
    says: str
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that say where somebody is from, with what they say and the letters without which a text holds none."""

    says: str
    hints: Sequence[str]
    pattern: re.Pattern[str]


@cache
def load_words() -> Any:
    """The file as shipped."""
    return load_yaml(resources.files("tasks.link").joinpath("nationality.yaml").read_text(encoding="utf-8"))


@cache
def cues() -> Sequence[Cue]:
    """The cues, in their order."""

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(r"\b" + pattern.replace("{adjective}", ADJECTIVE).replace("{place}", ""))

    return [Cue(rule["says"], rule["hints"], compiled(rule["pattern"])) for rule in load_words()["cues"].values()]


def _leads(names: tuple[str, ...], text: str, start: int, end: int) -> bool:
    """Whether the text between two places is what patterns of the file, one behind the other, allow there."""
    return bool(_chained(names).fullmatch(text, start, end))


@cache
def _chained(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("".join(load_words()[name]["pattern"] for name in names))


@cache
def pattern_of(name: str, template: str = "{}") -> re.Pattern[str]:
    """A pattern of the file within a template."""
    return re.compile(template.replace("{}", load_words()[name]["pattern"]))


def told_of(
    text: str, people: Sequence[Mention], who: Sequence[Hashable], placed: Sequence[Mention], gazetteer: Gazetteer
) -> Mapping[int, Sequence[Statement]]:
    """What cues of the article state, by the start of the mention of the person whom each is of.

    `people` in text order, `who`: which mentions of them are one; `placed` are the other mentions with their country.
    """
    found: dict[int, list[Statement]] = defaultdict(list)
    starts = [m["start"] for m in people]
    for statement in _statements(text, placed, gazetteer):
        at = bisect_left(starts, statement.start)
        beside = _bearer(text, statement, people[max(0, at - 1) : at], people[at : at + 1])
        one = beside or _bearer_before(text, statement, people[:at], who[:at], gazetteer)
        if one:
            found[one["start"]].append(statement)
    for start, statement in _listed(text, people, gazetteer):
        found[start].append(statement)
    return found


def _listed(text: str, people: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[tuple[int, Statement]]:
    """What the adjective before the first of several listed people states of the others: « les Français X, Y et Z »."""
    gaps = frozenset(load_words()["several"]["gaps"])
    stated: Statement | None = None
    for before, mention in pairwise(people):
        if text[before["end"] : mention["start"]] not in gaps:
            stated = None
            continue
        stated = stated or _of_several(text, before["start"], gazetteer)
        if stated:
            yield mention["start"], stated


def _of_several(text: str, start: int, gazetteer: Gazetteer) -> Statement | None:
    """What an adjective in the plural right before a name states."""
    last = LAST_WORD.search(text, max(0, start - TO_PLACE), start)
    if last is None or not last[1].endswith(("s", "x")):
        return None
    stated = countries_of(last[1], gazetteer)
    plural = stated and pattern_of("several", "{}\\Z").search(text, max(0, last.start() - TO_PLACE), last.start())
    return Statement(*last.span(1), NATIONALITY, stated) if plural else None


def _statements(text: str, placed: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[Statement]:
    """Every cue of a text with the countries that it states, and the adjectives behind what opens a sentence."""
    for cue in cues():
        for match in cue.pattern.finditer(text) if any(map(text.__contains__, cue.hints)) else ():
            if "adjective" in cue.pattern.groupindex:
                stated, end = countries_of(match["adjective"], gazetteer), match.end()
            else:
                stated, end = _place_behind(text, match.end(), placed)
            if stated:
                yield Statement(match.start(), end, cue.says, stated)
    for match in (
        pattern_of("opening", OPENING).finditer(text) if any(map(text.__contains__, load_words()["opening"]["hints"])) else ()
    ):
        stated = countries_of(match["adjective"], gazetteer)
        if stated:
            yield Statement(match.start("adjective"), match.end(), NATIONALITY, stated)


def _place_behind(text: str, end: int, placed: Sequence[Mention]) -> tuple[tuple[str, ...], int]:
    """The country of the place that a cue is followed by in the same clause, and where the place ends."""
    for mention in placed:
        if end <= mention["start"] <= end + TO_PLACE and mention["label"] == "LOC":
            clear = not PAUSE.search(text, end, mention["start"]) and isinstance(mention["country"], str)
            return ((mention["country"],), mention["end"]) if clear else ((), end)
    return (), end


def _bearer(text: str, said: Statement, before: Sequence[Mention], behind: Sequence[Mention]) -> Mention | None:
    """The person right beside a statement: with whose name it is one, else whose apposition or predicate it is in."""
    for mention in behind:
        if said.end < mention["start"] <= said.end + GAP and not text[said.end : mention["start"]].strip():
            return mention
    for mention in before:
        if said.start - mention["end"] <= GAP and _leads(("behind", "noun"), text, mention["end"], said.start):
            return mention
    for mention in behind:
        gap = mention["start"] - said.end <= GAP
        if gap and pattern_of("before").fullmatch(text, said.end, mention["start"]):
            return mention
        if gap and pattern_of("fronted").fullmatch(text, said.end, mention["start"]) and _opens(text, said):
            return mention
    return None


def _opens(text: str, said: Statement) -> bool:
    """Whether a statement opens its sentence: « De nationalité belge, … »."""
    first, _ = sentence_span(text, said.start, said.end)
    return text[first : said.start].strip() in {"", "De", "D'", "D’"}


def _bearer_before(
    text: str, said: Statement, people: Sequence[Mention], who: Sequence[Hashable], gazetteer: Gazetteer
) -> Mention | None:
    """The one person of the sentence before that of a statement, where it opens as one does that goes on about somebody.

    Who is named with a function or speaks is rather who tells than whom it is of.
    """
    if not people:
        return None
    first, _ = sentence_span(text, said.start, said.end)
    last = people[-1]
    start, end = sentence_span(text, last["start"], last["end"])
    if last["end"] > first or text[end:first].strip(SENTENCE_MARKS):
        return None
    if not _goes_on(text, first, said):
        return None
    function = _words(title_before(text, last["start"], gazetteer))
    told = not gazetteer.people.speech.isdisjoint(sentence := _words(text[start:end])) or "selon" in sentence
    alone = len({one for m, one in zip(people, who, strict=True) if m["start"] >= start}) == 1
    return last if alone and not told and (not function or holds(function, "bearers")) else None


def _goes_on(text: str, first: int, said: Statement) -> bool:
    """Whether a sentence that begins at `first` goes on about somebody with what it says."""
    if _opens(text, said):
        return bool(pattern_of("carried_on").match(text, said.end))
    return any(pattern_of(name).fullmatch(text, first, said.start) for name in ("opening", "subject"))


def _words(text: str) -> list[str]:
    return [fold(m.group()) for m in WORD.finditer(text)]


def beside(text: str, mention: Mention, placed: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[Statement]:
    """What the adjective of nationality or code beside a name states: « l'Ouzbek X », « le nageur kényan X », « X, un Belge »."""
    start, end = mention["start"], mention["end"]
    match = (
        pattern_of("before", NOUN_BEFORE).search(text, max(0, start - GAP), start) if _may_say(text, start, gazetteer) else None
    )
    if match and _means_somebody(text, match):
        yield Statement(*match.span("adjective"), NATIONALITY, countries_of(match["adjective"], gazetteer))
    first, _, rest = mention["text"].partition(" ")  # a mention may begin too early: « la [Japonaise X] »
    if (
        rest
        and (stated := countries_of(first, gazetteer))
        and pattern_of("determiners", "{}\\Z").search(text, max(0, start - TO_PLACE), start)
    ):
        yield Statement(start, start + len(first), NATIONALITY, stated)
    if text.startswith(BRACKETS, end):
        yield from _bracketed(text, end, placed, gazetteer)
    elif not text.startswith(APPOSITIONS, end):
        return
    for name, template in (("behind", NOUN_BEHIND), ("occupation", NOUN_BEHIND_NOUN)):
        match = pattern_of(name, template).match(text, end)
        if match and _is_apposition(text, match) and (name == "behind" or match["adjective"].islower()):
            yield Statement(*match.span("adjective"), NATIONALITY, countries_of(match["adjective"], gazetteer))


def _is_apposition(text: str, match: re.Match[str]) -> bool:
    """Whether an adjective behind a name is of its bearer and opens no next name or member of a list: « X, la Russe Y »."""
    if NAME_BEHIND.match(text, match.end()):
        return False
    definite = match[0][: match.start("adjective") - match.start()].endswith(DEFINITE)
    return not definite or text.startswith(ENDINGS, match.end())


def _may_say(text: str, start: int, gazetteer: Gazetteer) -> bool:
    """Whether the words before a name may end with an adjective of nationality or go on from one: spares the search elsewhere."""
    before = text[max(0, start - TO_PLACE) : start]
    last = before[:-1].rpartition(" ")[2].rpartition("'")[2].rpartition("’")[2]
    return bool(last and countries_of(last, gazetteer)) or before.endswith(_namings())


@cache
def _namings() -> tuple[str, ...]:
    return tuple(load_words()["before"]["hints"])


def _means_somebody(text: str, match: re.Match[str]) -> bool:
    """Whether an adjective before a name is of its bearer: behind a determiner, else in lower case behind a noun."""
    before = text[max(0, match.start() - GAP) : match.start()]
    if match["adjective"][0].isupper():
        return bool(pattern_of("determiners", "{}\\Z").search(before))
    if match["gap"].startswith((",", " ,", " (")):
        return False
    if pattern_of("determiners", "{}\\Z").search(before):
        return True
    noun = LAST_WORD.search(before)
    if noun is None or not noun[1].islower():
        return False
    word = fold(noun[1])
    return word not in GOVERNING and word != "origine" and not holds([word], "body_nouns")


def _bracketed(text: str, end: int, placed: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[Statement]:
    """The country or its code in the bracket right behind a name, as lists of results have it: « X (Kenya) », « X (SUI) »."""
    start = text.index("(", end) + 1
    named = next((m for m in placed if m["start"] >= start), None)
    if named and named["start"] == start:
        known = gazetteer.countries.get(named["country"] or "")
        so_called = {alias.entity_id for alias in gazetteer.lookup(named["text"])}
        if known and known.entity_id in so_called and text.startswith(CLOSINGS, named["end"]):
            yield Statement(start, named["end"], NATIONALITY, (known.iso3,))
    code = CODE.match(text, end)
    country = load_words()["codes"].get(code[1], code[1]) if code else ""
    if country in gazetteer.countries and not (named and named["start"] == start and named["label"] == "ORG"):
        yield Statement(start, start + 3, NATIONALITY, (country,))


def countries_of(word: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The country of an adjective of nationality, the two of « franco-marocain »; none where it may be of several."""
    low = fold(word)
    found = gazetteer.demonyms.get(low) or (gazetteer.regional.get(low) if word[0].islower() else None) or ()
    first, _, rest = low.partition("-")
    if not found and rest and first in load_words()["joined"]:
        found = gazetteer.demonyms.get(rest) or ()
        return (load_words()["joined"][first], *found) if len(found) == 1 else ()
    return tuple(found) if len(found) == 1 else ()


def most_stated(statements: Iterable[Statement]) -> tuple[str, ...]:
    """The countries stated most often: one, or several where the article states several as often."""
    counts = Counter([country for statement in statements for country in statement.countries])
    most = max(counts.values(), default=0)
    return tuple(country for country, count in counts.items() if count == most)

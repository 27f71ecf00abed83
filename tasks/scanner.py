"""Many patterns over one text in one pass: at the start of a word only those are tried that may match what stands there.

What belongs here: which patterns may match where. What doesn't: any pattern.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

DEPTH = 3
"""So many characters of a match decide which patterns are tried."""
MOST_CHARACTERS = 80
"""A class of more characters than these counts as « any »."""
ANYTHING = frozenset({""})
ZERO_WIDTH = {codes.ASSERT, codes.ASSERT_NOT, codes.AT}
REPEATS = {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}
WORD_START = re.compile(r"(?<!\w)\w")


class Scanner:
    """Finds the matches of several patterns, each pattern's as its own `finditer` gives them.

    A pattern is tried at the starts of words alone if it says itself that no word character may stand before its match;
    any other is searched for everywhere, as ever.
    """

    def __init__(self, patterns: Iterable[re.Pattern[str]]) -> None:
        self._patterns = tuple(patterns)
        by_opening: dict[str, list[int]] = defaultdict(list)
        self._elsewhere: list[int] = []
        for number, pattern in enumerate(self._patterns):
            openings = word_openings(pattern)
            for opening in openings:
                by_opening[opening].append(number)
            if not openings:
                self._elsewhere.append(number)
        self._by_opening = dict(by_opening)
        self._tried: dict[str, tuple[int, ...]] = {}

    def matches(self, text: str) -> list[tuple[int, re.Match[str]]]:
        """Every match with the number of its pattern, by pattern and then from left to right."""
        found = [(number, match) for number in self._elsewhere for match in self._patterns[number].finditer(text)]
        ends = [0] * len(self._patterns)
        for word in WORD_START.finditer(text):
            at = word.start()
            here = text[at : at + DEPTH]
            tried = self._tried.get(here)
            for number in self._those_for(here) if tried is None else tried:
                if at >= ends[number] and (match := self._patterns[number].match(text, at)):
                    ends[number] = match.end()
                    found.append((number, match))
        return sorted(found, key=lambda one: one[0])

    def _those_for(self, here: str) -> tuple[int, ...]:
        """The numbers of the patterns whose match may start with these characters; kept for the next time."""
        lists = (self._by_opening.get(here[:size], ()) for size in range(1, DEPTH + 1))
        self._tried[here] = tuple(sorted({number for listed in lists for number in listed}))
        return self._tried[here]


def word_openings(pattern: re.Pattern[str]) -> frozenset[str]:
    """What a match of the pattern may start with, at most DEPTH characters of it: a shorter string may go on in any way.

    Empty if a match may start within a word or with another character than a word's, or ignores case.
    """
    parsed = list(parser.parse(pattern.pattern, pattern.flags))
    openings = _openings(parsed, ANYTHING)
    within = not parsed or not _keeps_words_whole(parsed[0])
    if within or pattern.flags & re.IGNORECASE or any(not WORD_START.match(opening) for opening in openings):
        return frozenset()
    return openings


def _keeps_words_whole(item: tuple[Any, Any]) -> bool:
    r"""Whether a pattern that starts with the item says that no word character stands before: `(?<!\w)`, `(?<![\w-])`."""
    operation, argument = item
    if operation is not codes.ASSERT_NOT or argument[0] > 0 or len(argument[1]) != 1:
        return False
    kind, members = argument[1][0]
    return kind is codes.IN and members[0][0] is not codes.NEGATE and (codes.CATEGORY, codes.CATEGORY_WORD) in members


def _openings(items: Sequence[tuple[Any, Any]], rest: frozenset[str]) -> frozenset[str]:
    """What the items may start with if `rest` is what may follow them."""
    width, asked = 0, []
    for operation, argument in items:
        asked.append((operation, argument))
        width += _least_width(operation, argument)
        if width >= DEPTH:  # what follows does not count: long lists of words, most of all
            rest = ANYTHING
            break
    for operation, argument in reversed(asked):
        rest = _before(operation, argument, rest)
    return rest


def _least_width(operation: Any, argument: Any) -> int:
    """So many characters at least does the item match; 0 where that takes a closer look."""
    if operation in {codes.LITERAL, codes.IN}:
        return 1
    return int(argument[-1].getwidth()[0]) if operation is codes.SUBPATTERN else 0


def _before(operation: Any, argument: Any, rest: frozenset[str]) -> frozenset[str]:
    """What one item may start with if `rest` is what may follow it."""
    if operation in ZERO_WIDTH:
        return rest
    if operation in {codes.LITERAL, codes.IN}:
        return _led_by({chr(argument)} if operation is codes.LITERAL else _members(argument), rest)
    if operation is codes.BRANCH:
        return frozenset().union(*(_openings(branch, rest) for branch in argument[1]))
    if operation is codes.SUBPATTERN:
        return _openings(argument[-1], rest)
    if operation in REPEATS:
        least, most, repeated = argument
        once = _openings(repeated, rest if most == 1 else ANYTHING)
        return once if least else once | rest
    return ANYTHING


def _led_by(characters: set[str], rest: frozenset[str]) -> frozenset[str]:
    return frozenset((first + following)[:DEPTH] for first in characters for following in rest) if characters else ANYTHING


def _members(argument: Sequence[tuple[Any, Any]]) -> set[str]:
    """The characters of a class; none where it is too large or says what it is not."""
    found: set[str] = set()
    for operation, member in argument:
        if operation is codes.LITERAL:
            found.add(chr(member))
        elif operation is codes.RANGE and member[1] - member[0] < MOST_CHARACTERS:
            found |= {chr(code) for code in range(member[0], member[1] + 1)}
        else:
            return set()
    return found if len(found) <= MOST_CHARACTERS else set()

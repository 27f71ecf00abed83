"""Hyphens where a line of print ended: of a cut it goes (« reconstruc- / tion »), of a compound it stays (« sous- / préfet »).

What belongs here: what a hyphen between two parts is, and words left cut where the ends of lines are gone (« reconstruc- tion »).
What does not: which lines run on (wraps.py).
"""

import re
from collections.abc import Collection, Iterable, Sequence

from tasks.clean.lines import Line

Hyphens = Sequence[re.Pattern[str]]
"""The patterns of compounds (knowledge/hyphens.yaml)."""
LEAST_CUTS = 3
CUT_WORDS = 60
"""A text whose lines were joined without mending their words parts at least one in so many."""
NO_WORDS = 0.7
"""So many of the beginnings of its cut words are no words of the text: else its hyphens are set for dashes."""
CUT = re.compile(r"[^\W\d_](?:-|\N{HYPHEN}|\N{NOT SIGN}|\N{EN DASH}|\N{EM DASH})$")
"""Recognition of print reads the hyphen as one of these; a dash of French print has a space before it."""
LAST_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*$")
FIRST_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
WORD = re.compile(
    r"(?<![\w\N{HYPHEN}\N{NOT SIGN}-])(?<![\N{HYPHEN}\N{NOT SIGN}-] )[^\W\d_]+(?:-[^\W\d_]+)*(?![\w\N{HYPHEN}\N{NOT SIGN}-])"
)
ELISION = re.compile(r"^(?:[cdjlmnst]|qu|(?:jus|lors|puis|quoi)qu)'")
BROKEN = re.compile(
    r"(?<![\w'’-])(?<![-\N{HYPHEN}] )(?P<first>(?:[^\W\d_]+['’-])*[^\W\d_]+)(?P<hyphen>[-\N{HYPHEN}] |\N{NOT SIGN} ?)"
    r"(?P<second>[^\W\d_]+)(?!\w|- )"
)
JOINERS = frozenset({"et", "ou", "ni", "à", "puis", "voire", "mais", "comme", "jusqu"})
"""Before these a hyphen holds the place of a part told later: « pré- et postnatal »."""


def told_words(lines: Iterable[str]) -> frozenset[str]:
    """The words of the lines in lower case, compounds whole: they say how the text writes what a line parts."""
    return frozenset(word.lower() for line in lines for word in WORD.findall(line))


def is_cut(first: str, second: str, hyphens: Hyphens, told: Collection[str]) -> bool:
    """Whether the hyphen between two parts is that of a cut.

    The same text decides, where it has the word within a line; else the patterns of compounds, in lower case. A capital behind
    the hyphen is that of a compound, unless all are capitals: then only a word that the text has elsewhere is known to be cut.
    """
    one, other = (part.lower().replace("’", "'") for part in (first, second))
    if not second[0].islower():
        return first.isupper() and second.isupper() and ELISION.sub("", f"{one}{other}") in told
    pair = ELISION.sub("", f"{one}-{other}")
    if pair in told or ELISION.sub("", f"{one}{other}") in told:
        return pair not in told
    return not any(pattern.search(pair) for pattern in hyphens)


def join_broken(lines: Sequence[Line], hyphens: Hyphens) -> tuple[list[Line], bool]:
    """The lines with words made whole that a lost end of line left cut (« reconstruc- tion »), and whether there were any.

    Only in a text that has several: one alone may be anything. Where the parts are words of the text, and where more of them
    follow (« politique- sport- culture »), a hyphen was set for a dash.
    """
    held = [text for text, _ in lines if "- " in text or "\N{NOT SIGN}" in text or "\N{HYPHEN} " in text]
    matches = [match for text in held for match in BROKEN.finditer(text)]
    if len(matches) < max(LEAST_CUTS, sum(text.count(" ") + 1 for text, _ in lines) / CUT_WORDS):  # as in most texts
        return list(lines), False
    told = told_words(text for text, _ in lines)
    broken = [match for match in matches if _is_broken(match, told)]
    no_words = sum(match["first"].lower() not in told for match in broken)
    if no_words < max(LEAST_CUTS, NO_WORDS * len(broken)):
        return list(lines), False
    return [(BROKEN.sub(lambda match: _mended(match, hyphens, told), text), gap) for text, gap in lines], True


def _is_broken(match: re.Match[str], told: Collection[str]) -> bool:
    first, second = match["first"].lower(), match["second"].lower()
    if match["hyphen"][0] == "\N{NOT SIGN}":
        return True
    return match["second"].islower() and second not in JOINERS and not (first in told and second in told)


def _mended(match: re.Match[str], hyphens: Hyphens, told: Collection[str]) -> str:
    if not _is_broken(match, told) and not match["second"][0].isupper():
        return match[0]
    hyphen = "" if is_cut(match["first"], match["second"], hyphens, told) else "-"
    return f"{match['first']}{hyphen}{match['second']}"

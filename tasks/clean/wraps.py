"""Lines that a machine broke, joined again: hard wraps, columns of print, words cut at the ends of lines.

What belongs here: whether lines run on, and whether a hyphen at the end of one is that of a cut or of a compound. What does not:
how a text is split into lines (lines.py).
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from tasks.clean.lines import Line

WIDEST = 132
"""No hard wrap is wider: the widest line printers and terminals had 132 columns."""
LEAST_PAIRS = 3
LEAST_SHARE = 0.5
LEAST_WIDTH = 40
CUT_SHARE = 0.1
"""So many of the neighbouring lines of a column of print part a word, at least."""
FULL = 0.75
"""A line of a column that is no end of a paragraph is so full."""
SPACED_SHARE = 0.9
"""So many of the lines stand apart where a machine put blank lines between all of them."""
ENDS = re.compile(r"""[.!?…:;]["'»”’)\]]*$""")
CUT = re.compile(r"[^\W\d_](?:-|\N{HYPHEN}|\N{NOT SIGN})$")
LAST_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*$")
FIRST_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
Hyphens = Sequence[re.Pattern[str]]
"""The patterns of compounds (knowledge/hyphens.yaml)."""


def join_wraps(lines: Sequence[Line], hyphens: Hyphens) -> tuple[list[Line], set[str]]:
    """The lines with those that a machine broke joined, and the repairs that this was (hard_wraps, cut_words).

    A text is taken for hard-wrapped if no line is wider than WIDEST and at least LEAST_SHARE of its neighbouring lines
    (LEAST_PAIRS at least) run on: the first is no end of a sentence, or the second begins in lower case. There a line runs on
    into the next if the next one's first word would not have fitted on it. In a column, where CUT_SHARE of them part a word,
    it also runs on if it is full and no end of a sentence, or if the next begins in lower case, across a blank line too.
    """
    if not lines or max([len(text) for text, _ in lines]) > WIDEST:  # as in most texts
        return list(lines), set()
    pairs = [(above, text) for (above, _), (text, gap) in pairwise(lines) if not gap]
    every = [(above, text) for (above, _), (text, _) in pairwise(lines)]
    cut = sum(1 for above, text in every if _is_cut(above, text))
    if cut >= max(LEAST_PAIRS, len(every) * CUT_SHARE):
        gaps = sum(gap for _, gap in lines[1:])
        return _joined(lines, hyphens, in_column=True, is_spaced=gaps > SPACED_SHARE * len(every))
    running = sum(b[0].islower() or (not ENDS.search(a) and len(a) >= LEAST_WIDTH) for a, b in pairs)
    width = max(len(text) for text, _ in lines)
    if width < LEAST_WIDTH or running < max(LEAST_PAIRS, len(pairs) * LEAST_SHARE):
        return list(lines), set()
    return _joined(lines, hyphens, in_column=False, is_spaced=False)


def _joined(lines: Sequence[Line], hyphens: Hyphens, *, in_column: bool, is_spaced: bool) -> tuple[list[Line], set[str]]:
    lengths = sorted(len(text) for text, _ in lines)
    width = lengths[int(len(lengths) * 0.8)] if in_column else lengths[-1]
    joined, repairs, last = [([lines[0][0]], lines[0][1])], {"hard_wraps"}, lines[0][0]
    for text, gap in lines[1:]:
        if not _runs_on(last, text, width, in_column=in_column, gap=gap and not is_spaced):
            joined.append(([text], gap))
        else:
            pieces = joined[-1][0]
            whole, is_mended = _end_of_line(pieces[-1], text, hyphens)
            pieces[-1:] = [whole, text]
            repairs |= {"cut_words"} if is_mended else set()
        last = text
    return [("".join(pieces), gap) for pieces, gap in joined], repairs


def _runs_on(last: str, text: str, width: float, *, in_column: bool, gap: bool) -> bool:
    if in_column and _is_cut(last, text):
        return True
    is_full = len(last) + 1 + len(text.split(" ", 1)[0]) > width * 0.9
    if not in_column:
        return is_full and not gap
    is_open = ENDS.search(last) is None
    if text[0].islower() and is_open:
        return len(last) >= width * FULL or not gap
    return not gap and (is_full or (is_open and len(last) >= width * FULL))


def _is_cut(above: str, text: str) -> bool:
    """Whether a word is parted between the lines, or a compound."""
    return above[-1] in "-\N{HYPHEN}\N{NOT SIGN}" and CUT.search(above) is not None and text[0].islower()


def _end_of_line(above: str, text: str, hyphens: Hyphens) -> tuple[str, bool]:
    """The upper of two lines as it stands before the lower one in a line, and whether the hyphen of a cut was taken out."""
    if not CUT.search(above) or not text[0].isalnum():
        return f"{above} ", False
    first, second = LAST_WORD.search(above[:-1]), FIRST_WORD.match(text)
    if first is None or second is None or not text[0].islower():
        return above, False
    pair = f"{first[0]}-{second[0]}".lower().replace("’", "'")
    if any(pattern.search(pair) for pattern in hyphens):
        return f"{above[:-1]}-", False
    return above[:-1], True

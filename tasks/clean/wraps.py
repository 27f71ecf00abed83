"""Lines that a machine broke, joined again: hard wraps and columns of print.

What belongs here: whether lines run on. What does not: how a text is split into lines (lines.py), and whether a hyphen at the end
of one is that of a cut or of a compound (hyphens.py).
"""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from tasks.clean.hyphens import CUT, FIRST_WORD, LAST_WORD, Hyphens, is_cut, told_words
from tasks.clean.lines import Line

WIDEST = 132
"""No hard wrap is wider: the widest line printers and terminals had 132 columns."""
LEAST_PAIRS = 3
LEAST_SHARE = 0.5
LEAST_WIDTH = 40
CUT_SHARE = 0.1
"""So many of the neighbouring lines of a column of print part a word, at least."""
FEW_CUTS, FEW_SHARE = 2, 0.25
"""The same of a notice of some lines."""
MOST_WIDE = 0.1
"""So many lines of a text in columns may be wider than WIDEST: what a library says of the page, above it."""
FULL = 0.75
"""A line of a column that is no end of a paragraph is so full."""
BEYOND = 1.25
"""A line so much wider than its column is none of it."""
SPACED_SHARE = 0.9
"""So many of the lines stand apart where a machine put blank lines between all of them."""
ENDS = re.compile(r"""[.!?…:;]["'»”’)\]]*$""")
HYPHENS = "-\N{HYPHEN}\N{NOT SIGN}"
DASHES = "\N{EN DASH}\N{EM DASH}"
PAGE_NUMBER = re.compile(r"\W*\d{1,4}\W*")


def join_wraps(lines: Sequence[Line], hyphens: Hyphens) -> tuple[list[Line], set[str]]:
    """The lines with those that a machine broke joined, and the repairs that this was (hard_wraps, cut_words).

    A text is taken for hard-wrapped if no line is wider than WIDEST and at least LEAST_SHARE of its neighbouring lines
    (LEAST_PAIRS at least) run on: the first is no end of a sentence, or the second begins in lower case. There a line runs on
    into the next if the next one's first word would not have fitted on it. In a column, where CUT_SHARE of them part a word and
    hardly any is wider than WIDEST, it also runs on if it is full and no end of a sentence, or if the next begins in lower case,
    across a blank line too.
    """
    widest = max([len(text) for text, _ in lines], default=0)
    if not lines or (widest > WIDEST and not _has_cuts(lines)):  # as in most texts
        return list(lines), set()
    every = [(above, text) for (above, _), (text, _) in pairwise(lines)]
    cut = sum(1 for above, text in every if _is_cut(above, text))
    wide = sum(len(text) > WIDEST for text, _ in lines)
    is_column = cut >= max(LEAST_PAIRS, len(every) * CUT_SHARE) or cut >= max(FEW_CUTS, len(every) * FEW_SHARE)
    if is_column and wide <= MOST_WIDE * len(lines):
        gaps = sum(gap for _, gap in lines[1:])
        return _joined(lines, hyphens, in_column=True, is_spaced=gaps > SPACED_SHARE * len(every))
    pairs = [(above, text) for (above, _), (text, gap) in pairwise(lines) if not gap]
    running = sum(b[0].islower() or (not ENDS.search(a) and len(a) >= LEAST_WIDTH) for a, b in pairs)
    if not LEAST_WIDTH <= widest <= WIDEST or running < max(LEAST_PAIRS, len(pairs) * LEAST_SHARE):
        return list(lines), set()
    return _joined(lines, hyphens, in_column=False, is_spaced=False)


def _has_cuts(lines: Sequence[Line]) -> bool:
    return sum(1 for text, _ in lines if text[-1] in HYPHENS) >= LEAST_PAIRS


def _joined(lines: Sequence[Line], hyphens: Hyphens, *, in_column: bool, is_spaced: bool) -> tuple[list[Line], set[str]]:
    lengths, told = sorted(len(text) for text, _ in lines), told_words(text for text, _ in lines)
    width = lengths[int(len(lengths) * 0.8)] if in_column else lengths[-1]
    joined, repairs, last = [([lines[0][0]], lines[0][1])], {"hard_wraps"}, lines[0][0]
    for place, (text, gap) in enumerate(lines[1:], start=1):
        if in_column and _parts_word(lines, place):
            joined.insert(-1, ([text], True))
            continue
        if not _runs_on(last, text, width, in_column=in_column, gap=gap and not is_spaced):
            joined.append(([text], gap))
        else:
            pieces = joined[-1][0]
            whole, is_mended = _end_of_line(pieces[-1], text, hyphens, told)
            pieces[-1:] = [whole, text]
            repairs |= {"cut_words"} if is_mended else set()
        last = text
    return [("".join(pieces), gap) for pieces, gap in joined], repairs


def _runs_on(last: str, text: str, width: float, *, in_column: bool, gap: bool) -> bool:
    is_full = len(last) + 1 + len(text.split(" ", 1)[0]) > width * 0.9
    if not in_column:
        return is_full and not gap
    if _is_cut(last, text) or _is_cut_dash(last, text) or (not gap and _is_compound(last, text)):
        return True
    if max(len(last), len(text)) > width * BEYOND:
        return False
    is_open = ENDS.search(last) is None
    if text[0].islower() and is_open:
        return len(last) >= width * FULL or not gap
    return not gap and (is_full or (is_open and len(last) >= width * FULL))


def _parts_word(lines: Sequence[Line], place: int) -> bool:
    """Whether a line is a page number between the parts of a word; it is told before the paragraph."""
    is_number = PAGE_NUMBER.fullmatch(lines[place][0]) is not None and place + 1 < len(lines)
    return is_number and _is_cut(lines[place - 1][0], lines[place + 1][0])


def _is_cut(above: str, text: str) -> bool:
    """Whether a word is parted between the lines, or a compound."""
    if above[-1] not in HYPHENS or CUT.search(above) is None:
        return False
    return text[0].islower() or (above[-2].isupper() and text[:2].isupper() and text[:2].isalpha())


def _is_compound(above: str, text: str) -> bool:
    """Whether a name is parted at its own hyphen: « Saint- / Clair »."""
    return above[-1] in HYPHENS and CUT.search(above) is not None and text[0].isupper()


def _is_cut_dash(above: str, text: str) -> bool:
    """The same where recognition read a dash for the hyphen."""
    return above[-1] in DASHES and CUT.search(above) is not None and text[0].islower()


def _end_of_line(above: str, text: str, hyphens: Hyphens, told: Collection[str]) -> tuple[str, bool]:
    """The upper of two lines as it stands before the lower one in a line, and whether the hyphen of a cut was taken out."""
    if not CUT.search(above) or not text[0].isalnum() or (above[-1] in DASHES and not text[0].islower()):
        return f"{above} ", False
    first, second = LAST_WORD.search(above[:-1]), FIRST_WORD.match(text)
    if first is None or second is None:
        return above, False
    if is_cut(first[0], second[0], hyphens, told):
        return above[:-1], True
    return (f"{above[:-1]}-" if text[0].islower() else above), False

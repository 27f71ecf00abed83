"""The loop over characters: texts as hashes of their words.

What belongs here: where words, sentences and paragraphs begin, and which words are marks and names. What does not: tables of
letters (words.py).
"""

import numpy as np
import numpy.typing as npt

from tasks.compiled import compiled
from tasks.deduplicate.arrays import Hashes, Places
from tasks.deduplicate.kernels import MARK, NAME, mixed

SEPARATOR, LETTER, CAPITAL, DIGIT, NEWLINE, END, TRANSPARENT = range(7)
FLAGS = MARK | NAME
ABBREVIATION = 2  # letters of a word behind which a full stop ends no sentence (« M. », « St. »)
FULL_STOP = ord(".")
_BASE = np.uint64(0x9E3779B97F4A7C15)
_NONE = np.uint64(0)
_TABLE_SHIFT = np.uint64(48)


@compiled
def fold(
    codes: npt.NDArray[np.uint16], ends: Places, classes: npt.NDArray[np.uint8], values: Hashes, marks: Hashes
) -> tuple[Hashes, Places, Places]:
    """Words of texts of which each ends with a newline (at `ends`): their hashes, starts of texts, starts of paragraphs.

    `values` has a number for each letter and digit (odd for a digit), 0 for what stands between words. The hash of a word is
    odd where it has a digit or stands in `marks`, a table addressed by the upper bits; of other words the bit NAME tells that
    they have a capital which no beginning of a sentence explains.
    """
    words = np.empty(len(codes) // 2 + 1, np.uint64)
    paragraphs = np.empty(len(words), np.int64)
    starts = np.zeros(len(ends) + 1, np.int64)
    count, found, begin = 0, 0, 0
    for text in range(len(ends)):
        inside, new = False, True
        word, digits = _NONE, _NONE
        letters, between, opener, capital, opens, is_opening = 0, 0, -1, False, True, True
        for place in range(begin, ends[text] + 1):
            code = codes[place]
            value = values[code]
            if value:
                if not inside:
                    capital, letters, inside, is_opening = classes[code] == CAPITAL, 0, True, opens
                word = (word + value) * _BASE
                digits |= value
                letters += 1
                continue
            if classes[code] == TRANSPARENT:
                continue
            if inside:
                if new:
                    paragraphs[found] = count
                    found += 1
                even = mixed(word) & ~FLAGS
                marked = digits & MARK or marks[even >> _TABLE_SHIFT] == even
                words[count] = even | MARK if marked else even
                if capital and not marked:
                    opener = count if is_opening else _flag_name(words, count, opener if between == 1 else -1)
                count += 1
                inside, new, between = False, False, 0
                is_short = letters <= ABBREVIATION and not digits & MARK
                opens = classes[code] == END and not (is_short and code == FULL_STOP)
                word, digits = _NONE, _NONE
            else:
                opens |= classes[code] == END
            between += 1
            opens |= classes[code] == NEWLINE
            new |= classes[code] == NEWLINE
        begin = ends[text] + 1
        starts[text + 1] = count
    return words[:count].copy(), starts, paragraphs[:found].copy()


@compiled
def _flag_name(words: Hashes, place: int, opener: int) -> int:
    """Flag a word as a name, and with it the one before that opens the sentence (« Alain Brossard obtient »). Returns -1."""
    words[place] |= NAME
    if opener == place - 1 >= 0:
        words[opener] |= NAME
    return -1

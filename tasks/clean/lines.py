"""Lines of a text: where they begin and end, glued paragraphs parted.

What belongs here: the shape of lines. What does not: lines that a machine broke (wraps.py), and whether a line is page furniture
(furniture.py).
"""

import re
from collections.abc import Sequence

BLANKS = re.compile("[ \t\u2000-\u200a]{2,}|\t")
# A lower-case word of three letters and more, the end of its sentence, and a new sentence without a space between.
NEW_SENTENCE = (
    r"""(?=[^\s\w]|[A-ZÀ-ÖØ-ÞŒ]|\s[»”])(?<=[a-zà-öø-ÿœ]{3}.)[.!?…]*(?:"|\s?[»”])?"""
    r"""(?=(?:[«“]\s?)?[A-ZÀ-ÖØ-ÞŒ][a-zà-öø-ÿœ'’ ])"""
)
GLUE = re.compile(f"[.!?…]{NEW_SENTENCE}")
GLUES = tuple((mark, re.compile(re.escape(mark) + NEW_SENTENCE)) for mark in ".!?…")
"""The same for each mark: a pattern that begins with one character looks through a text several times as fast."""
ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*")
OTHER_BLANKS = tuple(character for character in map(chr, range(0x3001)) if character.isspace() and character not in " \n")
"""White space that may stand in a line beside single spaces."""


Line = tuple[str, bool]
"""A line without its margins, and whether blank lines stand before it (its gap). A tuple is made in a fifth of the time."""


def split_lines(text: str) -> list[Line]:
    """The lines of a text that hold something, runs of blanks made one."""
    lines: list[Line] = []
    gap, has_blanks = True, "  " in text or "\t" in text
    for raw in text.split("\n"):
        if not raw or not (line := raw.strip()):
            gap = True
            continue
        if has_blanks and ("  " in line or "\t" in line):
            line = BLANKS.sub(" ", line)
        lines.append((line, gap))
        gap = False
    return lines


def part_glued(lines: Sequence[Line]) -> tuple[list[Line], bool]:
    """The lines with glued paragraphs (« prochaines.Les ») parted, and whether there were any."""
    text = "\n".join([text for text, _ in lines])
    if not any(mark in text and glue.search(text) for mark, glue in GLUES):  # as in most texts
        return list(lines), False
    parted: list[Line] = []
    for line, gap in lines:
        first, *others = _pieces(line)
        parted.append((first, gap))
        parted.extend((piece, True) for piece in others)
    return parted, len(parted) > len(lines)


def _pieces(text: str) -> list[str]:
    cuts = [_cut(text, found) for found in GLUE.finditer(text)]
    if not cuts:
        return [text]
    addresses = [found.span() for found in ADDRESS.finditer(text)]
    cuts = [cut for cut in cuts if not any(start < cut < end for start, end in addresses)]
    return [text[start:end].strip() for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def _cut(text: str, found: re.Match[str]) -> int:
    """Where the new sentence begins. A straight quotation mark closes the old one if an odd number stands before it."""
    opens = found[0].endswith('"') and text.count('"', 0, found.end() - 1) % 2 == 0
    return found.end() - 1 if opens else found.end()

"""Text as the patterns see it: one character for each of the text's, so that offsets are the same in both.

What belongs here: folding of case, apostrophes, dashes and spaces. What doesn't: accents, which tell words apart.
"""

import re

_LINE_BREAKS = re.compile("\n+")
_SAME_LENGTH = (
    *((apostrophe, "'") for apostrophe in "\u2019\u02bc\u2018"),
    *((space, " ") for space in "\u00a0\u202f\u2009\t"),
    *((dash, "-") for dash in "\u2010\u2011\u2012\u2013\u2014"),
)


def fold(text: str) -> str:
    """The text in lower case with plain apostrophes, dashes and spaces, a single line break as a space.

    len(fold(text)) == len(text), always.
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        # A few letters (U+0130) become two in lower case; they stay as they are.
        lowered = "".join(low if len(low := character.lower()) == 1 else character for character in text)
    for character, instead in _SAME_LENGTH:  # on prose hundreds of times faster than str.translate
        lowered = lowered.replace(character, instead)
    return _LINE_BREAKS.sub(_joined, lowered) if "\n" in lowered else lowered


def _joined(breaks: re.Match[str]) -> str:
    return " " if breaks[0] == "\n" else breaks[0]

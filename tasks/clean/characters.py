"""Repairs of characters: mojibake, entities, composition, controls, invisible characters.

What belongs here: what changes single characters and keeps the wording. What does not: lines (lines.py), encodings
(encoding.py). Typographic quotes, dashes and no-break spaces stay as the outlet set them.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import ftfy

LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\u206a-\u206f\ufeff]")
CUT_WORD = re.compile("(?<=\\w)\u00ad[ \t]*\n[ \t]*(?=[^\\W\\d_])")
"""A soft hyphen at the end of a line: the word goes on in the next."""
ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""All of these in one class."""
USUAL = re.compile("[àâäéèêëîïôöùûüçœæñáíóúÀÉÈÊËÎÏÔÙÛÇŒÆ«»“”‘’…–—•·°©\u00a0\u202f]*")
"""What most French texts hold beyond ASCII, without what mojibake can be told by: nothing there wants repair."""
PLAIN_ASCII = bytes((0x09, 0x0A, *range(0x20, 0x7F)))
ENTITY = re.compile(r"&(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
C1 = re.compile("[\x80-\x9f]")
C1_BYTES = re.compile(b"\xc2[\x80-\x9f]")
C1_REFERENCE = re.compile(r"&#(?:1(?:2[89]|[345]\d)|[xX][89][0-9a-fA-F]);")
ENTITY_ROUNDS = 3
"""« &amp;amp;eacute; » is what a page shows that was escaped three times; deeper was not seen."""
FTFY = ftfy.TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_c1_controls=True,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=True,
    remove_control_chars=False,
    normalization=None,
    explain=False,
)


@dataclass(frozen=True, kw_only=True)
class Repaired:
    """Text and the codes of the repairs (vocabulary `repair`) made on it."""

    text: str
    repairs: frozenset[str] = frozenset()


@lru_cache(1)
def unusual(text: str) -> str:
    """The characters of the text but printable ASCII, tab and line feed: a twentieth of French, much faster to look through.

    The last answer is kept: a short text is looked through twice, whether it is one and for what to repair.
    """
    return text.encode("utf-8", "surrogatepass").translate(None, PLAIN_ASCII).decode("utf-8", "surrogatepass")


def repair_characters(text: str, *, mojibake: Sequence[re.Pattern[str]]) -> Repaired:
    """The text with its characters repaired.

    `mojibake` finds what makes a closer look (by ftfy) worth its time: patterns that begin with a character beyond ASCII.
    """
    seen = unusual(text)
    if "&" not in text and USUAL.fullmatch(seen):
        return Repaired(text=text)
    is_odd = ODD.search(seen) is not None
    steps: list[tuple[str, Callable[[str], str]]] = []
    if "&" in text:
        steps.append(("entities", _resolve_entities))
    if is_odd or any(pattern.pattern[0] in seen and pattern.search(text) for pattern in mojibake):
        steps.append(("mojibake", lambda given: ftfy.fix_text(given, FTFY)))
    if is_odd or steps:
        steps.append(("", lambda given: LINE_BREAKS.sub("\n", given)))
        steps.append(("control_characters", lambda given: CONTROLS.sub("", given)))
        steps.append(("invisible_characters", lambda given: INVISIBLE.sub("", CUT_WORD.sub("", given))))
    steps.append(("composed", lambda given: unicodedata.normalize("NFC", given)))
    repairs = set()
    for code, step in steps:
        mended = step(text)
        if mended != text:
            repairs.add(code)
        text = mended
    return Repaired(text=text, repairs=frozenset(repairs - {""}))


def without_c1(page: str) -> str:
    """The page with characters 128 to 159, written or as references, as the bytes of Windows-1252 that they were meant to be.

    Extraction takes U+0085, which is such an ellipsis, for white space; so this comes first.
    """
    if C1_REFERENCE.search(page):
        page = C1_REFERENCE.sub(lambda found: html.unescape(found[0]), page)
    if C1_BYTES.search(page.encode("utf-8", "surrogatepass")):  # a search that begins with one byte: ten times faster
        page = C1.sub(lambda found: html.unescape(f"&#{ord(found[0])};"), page)
    return page


def _resolve_entities(text: str) -> str:
    for _ in range(ENTITY_ROUNDS):
        resolved = ENTITY.sub(lambda found: html.unescape(found[0]), text)
        if resolved == text:
            break
        text = resolved
    return text

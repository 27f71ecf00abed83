"""Bytes → text: the declared encoding checked against the content, else the encoding detected from it.

What belongs here: the choice of an encoding. What does not: repairs of characters that decoded well (characters.py).
"""

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from resiliparse.parse.encoding import detect_encoding, map_encoding_to_html5

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
ANY_MARK = tuple(mark for mark, _ in MARKS)
PROBED_BYTES = 4096
NUL_SHARE = 0.25
MARKUP_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})"""
)
C1 = re.compile("[\x80-\x9f]")
UNDEFINED = "\ufffd"


@dataclass(frozen=True, kw_only=True)
class Decoded:
    """Text, the encoding it was read in, and the repairs (codes of the vocabulary `repair`) that this took."""

    text: str
    encoding: str
    repairs: tuple[str, ...] = ()


def decode(content: bytes, *, declared: str | None, is_html: bool, candidates: Sequence[str]) -> Decoded:
    """The text of a document. `candidates` are the encodings to choose among where detection finds none.

    Valid UTF-8 is taken for UTF-8 whatever is declared: other encodings of French are hardly ever valid UTF-8.
    """
    if (marked := _marked(content)) is not None:
        return marked
    if (wide := _wide(content)) is not None:
        return Decoded(text=_readable(content, wide), encoding=wide, repairs=("charset_detected",))
    named = next(_named(content, declared, is_html=is_html), None)
    if (text := _strictly(content, "utf-8")) is not None:
        overruled = named not in {None, "utf-8"} and not content.isascii()
        return Decoded(text=text, encoding="utf-8", repairs=("charset_overruled",) if overruled else ())
    if named is not None and named != "utf-8" and (text := _strictly(content, named)) is not None and not C1.search(text):
        return Decoded(text=text, encoding=named)
    return _detected(content, repair="charset_detected" if named is None else "charset_overruled", candidates=candidates)


def _marked(content: bytes) -> Decoded | None:
    for mark, encoding in MARKS if content.startswith(ANY_MARK) else ():
        if content.startswith(mark):
            text = _readable(content[len(mark) :], encoding)
            return Decoded(text=text, encoding=encoding, repairs=("undecodable_bytes",) if UNDEFINED in text else ())
    return None


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text is zero there."""
    if content.find(0, 0, PROBED_BYTES) < 0:
        return None
    probe = content[:PROBED_BYTES]
    pairs = len(probe) // 2
    even, odd = probe[0::2].count(0), probe[1::2].count(0)
    if pairs and min(even, odd) <= pairs * NUL_SHARE / 4 and max(even, odd) >= pairs * NUL_SHARE * 2:
        return "utf-16-le" if odd > even else "utf-16-be"
    return None


def _named(content: bytes, declared: str | None, *, is_html: bool) -> Iterator[str]:
    """The encodings that the container and the markup declare, those that exist."""
    names = [declared] if declared else []
    if is_html and (found := MARKUP_CHARSET.search(content[:PROBED_BYTES])):
        names.append((found[1] or found[2]).decode("ascii"))
    for name in names:
        if known := map_encoding_to_html5(name, fallback_utf8=False):
            yield str(known)


def _detected(content: bytes, *, repair: str, candidates: Sequence[str]) -> Decoded:
    lossy = content.decode("utf-8", "replace")
    broken, multibyte = lossy.count(UNDEFINED), len(content) - len(lossy)
    if multibyte > 4 * broken:  # UTF-8 with a few damaged bytes
        return Decoded(text=lossy, encoding="utf-8", repairs=("undecodable_bytes",))
    encoding = str(detect_encoding(content))
    if encoding == "utf-8":  # what the detector says where it can't tell
        encoding = candidates[0]
    text = _strictly(content, encoding)
    if text is None:
        encoding, text = candidates[0], content.decode(candidates[0], "replace")
    return Decoded(text=text, encoding=encoding, repairs=(repair, "undecodable_bytes") if UNDEFINED in text else (repair,))


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _readable(content: bytes, encoding: str) -> str:
    return content.decode(encoding, "replace")

"""Text as rules see it: one form of quotes, dashes and spaces, without accents, in lower case.

What belongs here: folding, character for character. What does not: the rules (rules.py).
"""

from string import ascii_lowercase

PLAIN: tuple[tuple[str, str], ...] = (
    ("’", "'"),
    ("‘", "'"),
    ("ʼ", "'"),
    ("′", "'"),
    ("«", '"'),
    ("»", '"'),
    ("“", '"'),
    ("”", '"'),
    ("„", '"'),
)
PLAIN += (("\u00a0", " "), ("\u202f", " "), ("\u2009", " "), ("–", "-"), ("—", "-"), ("‐", "-"), ("‑", "-"))
ACCENTS = tuple(zip("àáâäçèéêëîïíñóôöùúûüÿ", "aaaaceeeeiiinooouuuuy", strict=True))
FOLDED = {variant: small for letter in ascii_lowercase + "œæ" for variant, small in ((letter, letter), (letter.upper(), letter))}
FOLDED |= {variant: instead for accented, instead in (*PLAIN, *ACCENTS) for variant in (accented, accented.upper())}
FOLDED |= {"\N{KELVIN SIGN}": "k", "İ": "i"}


def plain(text: str) -> str:
    """Quotes, dashes and no-break spaces in one form each, character for character."""
    if not text.isascii():  # a chain of replacements is three times faster than str.translate on prose
        for character, instead in PLAIN:
            text = text.replace(character, instead)
    return text


def folded(text: str) -> str:
    """Plain, without accents and in lower case, character for character (but for İ, which French doesn't write)."""
    if text.isascii():
        return text.lower()
    letters = text.encode("latin-1", "ignore")
    if len(letters) < len(text):
        text = plain(text)
        letters = text.encode("latin-1", "ignore")
    if len(letters) < len(text):
        return _without_accents(plain(text.lower()))
    return letters.translate(FOLDED_LATIN).decode("latin-1")


def _without_accents(text: str) -> str:
    for character, instead in ACCENTS:
        text = text.replace(character, instead)
    return text


FOLDED_LATIN = _without_accents(plain(bytes(range(256)).decode("latin-1").lower())).encode("latin-1")
"""Latin-1 folded byte by byte, which is several times as fast."""

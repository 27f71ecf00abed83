"""How words are compared: as one writing, and without the plural."""

from functools import lru_cache

SHORT = 3
REMEMBERED = 1 << 16


@lru_cache(maxsize=REMEMBERED)
def normal(text: str) -> str:
    """Text as words are compared: lower case, ’ as ', œ as oe."""
    return text.lower().replace("’", "'").replace("œ", "oe")


@lru_cache(maxsize=REMEMBERED)
def stem(word: str) -> str:
    """A word as conditions compare it: lower case, œ as oe, without the s or x of the plural."""
    low = normal(word)
    return low[:-1] if len(low) > SHORT and low[-1] in "sx" else low

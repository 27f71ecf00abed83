"""How words are compared: as one writing, and without the plural."""

SHORT = 3


def normal(text: str) -> str:
    """Text as words are compared: lower case, ’ as ', œ as oe."""
    return text.lower().replace("’", "'").replace("œ", "oe")


def stem(word: str) -> str:
    """A word as conditions compare it: lower case, œ as oe, without the s or x of the plural."""
    low = normal(word)
    return low[:-1] if len(low) > SHORT and low[-1] in "sx" else low

"""The country that the text itself states for a person or body: « le président russe », « ministre japonaise … »."""

from tasks.gazetteer.gazetteer import Gazetteer
from tasks.gazetteer.words import WORD, fold

REACH = 60


def stated_country(text: str, start: int, end: int, gazetteer: Gazetteer) -> str | None:
    """ISO alpha-3 of the adjective of nationality within the mention, shortly before it, or in its apposition; None if none or several."""
    inside = adjectives(text[start:end], gazetteer)
    before = adjectives(_clause_before(text, start), gazetteer)
    behind = adjectives(_apposition(text, end), gazetteer)
    for found in (inside, before[-1:], behind[:1]):
        if found and len(found[0]) == 1:
            return found[0][0]
    return None


def adjectives(text: str, gazetteer: Gazetteer) -> list[tuple[str, ...]]:
    """The countries that each lower-case adjective of nationality in the text may mean, in text order."""
    found = []
    words = [m.group() for m in WORD.finditer(text)]
    for before, word in zip(["", *words], words, strict=False):
        joined = gazetteer.demonyms.get(f"{fold(before)}-{fold(word)}")
        plain = gazetteer.demonyms.get(fold(word)) if word[0].islower() else None
        if joined or plain:
            found.append(joined or plain or ())
    return found


def _clause_before(text: str, start: int) -> str:
    window = text[max(0, start - REACH) : start]
    for mark in (". ", "\n", ";", "«", '"', ":"):
        window = window.rsplit(mark, 1)[-1]
    head, comma, tail = window.rpartition(", ")
    return head.rsplit(",", 1)[-1] if comma and not tail.strip() else tail if comma else window


def _apposition(text: str, end: int) -> str:
    if not text.startswith(", ", end):
        return ""
    window = text[end + 2 : end + 2 + REACH]
    for mark in (". ", "\n", ";", "«", ",", "»"):
        window = window.split(mark, 1)[0]
    return window

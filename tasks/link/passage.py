"""What the passage of a mention speaks of: the countries that its sentence names, the place that opens it.

What belongs here: reading one sentence. What does not: the article as a whole (Setting), what a name itself says (countries.py).
"""

import re

from tasks.gazetteer.entries import Entry
from tasks.gazetteer.gazetteer import Gazetteer
from tasks.gazetteer.words import WORD, fold
from tasks.link.countries import adjective_countries
from tasks.link.knowledge import words_of
from tasks.link.linked import Mention, Setting

SENTENCE_END = re.compile(r"[.!?…][ \u00a0»\"]|\n")
REACH = 600
"""The characters before a span that its sentence may begin in."""
OF_THE_COUNTRY = re.compile(r" du pays\b")


def sentence_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The characters of the sentence around a span, by its marks alone."""
    reach = max(0, start - REACH)
    first = max((m.end() for m in SENTENCE_END.finditer(text, reach, start)), default=reach)
    last = SENTENCE_END.search(text, end)
    return first, last.start() if last else len(text)


def spoken_beside(mention: Mention, setting: Setting, gazetteer: Gazetteer) -> tuple[frozenset[str], frozenset[str]]:
    """The countries of the known people whom the sentence of a mention names, and all countries that it names otherwise."""
    first, last = sentence_span(setting.text, mention["start"], mention["end"])
    others = [m for m in setting.mentions if m is not mention and first <= m["start"] and m["end"] <= last]
    people = {e.country for m in others if m["label"] == "PER" and (e := known_alone(m["text"], gazetteer)) and e.country}
    places = {m["country"] for m in others if m["label"] == "LOC" and isinstance(m["country"], str)}
    stated = adjective_countries(setting.text[first : mention["start"]], gazetteer)
    stated += adjective_countries(setting.text[mention["end"] : last], gazetteer)
    return frozenset(people), frozenset(people | places | {found[0] for found in stated if len(found) == 1})


def known_alone(name: str, gazetteer: Gazetteer) -> Entry | None:
    """The one person by hand who is so called: « Donald Trump », « Poutine »."""
    people = {alias.entity_id for alias in gazetteer.lookup(name)}
    entry = gazetteer.entries[people.pop()] if len(people) == 1 else None
    return entry if entry and entry.label == "PER" else None


def stated_around(mention: Mention, setting: Setting) -> str | None:
    """ISO alpha-3 that the passage states for a body: of the country named last before « X du pays », else of what opens it.

    « À Madrid, le Congrès a voté »; a seat of bodies of several states (« À Genève, … ») opens a sentence on anybody.
    """
    places = [
        m for m in setting.mentions if m["end"] <= mention["start"] and m["label"] == "LOC" and isinstance(m["country"], str)
    ]
    if OF_THE_COUNTRY.match(setting.text, mention["end"]):
        return str(places[-1]["country"]) if places else None
    first, _ = sentence_span(setting.text, mention["start"], mention["end"])
    inside = [m for m in places if m["start"] >= first]
    one = len({m["country"] for m in inside}) == 1
    return str(inside[0]["country"]) if one and _opens(inside[0], first, setting.text) else None


def _opens(place: Mention, first: int, text: str) -> bool:
    """Whether a place stands behind a preposition and before a comma at the beginning of a sentence."""
    opening = tuple(WORD.findall(fold(text[first : place["start"]])))
    shared = (fold(place["text"]),) in words_of("shared_seats")
    return opening in words_of("openings") and text[place["end"] :].lstrip(" \u00a0").startswith(",") and not shared

"""Names that bodies of several states bear: « Parti démocrate », « Chambre des communes ».

What belongs here: whether the one by hand is meant, and which other. What does not: bodies that one state has (names.py).
"""

from collections.abc import Sequence

from tasks.gazetteer.entries import Entry
from tasks.gazetteer.gazetteer import Gazetteer
from tasks.gazetteer.own_states import states_of
from tasks.gazetteer.words import key_of
from tasks.link.knowledge import words_of
from tasks.link.linked import Mention, Setting
from tasks.link.passage import spoken_beside

OUTWEIGHED = 3


def is_shared(name: str, gazetteer: Gazetteer) -> bool:
    """Whether bodies of several states are so called."""
    return key_of(name) in words_of("shared_names") or len(states_of(name, gazetteer.state_bodies)) > 1


def is_of_another(entry: Entry, mention: Mention, setting: Setting, gazetteer: Gazetteer) -> bool:
    """Whether the body of a shared name is not the one by hand.

    The article speaks more of another country, and the people named beside it are of another; or the article hardly speaks of
    the country by hand, which is not the outlet's, and its sentence does not.
    """
    country, counts = entry.country, setting.countries
    if country is None or not is_shared(mention["text"], gazetteer):
        return False
    own, most = counts.get(country, 0), max(counts.values(), default=0)
    if own == most:
        return False
    people, spoken = spoken_beside(mention, setting, gazetteer)
    if people:
        return country not in people
    return country not in spoken and own * OUTWEIGHED <= most and not (own and country == setting.outlet)


def other_country(mention: Mention, setting: Setting, gazetteer: Gazetteer) -> str | None:
    """The country of such a body: of those that have one the one spoken of most, else that of the people beside; or None."""
    found = most_spoken(states_of(mention["text"], gazetteer.state_bodies), setting)
    if found or not is_shared(mention["text"], gazetteer):
        return found
    people, _ = spoken_beside(mention, setting, gazetteer)
    return next(iter(people)) if len(people) == 1 else None


def most_spoken(countries: Sequence[str], setting: Setting) -> str | None:
    """The one country, or of several the one that the article refers to most; the outlet's counts as one more."""
    counts = sorted(((setting.countries.get(c, 0) + (c == setting.outlet), c) for c in countries), reverse=True)
    if len(counts) == 1:
        return counts[0][1]
    return counts[0][1] if counts and counts[0][0] > counts[1][0] else None

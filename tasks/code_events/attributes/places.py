"""The place of an event: the name of a place that a preposition of place governs near the trigger or where its sentence opens.

The noun for a deed has its town behind « de »: « l'attaque de Djibo ».
"""

from dataclasses import dataclass

from tasks.code_events.acts.triggers import Trigger
from tasks.code_events.grammar.part_of_speech import VERBAL
from tasks.code_events.grammar.relations import OF, RELATIVES, SUBJECTS
from tasks.code_events.grammar.sentence import Mention, Sentence
from tasks.code_events.lexicon.classes import RETOLD
from tasks.code_events.lexicon.load import Lexicon
from tasks.code_events.participants.setting import is_where

REACH = 12
TOWNS = frozenset(("capital", "city"))
KIND_PRECISION = {"country": "country", "capital": "city", "city": "city", "seat": "point"}


@dataclass(frozen=True, slots=True)
class EventPlace:
    """An entity of kind LOC with its coordinates (degrees of WGS 84), as far as the gazetteer knows them."""

    place_id: str | None = None
    name: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: str = "unknown"


def place_of(sentence: Sentence, trigger: Trigger, taken: set[int], lexicon: Lexicon) -> EventPlace:
    """The place of a trigger; `taken` are first words of names that already are actors or recipients by a verb's object."""
    free = [m for m in sentence.mentions if m.label == "LOC" and m.first not in taken]
    ways = (is_where, _is_town_of_where)
    found = [m for m in free if any(w(sentence, m, lexicon) for w in ways) or _is_town_of_deed(sentence, trigger, m, lexicon)]
    near = [(distance, m) for m in found if (distance := _distance(sentence, trigger, m, lexicon)) is not None]
    if near:
        return _place(min(near, key=lambda one: (one[0], one[1].first))[1], lexicon)
    opening = [m for m in found if m.first < trigger.first and _opens(sentence, m)]
    return _place(opening[-1], lexicon) if opening else EventPlace()


def _opens(sentence: Sentence, mention: Mention) -> bool:
    """« À Dole, … », « Vers 8 heures, à Feyzin (Rhône), … »: before any verb or subject it is where all of it happens."""
    return not any(w.pos in VERBAL or w.dep in SUBJECTS for w in sentence.words[: mention.first])


def _is_town_of_where(sentence: Sentence, mention: Mention, lexicon: Lexicon) -> bool:
    """« dans une mosquée de Peshawar », « sur le marché de Djibo »: the town of a noun that a preposition of place governs."""
    words = sentence.words
    noun = words[mention.first].head
    led = mention.first > 0 and words[mention.first - 1].low in OF and words[mention.first].dep == "nmod"
    cases = (words[child] for child in sentence.children[noun] if child < noun and words[child].dep == "case")
    return led and _is_town(mention, lexicon) and any(case.low in lexicon.cues["place_prepositions"] for case in cases)


def _is_town(mention: Mention, lexicon: Lexicon) -> bool:
    entry = lexicon.gazetteer.entries.get(mention.entity_id)
    return entry is not None and entry.kind in TOWNS


def _is_town_of_deed(sentence: Sentence, trigger: Trigger, mention: Mention, lexicon: Lexicon) -> bool:
    """« le massacre de Djibo », of a town that the gazetteer knows: a country there acts or is hit."""
    if trigger.group is not None or trigger.rule.event_type not in RETOLD or not _is_town(mention, lexicon):
        return False
    between = [word.low for word in sentence.words[trigger.head + 1 : mention.first]]
    return bool(between) and OF.issuperset(between)


def _distance(sentence: Sentence, trigger: Trigger, mention: Mention, lexicon: Lexicon) -> int | None:
    lo, hi = (mention.last + 1, trigger.head) if mention.last < trigger.head else (trigger.head + 1, mention.first)
    lows = [w.low for w in sentence.words[lo:hi]]
    if len(lows) > REACH or any(low in lexicon.cues["boundaries"] or low in RELATIVES for low in lows):
        return None
    return len(lows)


def _place(mention: Mention, lexicon: Lexicon) -> EventPlace:
    entry = lexicon.gazetteer.entries.get(mention.entity_id)
    precision = KIND_PRECISION.get(entry.kind, "region") if entry else "unknown"
    return EventPlace(
        place_id=mention.entity_id,
        name=mention.name,
        country=mention.country,
        latitude=entry.latitude if entry else None,
        longitude=entry.longitude if entry else None,
        precision=precision,
    )

"""Who a person of an article is: the gazetteer's people of that name, weighed by what the article says.

What belongs here: the choice among people of one name, and its refusal. What does not: which mentions are one (persons.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tasks.gazetteer.entries import Entry
from tasks.gazetteer.gazetteer import Gazetteer
from tasks.gazetteer.offices import Office
from tasks.gazetteer.people import family_name_is_first
from tasks.gazetteer.words import WORD, fold
from tasks.link.countries import adjective_countries, apposition, title_before
from tasks.link.knowledge import ends_with, holds, starts_with
from tasks.link.linked import Linked, Mention, Setting
from tasks.link.persons import Key

BY_HAND, LISTED = 0.8, 0.4
COUNTRY_STATED, OFFICE_STATED, COUNTRY_SPOKEN = 0.4, 0.5, 0.3
ENOUGH, LEAD = 0.6, 0.15
SPOKEN_WEIGHT = 0.15
FAMILY_WEIGHT, NEAR_OFFICE = 0.5, 8
BEFORE_OFFICE, BEHIND_OFFICE = 25, 40
REACH = 40
RANKS = frozenset({"premier", "premiere", "nord", "sud"})
MINISTERS = frozenset({("ministre",), ("secretaire",)})
LEADING = ("head_of_state", "head_of_government")


@dataclass(frozen=True, slots=True)
class Said:
    """What the article says beside a person's name: countries and offices stated, and whether another calling is.

    `direct`: countries of the adjectives within a function right before the name (« le ministre japonais X »).
    """

    countries: frozenset[str]
    direct: frozenset[str]
    titled: bool
    other: bool


def said_of(mentions: Sequence[Mention], setting: Setting, country: str | None, gazetteer: Gazetteer) -> Said:
    """What stands beside the mentions of one person; `country` is the one that the text states."""
    titled = other = False
    direct: set[str] = set()
    for mention in mentions:
        before = setting.text[max(0, mention["start"] - REACH) : mention["start"]]
        function = title_before(setting.text, mention["start"], gazetteer)
        title = _words(function)
        if _is_direct(title, gazetteer):
            direct.update(c for found in adjective_countries(function, gazetteer) for c in found)
        behind = _words(apposition(setting.text, mention["end"]))
        office = holds(title, "offices") or holds(behind, "offices")
        titled = titled or office
        trade = holds(_words(before)[-3:], "trades") or holds(behind[:5], "trades")
        namesake = ends_with(before, "name_bearers") or starts_with(
            setting.text[mention["end"] : mention["end"] + REACH], "namesake_words"
        )
        other = other or (trade and not office) or namesake
    return Said(frozenset({country} if country else ()) | direct, frozenset(direct), titled, other)


def _is_direct(title: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Whether nothing but functions and adjectives stands between a function and the name: « le ministre japonais délégué X »."""
    words = gazetteer.people
    return all(w in gazetteer.demonyms or w in words.titles or w in words.adjectives or w in RANKS for w in title)


def _words(text: str) -> list[str]:
    return [fold(m.group()) for m in WORD.finditer(text)]


def identify(key: Key, said: Said, setting: Setting, gazetteer: Gazetteer) -> Linked | None:
    """The person of the gazetteer that a full name means; no entity_id where nobody fits or several do; None if unknown."""
    entries = people_named(key, gazetteer)
    if not entries:
        return None
    scored = sorted(((_score(e, said, setting, gazetteer), e) for e in entries), key=lambda pair: (-pair[0], pair[1].entity_id))
    best, entry = scored[0]
    listed = tuple((e.entity_id, round(min(1.0, max(0.0, score)), 3)) for score, e in scored)
    if said.other or best <= 0:
        return Linked("", "", None, 0.0, "contradicted", listed)
    if best < ENOUGH:
        return Linked("", "", None, 0.0, "unknown", listed)
    if len(scored) > 1 and best - scored[1][0] < LEAD:
        return Linked("", "", None, 0.0, "tie", listed)
    return Linked(entry.entity_id, entry.name, entry.country, min(1.0, best), "full_name", listed if len(listed) > 1 else ())


def people_named(key: Key, gazetteer: Gazetteer) -> list[Entry]:
    """The people of that full name; an initial stands for a first name."""
    return [e for e in gazetteer.named(" ".join(key)) if e.label == "PER"]


def _score(entry: Entry, said: Said, setting: Setting, gazetteer: Gazetteer) -> float:
    """How well a person fits: known by hand or only listed, the country and office that the text states, the period."""
    if said.direct and entry.country is not None and entry.country not in said.direct:
        return 0.0
    offices = gazetteer.offices.of(entry.entity_id)
    if not lived(offices, setting.published, remembered=entry.kind == "persons"):
        return 0.0
    score = BY_HAND if entry.kind == "persons" else LISTED
    score += COUNTRY_STATED if entry.country in said.countries else 0.0
    score += OFFICE_STATED if said.titled and offices else 0.0
    return score + (COUNTRY_SPOKEN if setting.weight(entry.country) >= SPOKEN_WEIGHT else 0.0)


def lived(offices: Sequence[Office], on: date | None, *, remembered: bool = False) -> bool:
    """Whether somebody with these offices may be in the news on a day: from 25 years before the first to 40 behind the last.

    `remembered`: somebody known by hand is told of at any time later (« Charles de Gaulle », « John Fitzgerald Kennedy »).
    """
    if on is None or not offices:
        return True
    first = min(int(o.first[:4]) for o in offices)
    last = max(int(o.last[:4]) if o.last else on.year for o in offices)
    return first - BEFORE_OFFICE <= on.year and (remembered or on.year <= max(last, first) + BEHIND_OFFICE)


def in_office(title: str, key: Key, country: str | None, setting: Setting, gazetteer: Gazetteer) -> Entry | None:
    """The holder of the office that a title states on the day of the article, where the name is the holder's family name.

    `country` is the one stated, or that the article is of; None where neither is known.
    """
    if setting.published is None:
        return None
    words = tuple(_words(title))
    bodies = (country,) if country else tuple(gazetteer.countries)  # with no country said, a name that only one such holder has
    titles = [t for t in gazetteer.titles if _within(t.words, words)]
    posts = [(t.office, body) for t in titles for body in bodies if not t.of or body in t.of]
    ministers = [("minister", body) for body in bodies] if not titles and words[:1] in MINISTERS else []
    held = (h.entity_id for office, body in posts + ministers for h in gazetteer.offices.holders(office, body, setting.published))
    named = {entity_id for entity_id in held if _family(entity_id, key, gazetteer)}
    return gazetteer.entries.get(named.pop()) if len(named) == 1 else None


def leader_of_context(key: Key, setting: Setting, gazetteer: Gazetteer) -> Entry | None:
    """The one head of state or government, on the day of the article, of a country that it speaks of, with that family name."""
    if setting.published is None:
        return None
    spoken = [country for country in setting.countries if setting.weight(country) >= SPOKEN_WEIGHT]
    for office in LEADING:  # the head of state is the better known
        holders = {gazetteer.offices.holder(office, country, setting.published) for country in spoken}
        found = {holder for holder in holders if holder and _family(holder, key, gazetteer)}
        if found:
            return gazetteer.entries.get(found.pop()) if len(found) == 1 else None
    return None


def known_by_family(key: Key, setting: Setting, gazetteer: Gazetteer) -> Entry | None:
    """The one person by hand with that family name, of the country that the article is on, in or near an office on its day.

    A family name that is a given name too tells nobody.
    """
    bearers = gazetteer.families.get(key, ())
    if len(bearers) != 1 or setting.published is None or not gazetteer.people.given_names.isdisjoint(key):
        return None
    entry, year = gazetteer.entries[bearers[0]], setting.published.year
    near = any(
        int(o.first[:4]) - NEAR_OFFICE <= year <= (int(o.last[:4]) if o.last else year) + NEAR_OFFICE
        for o in gazetteer.offices.of(bearers[0])
    )
    return entry if near and setting.weight(entry.country) >= FAMILY_WEIGHT else None


def _family(entity_id: str, key: Key, gazetteer: Gazetteer) -> bool:
    entry = gazetteer.entries.get(entity_id)
    if entry is None:
        return False
    words = tuple(_words(entry.name))
    first = family_name_is_first(words, gazetteer.people)
    return words[: len(key)] == key if first else words[-len(key) :] == key


def _within(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return any(others[i : i + len(words)] == words for i in range(len(others) - len(words) + 1))


def holds_office(entry: Entry, setting: Setting, gazetteer: Gazetteer) -> bool:
    """Whether a person holds a dated office on the day of the article."""
    on = setting.published
    return on is not None and any(office.held(on) for office in gazetteer.offices.of(entry.entity_id))

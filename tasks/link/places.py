"""Which place of a name is meant: what is stated beside it, the article's countries and places, how large it is.

What belongs here: the choice among the gazetteer's places of one name. What does not: bodies (names.py), people (people.py).
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tasks.gazetteer.entries import Entry
from tasks.gazetteer.gazetteer import Gazetteer
from tasks.gazetteer.tables import exonyms
from tasks.gazetteer.words import fold, key_of
from tasks.link.countries import noun_country, stated_ahead, stated_beside
from tasks.link.knowledge import ends_with, load_knowledge, starts_with
from tasks.link.linked import Linked, Mention, Setting, article_id_of, local_link

PRIOR = {"country": 8.0, "seat": 7.0, "places": 6.0, "region": 5.0}
TOWNS = frozenset({"city", "capital", "seat"})
ARTICLE = re.compile(r"(?:\b(?:[Ll]a|[Ll]es?|du|des|aux?) |\b[lL]['’])$")  # « la Vienne » is no town
AT_TOWN, IN_COUNTRY = (
    re.compile(r"(?:(?<!\w)à|(?<![\w' ])\s?[AÀ]) $"),
    re.compile(r"(?<!\w)[Ee]n $"),
)  # « à Grenade », « en Ontario »
ARTICLE_REACH = 5
CAPITAL_BONUS, ALTERNATE_COST, ACCENT_COST, ARTICLE_COST, PREPOSITION_COST = 2.5, 1.5, 0.5, 4.0, 7.0
FRENCH, FRENCH_TOWN, FRENCH_TOWN_FROM = "FRA", 1.5, 15_000
"""What a French town of that size and more is ahead by in an article of no stated country, in a press that is mostly French."""
STATED, REGION_MEANT, NEAR_BONUS = 10.0, 6.0, 1.5
CONTEXT_WEIGHT, LEAST_LEAD = 3.0, 0.35
NEAR_KM = 150.0
EARTH_RADIUS_KM = 6371.0
SHORT_REACH = 30
LITTLE_KNOWN_BELOW, LITTLE_KNOWN = 100_000, 0.1


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands beside a mention: the country stated, whether a region, country or river is meant, an article or preposition.

    `at`: « à », before a town, or a region set beside it (« Vienne (Isère) »); `within`: « en », before a country or region.
    """

    country: str | None
    region: bool
    state: bool
    water: bool
    article: bool
    at: bool
    within: bool

    @property
    def given(self) -> bool:
        """Whether anything does."""
        return self.country is not None or self.region or self.state or self.water


def evidence_of(mention: Mention, setting: Setting, entries: Sequence[Entry], gazetteer: Gazetteer) -> Evidence:
    """The evidence beside a mention; of several countries that the place beside it may lie in, one that has such a name.

    Where none stands behind it, the adjective of the noun before counts: « la ville espagnole de Valence ».
    """
    before, behind = setting.text[: mention["start"]], setting.text[mention["end"] :]
    inside = fold(mention["text"]).startswith(("etat de ", "etat du ", "etat d'"))
    region = inside or ends_with(before[-SHORT_REACH:], "region_words")
    state = ends_with(before[-SHORT_REACH:], "country_words") or starts_with(behind[:SHORT_REACH], "country_words")
    beside = stated_beside(setting.text, mention, setting.mentions) or stated_ahead(setting.text, mention, setting.mentions)
    stated = [c for c in beside["countries"] if c in {e.country for e in entries}] or [beside["country"]] if beside else [None]
    country = stated[0] or noun_country(setting.text, mention, gazetteer)
    water = ends_with(before[-SHORT_REACH:], "water_words")
    in_region = beside is not None and beside.get("kind") != "country"
    at, within = (pattern.search(before[-ARTICLE_REACH:]) is not None for pattern in (AT_TOWN, IN_COUNTRY))
    return Evidence(country, region, state, water, has_article(mention, setting.text), at or in_region, within)


def has_article(mention: Mention, text: str) -> bool:
    """Whether a definite article stands right before a name."""
    return ARTICLE.search(text[max(0, mention["start"] - ARTICLE_REACH) : mention["start"]]) is not None


def link_place(
    mention: Mention, entries: Sequence[Entry], setting: Setting, near: Sequence[Entry], gazetteer: Gazetteer
) -> Linked:
    """The place of a mention among those of its name; `near` are the places of the article that are not in doubt."""
    evidence = evidence_of(mention, setting, entries, gazetteer)
    if (
        evidence.region
        and evidence.country
        and not any(e.kind in {"region", "places"} and e.country == evidence.country for e in entries)
    ):
        return _unlisted_region(mention, evidence)
    scored = sorted(
        ((_score(e, mention, evidence, setting, near) + _standing(e, entries, evidence, setting), e) for e in entries),
        key=lambda pair: (-pair[0], pair[1].entity_id),
    )
    best = scored[0][1]
    if _denied(best, evidence):
        return local_link(mention["text"], evidence.country, "contradicted", placed=True)
    if len(scored) == 1:
        return _only(best, mention, evidence, setting)
    if scored[0][0] - scored[1][0] < LEAST_LEAD:
        return _tie(scored, mention)
    shares = _shares(scored)
    return Linked(best.entity_id, best.name, best.country, shares[0][1], _reason(best, evidence, scored[1][1], setting), shares)


def _only(entry: Entry, mention: Mention, evidence: Evidence, setting: Setting) -> Linked:
    if elsewhere(entry, setting) or (evidence.article and _is_little(entry)):
        found = local_link(mention["text"], setting.home)
        return replace(found, candidates=((entry.entity_id, LITTLE_KNOWN),))
    return Linked(entry.entity_id, entry.name, entry.country, 1.0, "exact")


def _tie(scored: Sequence[tuple[float, Entry]], mention: Mention) -> Linked:
    """No choice, and one of this article, since another may mean another; the country, where all that fit alike lie in one."""
    agreed = {e.country for score, e in scored if scored[0][0] - score < LEAST_LEAD}
    country = agreed.pop() if len(agreed) == 1 else None
    found = local_link(mention["text"], country, "tie")
    return replace(found, entity_id=article_id_of(found.entity_id, mention["article_id"]), candidates=_shares(scored))


def elsewhere(entry: Entry, setting: Setting) -> bool:
    """A small city of a country that the article says nothing of, while it speaks of others: its name is a village's here.

    A French name of its own (« Bethléem ») is no village's.
    """
    spoken = bool(setting.countries) or setting.outlet is not None
    return _is_little(entry) and spoken and setting.weight(entry.country) == 0


def likely_place(entries: Sequence[Entry], setting: Setting) -> Entry | None:
    """The place that a name within another name means: the best known in the article's countries; None where none may be meant.

    A small city counts only where the article names it by itself, or speaks of its country at least half as much as of any other.
    """
    most = max(setting.countries.values(), default=0)
    named = {key_of(m["text"]) for m in setting.mentions if m["label"] == "LOC"}
    spoken = [e for e in _as_named(entries, setting) if not elsewhere(e, setting)]
    likely = [e for e in spoken if not _is_little(e) or key_of(e.name) in named or 2 * setting.references(e.country) >= most]

    def chance(entry: Entry) -> float:
        spoken_of = CONTEXT_WEIGHT * min(setting.weight(entry.country), 1.0)
        return prior_of(entry, entry.name) + spoken_of + french_bonus(entry, entries, setting)

    return max(likely, key=chance, default=None)


def _as_named(entries: Sequence[Entry], setting: Setting) -> Sequence[Entry]:
    """Those of the countries that the article's mentions of the name by itself were linked to, where there are any."""
    names = {key_of(e.name) for e in entries}
    meant = {m["country"] for m in setting.mentions if m["label"] == "LOC" and m["country"] and key_of(m["text"]) in names}
    return [e for e in entries if e.country in meant] or entries


def _is_little(entry: Entry) -> bool:
    return entry.kind == "city" and entry.population < LITTLE_KNOWN_BELOW and fold(entry.name) not in exonyms()


def _unlisted_region(mention: Mention, evidence: Evidence) -> Linked:
    name = mention["text"] if fold(mention["text"]).startswith("etat") else f"État {mention['text']}"
    return local_link(name, evidence.country, "stated_place", placed=True)


def _denied(entry: Entry, evidence: Evidence) -> bool:
    """« Valence, en Italie », where the gazetteer has none: the name is of another place."""
    return entry.kind in TOWNS and evidence.country is not None and entry.country not in {None, evidence.country}


def _score(entry: Entry, mention: Mention, evidence: Evidence, setting: Setting, near: Sequence[Entry]) -> float:
    score = prior_of(entry, mention["text"])
    score += CONTEXT_WEIGHT * min(setting.weight(entry.country), 1.0)
    if evidence.country is not None and entry.country == evidence.country:
        score += STATED
    if evidence.region and entry.kind in {"region", "places"}:
        score += REGION_MEANT
    if evidence.state and entry.kind == "country":
        score += REGION_MEANT
    if evidence.article and entry.kind in TOWNS:
        score -= ARTICLE_COST
    if evidence.water and _is_water(entry):
        score += STATED
    if any(distance_km(entry, other) < NEAR_KM for other in near if other.entity_id != entry.entity_id):
        score += NEAR_BONUS
    return score


def _standing(entry: Entry, entries: Sequence[Entry], evidence: Evidence, setting: Setting) -> float:
    """What a place gains and loses beside the others of its name: by the preposition, and as a French town."""
    towns = {e.entity_id for e in entries if e.kind in TOWNS}
    score = french_bonus(entry, entries, setting)
    if 0 < len(towns) < len(entries) and (evidence.within if entry.entity_id in towns else evidence.at):
        score -= PREPOSITION_COST
    return score


def french_bonus(entry: Entry, entries: Sequence[Entry], setting: Setting) -> float:
    """What a French town is ahead by where article and outlet are of no other country that has a place of its name."""
    abroad = any(setting.weight(e.country) > 0 for e in entries if e.country != FRENCH)
    town = (entry.kind, entry.country) == ("city", FRENCH) and entry.population >= FRENCH_TOWN_FROM
    return FRENCH_TOWN if town and not abroad else 0.0


def prior_of(entry: Entry, name: str) -> float:
    """How likely the place is meant when nothing else is known: countries first, cities by population (a power of ten is 1)."""
    if entry.kind in {"city", "capital"}:
        size = math.log10(entry.population + 1) if entry.population else 5.0
        size += CAPITAL_BONUS if entry.kind == "capital" else 0.0
        own = fold(entry.name) == fold(name) or (entry.kind == "capital" and not _is_other_name(entry, name))
        if own:
            return size if entry.name == name or entry.kind == "capital" else size - ACCENT_COST  # « Jéricho » is no Jericho
        return size - ALTERNATE_COST - (CAPITAL_BONUS if entry.kind == "capital" else 0.0)
    return PRIOR.get(entry.kind, 6.0) - (ALTERNATE_COST if _is_water(entry) and fold(entry.name) != fold(name) else 0.0)


def _is_other_name(entry: Entry, name: str) -> bool:
    """Whether a name shares no word with the main one: « Sion » for Jérusalem, not « Santiago » for Santiago du Chili."""
    return set(key_of(entry.name)).isdisjoint(key_of(name))


def _is_water(entry: Entry) -> bool:
    """Whether a place of the tables is a river that shares its name: « fleuve Loire »; the département is meant by itself."""
    return entry.kind == "places" and fold(entry.name).startswith(tuple(load_knowledge()["water_openings"]))


def distance_km(one: Entry, other: Entry) -> float:
    """The distance of two places; infinite where the coordinates of one are unknown."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return math.inf
    south, north = math.radians(one.latitude), math.radians(other.latitude)
    step = math.radians(other.longitude - one.longitude)
    cosine = math.sin(south) * math.sin(north) + math.cos(south) * math.cos(north) * math.cos(step)
    return EARTH_RADIUS_KM * math.acos(min(1.0, max(-1.0, cosine)))


def _shares(scored: Sequence[tuple[float, Entry]]) -> tuple[tuple[str, float], ...]:
    """Scores as shares of one."""
    weights = [math.exp(score - scored[0][0]) for score, _ in scored[:5]]
    return tuple((e.entity_id, round(w / sum(weights), 3)) for w, (_, e) in zip(weights, scored, strict=False))


def _reason(best: Entry, evidence: Evidence, second: Entry, setting: Setting) -> str:
    if evidence.given:
        return "stated_place"
    if setting.weight(best.country) > setting.weight(second.country):
        return "context_country"
    return "dominant"


def same_sense(links: Mapping[int, Linked], mentions: Sequence[Mention], text: str, gazetteer: Gazetteer) -> Mapping[int, Linked]:
    """The links of places, where a name that something stands beside once means the same where nothing does.

    « dans la Vienne », behind « à Vienne, en Isère », is no town.
    """
    clear: dict[str, dict[str, Linked]] = {}
    for mention in mentions:
        link = links[mention["start"]]
        if link.reason == "stated_place":
            clear.setdefault(mention["text"], {})[link.entity_id] = link
    senses = {text: next(iter(found.values())) for text, found in clear.items() if len(found) == 1}

    def settled(mention: Mention) -> Linked:
        link, sense = links[mention["start"]], senses.get(mention["text"])
        if sense is None or link.reason == "stated_place" or not link.candidates:
            return link
        known = gazetteer.entries.get(sense.entity_id)
        if known is not None and known.kind in TOWNS and has_article(mention, text):
            return link
        return Linked(sense.entity_id, sense.name, sense.country, sense.score, "article_sense", sense.candidates)

    return {mention["start"]: settled(mention) for mention in mentions}


def places_named(name: str, gazetteer: Gazetteer) -> list[Entry]:
    """The places of a name; « l'État du Niger » is also called « Niger »."""
    found = [e for e in gazetteer.named(name) if e.label == "LOC"]
    folded = fold(name)
    for opening in load_knowledge()["region_openings"]:
        if not found and folded.startswith(opening):
            return [e for e in gazetteer.named(name[len(opening) :]) if e.label == "LOC"]
    return found

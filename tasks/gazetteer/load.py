"""Loading the gazetteer from its tables."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tasks.collector import collector_at_rest
from tasks.gazetteer.demonyms import adjective_forms
from tasks.gazetteer.entries import Alias, Country, Entry, make_alias
from tasks.gazetteer.gazetteer import NAMED_AFTER, Gazetteer
from tasks.gazetteer.layers import Aliases, Entries
from tasks.gazetteer.offices import Offices, written_offices
from tasks.gazetteer.own_states import load_state_bodies
from tasks.gazetteer.people import PersonWords, family_of, load_person_words
from tasks.gazetteer.periphrases import load_periphrases
from tasks.gazetteer.reference import Reference, load_reference, read_batch
from tasks.gazetteer.tables import KINDS, WEAK, identifiers, read_entities, read_list, read_rows
from tasks.gazetteer.titles import load_titles
from tasks.gazetteer.words import fold, key_of, slug

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
    reference = load_reference()
    named = _place_on_map(named, reference)
    taken = frozenset((alias.key, entry.country) for entry, aliases in named if entry.label == "LOC" for alias in aliases)
    people = {entry.name: entry.entity_id for entry, _ in named if entry.label == "PER"}
    words = load_person_words()
    return Gazetteer(
        entries=Entries({entry.entity_id: entry for entry, _ in reversed(named)}, reference),
        aliases=Aliases((alias for _, aliases in named for alias in aliases), reference, taken),
        reference=reference,
        countries={row.iso3: _country(row) for row in rows},
        demonyms=_demonyms(rows),
        capital_of=capitals,
        people=words,
        families=_families(people, words),
        offices=Offices(written_offices(read_rows("offices"), people), read_batch("offices")),
        titles=load_titles(),
        outlets=_outlets(rows),
        national_bodies=frozenset(read_list("national_bodies")),
        state_bodies=load_state_bodies(),
        periphrases=load_periphrases(),
        regional={
            fold(form): (country,) for country, *pair in read_rows("regional_adjectives") for form in adjective_forms(*pair)
        },
    )


def _families(people: Mapping[str, str], words: PersonWords) -> Mapping[tuple[str, ...], Sequence[str]]:
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, entity_id in people.items():
        if family := family_of(key_of(name), words):
            found[family].append(entity_id)
    return found


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
    entry = Entry(entity_id=qid or _seat_id(name), name=name, label="LOC", kind=kind, country=row.state or row.iso3, sector="GOV")
    return entry, tuple(make_alias(a, entry.entity_id) for a in (name, *others))


def _seat_id(name: str) -> str:
    local = f"local:{slug(name)}"
    return identifiers().get(local, (local, ""))[0]


def _country(row: _CountryRow) -> Country:
    return Country(
        iso3=row.iso3,
        iso2=row.iso2,
        entity_id=row.qid,
        name=row.name.removeprefix(WEAK),
        adjectives=tuple(_forms(row)),
        capital_id=(row.capital_qid or _seat_id(row.capital.split("|")[0])) if row.capital else None,
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


def _place_on_map(named: list[Named], reference: Reference) -> list[Named]:
    """Entries of places with the coordinates and population of the city of that name in that country.

    « Vienne », a town in Isère, tells nothing of the département or the river so called.
    """

    def placed(entry: Entry, aliases: tuple[Alias, ...]) -> Entry:
        if entry.label != "LOC" or entry.kind == "country" or fold(entry.name).startswith(NAMED_AFTER):
            return entry
        namesakes = (e for alias in aliases for other in reference.named(alias.key) if (e := reference.entry(other.entity_id)))
        city = max(
            (e for e in namesakes if (e.kind, e.country) == ("city", entry.country)), key=lambda e: e.population, default=None
        )
        if city is None:
            return entry
        return entry._replace(latitude=city.latitude, longitude=city.longitude, population=city.population)

    return [(placed(entry, aliases), aliases) for entry, aliases in named]


def _outlets(rows: Iterable[_CountryRow]) -> Mapping[str, str]:
    """Country of an outlet by its folded name or host, and of the last part of a host (« .ch »)."""
    named = {
        alias: entry.country for entry, aliases in read_entities("media") if entry.country for alias in (a.text for a in aliases)
    }
    listed = {row[0]: row[1] for row in read_rows("outlets")}
    domains = {f".{row.iso2.lower()}": row.state or row.iso3 for row in rows if row.iso2}
    return {**domains, **{fold(name): country for name, country in {**named, **listed}.items()}}

"""The reference tables: what ships, what each row says of its origin, what loading costs."""

import time
from datetime import date
from itertools import islice

import pytest

from tasks.gazetteer.build.french import french_form
from tasks.gazetteer.build.identifiers import identify
from tasks.gazetteer.build.rows import NamedRow, OfficeRow, knowledge, sources, year_span
from tasks.gazetteer.build.tables import write_tables
from tasks.gazetteer.load import load_gazetteer
from tasks.gazetteer.offices import Office, Offices
from tasks.gazetteer.reference import load_reference, read_batch
from tasks.gazetteer.tables import KINDS, identifiers, read_entities
from tasks.gazetteer.words import key_of, slug

LARGEST_BYTES = 15 * 2**20
MOST_OF_ALL, MANY = 1 / 3, 50_000


def test_the_tables_are_small(root):
    folder = root / "tasks/gazetteer/data/reference"
    assert sum(path.stat().st_size for path in folder.iterdir()) < LARGEST_BYTES


def test_loading_takes_a_moment():
    load_gazetteer.cache_clear()
    start = time.process_time()
    gazetteer = load_gazetteer()
    loaded = time.process_time()
    assert len(list(islice(gazetteer.entries.values(), MANY))) == MANY
    # A tenth here; measured against putting together that many entries, which loading leaves until they are asked for.
    assert loaded - start < MOST_OF_ALL * (time.process_time() - loaded)


def test_every_row_names_its_source_licence_and_date():
    table = read_batch("entities").to_pydict()
    known = sources()
    for source, licence, dated in set(zip(table["source"], table["licence"], table["dated"], strict=True)):
        assert set(source.split("+")) <= set(known)
        assert licence
        assert dated >= 2000


def test_every_identified_row_says_what_confirms_it():
    table = read_batch("entities").to_pydict()
    rows = zip(table["entity_id"], table["checks"], strict=True)
    assert [entity_id for entity_id, checks in rows if entity_id.startswith("Q") and not checks] == []


def test_no_identifier_is_given_to_two_names_written_by_hand():
    written = {entry.entity_id for kind in KINDS for entry, _ in read_entities(kind, identified=False)}
    given = [entity_id for local_id, (entity_id, _) in identifiers().items() if local_id in written]
    assert len(given) == len(set(given)) > 500


def test_spellings_of_one_person_in_the_material_take_one_identifier():
    stated = NamedRow(
        entity_id="Q1",
        names=("Orlan Kemaliev", "Orlan Kemaliyev"),
        label="PER",
        kind="person",
        country="AZE",
        source="world_leaders",
    )
    listed = [
        NamedRow(entity_id=f"local:{slug(name)}", names=(name,), label="PER", kind="person", country=country, source="phoenix")
        for name, country in [
            ("Orlan Kemaliyev", "AZE"),
            ("Orlan Kemaliev", "AZE"),
            ("Orlan Kemali", "AZE"),
            ("Orlan Kemaliev", "TUR"),
        ]
    ]
    assert [one.local_id for one in identify([stated, *listed[:3]])] == ["local:orlan-kemaliev", "local:orlan-kemaliyev"]
    assert identify([stated, listed[3]]) == []


def test_a_region_takes_no_identifier_of_a_city_of_its_name(gazetteer):
    (manhattan,) = [gazetteer.entries[a.entity_id] for a in gazetteer.lookup("Manhattan")][:1]
    assert manhattan.entity_id == "local:manhattan"


EXAMPLES = [example for group in knowledge("french_forms")["groups"] for example in group["examples"]]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["name"])
def test_french_forms(example):
    assert french_form(example["name"], example["country"]) == example["french"]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2017", "2021", ("2017-01-01", "2021-12-31")),
        ("2017-05-14", None, ("2017-05-14", None)),
        ("2017-05", "2018-06-30", ("2017-05-01", "2018-06-30")),
        (None, "2018", None),
    ],
)
def test_years_are_whole(first, last, expected):
    assert year_span(first, last) == expected


def test_what_is_written_is_found_again(tmp_path):
    row = NamedRow(
        entity_id="local:ombuline-fra",
        names=("Ombuline", "Ombulina"),
        label="LOC",
        kind="city",
        country="FRA",
        source="geonames",
        spelled=1,
    )
    office = OfficeRow(entity_id="local:x", office="minister", body="FRA", first="2001-01-01", last=None, source="phoenix")
    write_tables([row], [office], tmp_path)
    reference = load_reference(tmp_path)
    assert reference.entry("local:ombuline-fra").name == "Ombuline"
    assert [alias.text for alias in reference.named(key_of("ombulina"))] == ["Ombulina"]
    assert [alias.text for alias in reference.spelled_from("ombulina")] == []
    assert [alias.text for alias in reference.spelled_from("ombuline")] == ["Ombuline"]
    assert reference.entry("local:nowhere") is None
    assert reference.source_of("local:ombuline-fra")["licence"] == "CC BY 4.0"
    write_tables([row], [office], tmp_path / "again")
    for name in ("entities", "spellings", "offices"):
        assert (tmp_path / f"{name}.arrow").read_bytes() == (tmp_path / "again" / f"{name}.arrow").read_bytes()


@pytest.mark.parametrize(
    ("office", "body", "on", "name"),
    [
        ("head_of_state", "USA", date(2018, 5, 1), "Donald Trump"),
        ("head_of_state", "USA", date(2023, 5, 1), "Joe Biden"),
        ("head_of_government", "FRA", date(2016, 12, 7), "Bernard Cazeneuve"),
        ("head_of_body", "Q1065", date(2010, 1, 1), "Ban Ki-moon"),
    ],
)
def test_an_office_has_one_holder_on_a_day(gazetteer, office, body, on, name):
    assert gazetteer.entries[gazetteer.offices.holder(office, body, on)].name == name


def test_nobody_holds_an_office_before_it_is_known(gazetteer):
    assert gazetteer.offices.holder("head_of_state", "USA", date(1890, 1, 1)) is None


def test_two_holders_of_one_day_are_none():
    rows = [Office("minister", "FRA", "2001-01-01", "2002-01-01", name, None, "by hand") for name in ("local:a", "local:b")]
    offices = Offices(rows, read_batch("offices"))
    assert offices.holder("minister", "FRA", date(2001, 6, 1)) is None
    assert len(offices.holders("minister", "FRA", date(2001, 6, 1))) == 2


def test_the_last_of_two_without_an_end_is_in_office():
    rows = [Office("x", "FRA", first, None, name, None, "by hand") for first, name in (("2001-01-01", "a"), ("2003-01-01", "b"))]
    assert Offices(rows, read_batch("offices")).holder("x", "FRA", date(2004, 1, 1)) == "b"


@pytest.mark.parametrize(
    ("name", "on", "body"),
    [
        ("Jens Stoltenberg", date(2014, 9, 30), None),
        ("Jens Stoltenberg", date(2014, 10, 1), "Q7184"),
        ("Jens Stoltenberg", date(2024, 10, 1), None),
        ("Ursula von der Leyen", date(2019, 6, 1), None),  # a minister of Germany then
        ("Ursula von der Leyen", date(2021, 6, 1), "Q458"),
        ("Emmanuel Macron", date(2021, 6, 1), None),
    ],
)
def test_who_heads_a_body_acts_for_it_from_day_to_day(gazetteer, name, on, body):
    (person,) = gazetteer.named(name)
    assert gazetteer.body_headed(person.entity_id, on) == body


def test_a_town_links_a_name_and_finds_none(gazetteer):
    """Below 15,000 inhabitants; below 5,000 only where the press is French."""
    table = read_batch("spellings")
    found = {text for text, spelled in zip(table["text"].to_pylist(), table["spelled"].to_pylist(), strict=True) if spelled}
    towns = {name: {e.country for e in gazetteer.named(name)} for name in ("Bandol", "Deauville", "Charvensod")}
    assert towns == {"Bandol": {"FRA"}, "Deauville": {"FRA"}, "Charvensod": set()}
    assert found.isdisjoint(towns)
    assert {"Dieppe", "Lyon"} <= found

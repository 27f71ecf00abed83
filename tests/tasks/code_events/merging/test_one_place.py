"""One deed that several outlets tell with unlike parties is one event; two deeds of one day stay two."""

import re
from datetime import timedelta
from importlib.resources import files

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from told_mentions import DAY, arrow_of, in_blocks, mention

from schemas.events import EVENT_ARGUMENTS, EVENT_MENTIONS
from schemas.yaml_text import load_yaml
from tasks.code_events.coding import code_articles
from tasks.code_events.merging.by_type import merge_by_type
from tasks.code_events.merging.one_place import united_by_place
from tasks.code_events.merging.tellings import with_nights
from tasks.frames import to_table

SEATS = {"Q90": "Q142"}
TOLD = {"article_id": "article_id", "published_on": "published_on", "cluster_id": "article_id"}


def united(rows):
    tables = arrow_of(rows)
    found = united_by_place(merge_by_type(*in_blocks(*tables), seats=SEATS), *tables, seats=SEATS)
    return found.sort_by("event_id").to_pylist()


def party(name, sector, *, entity=None, country="NER"):
    return {"entity_id": entity, "name": name, "country": country, "sector": sector}


def deed(article, actors=(), recipients=(), *, town="Q1", **other):
    place = {"place_id": town, "place_name": town, "place_country": "NER", "place_precision": "city"}
    told = {"kind": "ASSAULT", "mode": "ASSAULT/abduct", "actors": list(actors), "recipients": list(recipients)}
    return mention(article, **{**told, **place, **other})


ARMED = party("hommes", "UAF", country=None)
BANDITS = party("bandits", "CRM")
FRONT = party("Front du Nord", "REB", entity="local:front-du-nord")
LEAGUE = party("Ligue du Sud", "ISM", entity="local:ligue-du-sud")
ARMY = party("armée", "MIL")
PUPILS, DOCTORS, TEACHERS = party("lycéennes", "CVL"), party("médecins", "MED"), party("enseignants", "EDU")
DURAND, PETIT = party("Durand", "CVL", entity="Q11"), party("Petit", "CVL", entity="Q12")
FOREIGN = party("habitants", "CVL", country="TCD")
NIGHT = {"day": DAY + timedelta(days=1), "text": "Dix élèves enlevés dans la nuit de lundi à mardi à Nalou."}


@pytest.mark.parametrize(
    "other",
    [
        deed("b", [ARMED], [PUPILS]),
        deed("b", [BANDITS], [PUPILS]),
        deed("b", [party("hommes", "MIL", country=None)], [PUPILS]),
        deed("b", [party("inconnus", "CVL")], [PUPILS]),
        deed("b", [party("ravisseurs", "MIL", country="TCD")], [PUPILS]),
        deed("b", [], [PUPILS]),
        deed("b", [FRONT], []),
        deed("b", [FRONT], [TEACHERS]),
        deed("b", [ARMED], [party("élèves", "CVL", country=None)]),
        deed("b", [ARMED], [PUPILS], **NIGHT),
    ],
)
def test_a_deed_told_with_less_or_otherwise_is_one(other):
    (event,) = united([deed("a", [FRONT], [PUPILS]), other])
    assert event["article_count"] == 2
    assert "Front du Nord" in [one["name"] for one in event["actors"]]


@pytest.mark.parametrize(
    "other",
    [
        deed("b", [ARMED], [PUPILS], town="Q2"),
        deed("b", [ARMED], [PUPILS], place_precision="region"),
        deed("b", [ARMED], [PUPILS], place_id=None, place_precision="unknown"),
        deed("b", [LEAGUE], [PUPILS]),
        deed("b", [ARMY], [PUPILS]),
        deed("b", [party("parents", "CVL")], [PUPILS]),
        deed("b", [ARMED], [DOCTORS]),
        deed("b", [ARMED], [FOREIGN]),
        deed("b", [], []),
        deed("b", [ARMED], [PUPILS], mode="ASSAULT/explosives"),
        deed("b", [ARMED], [PUPILS], realis="negated"),
        deed("b", [ARMED], [PUPILS], day=DAY + timedelta(days=1)),
        deed("b", [ARMED], [PUPILS], date_end=DAY + timedelta(days=6), precision="week"),
        deed("b", [ARMED], [PUPILS], day=None),
    ],
)
def test_another_town_day_type_or_party_is_another_deed(other):
    assert len(united([deed("a", [FRONT], [TEACHERS if other["recipients"] == [DOCTORS] else PUPILS]), other])) == 2


def test_two_persons_of_a_name_are_two_deeds_and_whoever_is_only_described_joins_one():
    events = united([deed("a", [ARMED], [DURAND]), deed("b", [ARMED], [PETIT]), deed("c", [FRONT], [party("homme", "CVL")])])
    assert sorted(event["article_count"] for event in events) == [1, 2]


def test_who_protests_is_told_by_what_they_are():
    farmers, crowd = party("agriculteurs", "AGR"), party("personnes", "CVL")
    told = {"kind": "PROTEST", "mode": "PROTEST/demo"}
    assert len(united([deed("a", [farmers], **told), deed("b", [crowd], **told)])) == 2
    assert len(united([deed("a", [farmers], **told), deed("b", [party("paysans", "AGR", country=None)], **told)])) == 1


def test_the_town_itself_tells_nothing():
    town = party("Q1", None, entity="Q1")
    assert len(united([deed("a", [ARMED], [town, DOCTORS]), deed("b", [ARMED], [town, TEACHERS], text="y" * 50)])) == 2
    assert len(united([deed("a", [], [town]), deed("b", [ARMED], [town])])) == 2


@pytest.mark.parametrize("kind", ["ACCUSE", "COERCE", "CONSULT"])
def test_what_is_said_or_done_by_police_in_a_town_all_day_is_not_one(kind):
    police = party("police", "COP")
    assert len(united([deed("a", [police], [PUPILS], kind=kind, mode=None), deed("b", [], [PUPILS], kind=kind, mode=None)])) == 2


def test_a_night_is_of_two_days_and_its_examples_hold():
    rule = load_yaml(files("tasks.code_events").joinpath("merging", "tellings.yaml").read_text(encoding="utf-8"))["night"]
    assert [bool(re.search(rule["pattern"], one)) for one in (*rule["match"], *rule["avoid"])] == [True] * 3 + [False] * 2


ABDUCTION = (
    "Des hommes armés ont kidnappé douze écoliers dans la nuit de mardi à mercredi à Maradi, au Niger, selon la gendarmerie.",
    "Le Front de l'aube a enlevé mardi soir une douzaine d'élèves à Maradi, au Niger, affirment des parents.",
    "Au lendemain de l'enlèvement de douze écoliers à Maradi par le Front de l'aube, les mères attendent des nouvelles.",
    "Le gouvernement cherche les écoliers kidnappés mardi à Maradi, au Niger.",
)
ELSEWHERE = "Le Front de l'aube a enlevé mardi une douzaine d'élèves à Zinder, au Niger, affirment des parents."


@pytest.mark.parametrize(("texts", "counts"), [(ABDUCTION, [4]), ((ABDUCTION[1], ELSEWHERE), [1, 1])])
def test_what_outlets_write_of_one_abduction_is_one_event_and_of_two_towns_two(annotate, lexicon, texts, counts):
    frames = annotate(texts)
    coded = code_articles(*frames, lexicon=lexicon)
    mentions, arguments = (to_table(coded[table.name], table) for table in (EVENT_MENTIONS, EVENT_ARGUMENTS))
    articles = pa.table({name: frames[0][column] for name, column in TOLD.items()})
    merged = merge_by_type(*in_blocks(mentions, arguments, articles), seats=SEATS)
    events = united_by_place(merged, mentions, arguments, articles, seats=SEATS).to_pylist()
    assert [event["article_count"] for event in events if event["event_mode"] == "ASSAULT/abduct"] == counts


PARTIES = st.lists(st.sampled_from([ARMED, BANDITS, FRONT, LEAGUE, PUPILS, DOCTORS, DURAND]), max_size=2)
DEEDS = st.lists(
    st.builds(
        lambda article, start, actors, recipients, town, later: deed(
            article, actors, recipients, town=town, trigger_start=start, trigger_end=start + 3, day=DAY + timedelta(days=later)
        ),
        st.sampled_from("abc"), st.integers(0, 9), PARTIES, PARTIES, st.sampled_from(["Q1", "Q2"]), st.integers(0, 1),
    ),
    max_size=6,
    unique_by=lambda row: (row["article_id"], row["trigger_start"]),
)  # fmt: skip


@settings(max_examples=20)
@given(DEEDS, st.randoms(use_true_random=False))
def test_every_mention_is_in_one_event_of_one_town_whatever_the_order(rows, random):
    events = united(rows)
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert united(shuffled) == events
    towns = {(row["article_id"], row["trigger_start"]): row["place_id"] for row in rows}
    told = [[(m["article_id"], m["trigger_start"]) for m in event["mentions"]] for event in events]
    assert sorted(key for keys in told for key in keys) == sorted(towns)
    assert all(len({towns[key] for key in keys}) == 1 for keys in told)


def test_a_night_may_be_dated_to_either_of_its_days():
    told = "Dix élèves enlevés dans la nuit de {} à {} à Nalou."
    days = [(DAY, ("mercredi", "jeudi")), (DAY, ("mardi", "mercredi"))]
    for day, night in days:
        spans = with_nights(day, day, [told.format(*night)])
        assert spans in {(day - timedelta(days=1), day), (day, day + timedelta(days=1))}
        assert spans[night[0] != "mercredi"] == DAY


CIVILIANS = party("habitants", "CVL")
PRIEST, TRAVELLERS, SCHOOL = party("prêtre", "REL"), party("passagers", "CVL"), party("étudiants", "EDU")


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        (PUPILS, PRIEST, 2),
        (PUPILS, TRAVELLERS, 2),
        (party("lycéen·nes", "CVL"), TRAVELLERS, 2),
        (PUPILS, SCHOOL, 1),
        (CIVILIANS, PRIEST, 1),
        (CIVILIANS, TRAVELLERS, 1),
    ],
)
def test_deeds_to_people_of_two_kinds_are_two(one, other, count):
    assert len(united([deed("a", [ARMED], [one]), deed("b", [ARMED], [other])])) == count


@pytest.mark.parametrize(
    ("actors", "modes", "count"),
    [
        ([ARMED], (None, "ASSAULT/explosives"), 1),
        ([FRONT], ("ASSAULT/suicide-attack", None), 1),
        ([FRONT], ("ASSAULT/suicide-attack", "ASSAULT/explosives"), 1),
        ([ARMED], (None, "ASSAULT/abduct"), 2),
        ([ARMED], ("ASSAULT/aerial", "ASSAULT/explosives"), 2),
        ([ARMY], (None, "ASSAULT/firearms"), 2),
    ],
)
def test_a_deed_may_be_told_by_its_weapon_or_as_a_deed_only_but_not_that_of_an_army(actors, modes, count):
    events = united([deed(article, actors, [CIVILIANS], mode=mode) for article, mode in zip("ab", modes, strict=True)])
    assert len(events) == count
    assert count > 1 or events[0]["event_mode"] == next(mode for mode in modes if mode)


@pytest.mark.parametrize(("names", "count"), [(("Nalou", "Nalou"), 1), (("Nalou", "Bassi"), 2)])
def test_a_town_that_the_gazetteer_does_not_know_is_one_by_its_name(names, count):
    towns = [
        {"place_id": f"local:{name.lower()}{end}", "place_name": name, "place_country": country, "place_precision": "unknown"}
        for name, end, country in zip(names, ("", "-ner"), (None, "NER"), strict=True)
    ]
    rows = [deed(article, [ARMED], [PUPILS], **town) for article, town in zip("ab", towns, strict=True)]
    assert len(united(rows)) == count

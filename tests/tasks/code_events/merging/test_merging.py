"""Mentions become distinct events: copies and retellings together, different acts apart, whatever the order."""

from datetime import date

import damages
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from told_mentions import DAY, arrow_of, in_blocks, mention

from schemas.events import EVENTS
from tasks.code_events.merging.by_type import merge_by_type
from tasks.code_events.merging.events import merge_events
from tasks.code_events.merging.kept import KEPT, merge_what_is_new, read_kept, write_kept
from tasks.frames import to_frame, to_table, write_table


def merged(rows, clusters=None):
    events = merge_events(*map(to_frame, in_blocks(*arrow_of(rows, clusters))), seats={"Q90": "Q142"})
    return events.astype(object).where(events.notna(), None).to_dict("records")


def test_the_same_act_on_the_same_day_in_two_articles_is_one_event():
    events = merged([mention("a"), mention("b")])
    assert [(event["mention_count"], event["article_count"], event["origin_count"]) for event in events] == [(2, 2, 2)]


def test_articles_that_repeat_one_text_are_one_origin():
    events = merged([mention("a"), mention("b"), mention("c")], clusters={"b": "a"})
    assert [(event["article_count"], event["origin_count"]) for event in events] == [(3, 2)]


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "REJECT"},
        {"actor": "BEL"},
        {"recipient": "NER"},
        {"day": date(2021, 3, 12)},
        {"realis": "negated"},
        {"day": None},
        {"mode": "ACCUSE/allege"},
    ],
)
def test_another_type_party_day_or_realis_is_another_event(other):
    assert len(merged([mention("a"), mention("b", **other)])) == 2


@pytest.mark.parametrize(("other", "names"), [("Q142", ["Q142"]), ("Q155", ["Q155", "Q90"])])
def test_a_seat_of_government_and_its_country_are_one_party(other, names):
    def actors(*ids):
        return [{"entity_id": i, "name": i, "country": "FRA", "sector": "GOV"} for i in ids]

    (event,) = merged([mention("a", actors=actors("Q90")), mention("b", actors=actors(other))])
    assert [party["entity_id"] for party in event["actors"]] == names


def test_an_entity_is_one_party_whatever_its_sector():
    def actors(sector):
        return [{"entity_id": "Q1065", "name": "ONU", "country": None, "sector": sector}]

    (event,) = merged([mention("a", actors=actors("UNO")), mention("a", 10, actors=actors("IGO"))])
    assert len(event["actors"]) == 1


def party(name, sector="COP", *, entity=None, country="FRA"):
    return {"entity_id": entity, "name": name, "country": country, "sector": sector}


def arrest(article, whom, **other):
    return mention(article, kind="COERCE", actors=[party("police")], recipients=[whom], **other)


def in_city(place):
    return {"place_id": place, "place_name": place, "place_country": "FRA", "place_precision": "city"}


LYON, LENS = in_city("Q456"), in_city("Q157")
STRIKERS, DURAND, PETIT = party("grévistes", "LAB"), party("Durand", "LAB", entity="Q11"), party("Petit", "LAB", entity="Q12")


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ((STRIKERS, {}), (STRIKERS, {}), 2),
        ((STRIKERS, LYON), (STRIKERS, LYON), 1),
        ((STRIKERS, LYON), (STRIKERS, LENS), 2),
        ((DURAND, {}), (DURAND, {}), 1),
        ((DURAND, LYON), (DURAND, LENS), 2),
        ((DURAND, LYON), (PETIT, LYON), 2),
    ],
)
def test_across_stories_acts_within_one_country_are_one_by_a_common_name_or_city_only(one, other, count):
    rows = [arrest(article, whom, **place) for article, (whom, place) in (("a", one), ("b", other))]
    assert len(merged(rows)) == count


@pytest.mark.parametrize(
    ("whom", "count"),
    [
        (STRIKERS, 1),
        (party("lycéens", "CVL"), 2),
        (party("Durand", "LAB", entity="Q11"), 1),
        (party("médecins", "LAB", country=None), 2),
    ],
)
def test_within_a_story_parties_of_another_kind_are_another_act(whom, count):
    assert len(merged([arrest("a", STRIKERS), {**arrest("a", whom), "trigger_start": 10}])) == count


def test_an_undated_telling_with_another_party_joins_nothing():
    assert len(merged([arrest("a", DURAND), {**arrest("a", PETIT, day=None), "trigger_start": 10}])) == 2


def test_an_undated_retelling_joins_the_one_dated_event_of_its_article_or_cluster():
    assert len(merged([mention("a"), mention("a", 10, day=None)])) == 1
    assert len(merged([mention("a"), mention("b", day=None)], {"a": "c", "b": "c"})) == 1


def test_an_undated_retelling_beside_two_dated_events_stays_alone():
    rows = [mention("a"), mention("a", 10, day=date(2021, 3, 1)), mention("a", 20, day=None)]
    assert len(merged(rows)) == 3


def test_parties_unknown_are_never_joined_across_stories():
    assert len(merged([mention("a", actor=None, recipient=None), mention("b", actor=None, recipient=None)])) == 2


def test_the_event_takes_the_most_exact_date_and_says_where_it_is_from():
    month = {"day": date(2021, 3, 1), "date_end": date(2021, 3, 31), "precision": "month", "confidence": 0.9}
    event = merged([mention("a", **month), mention("a", 10)])[0]
    assert (event["date_start"], event["date_precision"], event["date_source"]) == (DAY, "day", "text")
    undated = merged([mention("a", 10), mention("a", day=None, confidence=0.9)])[0]
    assert (undated["date_start"], undated["date_source"]) == (DAY, "cluster")


KINDS = st.sampled_from(["ACCUSE", "REJECT"])
DAYS = st.sampled_from([None, DAY, date(2021, 3, 12)])
PLACES = st.sampled_from([None, "FRA", "MLI"])
ROWS = st.lists(
    st.builds(
        lambda article, start, kind, actor, recipient, day: mention(
            article, start, kind=kind, actor=actor, recipient=recipient, day=day
        ),
        st.sampled_from("abc"), st.integers(0, 9), KINDS, PLACES, PLACES, DAYS,
    ),
    max_size=8,
    unique_by=lambda row: (row["article_id"], row["trigger_start"], row["event_type"]),
)  # fmt: skip


@settings(max_examples=30)
@given(ROWS, st.randoms(use_true_random=False))
def test_every_mention_is_in_one_event_whatever_the_order(rows, random):
    shuffled = list(rows)
    random.shuffle(shuffled)
    events = merged(rows) if rows else []
    assert (merged(shuffled) if rows else []) == events
    keys = [(m["article_id"], m["trigger_start"]) for event in events for m in event["mentions"]]
    assert len(keys) == len(rows) == sum(event["mention_count"] for event in events)
    assert len({event["event_id"] for event in events}) == len(events)


TWINS = {"b": "a"}


@settings(max_examples=20)
@given(ROWS)
def test_type_by_type_the_events_are_the_same(rows):
    by_type = merge_by_type(*in_blocks(*arrow_of(rows, TWINS)), seats={"Q90": "Q142"})
    at_once = to_table(merge_events(*map(to_frame, in_blocks(*arrow_of(rows, TWINS))), seats={"Q90": "Q142"}), EVENTS)
    assert by_type.sort_by("event_id").combine_chunks().equals(at_once.combine_chunks())


def new_of(rows, kept, versions=()):
    seen = {row["article_id"]: dict(versions).get(row["article_id"], "as it was") for row in rows}
    return merge_what_is_new(*arrow_of(rows, TWINS), seats={"Q90": "Q142"}, versions=seen, kept=kept)


def bytes_of(events, folder):
    return write_table(events.select(EVENTS.schema.names).combine_chunks(), EVENTS, folder / "events.parquet").sha256


@settings(max_examples=40)
@given(before=ROWS, more=ROWS, taken=st.sets(st.integers(0, 7)))
def test_what_was_merged_before_and_the_rest_are_what_all_at_once_gives(before, more, taken, tmp_path_factory):
    """Mentions come and go between two runs; an article whose mentions are others has another version."""
    folder = tmp_path_factory.mktemp("merged")
    left = [row for number, row in enumerate(before) if number not in taken]
    keys = {(row["article_id"], row["trigger_start"], row["event_type"]) for row in left}
    now = left + [row for row in more if (row["article_id"], row["trigger_start"], row["event_type"]) not in keys]
    new = {row["article_id"]: "new" for row in now if row not in before}
    kept = new_of(before, KEPT.empty_table())
    at_once = merge_by_type(*in_blocks(*arrow_of(now, TWINS)), seats={"Q90": "Q142"})
    assert bytes_of(new_of(now, kept, new), folder) == bytes_of(at_once, folder)


def test_a_block_whose_mentions_are_what_they_were_is_not_merged_again(monkeypatch):
    rows = [mention("a"), mention("b"), mention("c", kind="REJECT"), mention("d", actor=None)]
    kept, asked = new_of(rows, KEPT.empty_table()), []

    def counted(mentions, *rest, **named):
        asked.extend(mentions["article_id"].to_pylist())
        return merge_by_type(mentions, *rest, **named)

    monkeypatch.setattr("tasks.code_events.merging.kept.merge_by_type", counted)
    new_of(rows, kept)
    assert asked == []
    new_of([*rows, mention("e")], kept)
    assert asked == ["a", "b", "e"]
    asked.clear()
    new_of(rows[1:], kept)
    assert asked == ["b"]


@pytest.mark.parametrize("damage", damages.EVERY)
def test_damage_to_what_is_kept_is_told_and_costs_a_merging(damage, tmp_path):
    told, path = [], tmp_path / "merged.sealed"
    events = new_of([mention("a"), mention("b", kind="REJECT")], KEPT.empty_table())
    write_kept(path, events)
    assert read_kept(path, warn=told.append).equals(events.combine_chunks())
    damage(path)
    assert len(read_kept(path, warn=told.append)) == 0
    assert [str(path) in words for words in told] == ([True] if path.exists() else [])


def test_each_mention_keeps_the_words_that_name_its_parties():
    event = merged([mention("a"), mention("b", actor=None)])
    told = {m["article_id"]: m for one in event for m in one["mentions"]}
    assert [(p["start"], p["end"], p["text"]) for p in told["a"]["actors"]] == [(0, 3, "xxx")]
    assert list(told["b"]["actors"]) == []
    assert len(told["b"]["recipients"]) == 1

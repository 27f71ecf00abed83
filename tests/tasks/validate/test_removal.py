"""One bad row never stops the rest: it is taken out with what hangs on it, and nothing else is."""

from collections.abc import Callable, Mapping

import pandas as pd
import pytest

from tasks.frames import to_table
from tasks.validate.checks.events import EVENT_CHECKS
from tasks.validate.checks.mentions import MENTION_CHECKS
from tasks.validate.contract import contracts_of
from tasks.validate.removal import take_failing, take_out
from tasks.validate.tables import validate_tables

Tables = Mapping[str, pd.DataFrame]


def changed(tables: Tables, name: str, place: int, **values: object) -> dict[str, pd.DataFrame]:
    frame = tables[name].copy()
    for column, value in values.items():
        frame[column] = [value if n == place else old for n, old in enumerate(frame[column])]
    return {**tables, name: frame.astype(tables[name].dtypes.to_dict())}


def kept(tables: Tables, name: str) -> int:
    return len(tables[name])


def test_sound_tables_come_back_as_they_are(tables):
    removal = take_out(tables, max_share=0.01)
    assert (removal.count, removal.excessive) == (0, ())
    for name, frame in tables.items():
        pd.testing.assert_frame_equal(removal.tables[name], frame.reset_index(drop=True))
    assert {check.name for check in (*EVENT_CHECKS, *MENTION_CHECKS)} <= removal.held["events"]


BAD: dict[str, tuple[str, dict[str, object]]] = {
    "recipient that is no entity": (
        "events",
        {"recipients": [{"entity_id": "Q1065", "name": "ONU", "country": None, "sector": "IGO"}], "recipient_country": None},
    ),
    "score out of bounds": ("events", {"score": 12.0}),
    "unknown code": ("events", {"realis": "perhaps"}),
    "confidence of no share": ("events", {"confidence": 1.5}),
    "quotation that is none": ("entities", {"text": "autre chose"}),
    "mention out of its article": ("entities", {"sentence": 99}),
    "article of no pattern": ("entities", {"entity_id": "Valdorie"}),
    "words miscounted": ("articles", {"word_count": 1}),
    "language of no pattern": ("articles", {"language": "français"}),
}


@pytest.mark.parametrize("bad", BAD, ids=str)
def test_a_bad_row_goes_to_quarantine(tables, bad):
    name, values = BAD[bad]
    removal = take_out(changed(tables, name, 0, **values), max_share=0.01)
    assert removal.broken[name] == 1
    assert removal.held == {}  # what held of all rows may not hold of those that are left
    assert kept(removal.tables, name) < kept(tables, name)
    told = removal.tables["quarantine"].query("reason == 'contract_broken'")
    assert len(told) >= 1
    assert set(told["stage"]) == {"validate"}
    assert told["detail"].str.contains(name).any()
    for contract in contracts_of(removal.tables):
        to_table(removal.tables[contract.name], contract)


@pytest.mark.parametrize(("name", "values"), dict(reversed(BAD.values())).items())
def test_without_a_bad_row_of_a_table_the_rest_is_published(tables, name, values, tmp_path):
    """Once a table: of whatever is wrong with the row, the same rows are left."""
    removal = take_out(changed(tables, name, 0, **values), max_share=0.01)
    read = sum(map(len, tables["articles"]["sources"])) + len(tables["quarantine"])
    assert removal.broken[name] == 1
    assert validate_tables(removal.tables, read_count=read, report=tmp_path).success


def test_what_hangs_on_an_article_goes_with_it(tables):
    first = tables["articles"]["article_id"].iloc[0]
    removal = take_out(changed(tables, "articles", 0, word_count=1), max_share=0.01)
    left = removal.tables
    assert first not in set(left["articles"]["article_id"]) | set(left["entities"]["article_id"])
    assert first not in set(left["articles"]["cluster_id"]) | set(left["articles"]["duplicate_of"].dropna())
    assert all(m["article_id"] != first for told in left["events"]["mentions"] for m in told)
    assert left["quarantine"]["row_table"].isna().sum() > tables["quarantine"]["row_table"].isna().sum()


@pytest.mark.parametrize(
    "break_them",
    [
        lambda t: changed(changed(t, "events", 0, score=11.0), "events", 1, score=11.0),
        lambda t: {**t, "entities": t["entities"].assign(text="x")},
    ],
)
def test_more_than_the_share_are_not_taken_out(tables, break_them: Callable[[Tables], Tables]):
    broken = break_them(tables)
    removal = take_out(broken, max_share=0.01)
    assert removal.count == 0
    assert len(removal.excessive) == 1
    for name, frame in broken.items():
        assert len(removal.tables[name]) == len(frame)


def test_a_larger_share_may_be_allowed(tables):
    broken = changed(changed(tables, "entities", 0, text="x"), "entities", 1, text="x")
    assert take_out(broken, max_share=0.01).count == 0
    assert take_out(broken, max_share=1.0).broken == {"entities": 2}


def test_a_broken_schema_and_doubled_sources_are_not_mended(tables):
    assert take_out({**tables, "events": tables["events"].drop(columns="score")}, max_share=1.0).count == 0
    twice = tables["articles"]["sources"].iloc[1]
    assert take_out(changed(tables, "articles", 0, sources=twice), max_share=1.0).count == 0


def test_rows_that_fail_a_check_are_taken_out_by_their_key_with_the_check_that_they_fail(tables):
    event = tables["events"]["event_id"].iloc[0]
    removal = take_failing(
        tables, {"events": {event: "the date is that of a mention; found 2099 (date_unfounded)"}}, max_share=0.05
    )
    assert (removal.failing, removal.hanging) == ({"events": 1}, {})
    assert event not in set(removal.tables["events"]["event_id"])
    (told,) = removal.tables["quarantine"].query("reason == 'check_failed'").to_dict("records")
    assert (told["row_table"], told["row_key"]) == ("events", event)
    assert told["detail"].endswith("(date_unfounded)")


def test_what_hangs_on_a_failing_article_goes_with_it(tables):
    article = tables["articles"]["article_id"].iloc[0]
    removal = take_failing(tables, {"articles": {article: "why"}}, max_share=0.05)
    assert removal.failing == {"articles": 1}
    assert article not in set(removal.tables["entities"]["article_id"])
    assert all(m["article_id"] != article for told in removal.tables["events"]["mentions"] for m in told)


def test_more_failing_rows_than_the_share_stay_and_are_told(tables):
    failing = {"events": dict.fromkeys(tables["events"]["event_id"], "why")}
    removal = take_failing(tables, failing, max_share=0.05)
    assert removal.count == 0
    assert removal.excessive == ("2 of 2 rows of events fail a check; at most 5.0%, or one, may be taken out",)

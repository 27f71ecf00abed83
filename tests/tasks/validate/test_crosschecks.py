"""Every cross-check holds on a sound dataset and fails when its fault is injected."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import pandas as pd
import pytest

from schemas.events import EVENTS
from tasks.validate.contract import OPTIONAL, REQUIRED, columns_found, sound_columns
from tasks.validate.crosschecks import checks_of, crosscheck, outcomes

Tables = Mapping[str, pd.DataFrame]
Fault = Callable[[Tables], Tables]

CONTRACTS = (*REQUIRED, *OPTIONAL)
CHECKS = {(check.table, check.name): check for contract in CONTRACTS for check in checks_of(contract)}
NOBODY = "0" * 20


def _value(table: str, column: str, value: Any, *, row: int = 0) -> Fault:
    """Put a value into one cell."""

    def inject(tables: Tables) -> Tables:
        values = tables[table][column].astype(object).tolist()
        values[row] = value
        return {**tables, table: tables[table].assign(**{column: pd.Series(values, dtype=object)})}

    return inject


def _field(table: str, column: str, **fields: Any) -> Fault:
    """Change fields of the first struct of the first row."""

    def inject(tables: Tables) -> Tables:
        first, *others = tables[table][column].iloc[0]
        return _value(table, column, [{**first, **fields}, *others])(tables)

    return inject


def _mention(**fields: Any) -> Fault:
    return _field("events", "mentions", **fields)


def _quarantine_a_kept_source(tables: Tables) -> Tables:
    return _value("quarantine", "uri", tables["articles"]["sources"].iloc[0][0]["uri"])(tables)


def _repeat_a_source(tables: Tables) -> Tables:
    return _value("articles", "sources", tables["articles"]["sources"].iloc[1])(tables)


def _repeat_another_cluster(tables: Tables) -> Tables:
    articles = tables["articles"]
    return _value("articles", "duplicate_of", articles["article_id"].iloc[1], row=2)(tables)


def _swap_the_pair(tables: Tables) -> Tables:
    overlaps = tables["overlaps"]
    return {**tables, "overlaps": overlaps.assign(article_id=overlaps["other_id"], other_id=overlaps["article_id"])}


FAULTS: Mapping[tuple[str, str], Fault] = MappingProxyType(
    {
        ("articles", "removed_in_vocabulary"): _field("articles", "removed", reason="inouï"),
        ("articles", "repairs_in_vocabulary"): _value("articles", "repairs", ["inouï"]),
        ("articles", "cluster_id_refers_to_articles"): _value("articles", "cluster_id", NOBODY),
        ("articles", "duplicate_of_refers_to_articles"): _value("articles", "duplicate_of", NOBODY),
        ("articles", "sources_stated"): _value("articles", "sources", []),
        ("articles", "sources_once"): _repeat_a_source,
        ("articles", "sources_not_quarantined"): _quarantine_a_kept_source,
        ("articles", "words_counted"): _value("articles", "word_count", 1),
        ("articles", "publication_consistent"): _value("articles", "published_on", None),
        ("articles", "duplicate_of_in_cluster"): _repeat_another_cluster,
        ("articles", "cluster_led"): _value("articles", "duplicate_of", None, row=2),
        ("articles", "repetition_measured"): _value("articles", "overlap", 0.5),
        ("entities", "article_id_refers_to_articles"): _value("entities", "article_id", NOBODY),
        ("entities", "text_quoted"): _value("entities", "text", "Anton Leduk"),
        ("entities", "sentence_in_range"): _value("entities", "sentence", 99),
        ("entities", "mention_id_states_span"): _value("entities", "mention_id", f"{NOBODY}:0-4"),
        ("entities", "local_unlinked"): _value("entities", "link_score", 0.4),
        ("events", "contexts_in_vocabulary"): _value("events", "contexts", ["inouï"]),
        ("events", "mentions_article_id_refers_to_articles"): _mention(article_id=NOBODY),
        ("events", "actors_coded"): _field("events", "actors", sector="inouï"),
        ("events", "actors_known"): _field("events", "actors", entity_id="Q1", country=None),
        ("events", "actor_country_of_first"): _value("events", "actor_country", "ITA"),
        ("events", "recipients_coded"): _field("events", "recipients", country="Corée"),
        ("events", "recipients_known"): _field("events", "recipients", entity_id="Q1", country=None),
        ("events", "recipient_country_of_first"): _value("events", "recipient_country", None),
        ("events", "date_ordered"): _value("events", "date_end", date(2026, 3, 9)),
        ("events", "date_explained"): _value("events", "date_source", "none"),
        ("events", "publication_ordered"): _value("events", "first_published", date(2027, 1, 1)),
        ("events", "mode_of_type"): _value("events", "event_mode", "PROTEST/strike"),
        ("events", "quad_class_of_type"): _value("events", "quad_class", 4),
        ("events", "coordinates_paired"): _value("events", "latitude", None),
        ("events", "mentions_stated"): _mention(rule_id=None),
        ("events", "sentence_quoted"): _mention(text="Le ministre valdorien a rencontré son homologue."),
        ("events", "trigger_quoted"): _mention(trigger="rencontre"),
        ("events", "parties_quoted"): _mention(actors=[{"entity_id": None, "name": None, "start": 0, "end": 2, "text": "Lui"}]),
        ("events", "trigger_inside"): _mention(end=10),
        ("events", "mention_sentence_in_range"): _mention(sentence=99),
        ("events", "mention_confidence_in_range"): _mention(confidence=float("nan")),
        ("events", "mentions_counted"): _value("events", "mention_count", 7),
        ("events", "articles_counted"): _value("events", "article_count", 7),
        ("events", "origins_counted"): _value("events", "origin_count", 2),
        ("overlaps", "article_id_refers_to_articles"): _value("overlaps", "article_id", NOBODY),
        ("overlaps", "other_id_refers_to_articles"): _value("overlaps", "other_id", NOBODY),
        ("overlaps", "pair_ordered"): _swap_the_pair,
        ("overlaps", "relation_where_accepted"): _value("overlaps", "relation", None),
        ("aliases", "alias_id_refers_to_articles"): _value("aliases", "alias_id", NOBODY),
        ("aliases", "cluster_id_refers_to_articles"): _value("aliases", "cluster_id", NOBODY),
    }
)


def test_every_cross_check_has_a_fault() -> None:
    assert FAULTS.keys() == CHECKS.keys()


@pytest.mark.parametrize("key", CHECKS, ids=".".join)
def test_a_cross_check_holds_on_a_sound_dataset(tables: Tables, key: tuple[str, str]) -> None:
    holds = list(CHECKS[key].holds(tables))
    assert len(holds) == len(tables[key[0]])
    assert all(holds)


def test_an_article_may_repeat_one_that_repeats_another(tables: Tables) -> None:
    leader, second, repeat = tables["articles"]["article_id"]
    chained = tables
    for column, value in {"cluster_id": leader, "duplicate_of": repeat, "relation": "same"}.items():
        chained = _value("articles", column, value, row=1)(chained)
    assert second not in {leader, repeat}
    assert all(all(CHECKS["articles", name].holds(chained)) for name in ("duplicate_of_in_cluster", "cluster_led"))
    assert all(CHECKS["articles", "repetition_measured"].holds(chained))


@pytest.mark.parametrize("key", FAULTS, ids=".".join)
def test_a_cross_check_fails_on_its_fault(tables: Tables, key: tuple[str, str]) -> None:
    assert not all(CHECKS[key].holds(FAULTS[key](tables)))


@pytest.mark.parametrize("key", CHECKS, ids=".".join)
def test_a_cross_check_holds_on_tables_without_rows(tables: Tables, key: tuple[str, str]) -> None:
    assert list(CHECKS[key].holds({name: frame.head(0) for name, frame in tables.items()})) == []


def test_what_a_cross_check_reads_it_names(tables: Tables) -> None:
    """Each check works on tables that hold nothing but the columns it needs."""
    for key, check in CHECKS.items():
        own = {name: frame.loc[:, [c for t, c in check.needs if t == name]] for name, frame in tables.items()}
        assert all(check.holds(own)), key


def test_a_check_on_an_unsound_column_is_impossible_and_says_why(tables: Tables) -> None:
    without = {**tables, "articles": tables["articles"].drop(columns="text")}
    checked = crosscheck(without, CONTRACTS, sound_columns(without, columns_found(without)))
    reasons = {check.name: why for check, why in checked.impossible}
    assert reasons["text_quoted"] == "articles.text can't be read"
    assert "text_quoted" not in checked.tables["entities"].columns


def test_values_too_broken_to_check_make_a_check_impossible(tables: Tables) -> None:
    found = outcomes(checks_of(EVENTS), _mention(start=None, sentence="un")(tables))
    reading = {check.name for check in checks_of(EVENTS) if ("events", "mentions") in check.needs}
    assert reading == {name for name, why in found.items() if isinstance(why, str)}

"""DuckDB, pandas and Polars read a release through the pointer, agree on what stands in it, and join its tables."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest
from hostile_release import blank

from schemas.articles import ARTICLES
from schemas.column import Table
from schemas.entities import ENTITIES
from schemas.events import EVENTS
from schemas.quarantine import QUARANTINE
from tasks.frames import frame_of, write_table
from tasks.publish.release import Release, write_release

Rows = list[tuple[Any, ...]]
Reader = Callable[[Path], Rows]

GREVE = "a" * 20
SOMMET = "b" * 20
REPRISE = "c" * 20
TEXTS = {
    GREVE: "À Brest, les dockers ont cessé le travail mardi.",
    SOMMET: "Le ministre valdorien a rencontré son homologue à Séoul.",
    REPRISE: "Le ministre valdorien a rencontré son homologue à Séoul. Aucun accord n'est signé.",
}


def _row(table: Table, **stated: Any) -> dict[str, Any]:
    """A row with what is stated; the other columns are null, or empty where they may not be null."""
    return blank(table) | stated


def _article(article_id: str, published_on: date | None) -> dict[str, Any]:
    text = TEXTS[article_id]
    sources = [
        {"uri": f"gazette/{article_id[0]}.txt", "sha256": "0" * 64},
        {"uri": f"courrier/{article_id[0]}.txt", "sha256": "1" * 64},
    ]
    return _row(ARTICLES, article_id=article_id, text=text, published_on=published_on, sources=sources, title=None)


def _entity(article_id: str, name: str, entity_id: str) -> dict[str, Any]:
    start = TEXTS[article_id].index(name)
    span = {"start": start, "end": start + len(name), "text": name}
    return _row(ENTITIES, mention_id=f"{article_id}:{start}", article_id=article_id, entity_id=entity_id, **span)


def _mention(article_id: str, trigger: str) -> dict[str, Any]:
    text = TEXTS[article_id]
    sentence = text[: text.index(".") + 1]
    start = text.index(trigger)
    return {
        "article_id": article_id,
        "sentence": 0,
        "start": 0,
        "end": len(sentence),
        "text": sentence,
        "trigger_start": start,
        "trigger_end": start + len(trigger),
        "trigger": trigger,
        "rule_id": "essai",
        "confidence": 0.75,
        "actors": [],
        "recipients": [],
    }


def _event(event_id: str, kind: str, place: str, mentions: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    actor = {"entity_id": "local:ministre", "name": "Ministre", "country": None, "sector": "GOV"}
    counts = {"mention_count": len(mentions), "article_count": len(mentions)}
    return _row(EVENTS, event_id=event_id, event_type=kind, place_id=place, actors=[actor], mentions=mentions, **counts)


def _tables(*, articles: Sequence[str]) -> Mapping[Table, list[dict[str, Any]]]:
    strike = _event("e" * 20, "PROTEST", "Q12193", [_mention(GREVE, "cessé")])
    meeting = _event("f" * 20, "CONSULT", "Q8684", [_mention(SOMMET, "rencontré"), _mention(REPRISE, "rencontré")])
    entities = [_entity(GREVE, "Brest", "Q12193"), _entity(SOMMET, "Séoul", "Q8684"), _entity(REPRISE, "Séoul", "Q8684")]
    return {
        ARTICLES: [_article(a, date(2026, 3, 10) if a == GREVE else None) for a in articles],
        ENTITIES: [entity for entity in entities if entity["article_id"] in articles],
        EVENTS: [event for event in (strike, meeting) if all(m["article_id"] in articles for m in event["mentions"])],
        QUARANTINE: [],
    }


def _publish(out: Path, identifier: str, *, articles: Sequence[str] = tuple(TEXTS)) -> Release:
    work = out.parent / f"work-{identifier}"
    (work / "report").mkdir(parents=True)
    tables = {
        table.name: write_table(frame_of(table, rows), table, work / f"{table.name}.parquet")
        for table, rows in _tables(articles=articles).items()
    }
    return write_release(out, identifier=identifier, tables=tables, manifest={}, dictionary="", report=work / "report")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with two releases: an older one without the meeting, and the current one."""
    folder = tmp_path_factory.mktemp("lecture") / "processed"
    _publish(folder, "20260310T060000Z-00000001", articles=[GREVE])
    _publish(folder, "20260311T060000Z-00000002")
    return folder


def _counts_duckdb(out: Path) -> Rows:
    count = "select count(*) from read_parquet('{}/*.parquet')"
    return [(name, *duckdb.sql(count.format(out / name)).fetchall()[0]) for name in ("articles", "entities", "events")]


def _counts_pandas(out: Path) -> Rows:
    return [(name, len(pd.read_parquet(out / name))) for name in ("articles", "entities", "events")]


def _counts_polars(out: Path) -> Rows:
    return [(name, pl.read_parquet(out / name / "*.parquet").height) for name in ("articles", "entities", "events")]


def _join_duckdb(out: Path) -> Rows:
    """Event, article, day, quoted trigger and place as the article names it."""
    tables = {name: f"read_parquet('{out / name}/*.parquet')" for name in ("articles", "entities", "events")}
    query = f"""
        with told as (select event_id, place_id, unnest(mentions) as mention from {tables["events"]})
        select event_id, article_id, published_on,
               substr(articles.text, mention.trigger_start + 1, mention.trigger_end - mention.trigger_start), entities.text
        from told
        join {tables["articles"]} as articles on articles.article_id = mention.article_id
        join {tables["entities"]} as entities using (article_id)
        where entities.entity_id = place_id
        order by event_id, article_id
    """  # noqa: S608  the folder is the test's own
    return duckdb.sql(query).fetchall()


def _join_pandas(out: Path) -> Rows:
    articles, entities, events = (pd.read_parquet(out / name) for name in ("articles", "entities", "events"))
    told = events[["event_id", "place_id", "mentions"]].explode("mentions", ignore_index=True)
    told = told.drop(columns="mentions").join(
        pd.json_normalize(list(told["mentions"]))[["article_id", "trigger_start", "trigger_end"]]
    )
    joined = told.merge(articles[["article_id", "published_on", "text"]], on="article_id").merge(
        entities[["article_id", "entity_id", "text"]], on="article_id", suffixes=("", "_place")
    )
    joined = joined[joined["entity_id"] == joined["place_id"]].sort_values(["event_id", "article_id"])
    return [
        (r.event_id, r.article_id, r.published_on, r.text[r.trigger_start : r.trigger_end], r.text_place)
        for r in joined.itertuples()
    ]


def _join_polars(out: Path) -> Rows:
    articles, entities, events = (pl.scan_parquet(out / name / "*.parquet") for name in ("articles", "entities", "events"))
    mention = pl.col("mentions").struct
    told = events.select("event_id", "place_id", "mentions").explode("mentions")
    told = told.select("event_id", "place_id", *(mention.field(f) for f in ("article_id", "trigger_start", "trigger_end")))
    joined = told.join(articles, on="article_id").join(entities, on="article_id", suffix="_place")
    quoted = pl.col("text").str.slice("trigger_start", pl.col("trigger_end") - pl.col("trigger_start"))
    columns = ("event_id", "article_id", "published_on", quoted, "text_place")
    return (
        joined.filter(pl.col("entity_id") == pl.col("place_id")).sort("event_id", "article_id").select(*columns).collect().rows()
    )


@pytest.mark.parametrize("read", [_counts_duckdb, _counts_pandas, _counts_polars])
def test_readers_agree_on_the_counts(out: Path, read: Reader) -> None:
    assert read(out) == [("articles", 3), ("entities", 3), ("events", 2)]


@pytest.mark.parametrize("read", [_join_duckdb, _join_pandas, _join_polars])
def test_readers_join_articles_entities_and_events(out: Path, read: Reader) -> None:
    assert read(out) == [
        ("e" * 20, GREVE, date(2026, 3, 10), "cessé", "Brest"),
        ("f" * 20, SOMMET, None, "rencontré", "Séoul"),
        ("f" * 20, REPRISE, None, "rencontré", "Séoul"),
    ]


def test_lists_of_structs_keep_their_fields(out: Path) -> None:
    expected = [{"uri": "gazette/a.txt", "sha256": "0" * 64}, {"uri": "courrier/a.txt", "sha256": "1" * 64}]
    query = f"select sources from read_parquet('{out}/articles/*.parquet') where article_id = '{GREVE}'"  # noqa: S608
    assert duckdb.sql(query).fetchall() == [(expected,)]
    polars = pl.read_parquet(out / "articles/*.parquet").filter(pl.col("article_id") == GREVE)
    assert polars["sources"].to_list() == [expected]
    pandas = pd.read_parquet(out / "articles", dtype_backend="pyarrow").set_index("article_id")
    assert pandas.loc[GREVE, "sources"] == expected


def test_who_resolves_the_pointer_once_reads_one_release_while_another_is_published(tmp_path: Path) -> None:
    out = tmp_path / "processed"
    _publish(out, "20260310T060000Z-00000001", articles=[GREVE])
    release = (out / "current").resolve()
    before = _counts_pandas(release)
    _publish(out, "20260311T060000Z-00000002")
    for read in (_counts_duckdb, _counts_pandas, _counts_polars):
        assert read(release) == before == [("articles", 1), ("entities", 1), ("events", 1)]
        assert read(out) != before

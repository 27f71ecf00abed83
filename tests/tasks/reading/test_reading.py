"""Releases are opened, asked, compared and exported; nothing of them is changed, and damage is named."""

import json
import shutil
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from hostile_release import FORMULA, HOSTILE, SENTENCE, TEXTS
from published import EARLIER, LATER

from schemas.dictionary import PUBLISHED
from schemas.errors import DamagedRelease, SettingsError
from schemas.flat import flat_tables, scalar_columns
from tasks.reading import lookup
from tasks.reading.database import view_names
from tasks.reading.difference import difference
from tasks.reading.export import FORMS, export
from tasks.reading.opening import named_release, open_release
from tasks.reading.question import ask

EVENT, ARTICLE = "e" * 20, "a" * 20


def test_an_output_folder_a_pointer_and_a_release_are_opened(out: Path) -> None:
    for path in (out, str(out), out / "current", out / "releases" / LATER):
        assert open_release(path).release_id == LATER
    assert open_release(out / "releases" / EARLIER).release_id == EARLIER


def test_frames_of_an_opened_release_belong_together(out: Path) -> None:
    release = open_release(out)
    told = {m["article_id"] for mentions in release.events["mentions"] for m in mentions}
    assert told <= set(release.articles["article_id"])
    assert set(release.entities["article_id"]) <= set(TEXTS)
    assert len(release.quarantine) == 1
    assert release.articles.set_index("article_id").loc[ARTICLE, "sources"] == [{"uri": "gazette/a.txt", "sha256": "a" * 64}]
    with pytest.raises(SettingsError, match="one of aliases, articles"):
        release.frame("sentences")


def test_flat_tables_hold_each_element_of_each_list(out: Path) -> None:
    release = open_release(out)
    mentions = release.sql("SELECT * FROM events_mentions ORDER BY event_id, position")
    assert list(mentions["position"]) == [0, 1, 0]
    nested = [m["trigger"] for told in release.events.sort_values("event_id")["mentions"] for m in told]
    assert list(mentions["trigger"]) == nested
    parties = release.sql("SELECT * FROM events_mentions_actors ORDER BY mentions_position")
    assert list(zip(parties["mentions_position"], parties["position"], parties["name"], strict=True)) == [
        (0, 0, "Paul Kervadec"),
        (1, 0, "Paul Kervadec"),
    ]
    assert release.sql("FROM articles_removed")["text"].tolist() == [HOSTILE] * 3
    pd.testing.assert_frame_equal(release.sql("FROM mentions"), release.sql("FROM events_mentions"))


def test_every_list_of_a_contract_is_a_flat_table_with_its_columns(out: Path) -> None:
    release = open_release(out)
    for table in PUBLISHED:
        for flat in flat_tables(table) if table.name in release.files else ():
            assert list(release.sql(f'FROM "{flat.name}" LIMIT 0').columns) == list(flat.columns)


@pytest.mark.parametrize(("word", "found"), [(EVENT, ("event", EVENT)), ("eee", ("event", EVENT)), ("AAA", ("article", ARTICLE))])
def test_the_beginning_of_an_id_is_enough(out: Path, word: str, found: tuple[str, str]) -> None:
    assert lookup.look_up(open_release(out), word) == found


@pytest.mark.parametrize(("word", "told"), [("", "several rows"), ("d", "no event or article"), ("%", "no event or article")])
def test_an_id_of_none_or_several_is_told(out: Path, word: str, told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        lookup.look_up(open_release(out), word)


def test_an_event_has_its_tellings_and_an_article_its_copies(out: Path) -> None:
    release = open_release(out)
    tellings = lookup.event(release, EVENT)["tellings"]
    assert [(t["article_id"][0], t["outlet"], t["text"]) for t in tellings] == [
        ("a", "La Gazette du Littoral", SENTENCE),
        ("b", FORMULA, SENTENCE),
    ]
    article = lookup.article(release, ARTICLE)
    assert [copy["article_id"] for copy in article["copies"]] == ["b" * 20]
    assert [telling["event_id"] for telling in article["tellings"]] == [EVENT]


@pytest.mark.parametrize(
    "sql",
    [
        "SELEC 1",
        "SELECT nothing FROM events",
        "SELECT 1; SELECT 2",
        "",
        "DROP VIEW events",
        "COPY events TO '{new}'",
        "EXPLAIN ANALYZE COPY events TO '{new}'",
        "ATTACH '{new}' AS x",
        "CREATE TABLE x AS FROM events",
        "SELECT 'a'::INTEGER",
    ],
)
def test_a_question_that_is_wrong_or_would_write_is_refused(out: Path, tmp_path: Path, sql: str) -> None:
    with pytest.raises(SettingsError):
        list(ask(open_release(out), sql.format(new=tmp_path / "new")).rows)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "sql", ["SHOW TABLES", "DESCRIBE events", "FROM events", "WITH x AS (SELECT 1) FROM x", "SUMMARIZE events"]
)
def test_whatever_reads_is_answered(out: Path, sql: str) -> None:
    assert list(ask(open_release(out), sql).rows)


def test_columns_of_an_answer_have_distinct_names(out: Path) -> None:
    assert ask(open_release(out), "SELECT 1 AS a, 2 AS b, 3 AS a, 4 AS a").columns == ["a", "b", "a_1", "a_2"]


def test_the_difference_counts_rows_by_table_and_column(out: Path) -> None:
    found = {d.table: d for d in difference(named_release(out, EARLIER), named_release(out, "current"))}
    assert (found["articles"].added, found["articles"].removed, found["articles"].changed) == (1, 0, 0)
    assert (found["events"].added, found["events"].removed, found["events"].changed) == (1, 0, 1)
    assert found["events"].columns == {
        "date_start": 1,
        "date_end": 1,
        "date_precision": 1,
        "date_source": 1,
        "date_confidence": 1,
    }
    back = {d.table: d for d in difference(named_release(out, "current"), named_release(out, EARLIER))}
    assert (back["articles"].added, back["articles"].removed) == (0, 1)


def test_nothing_differs_from_itself(out: Path) -> None:
    release = open_release(out)
    assert all((d.added, d.removed, d.changed) == (0, 0, 0) for d in difference(release, release))


@pytest.mark.parametrize("word", ["2026", "nothing", ""])
def test_a_release_that_is_none_or_several_is_told(out: Path, word: str) -> None:
    with pytest.raises(SettingsError, match=EARLIER):
        named_release(out, word)


@pytest.mark.parametrize("form", FORMS)
def test_an_export_is_whole_and_the_same_each_time(out: Path, tmp_path: Path, form: str) -> None:
    files = export(open_release(out), form, tmp_path / "first")
    again = export(open_release(out), form, tmp_path / "second")
    assert [path.name for path in files] == [path.name for path in again]
    if form != "duckdb":  # a database file numbers its own blocks
        assert [path.read_bytes() for path in files] == [path.read_bytes() for path in again]
    with pytest.raises(SettingsError, match="not empty"):
        export(open_release(out), form, tmp_path / "first")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first", "second"]


def test_a_database_has_the_tables_and_their_flat_ones(out: Path, tmp_path: Path) -> None:
    (file,) = export(open_release(out), "duckdb", tmp_path / "x")
    with duckdb.connect(file, read_only=True) as opened:
        names = {name for (name,) in opened.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        assert names == set(view_names(open_release(out).database)) - {"mentions"}
        assert opened.execute("SELECT text FROM articles WHERE article_id = ?", ["c" * 20]).fetchall() == [(TEXTS["c" * 20],)]


def test_csv_holds_scalars_and_lists_apart_exactly(out: Path, tmp_path: Path) -> None:
    files = {path.stem: path for path in export(open_release(out), "csv", tmp_path / "x")}
    articles = pd.read_csv(files["articles"])
    (contract,) = (table for table in PUBLISHED if table.name == "articles")
    assert list(articles.columns) == scalar_columns(contract)
    assert dict(zip(articles["article_id"], articles["text"], strict=True)) == TEXTS
    assert len(pd.read_csv(files["events_mentions"])) == 3


def test_no_text_of_a_csv_is_computed_unless_it_is_asked_for_as_it_is(out: Path, tmp_path: Path) -> None:
    def outlets(*, raw: bool) -> set[str]:
        files = {path.stem: path for path in export(open_release(out), "csv", tmp_path / str(raw), raw=raw)}
        return set(pd.read_csv(files["articles"])["outlet"].dropna())

    assert outlets(raw=False) == {"La Gazette du Littoral", f"'{FORMULA}"}
    assert outlets(raw=True) == {"La Gazette du Littoral", FORMULA}


def test_json_lines_keep_lists(out: Path, tmp_path: Path) -> None:
    files = {path.stem: path for path in export(open_release(out), "jsonl", tmp_path / "x")}
    events = [json.loads(line) for line in files["events"].read_text(encoding="utf-8").splitlines()]
    assert [[m["trigger"] for m in event["mentions"]] for event in events] == [["accusé", "accusé"], ["rencontré"]]


def test_a_feature_has_a_point_only_where_there_are_coordinates(out: Path, tmp_path: Path) -> None:
    (file,) = export(open_release(out), "geojson", tmp_path / "x")
    features = json.loads(file.read_text(encoding="utf-8"))["features"]
    assert [f["geometry"] for f in features] == [{"type": "Point", "coordinates": [-1.678, 48.117]}, None]
    assert features[0]["properties"]["actors"] == ["Paul Kervadec"]
    assert features[1]["properties"]["place_country"] == "KOR"


@pytest.fixture
def mine(out: Path, tmp_path: Path) -> Path:
    """A copy of the output folder that a test may damage."""
    return Path(shutil.copytree(out, tmp_path / "processed", symlinks=True))


@pytest.mark.parametrize(
    "damage", [lambda p: p.unlink(), lambda p: p.write_bytes(b""), lambda p: p.write_bytes(p.read_bytes()[:-9])]
)
def test_a_lost_or_cut_table_is_named(mine: Path, damage) -> None:
    damage(mine / "releases" / LATER / f"events/{LATER}-part-0000.parquet")
    with pytest.raises(DamagedRelease, match="events"):
        open_release(mine)


def test_a_table_overwritten_in_its_size_is_named_when_it_is_read(mine: Path) -> None:
    path = mine / "releases" / LATER / f"events/{LATER}-part-0000.parquet"
    path.write_bytes(b"\0" * path.stat().st_size)
    release = open_release(mine)
    with pytest.raises(DamagedRelease):
        release.frame("events")
    with pytest.raises(DamagedRelease):
        ask(release, "FROM events")
    with pytest.raises(DamagedRelease):
        difference(open_release(mine / "releases" / EARLIER), release)


@pytest.mark.parametrize("manifest", ["", "{}", "[]", '{"release_id": "x", "tables": {}, "files": [], "fingerprint": ""}'])
def test_a_damaged_manifest_is_named(mine: Path, manifest: str) -> None:
    (mine / "releases" / LATER / "manifest.json").write_text(manifest, encoding="utf-8")
    with pytest.raises(DamagedRelease):
        open_release(mine)

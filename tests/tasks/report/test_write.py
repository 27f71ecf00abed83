"""The files of the report: every row is found again, data is never code, the same bytes for the same tables."""

import base64
import csv
import gzip
import io
import json
import re
from bisect import bisect_right
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hostile_release import FORMULA, HOST, HOSTILE, TEXTS, article, release_rows, write_report_of, write_tables
from hypothesis import given
from hypothesis import strategies as st

from schemas.articles import ARTICLES
from schemas.changes import CHANGES
from schemas.column import Table
from schemas.events import EVENTS
from schemas.quarantine import QUARANTINE
from tasks.earlier import Earlier, current, history
from tasks.frames import file_sha256
from tasks.report.shards import write_shard


def unpacked(path: Path):
    """The key and the value of a file of data/."""
    key, packed = re.fullmatch(r'depeche\.arrived\("([a-z0-9/]+)","([A-Za-z0-9+/=]+)"\);\n', path.read_text()).groups()
    return key, json.loads(gzip.decompress(base64.b64decode(packed)))


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> Path:
    return write_report_of(release_rows(), tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="module")
def overview(report):
    return unpacked(report / "data/overview.js")[1]


@pytest.mark.parametrize(("kind", "ids"), [("event", ["e" * 20, "f" * 20]), ("article", sorted(TEXTS)), ("entity", ["Q8684"])])
def test_each_row_is_found_in_the_shard_that_the_catalogue_names(report, kind, ids):
    firsts = unpacked(report / "data/catalogue.js")[1]["pages"][kind]
    for key in ids:
        shard = unpacked(report / f"data/{kind}/{bisect_right(firsts, key) - 1:05d}.js")[1]
        assert key in shard


def test_offsets_on_the_page_of_an_article_quote_its_text(report):
    page = unpacked(report / "data/article/00000.js")[1]["a" * 20]
    text = page["article"]["text"]
    (told,) = page["events"]
    assert text[told["start"] : told["end"]] == "accusé"
    assert [text[p["start"] : p["end"]] for p in (*told["actors"], *told["recipients"])] == ["Paul Kervadec", "Ouestrail"]


def test_an_event_is_listed_once_on_the_page_of_who_acts_and_is_acted_on(tmp_path):
    rows = release_rows()
    (events,) = (table for table in rows if table.name == "events")
    party = {"name": "Séoul", "entity_id": "Q8684", "country": "KOR", "sector": None}
    both = {name: [row[name][0] | party for row in rows[events] if row[name]][:1] for name in ("actors", "recipients")}
    rows[events] = [row | both for row in rows[events]]
    page = unpacked(write_report_of(rows, tmp_path) / "data/entity/00000.js")[1]["Q8684"]
    assert [event["id"] for event in page["events"]] == ["e" * 20, "f" * 20]
    assert page["total"] == len(page["events"])


def test_copies_of_one_text_are_one_origin(report, overview):
    assert unpacked(report / "data/event/00000.js")[1]["e" * 20]["origins"] == 1
    assert {"articles": 2, "origins": 1, "events": 1} in overview["figures"]["corroboration"]


def test_what_lacks_is_told_first(overview):
    told = {issue["name"]: (issue["rows"], issue["of"]) for issue in overview["issues"]}
    assert told["undated_events"] == (1, 2)
    assert told["single_origin"] == (2, 2)
    assert told["without_outlet"] == (1, 3)
    assert "actual_after_publication" not in told


def test_no_string_of_the_data_stands_in_a_file_that_a_browser_runs(report):
    for path in (*report.glob("*.html"), *report.rglob("data/**/*.js")):
        content = path.read_text(encoding="utf-8")
        assert HOST not in content
        assert "exécuté" not in content


def test_each_figure_lies_beside_as_csv_and_json(report, overview):
    for name, rows in overview["figures"].items():
        assert json.loads((report / f"figures/{name}.json").read_text(encoding="utf-8")) == rows
        read = csv.DictReader(io.StringIO((report / f"figures/{name}.csv").read_text(encoding="utf-8")))
        assert len(list(read)) == len(rows)


def test_no_cell_of_a_csv_is_computed(report):
    content = (report / "figures/outlets.csv").read_text(encoding="utf-8")
    assert f"'{FORMULA}" in content
    assert not re.search(r'(^|[,\n"])=', content)


@given(value=st.text())
def test_a_shard_gives_back_what_was_put_in(tmp_path_factory, value):
    path = tmp_path_factory.mktemp("shard") / "x.js"
    write_shard(path, "x", json.dumps(value).encode())
    assert unpacked(path) == ("x", value)


def test_the_same_tables_give_the_same_bytes(report, tmp_path):
    other = write_report_of(release_rows(), tmp_path)
    files = sorted(path.relative_to(report) for path in report.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(other) for path in other.rglob("*") if path.is_file())
    assert [path for path in files if (report / path).read_bytes() != (other / path).read_bytes()] == []


def test_a_release_without_rows_has_a_report(tmp_path):
    report = write_report_of({table: [] for table in release_rows()}, tmp_path)
    assert unpacked(report / "data/overview.js")[1]["issues"] == []


def test_many_rows_are_cut_into_shards(tmp_path):
    rows = release_rows() | {QUARANTINE: []}
    rows[ARTICLES] = [article("a" * 20, article_id=f"{n:020x}", cluster_id=f"{n:020x}") for n in range(2_500)] + rows[ARTICLES]
    catalogue = unpacked(write_report_of(rows, tmp_path) / "data/catalogue.js")[1]
    assert [summary["rows"] for summary in catalogue["lists"]["articles"]] == [1_000, 1_000, 503]
    assert len(catalogue["pages"]["article"]) > 1


def changed_since(tmp_path, before, now):
    tables = write_tables(before, tmp_path / "before")
    manifest = {
        "release_id": "20260301T060000Z-00000000",
        "code": {"clean": "1"},
        "versions": {"depeche": "0.0.0"},
        "settings": {},
    }
    report = write_report_of(now, tmp_path, earlier=Earlier(manifest=manifest, tables=tables))
    found = unpacked(report / "data/overview.js")[1]["changes"]
    return found, {table["table"]: table for table in found["tables"]}


def test_changes_name_what_is_new_gone_and_otherwise_with_reasons(tmp_path):
    before, now = release_rows(), release_rows()
    before[EVENTS] = before[EVENTS][:1]
    before[ARTICLES] = [a for a in before[ARTICLES] if a["article_id"] != "c" * 20]
    now[EVENTS][0]["realis"] = "planned"
    now[QUARANTINE] = []
    found, tables = changed_since(tmp_path, before, now)
    assert found["made_otherwise"] == {"code": ["clean"], "versions": [], "settings": [], "models": []}
    assert (tables["articles"]["added"]["rows"], tables["articles"]["added"]["of_articles"]) == (1, 1)
    assert (tables["events"]["added"]["rows"], tables["events"]["added"]["of_articles"]) == (1, 1)
    assert tables["events"]["columns"] == {"realis": 1}
    assert tables["events"]["samples"] == [{"event_id": "e" * 20, "column": "realis", "before": "actual", "now": "planned"}]
    assert tables["quarantine"]["removed"]["samples"][0]["detail"] == HOSTILE
    sides = {(name, change): table[change]["samples"] for name, table in tables.items() for change in ("added", "removed")}
    why = {side: [row["why"] for row in samples] for side, samples in sides.items() if samples}
    assert why == {("articles", "added"): ["article"], ("events", "added"): ["article"], ("quarantine", "removed"): ["article"]}


def test_an_event_under_another_id_is_told_to_be_the_same_sentences(tmp_path):
    before, now = release_rows(), release_rows()
    first = before[EVENTS][0]
    now[EVENTS][0] = first | {"event_id": "0" * 20, "mentions": first["mentions"][:1], "mention_count": 1, "article_count": 1}
    before[EVENTS].append(release_rows()[EVENTS][1] | {"event_id": "1" * 20, "mentions": []})
    _, tables = changed_since(tmp_path, before, now)
    events = tables["events"]
    assert [(row["event_id"], row["why"]) for row in events["added"]["samples"]] == [("0" * 20, "retold")]
    assert [(row["event_id"], row["why"]) for row in events["removed"]["samples"]] == [("1" * 20, "made"), ("e" * 20, "retold")]


def test_a_column_that_the_release_before_lacked_is_named_and_not_compared(tmp_path):
    before = {table: rows for table, rows in release_rows().items() if table is not EVENTS}
    slim = Table(name="events", row="", key=EVENTS.key, columns=tuple(c for c in EVENTS.columns if c.name != "hedged"))
    _, tables = changed_since(tmp_path, before | {slim: release_rows()[EVENTS]}, release_rows())
    assert tables["events"]["retyped"] == ["hedged"]
    assert tables["events"]["changed"] == 0


def test_a_release_whose_files_are_damaged_is_not_compared_with(tmp_path):
    folder = tmp_path / "releases/one"
    tables = write_tables({QUARANTINE: []}, folder)
    entry = {"path": "quarantine.parquet", "sha256": file_sha256(tables["quarantine"])}
    manifest = {"release_id": "one", "tables": {"quarantine": {"rows": 0}}, "files": {"quarantine": entry}}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (tmp_path / "current").symlink_to("releases/one")
    assert current(tmp_path).manifest["release_id"] == "one"
    assert [release["release_id"] for release in history(tmp_path)] == ["one"]
    tables["quarantine"].write_bytes(b"PAR1")
    assert current(tmp_path) is None
    (folder / "manifest.json").write_text("{", encoding="utf-8")
    assert history(tmp_path) == []


def test_the_list_of_changes_names_each_row_and_keeps_its_contract(tmp_path):
    before, now = release_rows(), release_rows()
    before[EVENTS] = before[EVENTS][:1]
    now[EVENTS][0] |= {"realis": "planned", "hedged": True}
    now[QUARANTINE] = []
    changed_since(tmp_path, before, now)
    table = pq.read_table(tmp_path / "scratch/changes.parquet")
    assert [(f.name, f.nullable, f.metadata) for f in table.schema] == [(f.name, f.nullable, f.metadata) for f in CHANGES.schema]
    assert [tuple(row.values()) for row in table.to_pylist()] == [
        ("events", "e" * 20, "changed", ["realis", "hedged"]),
        ("events", "f" * 20, "added", []),
        ("quarantine", f"gazette/vide.txt:{'0' * 64}::", "removed", []),
    ]


def test_nothing_changed_is_said_of_the_same_tables(tmp_path):
    _, tables = changed_since(tmp_path, release_rows(), release_rows())
    assert all(t["added"]["rows"] == t["removed"]["rows"] == t["changed"] == 0 and not t["columns"] for t in tables.values())

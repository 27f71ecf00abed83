"""The whole way, once through Prefect, and what must hold of its releases."""

import gzip
import json
import re
import shutil
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from flows.cli import main
from flows.evaluate import below, evaluate, load_floors
from flows.server import API_URL

pytestmark = [pytest.mark.prefect, pytest.mark.slow, pytest.mark.usefixtures("engine")]
TABLES = ("articles", "entities", "events", "quarantine", "overlaps")


def curate(raw: Path, out: Path, *options: str) -> int:
    """One run by the command of this process, which starts the workflow engine once."""
    return main(["curate", str(raw), "--out", str(out), *options])


@pytest.fixture(scope="module")
def without_workers(tmp_path_factory) -> tuple[str, str]:
    """The option of runs over a few texts: this process loads the model once for all of them."""
    profile = tmp_path_factory.mktemp("profile") / "here.yaml"
    profile.write_text("machine:\n  workers: 0\n", encoding="utf-8")
    return "--profile", str(profile)


def checksums(out: Path) -> dict[str, str]:
    manifest = json.loads((out / "current/manifest.json").read_text(encoding="utf-8"))
    return {name: table["sha256"] for name, table in manifest["tables"].items()}


@pytest.fixture(scope="module")
def sample(sample_release: Path, tmp_path_factory) -> Path:
    """A release of data/raw, and a work folder, of this module's own."""
    folder = tmp_path_factory.mktemp("own") / "sample"
    shutil.copytree(sample_release.parent, folder, symlinks=True)
    return folder / sample_release.name


def test_sample_is_published_with_its_report(sample):
    out = sample
    assert (out / "current/report/index.html").is_file()
    for name in ("README.md", "CITATION.cff", "datacite.json", "datapackage.json", "croissant.json"):
        assert (out / "current" / name).is_file()


def test_kept_and_quarantined_add_up_to_what_was_read(sample):
    out = sample
    articles, quarantine = (pd.read_parquet(out / name) for name in ("articles", "quarantine"))
    stages = json.loads((out / "current/manifest.json").read_text(encoding="utf-8"))["stages"]
    for stage in stages:
        assert stage["kept"] + stage["quarantined"] == stage["read"], stage
    delivered = sum(len(sources) for sources in articles["sources"])
    assert delivered + quarantine["row_table"].isna().sum() == stages[0]["read"]


def test_every_offset_quotes_exactly(sample):
    out = sample
    articles, entities, events = (pd.read_parquet(out / name) for name in ("articles", "entities", "events"))
    text = dict(zip(articles["article_id"], articles["text"], strict=True))
    assert len(entities) > 100
    assert all(text[e.article_id][e.start : e.end] == e.text for e in entities.itertuples())
    mentions = [mention for told in events["mentions"] for mention in told]
    assert len(mentions) > 30
    for m in mentions:
        assert text[m["article_id"]][m["start"] : m["end"]] == m["text"]
        assert text[m["article_id"]][m["trigger_start"] : m["trigger_end"]] == m["trigger"]


def test_some_events_are_told_by_two_articles(sample):
    out = sample
    assert (pd.read_parquet(out / "events")["article_count"] > 1).any()


def test_second_run_says_that_nothing_is_new(sample, root, capsys):
    out = sample
    before = (out / "current").readlink()
    assert curate(root / "data/raw", out) == 0
    assert "Nothing is new" in capsys.readouterr().out
    assert (out / "current").readlink() == before


def test_names_and_order_of_files_change_nothing_but_the_sources(sample, root, tmp_path):
    out = sample
    raw = tmp_path / "raw"
    raw.mkdir()
    files = sorted((p for p in (root / "data/raw").rglob("*") if p.is_file()), reverse=True)
    for number, path in enumerate(files):
        shutil.copyfile(path, raw / f"{number:03}.bin")
    # What is kept of each article is found by its payload: other tests show that batches don't matter.
    assert curate(raw, tmp_path / "processed", "--work", str(out.parent / "work")) == 0
    ours, theirs = checksums(out), checksums(tmp_path / "processed")
    unnamed = {"entities", "events", "overlaps"}
    assert {name: ours[name] for name in unnamed} == {name: theirs[name] for name in unnamed}
    articles = [pd.read_parquet(o / "articles").drop(columns="sources") for o in (out, tmp_path / "processed")]
    pd.testing.assert_frame_equal(*articles)


def test_bad_input_is_quarantined_and_the_rest_is_published(tmp_path, capsys, without_workers):
    raw = tmp_path / "raw"
    raw.mkdir()
    good = "Le ministre des Affaires étrangères a rencontré mardi son homologue à Genève. Ils ont signé un accord."
    (raw / "good.txt").write_text(good, encoding="utf-8")
    (raw / "cp1252.txt").write_bytes(f"Un autre jour, à l’étranger. {good}".encode("cp1252"))
    (raw / "empty.txt").write_bytes(b"")
    (raw / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (raw / "cut.txt.gz").write_bytes(gzip.compress(good.encode() * 50)[:-20])
    (raw / "large.txt").write_text(good * ((17 << 20) // len(good)), encoding="utf-8")
    (raw / "lines.jsonl").write_text(
        json.dumps({"title": "Un accord signé", "text": f"Hier. {good}"}) + '\n{"title": \n', encoding="utf-8"
    )
    (raw / "loop").symlink_to(raw, target_is_directory=True)
    (raw / "nowhere.txt").symlink_to(tmp_path / "missing.txt")
    assert curate(raw, tmp_path / "out", *without_workers) == 0
    told = capsys.readouterr().out
    quarantine = pd.read_parquet(tmp_path / "out/quarantine").set_index("uri")["reason"].to_dict()
    assert set(quarantine) == {"empty.txt", "binary.txt", "cut.txt.gz", "large.txt", "lines.jsonl#2", "loop", "nowhere.txt"}
    assert quarantine["empty.txt"] == "empty"
    assert quarantine["cut.txt.gz"] == "corrupt_archive"
    assert quarantine["large.txt"] == "too_large"
    assert quarantine["lines.jsonl#2"] == "broken_record"
    assert len(pd.read_parquet(tmp_path / "out/articles")) == 3
    for stage in ("ingest", "clean", "deduplicate", "annotate", "link", "code_events", "validate", "publish"):
        assert stage in told
    assert "3 kept, 7 quarantined of 10 sources" in told
    assert str(tmp_path / "out/events") in told


def test_a_refused_table_leaves_the_release_before_in_place(sample, tmp_path, monkeypatch, capsys, without_workers):
    """A fault is injected into the entities of a second run: they quote something else than their offsets."""
    from tasks.link import task as link

    out, honest = sample, link.link_mentions

    def dishonest(*frames, **named):
        entities, references = honest(*frames, **named)
        return entities.assign(text=entities["text"] + "x"), references

    raw = tmp_path / "raw"
    raw.mkdir()
    text = "Le président Emmanuel Macron a reçu lundi à Paris le chancelier Olaf Scholz. Ils ont parlé de l'Ukraine."
    (raw / "one.txt").write_text(text, encoding="utf-8")
    before = (out / "current").readlink()
    monkeypatch.setattr(link, "link_mentions", dishonest)
    assert curate(raw, out, *without_workers) == 3
    assert (out / "current").readlink() == before
    kept = re.search(r"(\S*/failed/\S+/index\.html)", capsys.readouterr().err)
    assert kept
    assert Path(kept[1]).is_file()


def test_without_a_named_server_none_is_started_and_the_release_is_the_same(tmp_path, monkeypatch, without_workers):
    raw = tmp_path / "raw"
    raw.mkdir()
    text = "Le président Emmanuel Macron a reçu lundi à Paris le chancelier Olaf Scholz. Ils ont parlé de l'Ukraine."
    (raw / "one.txt").write_text(text, encoding="utf-8")
    assert curate(raw, tmp_path / "engine", *without_workers) == 0
    monkeypatch.delenv(API_URL)
    monkeypatch.setattr("flows.server._started", lambda *_: pytest.fail("a server was started"))
    assert curate(raw, tmp_path / "plain", *without_workers) == 0
    assert checksums(tmp_path / "plain") == checksums(tmp_path / "engine")


def test_quality_on_the_sample_is_above_its_floors(sample, root):
    floors = load_floors(root / "tests/evaluation/floors.yaml", "sample")
    assert below(evaluate(sample, root / "tests/evaluation/gold"), floors) == {}


@pytest.mark.shared
def test_quality_on_real_articles_is_above_its_floors(shared, root, tmp_path):
    floors = load_floors(root / "tests/evaluation/floors.yaml", "real")
    assert curate(shared / "gold/raw", tmp_path / "out") == 0
    assert below(evaluate(tmp_path / "out", shared / "gold"), floors) == {}


def test_code_of_the_page_on_reading_runs(sample, root, tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/processed").symlink_to(sample)
    monkeypatch.chdir(tmp_path)
    page = (root / "docs/reading.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```(python|sql)\n(.*?)```", page, re.DOTALL)
    names: dict[str, object] = {}
    for language, code in blocks:
        if language == "sql":
            result = duckdb.sql(code)
            assert result.fetchall()
            if answer := re.search(re.escape(code) + r"```\n\n<!-- answer -->\n\| (.*) \|\n", page):
                assert answer[1].split(" | ") == result.columns
        elif "spark" not in code:
            exec(code, names)
    assert len(blocks) >= 6
    assert page.count("<!-- answer -->") == 10

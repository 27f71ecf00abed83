"""The whole way, once through Prefect, and what must hold of its releases."""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

pytestmark = [pytest.mark.prefect, pytest.mark.slow]
TABLES = ("articles", "entities", "events", "quarantine", "overlaps")


def curate(raw: Path, out: Path, *more: str, expected: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", "curate", str(raw), "--out", str(out), *more],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"NO_COLOR": "1", "COLUMNS": "200"},
    )
    assert done.returncode == expected, done.stdout + done.stderr
    return done


def checksums(out: Path) -> dict[str, str]:
    manifest = json.loads((out / "current/manifest.json").read_text(encoding="utf-8"))
    return {name: table["sha256"] for name, table in manifest["tables"].items()}


@pytest.fixture(scope="module")
def sample(root: Path, tmp_path_factory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A release of data/raw, and what the command said."""
    out = tmp_path_factory.mktemp("sample") / "processed"
    return out, curate(root / "data/raw", out)


def test_sample_is_published_and_the_summary_says_so(sample):
    out, done = sample
    for stage in ("ingest", "clean", "deduplicate", "annotate", "link", "code_events", "validate", "publish"):
        assert re.search(rf"{stage}\W", done.stdout)
    assert str(out / "events") in done.stdout
    assert (out / "current/report/index.html").is_file()


def test_kept_and_quarantined_add_up_to_what_was_read(sample):
    out, _ = sample
    articles, quarantine = (pd.read_parquet(out / name) for name in ("articles", "quarantine"))
    stages = json.loads((out / "current/manifest.json").read_text(encoding="utf-8"))["stages"]
    for stage in stages:
        assert stage["kept"] + stage["quarantined"] == stage["read"], stage
    delivered = sum(len(sources) for sources in articles["sources"])
    assert delivered + len(quarantine) == stages[0]["read"]


def test_every_offset_quotes_exactly(sample):
    out, _ = sample
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
    out, _ = sample
    assert (pd.read_parquet(out / "events")["article_count"] > 1).any()


def test_second_run_says_that_nothing_is_new(sample, root):
    out, _ = sample
    before = (out / "current").readlink()
    done = curate(root / "data/raw", out)
    assert "Nothing is new" in done.stdout
    assert (out / "current").readlink() == before


def test_names_and_order_of_files_change_nothing_but_the_sources(sample, root, tmp_path):
    out, _ = sample
    raw = tmp_path / "raw"
    raw.mkdir()
    files = sorted((p for p in (root / "data/raw").rglob("*") if p.is_file()), reverse=True)
    for number, path in enumerate(files):
        shutil.copyfile(path, raw / f"{number:03}.bin")
    curate(raw, tmp_path / "processed")
    ours, theirs = checksums(out), checksums(tmp_path / "processed")
    unnamed = {"entities", "events", "overlaps"}
    assert {name: ours[name] for name in unnamed} == {name: theirs[name] for name in unnamed}
    articles = [pd.read_parquet(o / "articles").drop(columns="sources") for o in (out, tmp_path / "processed")]
    pd.testing.assert_frame_equal(*articles)


def test_bad_input_is_quarantined_and_the_rest_is_published(tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    good = "Le ministre des Affaires étrangères a rencontré mardi son homologue à Genève. Ils ont signé un accord."
    (raw / "good.txt").write_text(good, encoding="utf-8")
    (raw / "cp1252.txt").write_bytes(f"Un autre jour, à l’étranger. {good}".encode("cp1252"))
    (raw / "empty.txt").write_bytes(b"")
    (raw / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (raw / "cut.txt.gz").write_bytes(gzip.compress(good.encode() * 50)[:-20])
    with (raw / "large.txt").open("wb") as large:
        large.truncate(200 << 20)
    (raw / "lines.jsonl").write_text(
        json.dumps({"title": "Un accord signé", "text": f"Hier. {good}"}) + '\n{"title": \n', encoding="utf-8"
    )
    (raw / "loop").symlink_to(raw, target_is_directory=True)
    (raw / "nowhere.txt").symlink_to(tmp_path / "missing.txt")
    done = curate(raw, tmp_path / "out")
    quarantine = pd.read_parquet(tmp_path / "out/quarantine").set_index("uri")["reason"].to_dict()
    assert set(quarantine) == {"empty.txt", "binary.txt", "cut.txt.gz", "large.txt", "lines.jsonl#2", "loop", "nowhere.txt"}
    assert quarantine["empty.txt"] == "empty"
    assert quarantine["cut.txt.gz"] == "corrupt_archive"
    assert quarantine["large.txt"] == "too_large"
    assert quarantine["lines.jsonl#2"] == "broken_record"
    assert len(pd.read_parquet(tmp_path / "out/articles")) == 3
    assert re.search(r"ingest\W.*\b7\b", done.stdout)


def test_a_refused_table_leaves_the_release_before_in_place(sample, tmp_path):
    """A fault is injected into the entities of a second run: an offset that quotes something else."""
    out, _ = sample
    raw = tmp_path / "raw"
    raw.mkdir()
    text = "Le président Emmanuel Macron a reçu lundi à Paris le chancelier Olaf Scholz. Ils ont parlé de l'Ukraine."
    (raw / "one.txt").write_text(text, encoding="utf-8")
    before = (out / "current").readlink()
    program = (
        "import sys\nimport tasks.link.task as link\nfrom flows.cli import main\nhonest = link.link_mentions\n"
        "link.link_mentions = lambda *a, **k: (lambda f: f.assign(text=f['text'] + 'x'))(honest(*a, **k))\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", program, "curate", str(raw), "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 3, done.stdout + done.stderr
    assert (out / "current").readlink() == before
    kept = re.search(r"(\S*/failed/\S+/index\.html)", done.stderr)
    assert kept, done.stderr
    assert Path(kept[1]).is_file()

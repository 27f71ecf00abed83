"""The plan of a run: what is new, changed and gone, what is kept and why something is done again; nothing is written."""

import json
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from flows.planning import Plan, plan_run
from schemas.articles import CLEANED
from schemas.quarantine import QUARANTINE
from schemas.settings import Settings
from tasks.cache import BatchCache
from tasks.clean.articles import clean_documents, load_knowledge
from tasks.frames import to_table
from tasks.ingest.documents import merge_payloads, read_documents
from tasks.ingest.inventory import take_inventory
from tasks.keys import KEYS, keys_of
from tasks.version import stage_version

TEXTS = {
    "accord.txt": "Le ministre Karl Brenner a rencontré mardi 3 mars 2026 à Genève la présidente de Valdorie.",
    "port.txt": "Les dockers de Marseille ont cessé le travail lundi. « La direction doit nous recevoir », a dit Julie Arnal.",
    "budget.txt": "The council has voted the budget on Tuesday and the mayor was pleased with the long debate that led to it.",
}
RECORD = {
    "title": "Le port reprend",
    "text": "Les grues du port tournent de nouveau depuis jeudi, a dit la direction. Les dockers ont repris le travail.",
    "outlet": "Sud-Atlas",
}
LATER = ("annotate", "link", "code_events")
TODAY = date(2026, 3, 4)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A raw folder that was curated: a release, and what is kept of each stage by its keys."""
    (tmp_path / "raw").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "raw" / name).write_text(text, encoding="utf-8")
    (tmp_path / "raw/records.jsonl").write_text(json.dumps(RECORD), encoding="utf-8")
    (split,) = read_documents(take_inventory(tmp_path / "raw"), settings=Settings().ingest)
    documents = merge_payloads(split.kept)
    split = clean_documents(documents, knowledge=load_knowledge(), settings=Settings().clean)
    cleaned = to_table(split.kept, CLEANED)
    for stage in KEYS:
        keys = list(documents["article_id"]) if stage == "clean" else keys_of(cleaned, stage)
        BatchCache(folder=tmp_path / "cache" / folder(stage), tables=(CLEANED,)).put(keys, {"cleaned": cleaned})
    release = {"articles": cleaned.select(["article_id", "sources"]), "quarantine": to_table(split.dropped, QUARANTINE)}
    for name, table in release.items():
        (tmp_path / "release" / name).mkdir(parents=True)
        pq.write_table(table, tmp_path / "release" / name / "part.parquet")
    return tmp_path


def folder(stage: str, version: str | None = None) -> str:
    return f"{stage}/{version or stage_version(stage)}-0"


def plan(place: Path, settings: Settings | None = None, version: str | None = None) -> Plan:
    manifest = {
        "stages": [{"stage": stage, "cache": folder(stage, version)} for stage in KEYS],
        "settings": Settings().model_dump(mode="json"),
    }
    before = {path: path.stat().st_mtime_ns for path in place.rglob("*")}
    made = plan_run(
        take_inventory(place / "raw"),
        settings=settings or Settings(),
        release=place / "release",
        manifest=manifest,
        cache=place / "cache",
        as_of=TODAY,
    )
    assert {path: path.stat().st_mtime_ns for path in place.rglob("*")} == before
    return made


def told(made: Plan) -> dict[str, tuple[int, int, int, int]]:
    return {one.stage: (one.articles, one.kept, one.new, one.again) for one in made.stages}


def test_nothing_new(place):
    made = plan(place)
    assert made.files == {"same": 4, "new": 0, "changed": 0, "removed": 0}
    assert made.articles == {"same": 4, "new": 0, "removed": 0}
    assert told(made) == {"clean": (4, 4, 0, 0)} | dict.fromkeys(LATER, (3, 3, 0, 0))


def test_one_more_one_edited_one_removed(place):
    (place / "raw/more.txt").write_text(
        "Un autre accord a été signé jeudi à Berne, a dit la ministre Ana Vidal.", encoding="utf-8"
    )
    (place / "raw/port.txt").write_text(f"{TEXTS['port.txt']} Le port est fermé.", encoding="utf-8")
    (place / "raw/accord.txt").unlink()
    made = plan(place)
    assert made.files == {"same": 2, "new": 1, "changed": 1, "removed": 1}
    assert made.articles == {"same": 2, "new": 2, "removed": 2}
    assert told(made) == {"clean": (4, 2, 2, 0)} | dict.fromkeys(LATER, (3, 1, 2, 0))


def test_other_code_and_other_settings_say_so(place):
    assert {one.why for one in plan(place, version="older").stages} == {"code, knowledge or libraries changed"}
    changed = Settings.model_validate({"annotate": {"model": "fr_core_news_md"}})
    assert {one.stage: one.why for one in plan(place, changed).stages} == {"clean": ""} | dict.fromkeys(LATER, "settings changed")


def test_an_outlet_told_otherwise_is_linked_and_coded_again(place):
    made = plan(place, Settings.model_validate({"clean": {"outlets": {"Sud-Atlas": "Le Sud-Atlas"}}}))
    assert told(made) == {"clean": (4, 4, 0, 0), "annotate": (3, 3, 0, 0)} | dict.fromkeys(LATER[1:], (3, 2, 0, 1))
    assert {one.stage for one in made.stages if "outlet" in one.why} == set(LATER[1:])


def test_without_a_release_everything_is_new(place):
    made = plan_run(
        take_inventory(place / "raw"), settings=Settings(), release=None, manifest={}, cache=place / "none", as_of=TODAY
    )
    assert made.articles == {"same": 0, "new": 4, "removed": 0}
    assert told(made) == dict.fromkeys(KEYS, (4, 0, 4, 0))

"""Every kind of damage to every file that a stage keeps: the right tables all the same, a word about it, and then silence."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from schemas.annotations import MENTIONS, QUOTATIONS, SENTENCES, TIMEXES, TOKENS
from schemas.articles import CLEANED
from schemas.entities import ENTITIES, REFERENCES
from schemas.events import EVENTS
from schemas.quarantine import QUARANTINE, REJECTED
from schemas.settings import MachineSettings, Settings
from tasks.annotate.task import annotate
from tasks.cache import INDEX
from tasks.clean.task import clean
from tasks.code_events.batch import TABLES
from tasks.code_events.task import code_events
from tasks.deduplicate.task import deduplicate
from tasks.ingest.task import ingest
from tasks.leftovers import clear_leftovers, under_way
from tasks.link.task import link
from tasks.results import StageResult
from tasks.run import Run, Silence

TEXTS = {
    "accord.txt": "Le ministre Karl Brenner a rencontré mardi 3 mars 2026 à Genève la présidente de Valdorie. "
    "« Nous signerons », a-t-il dit. Les deux pays négocient depuis janvier.",
    "port.txt": "Les dockers de Marseille ont cessé le travail lundi. « La direction doit nous recevoir », a dit Julie Arnal.",
    "budget.txt": "The council has voted the budget on Tuesday and the mayor was pleased with the long debate that led to it.",
}


@dataclass
class Heard(Silence):
    """A progress that keeps the warnings."""

    told: list[str] = field(default_factory=list)

    def warn(self, stage: str, words: str) -> None:
        """Keep it."""
        self.told.append(f"{stage}: {words}")


IN_PROCESS = Settings(machine=MachineSettings(workers=0))


def stages(work: Path, heard: Heard, name: str, settings: Settings = IN_PROCESS) -> dict[str, pd.DataFrame]:
    """The tables of clean, annotate, link and code_events, made with what lies in the work folder."""
    run = Run(
        run_id=name,
        settings=settings,
        raw=work.parent / "raw",
        out=work.parent / "out",
        work=work,
        as_of=date(2026, 3, 4),
        progress=heard,
    )
    ingested: StageResult = ingest.fn(run)
    cleaned: StageResult = clean.fn(run, ingested)
    annotated: StageResult = annotate.fn(run, cleaned)
    linked = link.fn(run, cleaned, annotated)
    coded = code_events.fn(run, cleaned, deduplicate.fn(run, cleaned), annotated, linked)
    tables = {table.name: annotated.frame(table) for table in (SENTENCES, TOKENS, MENTIONS, TIMEXES, QUOTATIONS, REJECTED)}
    tables |= {f"coded {table.name}": coded.frame(table) for table in (*TABLES, EVENTS)}
    tables |= {table.name: linked.frame(table) for table in (ENTITIES, REFERENCES)}
    return tables | {"cleaned": cleaned.frame(CLEANED), "quarantine": cleaned.frame(QUARANTINE)}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A work folder after a run."""
    folder = tmp_path_factory.mktemp("kept")
    (folder / "raw").mkdir()
    for name, text in TEXTS.items():
        (folder / "raw" / name).write_text(text, encoding="utf-8")
    stages(folder / "work", Heard(), "first")
    return folder


@pytest.fixture(scope="module")
def right(kept: Path) -> dict[str, pd.DataFrame]:
    return stages(kept / "work", Heard(), "right")


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def zeroed(path: Path) -> None:
    path.write_bytes(b"\0" * path.stat().st_size)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def halved(path: Path) -> None:
    """Half of the rows, in a file as sound as any; half of the characters of an index."""
    if path.suffix == ".parquet":
        table = pq.read_table(path)
        pq.write_table(table.slice(0, table.num_rows // 2), path, compression="zstd")
    else:
        text = path.read_text(encoding="utf-8")
        path.write_text(text[: len(text) // 2] + '"]}', encoding="utf-8")


def tail_lost(path: Path) -> None:
    """The last 64 bytes were never written."""
    path.write_bytes(path.read_bytes()[:-64] + b"\0" * 64)


FILES = [
    *(("clean", name) for name in ("cleaned.parquet", "rejected.parquet", INDEX)),
    *(("annotate", f"{table.name}.parquet") for table in (SENTENCES, TOKENS, MENTIONS, TIMEXES, QUOTATIONS, REJECTED)),
    ("annotate", INDEX),
    *(("code_events", f"{table.name}.parquet") for table in TABLES),
    ("code_events", INDEX),
    *(("link", name) for name in ("entities.parquet", "references.parquet", INDEX)),
]


@pytest.mark.parametrize("damage", [truncated, zeroed, emptied, halved, tail_lost, Path.unlink])
@pytest.mark.parametrize(("stage", "name"), FILES)
def test_damage_heals(
    kept: Path, right: dict[str, pd.DataFrame], tmp_path: Path, stage: str, name: str, damage: Callable[[Path], None]
) -> None:
    shutil.copytree(kept, tmp_path, dirs_exist_ok=True)
    (path,) = (tmp_path / "work/cache" / stage).glob(f"*/*/{name}")
    before = path.read_bytes()
    damage(path)
    is_damaged = not path.exists() or path.read_bytes() != before
    for run, expected in (("second", int(is_damaged)), ("third", 0)):
        heard = Heard()
        made = stages(tmp_path / "work", heard, run)
        assert len(heard.told) == expected, heard.told
        assert all(words.startswith(f"{stage}: ") and name in words for words in heard.told)
        for table, frame in right.items():
            pd.testing.assert_frame_equal(made[table], frame)


def test_two_workers_with_a_batch_an_article_make_the_same_tables(kept, right, tmp_path):
    shutil.copytree(kept / "raw", tmp_path / "raw")
    settings = Settings(batch_size=1, machine=MachineSettings(workers=2))
    made = stages(tmp_path / "work", Heard(), "apart", settings)
    for table, frame in right.items():
        pd.testing.assert_frame_equal(made[table], frame)


def test_leftovers_of_crashed_runs_are_cleared_and_runs_under_way_are_not(tmp_path: Path) -> None:
    unfinished = tmp_path / "cache/clean/version/batch.tmp"
    for folder in (tmp_path / "runs/crashed/clean", unfinished):
        folder.mkdir(parents=True)
    with under_way(tmp_path / "runs/living"):
        assert clear_leftovers(tmp_path) == 1
        assert [p.name for p in (tmp_path / "runs").iterdir()] == ["living"]
        assert unfinished.is_dir()
    assert clear_leftovers(tmp_path) == 2
    assert not unfinished.exists()
    assert clear_leftovers(tmp_path) == 0

"""Every kind of damage to every file that a stage keeps: the right tables all the same, a word about it, and then silence."""

import errno
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile
from pathlib import Path

import damages
import pyarrow as pa
import pytest

from schemas.articles import CLEANED
from schemas.entities import ENTITIES, REFERENCES
from schemas.events import EVENTS
from schemas.quarantine import QUARANTINE
from schemas.settings import MachineSettings, Settings
from tasks.annotate.batch import TABLES as ANNOTATED
from tasks.annotate.task import annotate
from tasks.cache import INDEX
from tasks.clean.task import clean
from tasks.code_events.batch import TABLES
from tasks.code_events.merging.kept import KEPT_FILE
from tasks.code_events.task import code_events
from tasks.deduplicate.task import deduplicate
from tasks.durable import write_checked
from tasks.ingest.task import ingest
from tasks.leftovers import clear_leftovers, under_way
from tasks.link.task import link
from tasks.results import StageResult
from tasks.run import Run, Silence

pytestmark = pytest.mark.slow
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


STAGES = {
    "ingest": (ingest, ()),
    "clean": (clean, ("ingest",)),
    "deduplicate": (deduplicate, ("clean",)),
    "annotate": (annotate, ("clean",)),
    "link": (link, ("clean", "annotate")),
    "code_events": (code_events, ("clean", "deduplicate", "annotate", "link")),
}
"""By name each stage and those whose results it is given, in the order of the run."""


def results(
    work: Path, heard: Heard, name: str, settings: Settings = IN_PROCESS, given: Mapping[str, StageResult] | None = None
) -> dict[str, StageResult]:
    """What the stages hand over, made with what lies in the work folder; of some it is given already."""
    run = Run(
        run_id=name,
        settings=settings,
        raw=work.parent / "raw",
        out=work.parent / "out",
        work=work,
        as_of=date(2026, 3, 4),
        progress=heard,
    )
    made = dict(given or {})
    for stage, (task, before) in STAGES.items():
        if stage not in made:
            made[stage] = task.fn(run, *(made[one] for one in before))
    return made


def tables(made: Mapping[str, StageResult]) -> dict[str, pa.Table]:
    """The tables of clean, annotate, link and code_events."""
    of = {"clean": (CLEANED, QUARANTINE), "annotate": ANNOTATED, "link": (ENTITIES, REFERENCES), "code_events": (*TABLES, EVENTS)}
    return {f"{stage}: {table.name}": made[stage].arrow(table) for stage, listed in of.items() for table in listed}


def stages(work: Path, heard: Heard, name: str, settings: Settings = IN_PROCESS) -> dict[str, pa.Table]:
    """The tables of a whole run."""
    return tables(results(work, heard, name, settings))


def assert_equal(made: Mapping[str, pa.Table], right: Mapping[str, pa.Table]) -> None:
    assert made.keys() == right.keys()
    assert [name for name, table in right.items() if not made[name].equals(table)] == []


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
def handed_over(kept: Path) -> dict[str, StageResult]:
    """What the stages of the next run hand over."""
    return results(kept / "work", Heard(), "right")


@pytest.fixture(scope="module")
def right(handed_over: dict[str, StageResult]) -> dict[str, pa.Table]:
    return tables(handed_over)


FILES = [
    *(("clean", name) for name in ("cleaned.parquet", "rejected.parquet", INDEX)),
    *(("annotate", f"{table.name}.parquet") for table in ANNOTATED),
    ("annotate", INDEX),
    *(("code_events", f"{table.name}.parquet") for table in TABLES),
    *(("code_events", name) for name in (INDEX, KEPT_FILE)),
    *(("link", name) for name in ("entities.parquet", "references.parquet", INDEX)),
]


@pytest.mark.parametrize("damage", damages.EVERY)
@pytest.mark.parametrize(("stage", "name"), FILES)
def test_damage_heals(
    kept: Path,
    handed_over: dict[str, StageResult],
    right: dict[str, pa.Table],
    tmp_path: Path,
    stage: str,
    name: str,
    damage: Callable[[Path], None],
) -> None:
    """The stages before it hand over what they did: the damaged stage and those behind it are run."""
    before = dict(takewhile(lambda item: item[0] != stage, handed_over.items()))
    shutil.copytree(kept / "work/cache", tmp_path / "work/cache")
    (path,) = (tmp_path / "work/cache" / stage).rglob(name)
    content = path.read_bytes()
    damage(path)
    is_damaged = path.read_bytes() != content if path.exists() else name != KEPT_FILE  # one that is not there was never made
    heals(tmp_path, right, f"{stage}: ", name, told=int(is_damaged), given=before)


def heals(
    folder: Path, right: dict[str, pa.Table], *words: str, told: int = 1, given: Mapping[str, StageResult] | None = None
) -> None:
    """The next run says so in these words and comes to the right tables; the one behind it has nothing to say."""
    for run, expected in (("second", told), ("third", 0)):
        heard = Heard()
        made = tables(results(folder / "work", heard, run, given=given))
        assert len(heard.told) == expected, heard.told
        assert all(word in line for line in heard.told for word in words)
        assert_equal(made, right)


@pytest.mark.parametrize("stage", ["clean", "annotate", "link", "code_events"])
def test_a_disk_that_fills_up_ends_the_run_and_the_next_one_goes_on(
    kept: Path, right: dict[str, pa.Table], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    def full(path: Path, content: object) -> None:
        if stage in path.parts:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        write_checked(path, content)

    shutil.copytree(kept, tmp_path, dirs_exist_ok=True)
    shutil.rmtree(tmp_path / "work/cache" / stage)
    with monkeypatch.context() as patch:
        patch.setattr("tasks.cache.write_checked", full)
        with pytest.raises(OSError, match="No space left"):
            stages(tmp_path / "work", Heard(), "full")
    heals(tmp_path, right, told=0)


def test_two_workers_with_a_batch_an_article_make_the_same_tables(kept, right, tmp_path):
    shutil.copytree(kept / "raw", tmp_path / "raw")
    settings = Settings(batch_size=1, machine=MachineSettings(workers=2))
    assert_equal(stages(tmp_path / "work", Heard(), "apart", settings), right)


TOLD = {
    "une.txt": "La France a accusé mardi 3 mars 2026 le Mali de mensonge. Le Mali a rejeté ces accusations.",
    "deux.txt": "Mardi 3 mars 2026, la France a accusé le Mali de mensonge, a rapporté un diplomate. La Turquie menace la Syrie.",
    "trois.txt": "Le Japon a signé lundi 2 mars 2026 un accord avec la Norvège. La France a accusé mardi le Mali de mensonge.",
}


@pytest.mark.parametrize("order", [("une.txt", "deux.txt", "trois.txt"), ("trois.txt", "une.txt", "deux.txt")])
def test_deliveries_one_by_one_and_files_that_go_make_the_tables_of_one_delivery(tmp_path: Path, order: Sequence[str]) -> None:
    raw, heard = tmp_path / "bit by bit/raw", Heard()
    raw.mkdir(parents=True)
    (raw / "retiré.txt").write_text("La France a accusé mardi 3 mars 2026 le Mali de trahison, dit-on à Paris.", encoding="utf-8")
    (raw / order[-1]).write_text(f"{TOLD[order[-1]]} La séance est levée.", encoding="utf-8")
    for name in order:
        (raw / name).write_text(TOLD[name], encoding="utf-8")
        stages(raw.parent / "work", heard, name)
    (raw / "retiré.txt").unlink()
    made = stages(raw.parent / "work", heard, "last")
    shutil.copytree(raw, tmp_path / "at once/raw")
    assert_equal(made, stages(tmp_path / "at once/work", heard, "only"))
    assert max(made[f"code_events: {EVENTS.name}"]["article_count"].to_pylist()) > 1
    assert heard.told == []


def test_every_file_that_these_stages_keep_is_damaged_here(kept: Path) -> None:
    of_deduplicate = "deduplicate"  # its state is damaged file by file in tests/tasks/deduplicate/test_incremental.py
    cache = kept / "work/cache"
    parts = [path.relative_to(cache).parts for path in cache.rglob("*") if path.is_file()]
    assert {(stage, name) for stage, *_, name in parts if stage != of_deduplicate} == set(FILES)
    assert {stage for stage, *_ in parts} == {*(stage for stage, _ in FILES), of_deduplicate}


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

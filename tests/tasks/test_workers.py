"""What one article does to its worker costs that article; the others are kept, in the same bytes whatever the workers."""

import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pytest

from schemas.annotations import SENTENCES
from schemas.errors import DepecheError
from schemas.quarantine import REJECTED
from schemas.settings import MachineSettings
from tasks.cache import BatchCache, run_in_batches
from tasks.parts import Parts
from tasks.workers import Crew, _Worker, batch_size, worker_count

STAGE = """
import os, time
from schemas.annotations import SENTENCES
from schemas.quarantine import REJECTED
from tasks.frames import frame_of

TABLES = (SENTENCES, REJECTED)

def does(deed):
    if deed == "abort":
        os.abort()
    if deed == "loop":
        while True:
            pass
    if deed == "wait":
        time.sleep(1000)
    if deed == "devour":
        held = bytearray(8 << 30)  # at once: pages that are given one by one take time, and this is about memory
    if deed == "raise":
        raise ValueError("un fait divers")
    if deed == "fill":
        raise OSError(28, "No space left on device", "cache")
    print("a library prints this")

def worker(options):
    def work(batch, upstream):
        for deed in batch["deed"]:
            does(deed)
        rows = [{"article_id": i, "sentence": 0, "start": 0, "end": options["length"]} for i in batch["article_id"]]
        return {"sentences": frame_of(SENTENCES, rows), "rejected": frame_of(REJECTED)}
    return work
"""


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A run of that stage over articles by what each does: the parts, the crew."""
    (tmp_path / "module").mkdir()
    (tmp_path / "module/deeds.py").write_text(STAGE, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "module"))
    monkeypatch.setattr("tasks.workers.CLOCK_FACTOR", 4)
    monkeypatch.setattr("tasks.workers.SECONDS_EACH", 0.0)

    def run(
        deeds: list[str], *, workers: int = 1, size: int = 3, module: str = "deeds", name: str = "run", seconds: float = 60.0
    ) -> tuple[Parts, Crew]:
        ids = [f"{number:020}" for number in range(len(deeds))]
        cache = BatchCache(folder=tmp_path / name / "cache", tables=(SENTENCES, REJECTED))
        settings = MachineSettings(workers=workers, worker_memory_mebibytes=1024, article_seconds=seconds)
        crew = Crew(module=module, options={"length": 7}, upstream={}, cache=cache, settings=settings)
        articles = pa.table({"article_id": pa.array(ids, pa.string()), "deed": pa.array(deeds, pa.string())})
        listed = tmp_path / name / "run/parts.parquet"
        parts = run_in_batches(articles, ids, cache=cache, parts=listed, size=lambda _: size, doing=crew, advance=lambda _: None)
        return parts, crew

    return run


@pytest.mark.parametrize(
    ("deed", "reason"),
    [
        ("abort", "work_crashed"),
        ("loop", "work_timeout"),
        ("wait", "work_timeout"),
        ("devour", "work_memory"),
        ("raise", "work_failed"),
    ],
)
def test_what_one_article_does_costs_that_article(made, deed, reason):
    parts, crew = made(["", deed, "", ""], seconds=1.5 if reason == "work_timeout" else 60.0)
    rejected = parts.read(REJECTED)
    assert rejected["article_id"].to_pylist() == [f"{1:020}"]
    assert rejected["reason"].to_pylist() == [reason]
    assert parts.read(SENTENCES)["article_id"].to_pylist() == [f"{n:020}" for n in (0, 2, 3)]
    assert crew.peak_bytes > 0


def test_it_is_tried_again_by_the_next_run_and_alone(made):
    made(["", "raise", ""])
    parts, crew = made(["", "", ""])
    assert parts.read(SENTENCES)["article_id"].to_pylist() == [f"{n:020}" for n in range(3)]
    _, crew = made(["", "", ""])
    assert crew.started == 0


def test_two_workers_make_the_same_bytes_as_one(made):
    deeds = ["", "", "raise", "", "", "", "abort", ""]
    tables = [
        [parts.read(table) for table in (SENTENCES, REJECTED)]
        for parts, _ in (made(deeds, workers=n, size=s, name=f"{n}-{s}") for n, s in ((1, 8), (2, 3)))
    ]
    assert tables[0][0].equals(tables[1][0])
    assert tables[0][1].equals(tables[1][1])


def test_a_full_disk_ends_the_run_and_costs_no_article(made):
    with pytest.raises(OSError, match="No space left"):
        made(["", "fill", "", ""], size=2)
    parts, _ = made(["", "", "", ""], size=2)
    assert (len(parts.read(SENTENCES)), len(parts.read(REJECTED))) == (4, 0)


def test_a_worker_that_is_killed_costs_no_article(made, monkeypatch):
    """The first worker is killed at its first batch, as the system does when memory runs out."""
    killed, honest = [], _Worker.ask

    def ask(self, *question, **named):
        if not killed:
            killed.append(self)
            self.kill()
        return honest(self, *question, **named)

    monkeypatch.setattr(_Worker, "ask", ask)
    parts, crew = made(["", "", "", ""])
    assert (len(parts.read(SENTENCES)), len(parts.read(REJECTED)), crew.started) == (4, 0, 2)


def test_a_stage_that_cannot_be_loaded_ends_the_run_with_a_word(made):
    with pytest.raises(DepecheError, match="ended before it was asked"):
        made([""], module="no_such_stage")


def test_a_worker_ends_with_who_asks_it(tmp_path, monkeypatch):
    """The asker is killed while its worker is at work."""
    (tmp_path / "deeds.py").write_text(STAGE, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    program = (
        "import subprocess, sys, time, json\n"
        "p = subprocess.Popen([sys.executable, '-m', 'tasks.worker', 'deeds'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)\n"
        "p.stdin.write(json.dumps({'options': {}, 'memory_bytes': 0}).encode() + b'\\n'); p.stdin.flush()\n"
        "p.stdout.readline(); print(p.pid, flush=True); time.sleep(1000)\n"
    )
    asker = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert asker.stdout
    worker = Path("/proc", asker.stdout.readline().strip())
    assert worker.is_dir()
    asker.kill()
    asker.communicate()
    deadline = time.monotonic() + 30
    while worker.is_dir() and "Z" not in (worker / "stat").read_text(encoding="ascii").split() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not worker.is_dir() or "Z" in (worker / "stat").read_text(encoding="ascii").split()


@pytest.mark.parametrize(
    ("articles", "workers", "size"), [(58, 2, 64), (300, 2, 150), (5000, 2, 256), (1, 0, 64), (10_000, 8, 256)]
)
def test_batches_are_for_all_workers_and_not_too_small(articles, workers, size):
    assert batch_size(articles, most=256, workers=workers) == size


def test_the_settings_say_how_many_workers_there_are():
    assert worker_count(MachineSettings(workers=3)) == 3
    assert worker_count(MachineSettings()) >= 1

"""Batches on a Dask cluster of this machine: the same rows, a lost worker survived, and nothing finished done twice."""

from collections import Counter
from copy import copy
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pytest

pytest.importorskip("prefect_dask")

from distributed.client import FutureCancelledError
from distributed.scheduler import KilledWorker

from flows.cluster import _result, dask_cluster
from schemas.annotations import SENTENCES
from schemas.errors import DepecheError, EngineLost, SettingsError
from schemas.quarantine import REJECTED
from schemas.settings import ClusterSettings, MachineSettings, Settings
from tasks.cache import BatchCache, run_in_batches
from tasks.errands import Errand, Errands, carry_out
from tasks.parts import Parts
from tasks.version import stage_version

STAGE = """
import os, signal, time
from pathlib import Path
from types import SimpleNamespace
from schemas.annotations import SENTENCES
from schemas.quarantine import REJECTED
from tasks.frames import frame_of

TABLES = (SENTENCES, REJECTED)

def does(deed, folder):
    if deed == "abort":
        os.abort()
    if deed == "strike" and not (folder / "struck").exists():
        while not (folder / "run/errands/000004.json").exists():  # the Dask worker writes what became of the batch before
            time.sleep(0.05)
        (folder / "struck").touch()
        os.kill(os.getppid(), signal.SIGKILL)  # the Dask worker: this process then ends with it
        signal.pause()

def worker(options):
    folder = Path(options["folder"])
    def work(batch, upstream):
        for deed in batch["deed"]:
            does(deed, folder)
        with (folder / "done").open("a") as told:
            told.writelines(f"{i}\\n" for i in batch["article_id"])
        rows = [{"article_id": i, "sentence": 0, "start": 0, "end": 7} for i in batch["article_id"]]
        return {"sentences": frame_of(SENTENCES, rows), "rejected": frame_of(REJECTED)}
    return work
"""
pytestmark = pytest.mark.prefect
MACHINE = MachineSettings(workers=1, worker_memory_mebibytes=1024)
LOCAL = ClusterSettings(
    made_by="distributed.LocalCluster", options={"n_workers": 2, "local_directory": None}, batches_a_task=3, start_seconds=120
)


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stage can be imported, here and by processes that are started."""
    (tmp_path / "deeds.py").write_text(STAGE, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.syspath_prepend(str(tmp_path))


@pytest.fixture
def run(stage, tmp_path: Path):
    """That stage over articles by what each does, two in a batch, on a cluster of two: where the rows lie, what was done."""

    def done(deeds: list[str]) -> tuple[Parts, Errands]:
        ids = [f"{number:020}" for number in range(len(deeds))]
        cache = BatchCache(folder=tmp_path / "cache", tables=(SENTENCES, REJECTED))
        articles = pa.table({"article_id": pa.array(ids, pa.string()), "deed": pa.array(deeds, pa.string())})
        options = LOCAL.options | {"local_directory": str(tmp_path)}
        with dask_cluster(Settings(machine=MACHINE, cluster=LOCAL.model_copy(update={"options": options}))) as cluster:
            errands = Errands(cluster=cluster, errand=errand(cache.folder, {"folder": str(tmp_path)}))
            listed = tmp_path / "run/parts.parquet"
            parts = run_in_batches(
                articles, ids, cache=cache, parts=listed, size=lambda _: 2, doing=errands, advance=lambda _: None
            )
        return parts, errands

    return done


def errand(cache: Path, options: dict[str, str], code: str | None = None) -> Errand:
    return Errand(
        stage="annotate",
        code=code or stage_version("annotate"),
        module="deeds",
        options=options,
        upstream={},
        cache=cache,
        settings=MACHINE,
    )


def test_a_lost_worker_is_survived_and_nothing_finished_is_done_twice(run, tmp_path):
    """One article takes down its process, another the whole Dask worker, in the last batch of its errand."""
    deeds = ["", "", "", "abort", "", "", *[""] * 4, "", "strike"]
    parts, errands = run(deeds)
    rows, rejected = parts.read(SENTENCES), parts.read(REJECTED)
    assert rejected["reason"].to_pylist() == ["work_crashed"]
    assert rows["article_id"].to_pylist() == [f"{n:020}" for n in range(len(deeds)) if deeds[n] != "abort"]
    assert (tmp_path / "struck").exists()
    told = Counter((tmp_path / "done").read_text().split())
    again = {int(article) // 2 for article, times in told.items() if times > 1}
    assert len(again) <= 1  # the batch that another errand of the lost worker was at, where both were on one
    assert again.isdisjoint({3, 4})  # of the errand that struck, what was finished
    assert len(told) == len(deeds) - 1
    assert errands.started >= 2  # of those that lived to tell
    assert errands.peak_bytes > 0


def test_an_errand_that_was_done_ends_at_once(stage, tmp_path):
    path = tmp_path / "errands/000000.parquet"

    class Here:
        workers, batches_a_task = 1, 1

        def carry_out(self, errands):
            yield from map(carry_out, errands)
            assert [carry_out(errand).started for errand in errands] == [0]

    doing = Errands(cluster=Here(), errand=errand(tmp_path / "cache", {"folder": str(tmp_path)}))
    batch = pa.table({"article_id": ["a" * 20], "deed": [""], "key": ["a"]})
    assert [list(placed.values()) for placed in doing([batch], tmp_path / "passing")] == [[{"a" * 20}]]
    assert path.with_suffix(".json").is_file()
    assert list(doing([], tmp_path / "passing")) == []


def test_a_machine_with_other_code_or_without_the_folder_is_refused_with_a_word(tmp_path):
    path = tmp_path / "000000.parquet"
    there = errand(tmp_path, {}, code="of another version")
    with pytest.raises(DepecheError, match="same path on every machine"):
        carry_out(Errand(**vars(there) | {"batches": (path,)}))
    path.touch()
    with pytest.raises(DepecheError, match="other code") as refused:
        carry_out(Errand(**vars(there) | {"batches": (path,)}))
    assert str(copy(refused.value)) == str(refused.value)  # as it comes back from there


def test_a_cluster_that_is_not_there_is_told_with_a_word():
    nowhere = ClusterSettings(scheduler="tcp://127.0.0.1:9", start_seconds=1)
    with dask_cluster(Settings(cluster=nowhere)) as cluster, pytest.raises(EngineLost, match="can't be used"):
        cluster.client  # noqa: B018
    with (
        pytest.raises(SettingsError, match="no_such"),
        dask_cluster(Settings(cluster=ClusterSettings(made_by="no_such.Cluster"))),
    ):
        pass


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (KilledWorker("errand", SimpleNamespace(address="tcp://host:1"), 3), "took down"),
        (FutureCancelledError("errand", "lost"), "was lost"),
    ],
)
def test_what_becomes_of_a_cluster_is_told_with_what_to_do(error, words):
    class Lost:
        def result(self) -> None:
            raise error

    with pytest.raises(EngineLost, match=words):
        _result(Lost())

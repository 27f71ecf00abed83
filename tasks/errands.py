"""Batches of a stage that are done elsewhere: what is sent there, what is done there, and what comes back. Paths only.

What belongs here: errands, and their side of the machine that carries them out. What does not: the cluster that takes them
there (flows/cluster.py). All machines have the work folder at the same path. What became of a batch is written beside its
file, so an errand that is carried out again, after its machine was lost, does only what is left.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.errors import DepecheError
from schemas.settings import MachineSettings
from tasks.cache import BatchCache, Placed
from tasks.durable import Damaged, read_checked, write_checked
from tasks.version import stage_version
from tasks.worker import stage_batch
from tasks.workers import Crew, memory_each


@dataclass(frozen=True, kw_only=True)
class Errand:
    """Batches (files of articles) of one stage. `code` is the version of the stage that asks; the rest is as Crew has it."""

    stage: str
    code: str
    module: str
    options: Mapping[str, Any]
    upstream: Mapping[str, Path]
    cache: Path
    settings: MachineSettings
    passing: Path = Path()
    batches: tuple[Path, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Done:
    """An errand that was carried out: the files of its batches, how many workers were started, the most memory that one took."""

    batches: tuple[Path, ...]
    started: int
    peak_bytes: int


class Cluster(Protocol):
    """Machines that carry out errands."""

    @property
    def workers(self) -> int:
        """How many errands they carry out side by side."""

    @property
    def batches_a_task(self) -> int:
        """Most batches of an errand."""

    def carry_out(self, errands: Sequence[Errand]) -> Iterator[Done]:
        """Carry out the errands, and hand over each as it is done."""


@dataclass(kw_only=True)
class Errands:
    """Does batches on a cluster. `errand` is one without batches; `peak_bytes` and `started` are as Crew has them."""

    cluster: Cluster
    errand: Errand
    peak_bytes: int = 0
    started: int = 0

    def __call__(self, batches: Sequence[pa.Table], passing: Path) -> Iterator[Placed]:
        """Do the batches, and hand over what an errand did as it is done. The cluster is left alone where there is none."""
        if not batches:
            return
        files = _written(batches, passing.with_name("errands"))
        step = min(self.cluster.batches_a_task, -(-len(files) // self.cluster.workers))
        groups = [tuple(files[start : start + step]) for start in range(0, len(files), step)]
        for done in self.cluster.carry_out([replace(self.errand, passing=passing, batches=group) for group in groups]):
            self.peak_bytes = max(self.peak_bytes, done.peak_bytes)
            self.started += done.started
            yield from (placed_of(path) for path in done.batches)


def carry_out(errand: Errand) -> Done:
    """Do what is not done yet of an errand, on the machine that this is called on, in a worker process of its own.

    Raises DepecheError if the work folder is not there, or the code is not that of the machine that asks.
    """
    _check(errand)
    left = [path for path in errand.batches if not _is_done(path)]
    memory = memory_each(errand.settings) >> 20
    crew = Crew(
        module=errand.module,
        options=errand.options,
        upstream=errand.upstream,
        cache=BatchCache(folder=errand.cache, tables=stage_batch(errand.module).TABLES),
        settings=errand.settings.model_copy(update={"workers": 1, "worker_memory_mebibytes": memory}),
    )
    for path, placed in zip(left, crew([pq.read_table(path) for path in left], errand.passing), strict=True):
        write_checked(_record(path), {str(folder): sorted(ids) for folder, ids in placed.items()})
    return Done(batches=errand.batches, started=crew.started, peak_bytes=crew.peak_bytes)


def placed_of(path: Path) -> Placed:
    """Where the rows of a batch that was done lie. Raises Damaged if it was not done."""
    return {Path(folder): set(ids) for folder, ids in read_checked(_record(path)).items()}


def _check(errand: Errand) -> None:
    if missing := next((path for path in errand.batches if not path.is_file()), None):
        raise DepecheError(
            found=f"a machine of the cluster has no file {missing}",
            expected="the work folder at the same path on every machine",
            remedy="name a folder of a shared file system with --work",
        )
    if (code := stage_version(errand.stage)) != errand.code:
        raise DepecheError(
            found=f"a machine of the cluster has other code, knowledge or libraries for {errand.stage} ({code})",
            expected=f"those of the run ({errand.code})",
            remedy="install the same version from the lock file on every machine, and start its Dask worker again",
        )


def _written(batches: Sequence[pa.Table], folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{number:06}.parquet" for number in range(len(batches))]
    for path, batch in zip(files, batches, strict=True):
        pq.write_table(batch, path)
    return files


def _record(path: Path) -> Path:
    return path.with_suffix(".json")


def _is_done(path: Path) -> bool:
    try:
        read_checked(_record(path))
    except Damaged:
        return False
    return True

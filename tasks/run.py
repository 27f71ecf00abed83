"""What a stage is given besides its input: settings, folders, the run's day, and somebody to tell how far it is.

What belongs here: how a stage reads, writes and reports. What does not: any stage's work, or the order of the stages.
"""

import hashlib
import shutil
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import pandas as pd
import pyarrow as pa

from schemas.column import Table
from schemas.quarantine import QUARANTINE
from schemas.settings import Settings
from tasks.cache import BatchCache, Doing, Work, here, run_in_batches
from tasks.errands import Cluster, Errand, Errands
from tasks.frames import TableRef, frame_of, write_table
from tasks.keys import keys_of
from tasks.parts import Parts
from tasks.results import StageResult, cpu_seconds
from tasks.version import stage_version
from tasks.worker import stage_batch
from tasks.workers import Crew, batch_size, worker_count


class Progress(Protocol):
    """Whoever shows the progress of a run."""

    def begin(self, stage: str, total: int | None) -> None:
        """A stage starts; `total` is the number of its units of work, where that is known."""

    def advance(self, stage: str, done: int) -> None:
        """`done` more units of the stage are finished."""

    def warn(self, stage: str, words: str) -> None:
        """Something that the user must know and that stops nothing, as a sentence."""

    def end(self, result: "StageResult") -> None:
        """A stage is finished."""


class Silence:
    """A progress that shows nothing."""

    def begin(self, stage: str, total: int | None) -> None:
        """Show nothing."""

    def advance(self, stage: str, done: int) -> None:
        """Show nothing."""

    def warn(self, stage: str, words: str) -> None:
        """Show nothing."""

    def end(self, result: "StageResult") -> None:
        """Show nothing."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """One run of the flow."""

    run_id: str
    settings: Settings
    raw: Path
    out: Path
    work: Path
    as_of: date
    progress: Progress = field(default_factory=Silence)
    cluster: Cluster | None = None

    @property
    def workers(self) -> int:
        """How many batches are done side by side."""
        return worker_count(self.settings.machine) if self.cluster is None else self.cluster.workers

    @property
    def folder(self) -> Path:
        """Where this run keeps its stage tables."""
        return self.work / "runs" / self.run_id

    @property
    def cache(self) -> Path:
        """Where heavy work is kept between runs."""
        return self.work / "cache"

    def stage(self, name: str, *, unit: str, total: int | None = None) -> "Stage":
        """Begin a stage."""
        self.progress.begin(name, total)
        return Stage(run=self, name=name, unit=unit, started=time.perf_counter(), cpu_before=cpu_seconds())


@dataclass(kw_only=True)
class Stage:
    """A stage under way: collects its tables, then closes with its counts."""

    run: Run
    name: str
    unit: str
    started: float
    cpu_before: float
    parts: Parts | None = None
    cache: str = ""
    workers: int = 0
    worker_bytes: int = 0
    tables: dict[str, TableRef] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def advance(self, done: int) -> None:
        """Tell the progress that `done` more units are finished."""
        self.run.progress.advance(self.name, done)

    def warn(self, words: str) -> None:
        """Tell the user at once, and the manifest, what stops nothing but must be known: a sentence."""
        self.warnings.append(words)
        self.run.progress.warn(self.name, words)

    def write(self, table: Table, frame: pd.DataFrame | pa.Table) -> None:
        """Write one of the stage's tables, a frame checked against its contract. Raises ContractError."""
        self.tables[table.name] = write_table(frame, table, self.run.folder / self.name / f"{table.name}.parquet")

    def work_here(self, articles: pa.Table, *, cache: BatchCache, work: Work, order: Sequence[str] = ("article_id",)) -> Parts:
        """Do what is not kept yet of a stage whose result for an article depends on that article alone, in this process."""
        return self._in_batches(articles, cache, here(cache, work), order)

    def work_apart(
        self,
        articles: pa.Table,
        *,
        cache: BatchCache,
        options: Mapping[str, Any],
        upstream: Sequence[StageResult] = (),
        order: Sequence[str] = ("article_id",),
    ) -> Parts:
        """The same in workers, of the run's cluster where it has one.

        `tasks/<stage>/batch.py` is given the options, and what the stages `upstream` made.
        """
        given = {result.stage: result.parts for result in upstream if result.parts is not None}
        module = f"tasks.{self.name}.batch"
        if self.run.settings.machine.workers == 0 and self.run.cluster is None:
            work = stage_batch(module).worker(options)
            return self.work_here(articles, cache=cache, work=lambda batch: work(batch, given), order=order)
        crew = self._crew(module, cache, options, {name: parts.path for name, parts in given.items()})
        parts = self._in_batches(articles, cache, crew, order)
        self.workers, self.worker_bytes = crew.started, crew.peak_bytes
        return parts

    def _crew(self, module: str, cache: BatchCache, options: Mapping[str, Any], upstream: Mapping[str, Path]) -> Crew | Errands:
        machine = self.run.settings.machine
        if self.run.cluster is None:
            return Crew(module=module, options=options, upstream=upstream, cache=cache, settings=machine)
        errand = Errand(
            stage=self.name,
            code=stage_version(self.name),
            module=module,
            options=options,
            upstream=upstream,
            cache=cache.folder,
            settings=machine,
        )
        return Errands(cluster=self.run.cluster, errand=errand)

    def _in_batches(self, articles: pa.Table, cache: BatchCache, doing: Doing, order: Sequence[str]) -> Parts:
        settings = self.run.settings
        self.cache = cache.folder.relative_to(self.run.cache).as_posix()
        self.parts = run_in_batches(
            articles,
            keys_of(articles, self.name),
            cache=cache,
            parts=self.run.folder / self.name / "parts.parquet",
            size=lambda count: batch_size(count, most=settings.batch_size, workers=self.run.workers) if count else 1,
            doing=doing,
            advance=self.advance,
            order=order,
        )
        return self.parts

    def close(
        self,
        *,
        read: int,
        kept: int,
        dropped: pd.DataFrame | None = None,
        quarantined: int | None = None,
        note: str = "",
        model: str = "",
    ) -> StageResult:
        """Write the quarantine rows, if the stage may drop any, and end it.

        `quarantined` is given where its unit is not the row.
        """
        rows = frame_of(QUARANTINE) if dropped is None else dropped
        if dropped is not None:
            self.write(QUARANTINE, dropped)
        result = StageResult(
            stage=self.name,
            unit=self.unit,
            read=read,
            kept=kept,
            quarantined=len(rows) if quarantined is None else quarantined,
            seconds=time.perf_counter() - self.started,
            cpu_seconds=round(cpu_seconds() - self.cpu_before, 3),
            note=note,
            model=model,
            cache=self.cache,
            workers=self.workers,
            worker_bytes=self.worker_bytes,
            warnings=tuple(self.warnings),
            tables=self.tables,
            parts=self.parts,
        )
        self.run.progress.end(result)
        return result


def keep_evidence(run: Run) -> Path:
    """Copy report and quarantine of a run that is refused to OUT/failed/<run id>, where they stay; return the report."""
    kept = run.out / "failed" / run.run_id
    unfinished = kept.with_name(f"{kept.name}.tmp")
    shutil.copytree(run.folder / "validate" / "report", unfinished)
    shutil.copyfile(run.folder / "validate" / f"{QUARANTINE.name}.parquet", unfinished / f"{QUARANTINE.name}.parquet")
    unfinished.rename(kept)
    return kept / "index.html"


def stage_cache(stage: Stage, tables: tuple[Table, ...], *depends_on: str) -> BatchCache:
    """The cache of a stage in the version of its code; `depends_on` are the settings and model versions that it follows."""
    return BatchCache(folder=stage.run.cache / cache_folder(stage.name, *depends_on), tables=tables, warn=stage.warn)


def cache_folder(stage: str, *depends_on: str) -> str:
    """The folder of a stage's cache, below that of all caches."""
    settings = hashlib.sha256("\n".join(depends_on).encode()).hexdigest()[:16]
    return f"{stage}/{stage_version(stage)}-{settings}"

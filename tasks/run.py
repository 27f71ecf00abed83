"""What a stage is given besides its input: settings, folders, the run's day, and somebody to tell how far it is.

What belongs here: how a stage reads, writes and reports. What does not: any stage's work, or the order of the stages.
"""

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from schemas.column import Table
from schemas.quarantine import QUARANTINE, REJECTED
from schemas.settings import Settings
from tasks.cache import BatchCache, run_in_batches
from tasks.frames import TableRef, frame_of, to_frame, write_table
from tasks.keys import keys_of
from tasks.parts import Parts
from tasks.version import stage_version


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
class StageResult:
    """What a stage made: its tables on disk and its counts. kept + quarantined = read, in the stage's unit.

    `parts`: where the rows lie that it keeps between runs, article by article, and `cache` the folder of them. `cpu_seconds`
    are those of this process and of those that it started and that have ended. `model`: name and version of the model that
    made it, where one did; what is kept of it between runs depends on that.
    """

    stage: str
    unit: str
    read: int
    kept: int
    quarantined: int
    seconds: float
    cpu_seconds: float = 0.0
    note: str = ""
    model: str = ""
    cache: str = ""
    warnings: tuple[str, ...] = ()
    tables: Mapping[str, TableRef] = field(default_factory=dict)
    parts: Parts | None = None

    def frame(self, table: Table, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """The stage's table of that contract, read from disk: all columns or those named (and, of parts, the key's)."""
        return to_frame(self.arrow(table, columns))

    def arrow(self, table: Table, columns: Sequence[str] | None = None) -> pa.Table:
        """The same as Arrow's table."""
        if self.parts is not None and table.name not in self.tables:
            return self.parts.read(table, columns=columns)
        return pq.read_table(self.tables[table.name].path, columns=None if columns is None else list(columns))

    def rows_of(self, table: Table, article_ids: Iterable[str]) -> pd.DataFrame:
        """The rows of some articles in a table that the stage keeps in parts; only their batches are read."""
        if self.parts is None:
            raise ValueError(f"{self.stage} keeps nothing in parts; read its tables whole")
        return to_frame(self.parts.read(table, list(article_ids)))

    def told(self) -> dict[str, object]:
        """What manifest and report say of the stage."""
        return {k: v for k, v in vars(self).items() if k not in {"tables", "parts"}}


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
    tables: dict[str, TableRef] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def advance(self, done: int) -> None:
        """Tell the progress that `done` more units are finished."""
        self.run.progress.advance(self.name, done)

    def warn(self, words: str) -> None:
        """Tell the user at once, and the manifest, what stops nothing but must be known: a sentence."""
        self.warnings.append(words)
        self.run.progress.warn(self.name, words)

    def write(self, table: Table, frame: pd.DataFrame) -> None:
        """Write one of the stage's tables, checked against its contract. Raises ContractError."""
        self.tables[table.name] = write_table(frame, table, self.run.folder / self.name / f"{table.name}.parquet")

    def work_in_batches(
        self,
        articles: pa.Table,
        *,
        cache: BatchCache,
        work: Callable[[pd.DataFrame], Mapping[str, pd.DataFrame]],
        order: Sequence[str] = ("article_id",),
    ) -> Parts:
        """Do what is not kept yet of a stage whose result for an article depends on that article alone (see run_in_batches)."""
        self.cache = cache.folder.relative_to(self.run.cache).as_posix()
        self.parts = run_in_batches(
            articles,
            keys_of(articles, self.name),
            cache=cache,
            parts=self.run.folder / self.name / "parts.parquet",
            size=self.run.settings.batch_size,
            work=work,
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


def concat(table: Table, frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The rows of all frames of a contract; an empty frame of it if there are none."""
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else frame_of(table)


def annotated_articles(cleaned: pa.Table, annotated: StageResult) -> pa.Table:
    """The cleaned articles that were annotated, with `batch`, the number of the batch that their annotation lies in."""
    if annotated.parts is None:
        raise ValueError("annotate keeps its rows in parts")
    places, failed = annotated.parts.places(), set(annotated.arrow(REJECTED, ("article_id",))["article_id"].to_pylist())
    ids = cleaned["article_id"].to_pylist()
    numbered = cleaned.append_column("batch", pa.array([places[article_id] for article_id in ids], pa.int64()))
    return numbered.filter(pa.array([article_id not in failed for article_id in ids], pa.bool_()))


def stage_cache(stage: Stage, tables: tuple[Table, ...], *depends_on: str) -> BatchCache:
    """The cache of a stage in the version of its code; `depends_on` are the settings and model versions that it follows."""
    return BatchCache(folder=stage.run.cache / cache_folder(stage.name, *depends_on), tables=tables, warn=stage.warn)


def cache_folder(stage: str, *depends_on: str) -> str:
    """The folder of a stage's cache, below that of all caches."""
    settings = hashlib.sha256("\n".join(depends_on).encode()).hexdigest()[:16]
    return f"{stage}/{stage_version(stage)}-{settings}"


def cpu_seconds() -> float:
    """Seconds of the processor that this process has taken, with those that it started and that have ended."""
    taken = os.times()
    return taken.user + taken.system + taken.children_user + taken.children_system

"""What a stage is given besides its input: settings, folders, the run's day, and somebody to tell how far it is.

What belongs here: how a stage reads, writes and reports. What does not: any stage's work, or the order of the stages.
"""

import hashlib
import shutil
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

import pandas as pd

from schemas.column import Table
from schemas.quarantine import QUARANTINE
from schemas.settings import Settings
from tasks.cache import BatchCache
from tasks.frames import TableRef, frame_of, read_table, write_table
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

    `model`: name and version of the model that made it, where one did; what is kept of it between runs depends on that.
    """

    stage: str
    unit: str
    read: int
    kept: int
    quarantined: int
    seconds: float
    note: str = ""
    model: str = ""
    warnings: tuple[str, ...] = ()
    tables: Mapping[str, TableRef] = field(default_factory=dict)

    def frame(self, table: Table) -> pd.DataFrame:
        """The stage's table of that contract, read from disk."""
        return read_table(self.tables[table.name])


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
        return Stage(run=self, name=name, unit=unit, started=time.perf_counter())


@dataclass(kw_only=True)
class Stage:
    """A stage under way: collects its tables, then closes with its counts."""

    run: Run
    name: str
    unit: str
    started: float
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
            note=note,
            model=model,
            warnings=tuple(self.warnings),
            tables=self.tables,
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


def stage_cache(stage: Stage, tables: tuple[Table, ...], *depends_on: str) -> BatchCache:
    """The cache of a stage in the version of its code; `depends_on` are the settings and model versions that it follows."""
    settings = hashlib.sha256("\n".join(depends_on).encode()).hexdigest()[:16]
    folder = stage.run.cache / stage.name / f"{stage_version(stage.name)}-{settings}"
    return BatchCache(folder=folder, tables=tables, warn=stage.warn)

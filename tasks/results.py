"""What a stage hands over: its tables where they lie, and its counts.

What belongs here: reading them again. What does not: writing them (run.py, cache.py).
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from schemas.articles import CLEANED
from schemas.column import Table
from schemas.quarantine import QUARANTINE, REJECTED
from tasks.frames import TableRef, dropped_rows, frame_of, to_frame
from tasks.parts import Parts


@dataclass(frozen=True, kw_only=True)
class StageResult:
    """What a stage made: its tables on disk and its counts. kept + quarantined = read, in the stage's unit.

    `parts`: where the rows lie that it keeps between runs, article by article, and `cache` the folder of them. `cpu_seconds`
    are those of this process and of those that it started and that have ended; `workers` were started, the largest of them took
    `worker_bytes` of memory. `model`: name and version of the model that
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
    workers: int = 0
    worker_bytes: int = 0
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


def rejected_by(stage: str, parts: Parts, cleaned: StageResult) -> tuple[pd.DataFrame, int]:
    """The quarantine rows of the articles that a stage rejected, one for each place of delivery; and how many articles."""
    rejected = to_frame(parts.read(REJECTED))
    if rejected.empty:
        return frame_of(QUARANTINE), 0
    sources = rejected.merge(cleaned.frame(CLEANED, ("article_id", "sources")), on="article_id", validate="1:1")
    rows = dropped_rows(sources, stage=stage, reason=list(rejected["reason"]), detail=list(rejected["detail"]))
    return rows, len(rejected)


def annotated_articles(cleaned: pa.Table, annotated: StageResult) -> pa.Table:
    """The cleaned articles that were annotated, with `batch`, the number of the batch that their annotation lies in."""
    if annotated.parts is None:
        raise ValueError("annotate keeps its rows in parts")
    places, failed = annotated.parts.places(), set(annotated.arrow(REJECTED, ("article_id",))["article_id"].to_pylist())
    ids = cleaned["article_id"].to_pylist()
    numbered = cleaned.append_column("batch", pa.array([places[article_id] for article_id in ids], pa.int64()))
    return numbered.filter(pa.array([article_id not in failed for article_id in ids], pa.bool_()))


def cpu_seconds() -> float:
    """Seconds of the processor that this process has taken, with those that it started and that have ended."""
    taken = os.times()
    return taken.user + taken.system + taken.children_user + taken.children_system

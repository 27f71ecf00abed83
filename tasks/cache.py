"""Heavy work kept between runs, by payload, code and model.

A stage whose result for an article depends on that article alone keeps it here: a folder a batch, with one Parquet
file a table and an index: the keys it answers for, and rows and checksum of each file. The cost of a run then follows what is
new: what is kept is found by its key and read where it lies, by whoever needs it. A batch that is not what its index
says, or whose index is damaged, is removed and made anew.
"""

import hashlib
import io
import shutil
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas.column import Table
from schemas.quarantine import REJECTED
from schemas.vocabularies import passing_reasons
from tasks.durable import Damaged, read_checked, sync, sync_tree, write_checked
from tasks.frames import file_sha256, to_frame, to_table
from tasks.parts import Parts, batch_file

INDEX = "index.json"
UNFINISHED = ".tmp"


@dataclass(frozen=True, kw_only=True)
class BatchCache:
    """The results of one stage in one version. `tables` are the contracts that each batch holds; `warn` is told of damage."""

    folder: Path
    tables: tuple[Table, ...]
    warn: Callable[[str], None] = field(default=lambda _: None)

    def find(self, wanted: Mapping[str, str]) -> dict[Path, dict[str, str]]:
        """The batches that hold wanted articles (key → article_id), whole, each with those. Damage is removed and told."""
        left, found = dict(wanted), {}
        for folder in self._batches():
            try:
                index = _read_index(folder)
                mine = [key for key in index["keys"] if key in left]
                if mine:
                    self._verify(folder, index)
                    found[folder] = {key: left.pop(key) for key in mine}
            except Damaged as damage:
                self._remove(folder, damage)
        return found

    def kept(self) -> set[str]:
        """Every key that a batch answers for by its index; nothing is verified, and nothing removed."""
        keys: set[str] = set()
        for folder in self._batches():
            with suppress(Damaged):
                keys.update(_read_index(folder)["keys"])
        return keys

    def put(self, keys: Sequence[str], tables: Mapping[str, pa.Table]) -> Path:
        """Keep the tables (by name) of a batch, whole or not at all; its folder."""
        target = self.folder / hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()[:20]
        unfinished = target.with_name(f"{target.name}.{uuid.uuid4().hex}{UNFINISHED}")
        unfinished.mkdir(parents=True)
        files = {table.name: _write_table(tables[table.name], batch_file(unfinished, table)) for table in self.tables}
        write_checked(unfinished / INDEX, {"keys": sorted(keys), "files": files})
        sync_tree(unfinished)
        try:
            unfinished.rename(target)
        except OSError:  # another run kept the same batch first; if it is damaged, the next run removes it
            shutil.rmtree(unfinished)
        sync(self.folder)
        return target

    def _batches(self) -> list[Path]:
        return sorted(p for p in self.folder.glob("*") if p.is_dir() and p.suffix != UNFINISHED)

    def _verify(self, folder: Path, index: Mapping[str, Any]) -> None:
        """Raises Damaged where a file of the batch is not what was written."""
        for table in self.tables:
            path = batch_file(folder, table)
            try:
                is_whole = file_sha256(path) == index["files"][table.name]["sha256"]
            except (OSError, KeyError, TypeError) as error:
                raise Damaged(f"{path} can't be read: {type(error).__name__}") from error
            if not is_whole:
                raise Damaged(f"{path} has another checksum than its index states")

    def _remove(self, folder: Path, damage: Damaged) -> None:
        self.warn(f"kept results are damaged and are made anew: {damage}")
        shutil.rmtree(folder, ignore_errors=True)


Work = Callable[[pd.DataFrame], Mapping[str, pd.DataFrame]]
Placed = Mapping[Path, set[str]]
"""Where the rows of articles lie now: folders of batches, each with its articles."""
Doing = Callable[[Sequence[pa.Table], Path], Iterator[Placed]]
"""Does batches (rows of articles, each with its `key`), and hands over each as it is finished; what is for this run only goes
to the path."""


def run_in_batches(
    articles: pa.Table,
    keys: Sequence[str],
    *,
    cache: BatchCache,
    parts: Path,
    size: Callable[[int], int],
    doing: Doing,
    advance: Callable[[int], None],
    order: Sequence[str] = ("article_id",),
) -> Parts:
    """Where the stage's rows for all articles lie, listed at the path `parts`: kept ones, and new ones that are done in batches.

    `articles` has a row each, with `article_id`; `keys` has one cache key for each row; new ones are done sorted by the
    columns `order`, in batches whose `size` their number tells. What hung on time or on the state of the machine (a
    reason of quarantine that is `passing`) is not kept for the next run, which tries again.
    """
    found = cache.find(dict(zip(keys, articles["article_id"].to_pylist(), strict=True)))
    known = {key for batch in found.values() for key in batch}
    listed = {folder: set(batch.values()) for folder, batch in found.items()}
    advance(len(known))
    left = articles.append_column("key", pa.array(keys, pa.string())).filter(
        pa.array([key not in known for key in keys], pa.bool_())
    )
    left = left.sort_by([(name, "ascending") for name in order])
    step = max(1, size(len(left)))
    for placed in doing([left.slice(start, step) for start in range(0, len(left), step)], parts.with_name("passing")):
        listed |= placed
        advance(sum(map(len, placed.values())))
    return Parts.write(parts, listed)


def here(cache: BatchCache, work: Work) -> Doing:
    """Batches done one after the other in this process."""

    def doing(batches: Sequence[pa.Table], passing: Path) -> Iterator[Placed]:
        for batch in batches:
            yield put_batch(cache, batch, work(to_frame(batch.drop_columns("key"))), passing=passing)

    return doing


def put_batch(cache: BatchCache, batch: pa.Table, frames: Mapping[str, pd.DataFrame], *, passing: Path) -> Placed:
    """Keep what was made of a batch; the articles that were rejected for a passing reason apart, for this run only."""
    made = {table.name: to_table(frames[table.name], table) for table in cache.tables}
    mine = dict(zip(batch["key"].to_pylist(), batch["article_id"].to_pylist(), strict=True))
    rejected = made.get(REJECTED.name, REJECTED.schema.empty_table())
    passed = pc.is_in(rejected["reason"], value_set=pa.array(passing_reasons(), pa.string()))
    once = set(rejected.filter(passed)["article_id"].to_pylist())
    folders = {}
    for place, holds in ((cache, False), (BatchCache(folder=passing, tables=cache.tables), True)):
        keys = {key: article_id for key, article_id in mine.items() if (article_id in once) == holds}
        if keys:
            ids = set(keys.values())
            folders[place.put(list(keys), {name: _rows_of(table, ids) if once else table for name, table in made.items()})] = ids
    return folders


def _rows_of(table: pa.Table, ids: set[str]) -> pa.Table:
    return table.filter(pc.is_in(table["article_id"], value_set=pa.array(sorted(ids), pa.string())))


def _read_index(folder: Path) -> Any:
    """What put wrote of the batch. Raises Damaged."""
    index = read_checked(folder / INDEX)
    if not isinstance(index, dict) or not {"keys", "files"} <= set(index):
        raise Damaged(f"{folder / INDEX} lacks entries")
    return index


def _write_table(table: pa.Table, path: Path) -> dict[str, Any]:
    """Write the table; what the index says of its file."""
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    content = buffer.getvalue()
    path.write_bytes(content)
    return {"rows": table.num_rows, "sha256": hashlib.sha256(content).hexdigest()}


def unfinished_batches(cache: Path) -> Iterator[Path]:
    """What crashed runs left of batches in the folder of all caches, and what was to be removed; nobody may be writing there."""
    for depth in ("*/*", "*/*/*"):
        yield from cache.glob(f"{depth}{UNFINISHED}")

"""Heavy work kept between runs, by payload, code and model.

A stage whose result for an article depends on that article alone keeps it here: a folder a batch, with one Parquet
file a table and an index: the keys it answers for, and rows and checksum of each file. The cost of a run then follows what is
new. A batch that is not what its index says, or whose index is damaged, is removed and made anew.
"""

import hashlib
import io
import shutil
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas.column import Table
from schemas.errors import ContractError
from schemas.quarantine import REJECTED
from schemas.vocabularies import passing_reasons
from tasks.durable import Damaged, read_checked, sync, sync_tree, write_checked
from tasks.frames import check_nulls, to_frame, to_table

INDEX = "index.json"
UNFINISHED = ".tmp"


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What is known of the wanted articles: the keys answered for, and rows by table name, in parts."""

    keys: set[str] = field(default_factory=set)
    parts: dict[str, list[pa.Table]]

    def add(self, keys: Collection[str], tables: Mapping[str, pa.Table]) -> None:
        """Take in the rows of more articles."""
        self.keys.update(keys)
        for name, table in tables.items():
            self.parts[name].append(table)


@dataclass(frozen=True, kw_only=True)
class BatchCache:
    """The results of one stage in one version. `tables` are the contracts that each batch holds; `warn` is told of damage."""

    folder: Path
    tables: tuple[Table, ...]
    warn: Callable[[str], None] = field(default=lambda _: None)

    def read(self, wanted: Mapping[str, str]) -> Kept:
        """The rows of those wanted articles (key → article_id) that are kept whole. What is damaged is removed and told."""
        kept = Kept(parts={table.name: [table.schema.empty_table()] for table in self.tables})
        for folder in self._batches():
            try:
                index = read_checked(folder / INDEX)
                mine = [key for key in index["keys"] if key in wanted and key not in kept.keys]
                if mine:
                    ids = pa.array(sorted({wanted[key] for key in mine}))
                    kept.add(mine, {name: _rows_of(whole, ids) for name, whole in self._verified(folder, index)})
            except Damaged as damage:
                self._remove(folder, damage)
        return kept

    def put(self, keys: Sequence[str], tables: Mapping[str, pa.Table]) -> None:
        """Keep the tables (by name) of a batch, whole or not at all."""
        if not keys:
            return
        name = hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()[:20]
        unfinished = self.folder / f"{name}.{uuid.uuid4().hex}{UNFINISHED}"
        unfinished.mkdir(parents=True)
        files = {table.name: _write_table(tables[table.name], unfinished / _file(table.name)) for table in self.tables}
        write_checked(unfinished / INDEX, {"keys": sorted(keys), "files": files})
        sync_tree(unfinished)
        try:
            unfinished.rename(self.folder / name)
        except OSError:  # another run kept the same batch first; if it is damaged, the next run removes it
            shutil.rmtree(unfinished)
        sync(self.folder)

    def _batches(self) -> list[Path]:
        return sorted(p for p in self.folder.glob("*") if p.is_dir() and p.suffix != UNFINISHED)

    def _verified(self, folder: Path, index: Mapping[str, Any]) -> list[tuple[str, pa.Table]]:
        """Every table of a batch. Raises Damaged before any is handed over."""
        return [(table.name, _read_table(table, folder / _file(table.name), index["files"])) for table in self.tables]

    def _remove(self, folder: Path, damage: Damaged) -> None:
        self.warn(f"kept results are damaged and are made anew: {damage}")
        shutil.rmtree(folder, ignore_errors=True)


def run_in_batches(
    articles: pd.DataFrame,
    keys: Sequence[str],
    *,
    cache: BatchCache,
    size: int,
    work: Callable[[pd.DataFrame], Mapping[str, pd.DataFrame]],
    advance: Callable[[int], None],
) -> dict[str, pd.DataFrame]:
    """The stage's frames for all articles, by table name: kept ones from the cache, new ones by `work`, batch by batch.

    `articles` has a row each, with `article_id`; `keys` has one cache key for each row. What hung on time or on the state of
    the machine (a reason of quarantine that is `passing`) is not kept: the next run tries again.
    """
    wanted = dict(zip(keys, articles["article_id"], strict=True))
    kept = cache.read(wanted)
    new = [place for place, key in enumerate(keys) if key not in kept.keys]
    advance(len(keys) - len(new))
    for start in range(0, len(new), size):
        places = new[start : start + size]
        frames = work(articles.iloc[places].reset_index(drop=True))
        made = {table.name: to_table(frames[table.name], table) for table in cache.tables}
        _put_lasting(cache, {keys[place]: wanted[keys[place]] for place in places}, made)
        kept.add([keys[place] for place in places], made)
        advance(len(places))
    return {table.name: _whole(table, kept.parts[table.name]) for table in cache.tables}


def _put_lasting(cache: BatchCache, wanted: Mapping[str, str], made: Mapping[str, pa.Table]) -> None:
    """Keep the batch but for the articles that were rejected for a passing reason."""
    rejected = made.get(REJECTED.name, REJECTED.schema.empty_table())
    passing = rejected.filter(pc.is_in(rejected["reason"], value_set=pa.array(passing_reasons(), pa.string())))
    left_out = set(passing["article_id"].to_pylist())
    lasting = {key: article_id for key, article_id in wanted.items() if article_id not in left_out}
    ids = pa.array(sorted(lasting.values()), pa.string())
    cache.put(list(lasting), {name: _rows_of(table, ids) if left_out else table for name, table in made.items()})


def _rows_of(table: pa.Table, ids: pa.Array) -> pa.Table:
    return table.filter(pc.is_in(table["article_id"], value_set=ids))


def _whole(table: Table, parts: Sequence[pa.Table]) -> pd.DataFrame:
    return to_frame(pa.concat_tables(parts).sort_by([(name, "ascending") for name in table.key]))


def _file(table: str) -> str:
    return f"{table}.parquet"


def _write_table(table: pa.Table, path: Path) -> dict[str, Any]:
    """Write the table; what the index says of its file."""
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    content = buffer.getvalue()
    path.write_bytes(content)
    return {"rows": table.num_rows, "sha256": hashlib.sha256(content).hexdigest()}


def _read_table(table: Table, path: Path, files: Mapping[str, Mapping[str, Any]]) -> pa.Table:
    """The table of one file, read once: what is verified is what is used. Raises Damaged."""
    try:
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != files[table.name]["sha256"]:
            raise Damaged(f"{path} has {len(content)} bytes of another checksum than its index states")
        read = pq.read_table(pa.BufferReader(content), schema=table.schema)
        if read.num_rows != files[table.name]["rows"]:
            raise Damaged(f"{path} has {read.num_rows} rows; its index states {files[table.name]['rows']}")
        check_nulls(read, table)
    except (OSError, KeyError, TypeError, pa.ArrowException) as error:
        raise Damaged(f"{path} can't be read: {type(error).__name__}") from error
    except ContractError as error:
        raise Damaged(f"{path}: {error.found}") from error
    return read


def unfinished_batches(cache: Path) -> Iterator[Path]:
    """What crashed runs left of batches in the folder of all caches; nobody may be writing there."""
    yield from cache.glob(f"*/*/*{UNFINISHED}")

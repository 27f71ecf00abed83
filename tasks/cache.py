"""Heavy work kept between runs, by payload, code and model.

A stage whose result for an article depends on that article alone keeps it here: a folder a batch, with one Parquet
file a table and the keys it answers for. The cost of a run then follows what is new.
"""

import hashlib
import json
import shutil
import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas.column import Table
from tasks.frames import to_frame, to_table

INDEX = "keys.json"


@dataclass(frozen=True, kw_only=True)
class BatchCache:
    """The results of one stage in one version. `tables` are the contracts that each batch holds."""

    folder: Path
    tables: tuple[Table, ...]

    def keys(self) -> dict[str, Path]:
        """Every key answered for, with the folder of its batch."""
        found: dict[str, Path] = {}
        for index in sorted(self.folder.glob(f"*/{INDEX}")):
            found |= dict.fromkeys(json.loads(index.read_text(encoding="utf-8")), index.parent)
        return found

    def put(self, keys: Sequence[str], frames: Mapping[str, pd.DataFrame]) -> None:
        """Keep the frames (by table name) of a batch, whole or not at all."""
        name = hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()[:20]
        unfinished = self.folder / f"{name}.{uuid.uuid4().hex}.tmp"
        unfinished.mkdir(parents=True)
        for table in self.tables:
            pq.write_table(to_table(frames[table.name], table), unfinished / f"{table.name}.parquet", compression="zstd")
        (unfinished / INDEX).write_text(json.dumps(sorted(keys)), encoding="utf-8")
        try:
            unfinished.rename(self.folder / name)
        except OSError:  # another run kept the same batch first
            shutil.rmtree(unfinished)

    def read(self, wanted: Mapping[str, str]) -> dict[str, pd.DataFrame]:
        """The rows of the wanted articles (key → article_id), by table name, in the order of article_id.

        Raises KeyError if a key is not kept.
        """
        known = self.keys()
        by_batch: dict[Path, set[str]] = {}
        for key, article_id in wanted.items():
            by_batch.setdefault(known[key], set()).add(article_id)
        return {table.name: _rows(table, by_batch) for table in self.tables}


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

    `articles` has a row each, with `article_id`; `keys` has one cache key for each row.
    """
    known = cache.keys()
    new = [place for place, key in enumerate(keys) if key not in known]
    advance(len(keys) - len(new))
    for start in range(0, len(new), size):
        places = new[start : start + size]
        cache.put([keys[place] for place in places], work(articles.iloc[places].reset_index(drop=True)))
        advance(len(places))
    return cache.read(dict(zip(keys, articles["article_id"], strict=True)))


def _rows(table: Table, by_batch: Mapping[Path, Collection[str]]) -> pd.DataFrame:
    parts = [table.schema.empty_table()]
    for folder, ids in by_batch.items():
        whole = pq.read_table(folder / f"{table.name}.parquet", schema=table.schema)
        parts.append(whole.filter(pc.is_in(whole["article_id"], value_set=pa.array(sorted(ids)))))
    return to_frame(pa.concat_tables(parts).sort_by([(name, "ascending") for name in table.key]))

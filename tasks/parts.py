"""Where the rows of a stage's articles lie: batches of Parquet files, and of each batch the articles that are meant.

What belongs here: finding and reading rows by article, path in. What does not: making them (cache.py keeps them between runs).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas.column import Table

SCHEMA = pa.schema([("batch", pa.string()), ("article_id", pa.string())])


@dataclass(frozen=True, kw_only=True)
class Parts:
    """The rows of some articles, left where they lie. Small: `path` is the file that lists batches and articles."""

    path: Path

    @classmethod
    def write(cls, path: Path, batches: Mapping[Path, Iterable[str]]) -> "Parts":
        """List the articles of each batch (a folder) that are meant; an article stands in one batch only."""
        rows = sorted((str(folder), article_id) for folder, ids in batches.items() for article_id in ids)
        columns = zip(*rows, strict=True) if rows else ([], [])
        path.parent.mkdir(parents=True, exist_ok=True)
        arrays = [pa.array(list(column), kind) for column, kind in zip(columns, SCHEMA.types, strict=True)]
        pq.write_table(pa.Table.from_arrays(arrays, schema=SCHEMA), path)
        return cls(path=path)

    def places(self) -> dict[str, int]:
        """Every article with the number of its batch: work in this order reads each batch once."""
        listed = pq.read_table(self.path)
        numbers = listed["batch"].combine_chunks().dictionary_encode().indices
        return dict(zip(listed["article_id"].to_pylist(), numbers.to_pylist(), strict=True))

    def read(self, table: Table, article_ids: Collection[str] | None = None, columns: Sequence[str] | None = None) -> pa.Table:
        """The rows of one table, of all articles or some, sorted by its key; the key's columns and those named, else all."""
        names = None if columns is None else list(dict.fromkeys((*table.key, "article_id", *columns)))
        found = [self._empty(table, names)]
        for folder, ids in self._listed(article_ids):
            part = pq.read_table(batch_file(folder, table), columns=names, use_threads=False)
            found.append(part.filter(pc.is_in(part["article_id"], value_set=ids)).cast(found[0].schema))
        return pa.concat_tables(found).sort_by([(name, "ascending") for name in table.key])

    @staticmethod
    def _empty(table: Table, names: Sequence[str] | None) -> pa.Table:
        whole: pa.Table = table.schema.empty_table()
        return whole if names is None else whole.select(names)

    def _listed(self, article_ids: Collection[str] | None) -> list[tuple[Path, pa.Array]]:
        listed = pq.read_table(self.path)
        if article_ids is not None:
            listed = listed.filter(pc.is_in(listed["article_id"], value_set=pa.array(sorted(article_ids), pa.string())))
        batches = listed["batch"].unique().to_pylist()
        return [
            (Path(batch), listed.filter(pc.equal(listed["batch"], batch))["article_id"].combine_chunks()) for batch in batches
        ]


def batch_file(folder: Path, table: Table) -> Path:
    """The file of one table in the folder of a batch."""
    return folder / f"{table.name}.parquet"

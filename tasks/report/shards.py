"""Files of data that a page opened from disk can load: scripts that hand over compressed JSON.

A browser reads no other file beside a page from file://. What a script holds is Base64 of gzip of JSON, so that no string of
the data can be taken for code; the bytes depend on the data alone.
"""

import base64
import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

ROWS_AT_A_TIME = 1_000
LIST_ROWS = 1_000
PAGE_BYTES = 600_000
LEVEL = 4
"""Of gzip: 6 takes twice the time and saves 7 % of the bytes."""


@dataclass(kw_only=True)
class Catalogue:
    """Where what stands: for each kind of page the first id of each shard; for each list a summary of each shard."""

    pages: dict[str, list[str]] = field(default_factory=dict)
    lists: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def write_shard(path: Path, key: str, payload: bytes) -> None:
    """Write JSON under a key, as a script. The key is one of ours and is not escaped."""
    packed = base64.b64encode(gzip.compress(payload, compresslevel=LEVEL, mtime=0))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b'depeche.arrived("%b","%b");\n' % (key.encode("ascii"), packed))


def write_pages(connection: duckdb.DuckDBPyConnection, sql: str, folder: Path, kind: str) -> list[str]:
    """Write the rows of a query (id, row as JSON; sorted by id) as shards of some size; the first id of each shard."""
    firsts: list[str] = []
    for shard in _by_bytes(_stream(connection, sql)):
        name = f"{kind}/{len(firsts):05d}"
        firsts.append(shard[0][0])
        rows = (b"%b:%b" % (json.dumps(key).encode(), row) for key, row in shard)
        write_shard(folder / f"{name}.js", name, b"{%b}" % b",".join(rows))
    return firsts


def write_list(connection: duckdb.DuckDBPyConnection, sql: str, folder: Path, kind: str) -> list[dict[str, Any]]:
    """Write the rows of a query (id, row as JSON, zone_… columns) as shards of as many rows; the summary of each shard.

    A summary has the number of rows, the first and last day, and each value of the zone columns that stands in the shard,
    so that a search passes over shards that can hold nothing it looks for.
    """
    summaries: list[dict[str, Any]] = []
    for found in connection.sql(sql).to_arrow_reader(LIST_ROWS):
        name = f"{kind}/{len(summaries):05d}"
        summaries.append(_summary(found))
        write_shard(folder / f"{name}.js", name, b"[%b]" % b",".join(_json(found)))
    return summaries


def _summary(found: pa.RecordBatch) -> dict[str, Any]:
    days = found.column("zone_date")
    first, last = (day.as_py() for day in pc.min_max(days).values())
    zones = [name for name in found.schema.names if name.startswith("zone_") and name != "zone_date"]
    return {
        "rows": found.num_rows,
        "first": first and first.isoformat(),
        "last": last and last.isoformat(),
        "undated": days.null_count,
    } | {name.removeprefix("zone_"): sorted(found.column(name).flatten().unique().to_pylist()) for name in zones}


def _stream(connection: duckdb.DuckDBPyConnection, sql: str) -> Iterator[tuple[str, bytes]]:
    for found in connection.sql(sql).to_arrow_reader(ROWS_AT_A_TIME):
        yield from zip(found.column("id").to_pylist(), _json(found), strict=True)


def _json(found: pa.RecordBatch) -> list[bytes]:
    """Each row's JSON in the bytes in which it comes, which are compressed as they are."""
    listed: list[bytes] = found.column("row").cast(pa.binary()).to_pylist()
    return listed


def _by_bytes(rows: Iterable[tuple[str, bytes]]) -> Iterator[list[tuple[str, bytes]]]:
    """Runs of rows of some size; a row that is larger stands alone."""
    shard: list[tuple[str, bytes]] = []
    size = 0
    for row in rows:
        if shard and size + len(row[1]) > PAGE_BYTES:
            yield shard
            shard, size = [], 0
        shard.append(row)
        size += len(row[1])
    if shard:
        yield shard

"""Files of data that a page opened from disk can load: scripts that hand over compressed JSON.

A browser reads no other file beside a page from file://. What a script holds is Base64 of gzip of JSON, so that no string of
the data can be taken for code; the bytes depend on the data alone.
"""

import base64
import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

ROWS_AT_A_TIME = 1_000
LIST_ROWS = 1_000
PAGE_BYTES = 600_000
LEVEL = 6


@dataclass(kw_only=True)
class Catalogue:
    """Where what stands: for each kind of page the first id of each shard; for each list a summary of each shard."""

    pages: dict[str, list[str]] = field(default_factory=dict)
    lists: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def write_shard(path: Path, key: str, payload: str) -> None:
    """Write JSON under a key, as a script. The key is one of ours and is not escaped."""
    packed = base64.b64encode(gzip.compress(payload.encode(), compresslevel=LEVEL, mtime=0)).decode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'depeche.arrived("{key}","{packed}");\n', encoding="ascii")


def write_pages(connection: duckdb.DuckDBPyConnection, sql: str, folder: Path, kind: str) -> list[str]:
    """Write the rows of a query (id, row as JSON; sorted by id) as shards of some size; the first id of each shard."""
    firsts: list[str] = []
    for shard in _by_bytes(_stream(connection, sql)):
        name = f"{kind}/{len(firsts):05d}"
        firsts.append(shard[0][0])
        write_shard(folder / f"{name}.js", name, "{" + ",".join(f"{json.dumps(key)}:{row}" for key, row in shard) + "}")
    return firsts


def write_list(connection: duckdb.DuckDBPyConnection, sql: str, folder: Path, kind: str) -> list[dict[str, Any]]:
    """Write the rows of a query (id, row as JSON, zone_… columns) as shards of as many rows; the summary of each shard.

    A summary has the number of rows, the first and last day, and each value of the zone columns that stands in the shard,
    so that a search passes over shards that can hold nothing it looks for.
    """
    result = connection.execute(sql)
    columns = [name for name, *_ in result.description or ()]
    summaries: list[dict[str, Any]] = []
    while found := result.fetchmany(LIST_ROWS):
        name = f"{kind}/{len(summaries):05d}"
        summaries.append(_summary([dict(zip(columns, values, strict=True)) for values in found]))
        write_shard(folder / f"{name}.js", name, "[" + ",".join(values[1] for values in found) + "]")
    return summaries


def _summary(found: list[Mapping[str, Any]]) -> dict[str, Any]:
    days = sorted(row["zone_date"].isoformat() for row in found if row["zone_date"] is not None)
    zones = [name for name in found[0] if name.startswith("zone_") and name != "zone_date"]
    return {
        "rows": len(found),
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
        "undated": len(found) - len(days),
    } | {name.removeprefix("zone_"): sorted({value for row in found for value in row[name]}) for name in zones}


def _stream(connection: duckdb.DuckDBPyConnection, sql: str) -> Iterator[tuple[str, str]]:
    result = connection.execute(sql)
    while found := result.fetchmany(ROWS_AT_A_TIME):
        yield from found


def _by_bytes(rows: Iterable[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """Runs of rows of some size; a row that is larger stands alone."""
    shard: list[tuple[str, str]] = []
    size = 0
    for row in rows:
        if shard and size + len(row[1]) > PAGE_BYTES:
            yield shard
            shard, size = [], 0
        shard.append(row)
        size += len(row[1])
    if shard:
        yield shard

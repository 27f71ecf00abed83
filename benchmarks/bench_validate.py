"""What validation of a large release costs: the stages' tables of a sample, repeated under new ids, are validated as a run does.

    python benchmarks/bench_validate.py RAW [SHARE]

RAW is a folder of raw press (data/raw). SHARE (default 1) is that of 100,000 articles, 1,000,000 names and 300,000 events.
"""

import dataclasses
import resource
import sys
import tempfile
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from schemas.annotations import MENTIONS as MENTIONS_FOUND
from schemas.annotations import SENTENCES
from schemas.entities import ENTITIES
from schemas.events import EVENT_CANDIDATES, EVENT_MENTIONS
from schemas.settings import Settings
from tasks.annotate.task import annotate
from tasks.clean.task import clean
from tasks.code_events.task import code_events
from tasks.deduplicate.task import deduplicate
from tasks.frames import TableRef
from tasks.ingest.task import ingest
from tasks.link.task import link
from tasks.run import Run, StageResult
from tasks.validate.task import validate

ID = "substr(md5({0} || k), 1, 20)"
SOURCES = "[struct_update(s, uri := s.uri || '-' || k) FOR s IN sources] AS sources"
ARTICLE = f"{ID.format('article_id')} AS article_id"
MENTIONS = f"[struct_update(m, article_id := {ID.format('m.article_id')}) FOR m IN mentions]"
LEADER, REPEATS = ID.format("cluster_id"), ID.format("duplicate_of")
LED = f"{LEADER} AS cluster_id, CASE WHEN duplicate_of IS NOT NULL THEN {REPEATS} END AS duplicate_of"
BOTH = f"{ID.format('article_id')}, {ID.format('other_id')}"
PAIR = f"least({BOTH}) AS article_id, greatest({BOTH}) AS other_id"
PLACES = "list_sort(list_transform(mentions, lambda m: {'article_id': m.article_id, 'start': m.trigger_start}))"
KEYS = f"list_transform({PLACES}, lambda m: m.article_id || ':' || m.start || ':' || event_type)"
NAMED = f"{ARTICLE}, {ID.format('article_id')} || substr(mention_id, 21) AS mention_id"
# Which columns change with the copy, and of how many copies a table is: articles, names or events.
REPEATED: Mapping[str, tuple[str, str]] = {
    "documents": (f"{ARTICLE}, {SOURCES}, ''::BLOB AS content", "articles"),
    "cleaned": (f"{ARTICLE}, {SOURCES}", "articles"),
    "clustered": (f"{ARTICLE}, {LED}", "articles"),
    "overlaps": (PAIR, "articles"),
    "sentences": (ARTICLE, "articles"),
    "mentions": (ARTICLE, "names"),
    "entities": (NAMED, "names"),
    "event_candidates": (ARTICLE, "events"),
    "event_mentions": (ARTICLE, "events"),
    "events": (f"{MENTIONS} AS mentions", "events"),
}
IN_PARTS = {
    "annotate": (SENTENCES, MENTIONS_FOUND),
    "link": (ENTITIES,),
    "code_events": (EVENT_CANDIDATES, EVENT_MENTIONS),
}
AT_FULL = {"articles": 100_000, "names": 1_000_000, "events": 300_000}
COUNTED = {"articles": "cleaned", "names": "entities", "events": "events"}


def stages_of(raw: Path, work: Path) -> tuple[Run, list[StageResult]]:
    run = Run(run_id="bench", settings=Settings(), raw=raw, out=work / "out", work=work, as_of=date(2026, 3, 1))
    ingested = ingest.fn(run)
    cleaned = clean.fn(run, ingested)
    unique, annotated = deduplicate.fn(run, cleaned), annotate.fn(run, cleaned)
    linked = link.fn(run, cleaned, annotated)
    return run, [ingested, cleaned, unique, annotated, linked, code_events.fn(run, cleaned, unique, annotated, linked)]


def whole(result: StageResult, folder: Path) -> StageResult:
    """The stage with what it keeps article by article put together, as a file a table."""
    kept = {}
    for table in IN_PARTS.get(result.stage, ()):
        rows = result.arrow(table)
        path = folder / result.stage / f"{table.name}-once.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(rows, path)
        kept[table.name] = TableRef(table=table.name, path=path, rows=rows.num_rows, sha256="")
    return dataclasses.replace(result, tables={**result.tables, **kept})


def repeated(results: list[StageResult], share: float, folder: Path) -> list[StageResult]:
    results = [whole(result, folder) for result in results]
    rows = {name: ref.rows for result in results for name, ref in result.tables.items()}
    copies = {kind: round(AT_FULL[kind] * share / rows[table]) for kind, table in COUNTED.items()}
    made = []
    for result in results:
        tables = dict(result.tables)
        for name, ref in tables.items():
            if name in REPEATED:
                columns, kind = REPEATED[name]
                path = folder / result.stage / f"{name}.parquet"
                path.parent.mkdir(parents=True, exist_ok=True)
                sql = f"SELECT * REPLACE ({columns}) FROM '{ref.path}', range({copies[kind]}) AS copies(k)"
                if name == "events":
                    digest = f"left(sha256(array_to_string({KEYS}, chr(10))), 20)"
                    sql = f"SELECT * REPLACE ({digest} AS event_id) FROM ({sql})"
                duckdb.sql(sql).write_parquet(str(path), compression="zstd")
                tables[name] = dataclasses.replace(ref, path=path, rows=duckdb.read_parquet(str(path)).shape[0])
        made.append(dataclasses.replace(result, tables=tables))
    read = sum(result.tables["quarantine"].rows for result in results if "quarantine" in result.tables)
    sources = duckdb.sql(f"SELECT sum(len(sources)) FROM '{made[1].tables['cleaned'].path}'").fetchall()[0][0]
    made[0] = dataclasses.replace(made[0], read=int(sources) + read)
    return made


def main() -> None:
    share = float(sys.argv[2]) if len(sys.argv) > 2 else 1.0
    with tempfile.TemporaryDirectory() as scratch:
        run, results = stages_of(Path(sys.argv[1]), Path(scratch))
        made = repeated(results, share, Path(scratch) / "repeated")
        counted = ((1, "cleaned"), (4, "entities"), (5, "events"))
        print(", ".join(f"{made[place].tables[name].rows} {name}" for place, name in counted))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        started, used = time.perf_counter(), time.process_time()
        result = validate.fn(run, *made)
        seconds, cpu = time.perf_counter() - started, time.process_time() - used
        apart = resource.getrusage(resource.RUSAGE_CHILDREN)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{result.kept} rows kept, {result.quarantined} taken out; {result.note}")
    print(f"{seconds:.0f} s, {cpu:.0f} s of processor and {apart.ru_utime - children:.0f} s in the worker")
    print(f"peak memory {peak / 1024:.0f} MiB (before: {before / 1024:.0f}), the worker's {apart.ru_maxrss / 1024:.0f}")


if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.exit("name a folder of raw press: benchmarks/bench_validate.py data/raw [SHARE]")
    main()

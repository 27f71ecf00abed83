"""How long and in what memory the report of a large release is written: a release repeated under new ids and on other days.

    python benchmarks/bench_report.py OUT [SHARE] [TARGET]

OUT has a release. SHARE (default 1) is that of 100,000 articles, 1,000,000 names and 300,000 events; TARGET keeps the report,
which benchmarks/visit_report.py then opens.
"""

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from tasks.report.facts import Facts
from tasks.report.write import write_report
from tasks.version import made_by

ID = "substr(md5({} || k), 1, 20)"
EVENTS = f"""
    SELECT * REPLACE ({ID.format("event_id")} AS event_id, date_start + k::INTEGER % 900 AS date_start,
        date_end + k::INTEGER % 900 AS date_end,
        [struct_update(m, article_id := {ID.format("m.article_id")}) FOR m IN mentions] AS mentions)
    FROM '{{}}/events/*.parquet', range(?) AS copies(k) ORDER BY event_id
"""
ARTICLES = f"""
    SELECT * REPLACE ({ID.format("article_id")} AS article_id, {ID.format("cluster_id")} AS cluster_id,
        CASE WHEN duplicate_of IS NULL THEN NULL ELSE {ID.format("duplicate_of")} END AS duplicate_of,
        published_on + k::INTEGER % 900 AS published_on)
    FROM '{{}}/articles/*.parquet', range(?) AS copies(k) ORDER BY article_id
"""
ENTITIES = f"""
    SELECT * REPLACE ({ID.format("article_id")} AS article_id,
        {ID.format("article_id")} || substr(mention_id, 21) AS mention_id,
        CASE WHEN starts_with(entity_id, 'Q') THEN entity_id ELSE entity_id || '-' || k % 500 END AS entity_id)
    FROM '{{}}/entities/*.parquet', range(?) AS copies(k) ORDER BY mention_id
"""
QUARANTINE = "SELECT * FROM '{}/quarantine/*.parquet' WHERE ? > 0"
AT_FULL = {"articles": 100_000, "entities": 1_000_000, "events": 300_000}
QUERIES = {"articles": ARTICLES, "entities": ENTITIES, "events": EVENTS, "quarantine": QUARANTINE}


def generate(out: Path, share: float, folder: Path) -> dict[str, Path]:
    tables = {}
    for name, sql in QUERIES.items():
        tables[name] = folder / f"{name}.parquet"
        rows = duckdb.read_parquet(f"{out}/{name}/*.parquet").shape[0]
        copies = max(1, round(AT_FULL.get(name, 0) * share / max(rows, 1)))
        duckdb.sql(sql.format(out), params=[copies]).write_parquet(str(tables[name]), compression="zstd")
    return tables


def main() -> None:
    out, share = Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 1.0
    with tempfile.TemporaryDirectory() as scratch:
        target = Path(sys.argv[3]) if len(sys.argv) > 3 else Path(scratch) / "report"
        tables = generate(out, share, Path(scratch))
        rows = {name: duckdb.read_parquet(str(path)).shape[0] for name, path in tables.items()}
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        manifest = json.loads((out / "current/manifest.json").read_text(encoding="utf-8"))
        facts = Facts(
            release_id=manifest["release_id"],
            made=made_by() | {"settings": {}},
            stages=manifest["stages"],
            tables={name: {"rows": n, "sha256": ""} for name, n in rows.items()},
            verdict={"success": True, "findings": []},
        )
        started, used = time.perf_counter(), time.process_time()
        write_report(facts, tables, target, scratch=Path(scratch) / "tables", memory="2GB")
        seconds, cpu = time.perf_counter() - started, time.process_time() - used
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
        first = sum(path.stat().st_size for path in (target / "assets").rglob("*") if path.is_file())
        first += sum((target / "data" / f"{name}.js").stat().st_size for name in ("overview", "world"))
    print(", ".join(f"{n} {name}" for name, n in rows.items()))
    print(f"{seconds:.1f} s ({cpu:.1f} s of processor), peak memory {peak / 1024:.0f} MiB (before: {before / 1024:.0f})")
    print(f"report {size / 1e6:.1f} MB, of which the first page loads {first / 1e6:.2f} MB")


if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.exit("name a folder with a release: benchmarks/bench_report.py OUT [SHARE] [TARGET]")
    main()

"""Writes the report of a release: index.html, what it loads, and each figure as CSV and JSON."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment, PackageLoader, StrictUndefined

from schemas.vocabularies import vocabulary
from tasks.earlier import Earlier
from tasks.identity import CHANGES_FILE
from tasks.report.changes import changes, compare, write_changes
from tasks.report.database import names, opened, query, rows
from tasks.report.facts import Facts, Summary
from tasks.report.figures import figures, write_figures
from tasks.report.issues import key_issues
from tasks.report.measured import measured, measured_figures
from tasks.report.shards import Catalogue, write_list, write_pages, write_shard
from tasks.report.words import LABELLED, countries, knowledge, labels


def write_report(
    facts: Facts, tables: Mapping[str, Path], target: Path, *, scratch: Path, memory: str, earlier: Earlier | None = None
) -> Summary:
    """Write the report of the tables (Parquet files, by name) into an empty or new folder; what it tells first.

    `scratch` takes what does not fit into `memory` (as DuckDB writes it). `earlier` is the release to compare with; the list of
    changes since then is put into `scratch` (CHANGES_FILE). The bytes depend on the arguments alone.
    """
    with opened(tables, folder=scratch, memory=memory) as connection:
        found = figures(connection)
        quality = measured()
        write_figures(found | measured_figures(quality), target / "figures")
        changed, numbers = (None, None) if earlier is None else _changes(connection, earlier, facts, scratch / CHANGES_FILE)
        summary = Summary(
            issues=key_issues(connection),
            known_issues=knowledge("known_issues"),
            quality=knowledge("quality"),
            changes=numbers,
        )
        overview = {
            "facts": asdict(facts),
            "figures": found,
            "issues": summary.issues,
            "changes": changed,
            "known_issues": summary.known_issues,
            "quality": summary.quality,
            "measured": quality,
            "texts": knowledge("texts"),
            "labels": labels({name: vocabulary(name) for name in LABELLED}),
            "countries": countries(_countries(connection)),
        }
        data = target / "data"
        write_shard(data / "overview.js", "overview", json.dumps(overview, ensure_ascii=False, default=str).encode())
        _write_rest(connection, data)
    _copy_assets(target)
    (target / "index.html").write_text(_index(facts), encoding="utf-8")
    return summary


def _changes(
    connection: duckdb.DuckDBPyConnection, earlier: Earlier, facts: Facts, path: Path
) -> tuple[dict[str, Any], dict[str, dict[str, int]]]:
    """What the page says of the changes, and their numbers by table; the list of them is written to `path`."""
    counts = compare(connection, earlier)
    write_changes(connection, path)
    return changes(connection, earlier, counts=counts, now=facts.made, stages=facts.stages), counts


def _write_rest(connection: duckdb.DuckDBPyConnection, data: Path) -> None:
    """Write what is loaded when it is asked for: lists, pages of single rows, where each stands, and the world."""
    catalogue = Catalogue(
        pages={kind: write_pages(connection, query(f"pages/{kind}"), data, kind) for kind in names("pages")},
        lists={kind: write_list(connection, query(f"lists/{kind}"), data, kind) for kind in names("lists")},
    )
    write_shard(data / "catalogue.js", "catalogue", json.dumps(asdict(catalogue), ensure_ascii=False).encode())
    world = files("tasks.report").joinpath("assets", "vendor", "world.json").read_bytes()
    write_shard(data / "world.js", "world", world)


def _countries(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """All countries that the tables name."""
    return [row["country"] for row in rows(connection, query("countries_named"))]


def _copy_assets(target: Path) -> None:
    with as_file(files("tasks.report").joinpath("assets")) as assets:
        shutil.copytree(assets, target / "assets", ignore=shutil.ignore_patterns("world.json"), copy_function=shutil.copyfile)


def _index(facts: Facts) -> str:
    environment = Environment(loader=PackageLoader("tasks.report"), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("index.html").render(facts=facts)

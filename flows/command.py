"""`depeche curate`, `releases`, `use` and `train`: what the user sees of a run."""

import argparse
import json
from functools import partial
from importlib.resources import files
from pathlib import Path

from rich.console import Console
from rich.table import Table as RichTable

from flows.engine import run_flow
from flows.environment import set_environment
from flows.journal import noted
from flows.preparation import Order, Preparation
from flows.progress import report_console, shown, summary
from flows.server import workflow_server
from flows.stores import carried
from schemas.errors import SettingsError
from tasks.places import is_store
from tasks.publish.durable import one_publisher
from tasks.publish.release import Release
from tasks.publish.shelf import make_current, shelf
from tasks.reading.lookup import by_outlet
from tasks.reading.marks import inert
from tasks.reading.opening import open_release
from tasks.results import StageResult

MOST_OUTLETS = 20


def run_curate(arguments: argparse.Namespace) -> int:
    """Curate a folder and tell what came of it. Returns the exit status."""
    given = {"profile": arguments.profile, "work": arguments.work}
    for store in filter(is_store, (arguments.raw, arguments.out)):
        report_console().print(f"{store}: what is new there is brought here …", highlight=False)
    with noted(arguments.raw, arguments.out, **given), carried(arguments.raw, arguments.out, **given) as order:
        return _curate(order, verbose=arguments.verbose)


def _curate(order: Order, *, verbose: bool) -> int:
    console = report_console()
    with shown(console) as progress:
        try:
            release = run_flow(order, verbose=verbose, seen=partial(_tell_what_is_new, console, order))
        finally:
            _tell_stages(console, progress.results)
    if progress.results:
        _tell_outlets(console, release)
    _tell_paths(console, release)
    return 0


def _tell_what_is_new(console: Console, order: Order, prepared: Preparation) -> None:
    count, unchanged = prepared.file_count, prepared.unchanged
    words = (
        f"Nothing is new: {count} files, all in release {unchanged.release_id}." if unchanged else f"{count} files in {order.raw}"
    )
    console.print(words, highlight=False)


def _tell_stages(console: Console, results: list[StageResult]) -> None:
    """The stages that were finished, if any, and once more what must be known of them."""
    if results:
        console.print(summary(results))
    for result in results:
        for words in result.warnings:
            console.print(f"WARNING: {result.stage}: {words}", highlight=False)


def _tell_outlets(console: Console, release: Release) -> None:
    """What is known of the articles of the largest outlets."""
    rows = by_outlet(open_release(release.folder))
    table = RichTable("outlet", "articles", "dated", "signed", box=None)
    for row in rows[:MOST_OUTLETS]:
        table.add_row(inert(row["outlet"] or "no outlet"), *(str(row[name]) for name in ("articles", "dated", "signed")))
    if len(rows) > MOST_OUTLETS:
        table.add_row(f"{len(rows) - MOST_OUTLETS} more: see the report", "", "", "")
    if rows:
        console.print(table)


def run_releases(arguments: argparse.Namespace) -> int:
    """List the releases of an output folder, each verified. Returns the exit status."""
    table = RichTable("release", "made", "articles", "entities", "events", "state")
    for one in shelf(arguments.out):
        counts = [str(one.rows.get(name, "")) for name in ("articles", "entities", "events")]
        state = one.problem or "whole"
        table.add_row(one.release_id, one.created, *counts, f"current, {state}" if one.is_current else state)
    report_console().print(table)
    return 0


def run_use(arguments: argparse.Namespace) -> int:
    """Make another release current. Returns the exit status."""
    if not arguments.out.is_dir():
        raise SettingsError(found=f"no folder {arguments.out}", expected="the OUT of a run", remedy="correct OUT")
    with one_publisher(arguments.out):
        make_current(arguments.out, arguments.release)
    report_console().print(f"{arguments.release} is the current release of {arguments.out}.", highlight=False)
    return 0


def _tell_paths(console: Console, release: Release) -> None:
    console.print(f"release         {release.folder}", highlight=False)
    for name, path in sorted(release.tables.items()):
        console.print(f"{name:<15} {path}", highlight=False)
    console.print(f"report          {release.report}", highlight=False)


ANNOTATION = {"language": Path("data/annotation/names"), "acts": Path("data/annotation/events")}
"""The rows that each part learns from where no folder is named."""


def run_train(arguments: argparse.Namespace) -> int:
    """Train as the command line says, and show the scores. Returns the exit status."""
    arguments.annotation = arguments.annotation or ANNOTATION[arguments.part]
    for folder in (arguments.corpora, arguments.annotation):
        if not folder.is_dir():
            raise SettingsError(
                found=f"no folder {folder}", expected="the corpora that docs/model.md names", remedy="correct the path"
            )
    set_environment(arguments.work)
    folders = {name: str(getattr(arguments, name)) for name in ("corpora", "annotation", "out")}
    with workflow_server("--no-services", "--no-ui") as wait:
        from flows.train import train, train_acts  # Prefect must find its environment set

        wait()
        if arguments.part == "acts":
            lock = train_acts(**folders, pipeline=str(files("tasks.annotate").joinpath("model")))
        else:
            lock = train(**folders, work=str(arguments.work), gpu=arguments.gpu)
    report_console().print(json.dumps(lock["scores"], indent=1, ensure_ascii=False), highlight=False)
    return 0


def run_build_gazetteer(arguments: argparse.Namespace) -> int:
    """Build the reference tables as the command line says, and tell what came of it. Returns the exit status."""
    from tasks.gazetteer.build.recipe import build_gazetteer

    built = build_gazetteer(arguments.corpora, arguments.out)
    console = report_console()
    for source, rows in built.rows.items():
        console.print(f"{rows:>7,}  {source}", highlight=False)
    console.print(f"{built.offices:>7,}  dated offices", highlight=False)
    console.print(f"{built.identified:>7,}  names that took an identifier", highlight=False)
    return 0

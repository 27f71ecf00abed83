"""`depeche curate` and `depeche train`: what the user sees of a run."""

import argparse
import json

from rich.console import Console

from flows.environment import set_environment
from flows.preparation import Order, prepare
from flows.progress import report_console, shown, summary
from flows.server import workflow_server
from schemas.errors import SettingsError
from tasks.publish.release import Release


def run_curate(arguments: argparse.Namespace) -> int:
    """Curate a folder and tell what came of it. Returns the exit status."""
    console = report_console()
    order = Order(raw=arguments.raw, out=arguments.out, profile=arguments.profile, work=arguments.work)
    prepared = prepare(order)
    if prepared.unchanged:
        console.print(
            f"Nothing is new: {prepared.file_count} files, all in release {prepared.unchanged.release_id}.", highlight=False
        )
        _tell_paths(console, prepared.unchanged)
        return 0
    console.print(f"{prepared.file_count} files in {order.raw}; starting the workflow engine …", highlight=False)
    set_environment(order.work_folder, verbose=arguments.verbose)
    with workflow_server("--no-services", "--no-ui") as wait:
        from flows.curate import curate  # Prefect must find its environment set

        wait()
        with shown(console) as progress:
            release = curate(raw=str(order.raw), out=str(order.out), profile=order.profile, work=str(order.work_folder))
    console.print(summary(progress.results))
    _tell_paths(console, release)
    return 0


def _tell_paths(console: Console, release: Release) -> None:
    console.print(f"release     {release.folder}", highlight=False)
    for name, path in sorted(release.tables.items()):
        console.print(f"{name:<11} {path}", highlight=False)
    console.print(f"report      {release.report}", highlight=False)


def run_train(arguments: argparse.Namespace) -> int:
    """Train as the command line says, and show the scores. Returns the exit status."""
    for folder in (arguments.corpora, arguments.annotation):
        if not folder.is_dir():
            raise SettingsError(
                found=f"no folder {folder}", expected="the corpora that docs/model.md names", remedy="correct the path"
            )
    set_environment(arguments.work)
    with workflow_server("--no-services", "--no-ui") as wait:
        from flows.train import train  # Prefect must find its environment set

        wait()
        lock = train(
            corpora=str(arguments.corpora),
            annotation=str(arguments.annotation),
            work=str(arguments.work),
            out=str(arguments.out),
            gpu=arguments.gpu,
        )
    report_console().print(json.dumps(lock["scores"], indent=1, ensure_ascii=False), highlight=False)
    return 0

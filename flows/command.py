"""`depeche curate`: what the user sees of a run."""

import argparse

from rich.console import Console

from flows.environment import set_environment
from flows.preparation import Order, prepare
from flows.progress import report_console, shown, summary
from flows.server import workflow_server
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

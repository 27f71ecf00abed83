"""The flow run once: in this process for a command, or in a process of its own for a program that may run it again.

Prefect reads its environment once and keeps threads that ask the first server; so a program gets a fresh process for each run:
`python -m flows.engine ORDER RESULT` (JSON of the order, file for the error).
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from flows.ending import ending_in_order
from flows.environment import set_environment
from flows.journal import noted
from flows.preparation import Order, Preparation, begun, check_order, listed, looked_at
from flows.progress import current_progress
from flows.server import is_server_named
from schemas import errors
from schemas.errors import DepecheError
from tasks.publish.release import Release
from tasks.run import Run


def run_flow(order: Order, *, verbose: bool = False, seen: Callable[[Preparation], None] = lambda _: None) -> Release:
    """Run the flow and return the release; with the workflow server that is named, else without any. At most once in a process.

    The current release is returned if nothing is new. `seen` is told what there is to do before anything is done. Without a
    server that keeps record of runs there is nothing to start one for: the stages are functions like any others, and the raw
    files are looked at once.

    Raises SettingsError before any work, ContractError and ValidationFailed before anything is published, EngineLost.
    """
    check_order(order)
    set_environment(order.work_folder, verbose=verbose)  # before Prefect is imported, which must find it set
    progress = current_progress()
    if not is_server_named():
        with begun(order, progress) as (run, prepared):
            seen(prepared)
            return prepared.unchanged or _curated(run, prepared)
    with looked_at(order, partial(progress.warn, "prepare")) as prepared:
        seen(prepared)
    with listed(prepared.inventory):
        return prepared.unchanged or _recorded(order)


def _curated(run: Run, prepared: Preparation) -> Release:
    from flows.curate import curated

    return curated(run, prepared)


def _recorded(order: Order) -> Release:
    from flows.curate import curate

    return curate(raw=str(order.raw), out=str(order.out), profile=order.profile, work=str(order.work_folder))


def run_flow_apart(order: Order) -> None:
    """The same in a process of its own. Raises what it raises, and DepecheError if the process was ended."""
    stated = {"raw": str(order.raw), "out": str(order.out), "profile": order.profile, "work": str(order.work_folder)}
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "error.json"
        command = [sys.executable, "-m", "flows.engine", json.dumps(stated), str(result)]
        status = subprocess.run(command, check=False).returncode
        if result.is_file():
            error = json.loads(result.read_text(encoding="utf-8"))
            raise getattr(errors, error.pop("kind"))(**error)
    if status:
        raise DepecheError(
            found=f"the run ended with status {status}",
            expected="that it goes on to its end",
            remedy="read what it printed, and run it again: the current release is unchanged, and finished work is kept",
        )


def main() -> int:
    """Run the order of the command line; an error that a user can act on goes to the file named there."""
    stated = json.loads(sys.argv[1])
    order = Order(raw=Path(stated["raw"]), out=Path(stated["out"]), profile=stated["profile"], work=Path(stated["work"]))
    try:
        with ending_in_order(), noted(order.raw, order.out, order.profile, order.work):
            run_flow(order)
    except DepecheError as error:
        told = {"kind": type(error).__name__, "found": error.found, "expected": error.expected, "remedy": error.remedy}
        Path(sys.argv[2]).write_text(json.dumps(told), encoding="utf-8")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())

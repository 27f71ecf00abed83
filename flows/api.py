"""The Python way in: `from flows.api import curate, open_release`. The command line does the same with words around it."""

from pathlib import Path

from flows.environment import set_environment
from flows.preparation import Order, looked_at
from flows.server import workflow_server
from tasks.publish.release import Release
from tasks.reading.opening import OpenedRelease, open_release

__all__ = ["OpenedRelease", "curate", "open_release"]


def curate(raw: str | Path, out: str | Path, *, profile: str = "default", work: str | Path | None = None) -> OpenedRelease:
    """Curate a folder of raw press into a release of `out`, and open it; the current one if nothing is new.

    It starts a workflow server on this machine for as long as it runs, unless PREFECT_API_URL names one.

    Raises SettingsError before any work, ContractError and ValidationFailed before anything is published, EngineLost.
    """
    order = Order(raw=Path(raw), out=Path(out), profile=profile, work=Path(work) if work else None)
    with looked_at(order, lambda _: None) as prepared:  # the flow looks again, and tells
        unchanged = prepared.unchanged
    return open_release((unchanged or run_flow(order)).folder)


def run_flow(order: Order, *, verbose: bool = False) -> Release:
    """Run the flow with a workflow server of its own. Raises what curate raises."""
    set_environment(order.work_folder, verbose=verbose)
    with workflow_server("--no-services", "--no-ui") as wait:
        from flows.curate import curate as flow  # Prefect must find its environment set

        wait()
        return flow(raw=str(order.raw), out=str(order.out), profile=order.profile, work=str(order.work_folder))

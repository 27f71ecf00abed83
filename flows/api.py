"""The Python way in: `from flows.api import curate, open_release`. The command line does the same with words around it."""

from pathlib import Path

from flows.engine import run_flow_apart
from flows.preparation import check_order
from flows.stores import carried
from tasks.reading.opening import OpenedRelease, open_release

__all__ = ["OpenedRelease", "curate", "open_release"]


def curate(raw: str | Path, out: str | Path, *, profile: str = "default", work: str | Path | None = None) -> OpenedRelease:
    """Curate a folder of raw press into a release of `out`, and open it; the current one if nothing is new.

    The run has a process of its own, which prints a line a stage.

    Raises SettingsError before any work, ContractError and ValidationFailed before anything is published, EngineLost, and
    DepecheError if the process was ended.
    """
    with carried(raw, out, profile=profile, work=work) as order:
        check_order(order)
        run_flow_apart(order)
        return open_release(order.out)

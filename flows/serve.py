"""`depeche serve`: the curate flow on a schedule, seen and steered from Prefect's UI."""

import argparse
import os

from flows.environment import set_environment
from flows.preparation import Order
from flows.progress import report_console
from flows.server import API_URL, workflow_server

DEPLOYMENT = "curate"


def serve_curate(arguments: argparse.Namespace) -> int:
    """Serve the flow until interrupted: on the server that PREFECT_API_URL names, else on one of our own on this machine."""
    order = Order(raw=arguments.raw, out=arguments.out, profile=arguments.profile, work=arguments.work)
    set_environment(order.work_folder)
    with workflow_server(port=arguments.port) as wait:
        wait()
        _serve(order, arguments)
    return 0


def _serve(order: Order, arguments: argparse.Namespace) -> None:
    from prefect.types.entrypoint import EntrypointType  # Prefect must find its environment set

    from flows.curate import curate

    console = report_console()
    console.print(
        f"serving {order.raw} → {order.out}; schedule, pause and run now: {os.environ[API_URL].removesuffix('/api')}",
        highlight=False,
    )
    curate.serve(
        name=DEPLOYMENT,
        cron=arguments.cron,
        interval=arguments.interval,
        parameters={
            "raw": str(order.raw.resolve()),
            "out": str(order.out.resolve()),
            "profile": order.profile,
            "work": str(order.work_folder.resolve()),
        },
        # By path, flows/ would land on the module path and its modules shadow others of the same name.
        entrypoint_type=EntrypointType.MODULE_PATH,
        print_starting_message=False,
        limit=1,
    )

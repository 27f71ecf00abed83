"""`depeche serve`: the curate flow on a schedule, seen and steered from Prefect's UI."""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import urlopen

from flows.environment import set_environment
from flows.preparation import Order
from flows.progress import report_console
from schemas.errors import SettingsError

DEPLOYMENT = "curate"
START_SECONDS = 120


def serve_curate(arguments: argparse.Namespace) -> int:
    """Serve the flow until interrupted: on the server that PREFECT_API_URL names, else on one of our own on this machine."""
    order = Order(raw=arguments.raw, out=arguments.out, profile=arguments.profile, work=arguments.work)
    set_environment(order.work_folder)
    if os.environ.get("PREFECT_API_URL"):
        _serve(order, arguments)
        return 0
    with local_server(arguments.port):
        _serve(order, arguments)
    return 0


@contextmanager
def local_server(port: int) -> Iterator[str]:
    """A Prefect server on the loopback address for as long as the block runs; its address is put into the environment.

    Raises SettingsError if it does not answer.
    """
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    # What the server says of itself would stand between the lines of the runs.
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await(server, f"{address}/api/health", port)
        os.environ["PREFECT_API_URL"] = f"{address}/api"
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


def _await(server: subprocess.Popen[bytes], health: str, port: int) -> None:
    for _ in range(START_SECONDS):
        if server.poll() is not None:
            break
        try:
            with urlopen(health, timeout=5):  # noqa: S310 - our own address on the loopback interface
                return
        except (URLError, OSError):
            time.sleep(1)
    raise SettingsError(
        found=f"no workflow server on port {port} of this machine",
        expected=f"an answer within {START_SECONDS} s",
        remedy="name a free port with --port, or a running server with PREFECT_API_URL",
    )


def _serve(order: Order, arguments: argparse.Namespace) -> None:
    from prefect.types.entrypoint import EntrypointType  # Prefect must find its environment set

    from flows.curate import curate

    console = report_console()
    console.print(
        f"serving {order.raw} → {order.out}; schedule, pause and run now: {os.environ['PREFECT_API_URL'].removesuffix('/api')}",
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

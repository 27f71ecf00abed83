"""A workflow server of our own on this machine, for as long as a command runs. Imports nothing heavy."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import urlopen

from schemas.errors import SettingsError

API_URL = "PREFECT_API_URL"
START_SECONDS = 120
STOP_SECONDS = 30


@contextmanager
def workflow_server(*options: str, port: int | None = None) -> Iterator[Callable[[], None]]:
    """Start a server on the loopback address, unless PREFECT_API_URL names one, and stop it at the end.

    Its address is put into the environment, for a Prefect that is imported later. The server starts while the block goes on;
    the function that the block is given waits until it answers. `options` are those of `prefect server start`.

    Raises:
        SettingsError: it does not answer (from the function).
    """
    if os.environ.get(API_URL):
        yield lambda: None
        return
    address = f"http://127.0.0.1:{port or free_port()}"
    server = _started(address, options)
    os.environ[API_URL] = f"{address}/api"
    try:
        yield lambda: _await(server, address)
    finally:
        del os.environ[API_URL]
        server.terminate()
        server.wait(timeout=STOP_SECONDS)


def _started(address: str, options: tuple[str, ...]) -> subprocess.Popen[bytes]:
    host, port = address.removeprefix("http://").split(":")
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", host, "--port", port, *options]
    # Left to itself the UI asks the server at Prefect's standard port.
    environment = os.environ | {"PREFECT_SERVER_UI_API_URL": f"{address}/api"}
    # What the server says of itself would stand between the lines of the runs. An interrupt from the terminal goes to all
    # processes of its session; the server must outlive those that still ask it, which would try again and again.
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def _await(server: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urlopen(f"{address}/api/health", timeout=5):  # noqa: S310 - our own address on the loopback interface
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise SettingsError(
        found=f"no workflow server at {address} on this machine",
        expected=f"an answer within {START_SECONDS} s",
        remedy="name a free port with --port, or a running server with PREFECT_API_URL",
    )


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

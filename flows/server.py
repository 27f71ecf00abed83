"""A workflow server of our own on this machine, for as long as a command runs. Imports nothing heavy."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, build_opener

from schemas.errors import DepecheError, EngineLost, SettingsError

API_URL = "PREFECT_API_URL"
START_SECONDS = 120
STOP_SECONDS = 30
LOOK_SECONDS = 1.0
ANSWER_SECONDS = 5.0


@contextmanager
def workflow_server(*options: str, port: int | None = None) -> Iterator[Callable[[], None]]:
    """Start a server on the loopback address, unless PREFECT_API_URL names one, and stop it at the end.

    Its address is put into the environment, for a Prefect that is imported later. The server starts while the block goes on;
    the function that the block is given waits until it answers. `options` are those of `prefect server start`. The server
    ends with this process, however that ends; if the server ends first, this process says so and ends too, with the status of
    EngineLost.

    Raises:
        SettingsError: the port is taken, or the server that PREFECT_API_URL names does not answer (from the function).
        EngineLost: our own does not answer (from the function).
    """
    if named := os.environ.get(API_URL):
        yield lambda: _check_named(named)
        return
    address = f"http://127.0.0.1:{checked_port(port) if port else free_port()}"
    server, is_over = _started(address, options), Event()
    os.environ[API_URL] = f"{address}/api"
    Thread(target=_watch, args=(server, address, is_over), daemon=True).start()
    try:
        yield lambda: _await(server, address)
    finally:
        is_over.set()
        del os.environ[API_URL]
        _stop(server)


def is_server_named() -> bool:
    """Whether PREFECT_API_URL names a server. Raises SettingsError if that one does not answer."""
    if named := os.environ.get(API_URL):
        _check_named(named)
    return named is not None


def answers(api_url: str) -> bool:
    """Whether a workflow server answers at this address."""
    try:
        with build_opener(ProxyHandler({})).open(f"{api_url}/health", timeout=ANSWER_SECONDS):
            return True
    except HTTPError:
        return True  # it is there, and wants a key
    except (URLError, OSError, ValueError):
        return False


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def checked_port(port: int) -> int:
    """The port itself, if it can be listened on. Raises SettingsError."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise SettingsError(
                found=f"port {port} can't be used ({error.strerror})", expected="a free port", remedy="name another with --port"
            ) from error
    return port


def _check_named(api_url: str) -> None:
    if not answers(api_url):
        raise SettingsError(
            found=f"no workflow server answers at {api_url}",
            expected=f"the address of a running server in {API_URL}, with /api at its end",
            remedy=f"correct {API_URL}, or unset it: a server is then started here",
        )


def _started(address: str, options: tuple[str, ...]) -> subprocess.Popen[bytes]:
    host, port = address.removeprefix("http://").split(":")
    guard = [sys.executable, "-m", "flows.guard", str(os.getpid())]
    command = [*guard, "prefect", "server", "start", "--host", host, "--port", port, *options]
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
        if answers(f"{address}/api"):
            return
        time.sleep(0.2)
    raise EngineLost(
        found=f"no workflow server at {address} on this machine",
        expected=f"an answer within {START_SECONDS} s",
        remedy="look at the load of the machine, or name a running server with PREFECT_API_URL",
    )


def _watch(server: subprocess.Popen[bytes], address: str, is_over: Event) -> None:
    """End this process if the server ends before the block: whoever asks it would ask again and again."""
    while not is_over.wait(LOOK_SECONDS):
        if server.poll() is not None:
            leave(
                EngineLost(
                    found=f"the workflow server at {address} has ended (status {server.returncode})",
                    expected="a server as long as the command runs",
                    remedy="start the command again: the current release is unchanged, and finished work is kept",
                )
            )


def leave(error: DepecheError) -> None:
    """Say what happened and end the process at once, from any thread. What it wrote is whole without any cleaning up."""
    sys.stdout.flush()
    print(f"depeche: {error}", file=sys.stderr, flush=True)
    os._exit(error.exit_code)


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()

"""A schedule fires by itself, and each run publishes what is new."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pandas as pd
import pytest

from flows.server import free_port
from schemas.errors import EngineLost

pytestmark = [pytest.mark.prefect, pytest.mark.slow]
PATIENCE_SECONDS = 600
HURRIED = {
    "PREFECT_RUNNER_POLL_FREQUENCY": "1",
    "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "2",
    "PREFECT_SERVER_SERVICES_SCHEDULER_RECENT_DEPLOYMENTS_LOOP_SECONDS": "1",
}
"""The engine looks for due runs every second, not every ten or sixty: the test would mostly wait."""


def children(parent: int) -> list[int]:
    found = subprocess.run(["/bin/ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=True)
    return [int(pid) for pid in found.stdout.split()]


def awaited(server: subprocess.Popen[bytes], is_there: Callable[[], bool], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if is_there():
            return
        assert server.poll() is None, log.read_text(encoding="utf-8")
        time.sleep(1)
    pytest.fail(f"nothing was published within {PATIENCE_SECONDS} s:\n{log.read_text(encoding='utf-8')}")


def test_an_interval_fires_twice_and_publishes_a_new_file(tmp_path):
    raw, out, log = tmp_path / "raw", tmp_path / "out", tmp_path / "log"
    raw.mkdir()
    (raw / "one.txt").touch()  # empty files are refused: what is published of them costs no worker and no model
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "flows.cli",
        "serve",
        str(raw),
        "--out",
        str(out),
        "--interval",
        "4",
        "--port",
        str(port),
    ]
    hurried = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")} | HURRIED

    def release_count() -> int:
        return sum(path.suffix != ".tmp" for path in (out / "releases").glob("*"))

    with (
        log.open("wb") as told,
        subprocess.Popen(command, stdout=told, stderr=told, env=hurried, start_new_session=True) as server,
    ):
        try:
            awaited(server, lambda: release_count() == 1, log)
            assert "every 4 s" in log.read_text(encoding="utf-8")
            with urlopen(f"http://127.0.0.1:{port}/ui-settings") as settings:
                assert json.load(settings)["api_url"] == f"http://127.0.0.1:{port}/api"
            (raw / "two.txt").touch()
            awaited(server, lambda: release_count() == 2, log)
            awaited(server, lambda: list(pd.read_parquet(out / "quarantine")["uri"]) == ["one.txt", "two.txt"], log)
            for pid in children(server.pid):
                os.kill(pid, signal.SIGKILL)  # the workflow server, and a run if one is under way
            assert server.wait(timeout=PATIENCE_SECONDS) == EngineLost.exit_code
            assert "has ended (status -9)" in log.read_text(encoding="utf-8")
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGINT)
            try:
                server.wait(timeout=PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(server.pid, signal.SIGKILL)

"""However one of the processes ends, nothing of it is left, and the other says so."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from flows.ending import Terminated, ending_in_order
from flows.environment import put_aside_damaged

PATIENCE_SECONDS = 300
"""What ends by itself has ended by then on the slowest machine."""
PARENT = """
import subprocess, sys, os
child = subprocess.Popen([sys.executable, "-m", "flows.guard", str(os.getpid()), "http.server", "0", "--bind", "127.0.0.1"])
print(child.pid, flush=True)
child.wait()
"""
SERVER_THAT_ENDS = """
import sys, time, subprocess
from flows import server
server._started = lambda *_: subprocess.Popen([sys.executable, "-c", "raise SystemExit(7)"])
with server.workflow_server():
    time.sleep(1000)
"""


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]


def test_a_guarded_process_ends_with_its_parent_however_that_ends() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert is_there(child)
        parent.kill()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while is_there(child) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not is_there(child)


def test_a_server_that_ends_is_told_and_ends_the_command() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"}
    done = subprocess.run(
        [sys.executable, "-c", SERVER_THAT_ENDS],
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert done.returncode == 4
    assert "has ended (status 7)" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_end_unwinds_the_command(number: signal.Signals) -> None:
    before, gone_through = signal.getsignal(number), []

    def command() -> None:
        with ending_in_order():
            try:
                os.kill(os.getpid(), number)
                time.sleep(5)
            finally:
                gone_through.append(True)

    with pytest.raises(Terminated) as stopped:
        command()
    assert (stopped.value.status, gone_through, signal.getsignal(number)) == (128 + number, [True], before)


@pytest.mark.parametrize("damage", ["zeroed", "cut", "overwritten"])
def test_a_damaged_database_of_the_engine_is_put_aside(tmp_path: Path, damage: str) -> None:
    database = tmp_path / "prefect.db"
    with closing(sqlite3.connect(database)) as opened, opened:
        opened.execute("create table runs (id integer primary key, words text)")
        opened.executemany("insert into runs (words) values (?)", [("mot" * 100,)] * 500)
    assert put_aside_damaged(database) is None
    content = bytearray(database.read_bytes())
    if damage == "cut":
        content = content[: len(content) // 2]
    else:
        content[0 if damage == "zeroed" else 8192 : len(content)] = b"\0" * len(content[0 if damage == "zeroed" else 8192 :])
    database.write_bytes(content)
    assert put_aside_damaged(database) == tmp_path / "prefect.db.damaged"
    assert not database.exists()


def test_no_database_and_an_empty_one_are_sound(tmp_path: Path) -> None:
    assert put_aside_damaged(tmp_path / "prefect.db") is None
    (tmp_path / "prefect.db").touch()
    assert put_aside_damaged(tmp_path / "prefect.db") is None


def processes_naming(words: str) -> list[str]:
    """The command lines of all processes that hold the words."""
    told = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            told.append(path.read_bytes().replace(b"\0", b" ").decode(errors="replace"))
    return [line for line in told if words in line]


def told_to_end(command: list[str], environment: dict[str, str], stage: str) -> None:
    """Start the run and end it by SIGTERM as soon as it says that the stage begins; no process of it is left."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment) as run:
        assert run.stdout is not None
        told = next(line for line in run.stdout if line.startswith(f"{stage} …"))
        run.terminate()
        rest = run.stdout.read()
    assert run.returncode == 128 + signal.SIGTERM, told + rest
    assert "Traceback" not in rest
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (left := processes_naming(f"flows.guard {run.pid} ") + processes_naming(command[-1])) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert left == []


@pytest.mark.prefect
@pytest.mark.slow
def test_runs_told_to_end_in_a_stage_leave_no_process_and_the_next_one_publishes(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "a.txt").write_text("Le ministre a rencontré mardi son homologue à Genève et signé un accord de coopération.", "utf-8")
    command = [sys.executable, "-m", "flows.cli", "curate", str(raw), "--out", str(out)]
    environment = {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"}
    for stage in ("annotate", "validate"):  # in the one it has workers, in the other a process of another kind
        told_to_end(command, environment, stage)
        assert not (out / "current").exists()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (out / "current" / "manifest.json").is_file()
    assert list((out / ".work" / "runs").glob("*")) == []

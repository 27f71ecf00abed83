"""The same folder curated in several ways; the tables must be the same bytes.

    python benchmarks/compare_ways.py RAW [--ways one two cluster parts store] [--parts 3] [--seed 1] [--batch 32]

one, two: so many workers of this machine. cluster: a Dask scheduler and two workers, of which one is killed as soon as the first
errand of annotate is done. parts: in several runs, the files added in random order. store: raw files and releases on a local
server that speaks S3. Prints for each way CPU seconds of all its processes, seconds on the clock, and which tables are not the
bytes of the first way's. Exit status 1 if there is one.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml
from local_store import BUCKET, deliver, local_store

from flows.server import free_port
from tasks.frames import file_sha256
from tasks.reading.opening import open_release


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("raw", type=Path)
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS))
    parser.add_argument("--parts", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batch", type=int, default=32)
    given = parser.parse_args()
    first: dict[str, str] = {}
    differ = False
    for way in given.ways:
        with tempfile.TemporaryDirectory() as folder:
            cpu, clock = sum(os.times()[:4]), time.perf_counter()
            out = WAYS[way](given, Path(folder))
            spent = sum(os.times()[:4]) - cpu, time.perf_counter() - clock
            tables = {name: file_sha256(path) for name, path in open_release(out).files.items()}
        first = first or tables
        wrong = [name for name in first if tables.get(name) != first[name]]
        differ |= bool(wrong)
        print(
            f"{way:<8} {spent[0]:8.1f} CPU s {spent[1]:8.1f} s  {'differ: ' + ', '.join(wrong) if wrong else 'the same bytes'}",
            flush=True,
        )
    return int(differ)


def curate(raw: Path | str, out: Path | str, folder: Path, settings: dict[str, object]) -> None:
    profile = folder / "profile.yaml"
    profile.write_text(yaml.safe_dump(settings), encoding="utf-8")
    command = [sys.executable, "-m", "flows.cli", "curate", str(raw), "--out", str(out), "--profile", str(profile)]
    with (folder / "log").open("ab") as log:
        if subprocess.run([*command, "--work", str(folder / "work")], stdout=log, stderr=log, check=False).returncode:
            sys.exit((folder / "log").read_text(encoding="utf-8"))


def on_workers(count: int) -> Callable[[argparse.Namespace, Path], Path]:
    def way(given: argparse.Namespace, folder: Path) -> Path:
        curate(given.raw, folder / "out", folder, {"batch_size": given.batch, "machine": {"workers": count}})
        return folder / "out"

    return way


def on_cluster(given: argparse.Namespace, folder: Path) -> Path:
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    dask = [sys.executable, "-m", "dask"]
    scheduler = [*dask, "scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
    worker = [*dask, "worker", address, "--nthreads", "1", "--no-dashboard", "--local-directory", str(folder)]
    settings = {"batch_size": given.batch, "cluster": {"scheduler": address, "batches_a_task": 2, "start_seconds": 300}}
    with started(scheduler, folder), started([*worker, "--no-nanny"], folder) as victim, started(worker, folder):
        killer = subprocess.Popen([sys.executable, __file__, "--kill", str(victim), str(folder / "work/runs")])
        curate(given.raw, folder / "out", folder, settings)
        killer.kill()
        print(f"         worker {'killed' if killer.wait() == 0 else 'not killed'}")
    return folder / "out"


@contextmanager
def started(command: list[str], folder: Path) -> Iterator[int]:
    with (folder / "dask.log").open("ab") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        yield process.pid
        process.terminate()


def kill_when_an_errand_is_done(pid: int, runs: Path) -> None:
    while not any(runs.glob("*/annotate/errands/*.json")):
        time.sleep(0.1)
    os.kill(pid, signal.SIGKILL)


def in_parts(given: argparse.Namespace, folder: Path) -> Path:
    files = sorted(path for path in given.raw.rglob("*") if path.is_file())
    random.Random(given.seed).shuffle(files)  # noqa: S311  an order, and no secret
    for part in range(given.parts):
        for path in files[part :: given.parts]:
            target = folder / "raw" / path.relative_to(given.raw)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target)
        curate(folder / "raw", folder / "out", folder, {"batch_size": given.batch, "machine": {"workers": 1 + part % 2}})
    return folder / "out"


def from_store(given: argparse.Namespace, folder: Path) -> Path:
    with local_store() as named:
        os.environ |= named | {"XDG_CACHE_HOME": str(folder / "cache")}
        target = f"s3://{BUCKET}/data"
        curate(deliver(given.raw, "raw"), target, folder, {"batch_size": given.batch, "machine": {"workers": 1}})
        return open_release(target).folder  # fetched, as any reader's


WAYS = {"one": on_workers(1), "two": on_workers(2), "cluster": on_cluster, "parts": in_parts, "store": from_store}

if __name__ == "__main__":
    if sys.argv[1:2] == ["--kill"]:
        kill_when_an_errand_is_done(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        sys.exit(main())

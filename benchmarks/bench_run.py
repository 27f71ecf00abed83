"""What a run costs: everything new, nothing new, some articles more, one file edited, one file removed.

    python benchmarks/bench_run.py [--articles N] [--corpus FILE] [--workers N] [--folder FOLDER]

Figures are CPU seconds of the whole tree of processes, and the peak of their memory (PSS, looked at every two seconds). The
corpus is a file of JSON lines with `text`; without one beside the checkout the benchmark says so and ends. « Start-up » is a run
over one article: what any run costs that does something.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

CORPUS = Path(__file__).parents[2] / "shared/corpora/press/articles.jsonl.gz"
ARTICLES_A_FILE = 20
LOOK_SECONDS = 2.0


def main() -> None:
    """Prepare the folders, make the runs, print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000, help="articles of the first run (default: 1000)")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help=f"file of JSON lines (default: {CORPUS})")
    parser.add_argument("--workers", type=int, help="setting `machine.workers` (default: the machine's)")
    parser.add_argument("--folder", type=Path, help="folder to work in (default: a temporary one)")
    arguments = parser.parse_args()
    if not arguments.corpus.is_file():
        print(f"no corpus {arguments.corpus}; name one with --corpus")
        return
    with tempfile.TemporaryDirectory() as folder:
        place = arguments.folder or Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        profile = place / "profile.yaml"
        profile.write_text("{}" if arguments.workers is None else f"machine:\n  workers: {arguments.workers}\n", encoding="utf-8")
        measure(list(records(arguments.corpus)), arguments.articles, place, profile)


def measure(corpus: list[str], count: int, place: Path, profile: Path) -> None:
    """One row for each kind of run."""
    raw, one, more = place / "raw", place / "one", max(1, count // 100)
    deliver(one, corpus[:1], "only")
    deliver(raw, corpus[:count], "first")
    print(f"{'run':<22}{'CPU s':>8}{'wall s':>8}{'MiB':>7}  CPU s by stage", flush=True)
    report("start-up (1 article)", one, place / "one-out", profile)
    report(f"full ({count})", raw, place / "out", profile)
    report("nothing new", raw, place / "out", profile)
    deliver(raw, corpus[count : count + more], "more")
    report(f"{more} more", raw, place / "out", profile)
    edited = raw / "first-0000.jsonl"
    lines = edited.read_text(encoding="utf-8").splitlines()
    changed = json.loads(lines[0])
    edited.write_text(
        "\n".join([json.dumps({**changed, "text": changed["text"] + "\n\nLa séance est levée."}), *lines[1:]]), "utf-8"
    )
    report("one file edited", raw, place / "out", profile)
    (raw / "first-0001.jsonl").unlink()
    report("one file removed", raw, place / "out", profile)


def records(path: Path) -> Iterator[str]:
    """The lines of the corpus."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as opened:
        yield from (line.rstrip("\n") for line in opened)


def deliver(folder: Path, lines: list[str], name: str) -> None:
    """Write the records, some to a file."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, start in enumerate(range(0, len(lines), ARTICLES_A_FILE)):
        text = "\n".join(lines[start : start + ARTICLES_A_FILE]) + "\n"
        (folder / f"{name}-{number:04}.jsonl").write_text(text, encoding="utf-8")


def report(name: str, raw: Path, out: Path, profile: Path) -> None:
    """Make a run and print what it cost."""
    command = [sys.executable, "-m", "flows.cli", "curate", str(raw), "--out", str(out), "--profile", str(profile)]
    started, peak, is_over = time.perf_counter(), [0], Event()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    watcher = Thread(target=watch, args=(process.pid, peak, is_over))
    watcher.start()
    said = process.stdout.read() if process.stdout else ""
    _, status, used = os.wait4(process.pid, 0)
    is_over.set()
    watcher.join()
    wall = time.perf_counter() - started
    if status:
        sys.exit(f"{name}: the run ended with status {os.waitstatus_to_exitcode(status)}\n{said}")
    stages = stage_seconds(out) if "Nothing is new" not in said else ""
    print(f"{name:<22}{used.ru_utime + used.ru_stime:>8.1f}{wall:>8.1f}{peak[0] >> 20:>7}  {stages}", flush=True)


def stage_seconds(out: Path) -> str:
    """The CPU seconds of each stage, as the manifest of the current release states them."""
    stages = json.loads((out / "current/manifest.json").read_text(encoding="utf-8"))["stages"]
    return ", ".join(f"{stage['stage']} {stage['cpu_seconds']:.1f}" for stage in stages)


def watch(pid: int, peak: list[int], is_over: Event) -> None:
    """Keep the peak of the memory, in bytes, of a process and all that descend from it."""
    while not is_over.wait(LOOK_SECONDS):
        peak[0] = max(peak[0], sum(map(memory, tree(pid))))


def tree(pid: int) -> list[int]:
    """The process and its descendants."""
    found, pending = [], [pid]
    while pending:
        found.append(pending.pop())
        for listed in Path(f"/proc/{found[-1]}/task").glob("*/children"):
            try:
                pending += map(int, listed.read_text(encoding="ascii").split())
            except OSError:
                continue
    return found


def memory(pid: int) -> int:
    """Bytes that a process holds, what it shares counted in part; 0 where it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:"))


if __name__ == "__main__":
    main()

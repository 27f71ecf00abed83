"""What a run costs: everything new, nothing new, some articles more, one file edited, one file removed.

    python benchmarks/bench_run.py [--articles N] [--corpus FILE] [--workers N] [--folder FOLDER]

Figures are CPU seconds of the whole tree of processes, and the peak of their memory (PSS, looked at every half second), both in
all and by stage. The corpus is a file of JSON lines with `text` and `published`; without one beside the checkout the benchmark
says so and ends. More articles than it holds are made of it: words changed places, and the days are others, so that nothing
repeats.
« Start-up » is a run over one article: what any run costs that does something.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from threading import Event, Thread
from typing import Any

from processes import tree

CORPUS = Path(__file__).parents[2] / "shared/corpora/press/articles.jsonl.gz"
ARTICLES_A_FILE = 20
LOOK_SECONDS = 0.5
EDITED_EVERY = 4
"""One word in so many is another in an article that was made of another: few runs of five words stay as they are."""
MOVED_DAYS = 400


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
        needed = arguments.articles + max(1, arguments.articles // 100)
        measure(list(islice(grown(list(records(arguments.corpus))), needed)), arguments.articles, place, profile)


def measure(corpus: list[str], count: int, place: Path, profile: Path) -> None:
    """One row for each kind of run."""
    raw, one, more = place / "raw", place / "one", len(corpus) - count
    step = len(corpus) // more
    places = range(step - 1, step * more, step)  # from all over the corpus, whose end is not like the rest
    new, first = [corpus[n] for n in places], [record for n, record in enumerate(corpus) if n not in places]
    deliver(one, first[:1], "only")
    deliver(raw, first, "first")
    print(f"{'run':<22}{'CPU s':>8}{'wall s':>8}{'MiB':>7}  CPU s by stage", flush=True)
    report("start-up (1 article)", one, place / "one-out", profile)
    report(f"full ({len(first)})", raw, place / "out", profile)
    report("nothing new", raw, place / "out", profile)
    deliver(raw, new, "more")
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


def grown(corpus: Sequence[str]) -> Iterator[str]:
    """The records, and then others made of them without an end."""
    turn = 0
    while True:
        for record in corpus:
            yield varied(json.loads(record), turn) if turn else record
        turn += 1


def varied(record: dict[str, Any], turn: int) -> str:
    """A record with some words of the text in one another's place, and another day: a different one each turn."""
    paragraphs = [paragraph.split(" ") for paragraph in record["text"].split("\n")]
    places = [(p, w) for p, words in enumerate(paragraphs) for w, word in enumerate(words) if word.isalpha() and word.islower()]
    chosen = places[turn % EDITED_EVERY :: EDITED_EVERY]
    others = [paragraphs[p][w] for p, w in chosen[turn:] + chosen[:turn]]
    for (p, w), other in zip(chosen, others, strict=True):
        paragraphs[p][w] = other
    text = "\n".join(" ".join(words) for words in paragraphs)
    return json.dumps(record | {"text": text, "published": _moved(record["published"], turn)}, ensure_ascii=False)


def _moved(published: str | None, turn: int) -> str | None:
    """A day (with or without hours) of another year for each turn."""
    if not published:
        return published
    return f"{date.fromisoformat(published[:10]) - timedelta(days=MOVED_DAYS * turn)}{published[10:]}"


def deliver(folder: Path, lines: list[str], name: str) -> None:
    """Write the records, some to a file."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, start in enumerate(range(0, len(lines), ARTICLES_A_FILE)):
        text = "\n".join(lines[start : start + ARTICLES_A_FILE]) + "\n"
        (folder / f"{name}-{number:04}.jsonl").write_text(text, encoding="utf-8")


def report(name: str, raw: Path, out: Path, profile: Path) -> None:
    """Make a run and print what it cost."""
    command = [sys.executable, "-m", "flows.cli", "curate", str(raw), "--out", str(out), "--profile", str(profile)]
    started, peaks, is_over = time.perf_counter(), {"": 0}, Event()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    watcher = Thread(target=watch, args=(process.pid, peaks, is_over))
    watcher.start()
    said = "".join(heard(process.stdout or (), peaks))
    _, status, used = os.wait4(process.pid, 0)
    is_over.set()
    watcher.join()
    wall = time.perf_counter() - started
    if status:
        sys.exit(f"{name}: the run ended with status {os.waitstatus_to_exitcode(status)}\n{said}")
    stages = stage_seconds(out, peaks) if "Nothing is new" not in said else ""
    print(f"{name:<22}{used.ru_utime + used.ru_stime:>8.1f}{wall:>8.1f}{max(peaks.values()) >> 20:>7}  {stages}", flush=True)


def heard(lines: Iterable[str], peaks: dict[str, int]) -> Iterator[str]:
    """The lines that a run says; the stage that each names is the last key of `peaks` from then on."""
    for line in lines:
        if " …" in line:
            peaks[line.split()[0]] = 0
        yield line


def stage_seconds(out: Path, peaks: Mapping[str, int]) -> str:
    """CPU seconds of each stage, as the manifest of the current release states them, and the peak of memory in it."""
    stages = json.loads((out / "current/manifest.json").read_text(encoding="utf-8"))["stages"]
    seconds = {stage["stage"]: f"{stage['cpu_seconds']:.1f}" for stage in stages}
    return ", ".join(f"{stage} {seconds.get(stage, '?')} s {peak >> 20} MiB" for stage, peak in peaks.items() if stage)


def watch(pid: int, peaks: dict[str, int], is_over: Event) -> None:
    """Keep the peak of the memory, in bytes, of a process and all that descend from it, under the last key."""
    while not is_over.wait(LOOK_SECONDS):
        held, stage = sum(map(memory, tree(pid))), next(reversed(peaks))
        peaks[stage] = max(peaks[stage], held)


def memory(pid: int) -> int:
    """Bytes that a process holds, what it shares counted in part; 0 where it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:"))


if __name__ == "__main__":
    main()

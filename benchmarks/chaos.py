"""Runs that are killed at every stage, while others read: nothing torn, nothing lost, and in the end the same bytes.

    python benchmarks/chaos.py [--articles N] [--kills N] [--folder FOLDER] [--seed N]

A corpus of invented short articles is delivered in portions. With each portion the run is killed (SIGKILL: every other time
alone, else with all that it started) at its start and once in every stage, at a moment drawn by chance within the stage's
time; then one run may end. Two readers, pandas and DuckDB, read what is current all the time and check it against its
manifest and across its tables. The tables of the last release must have the checksums of those of one undisturbed run over
everything.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Self

import duckdb
import pandas as pd
from processes import tree

STAGES = ("start", "ingest", "clean", "deduplicate", "annotate", "link", "code_events", "validate", "report", "publish")
FIRST_SECONDS = 1.0
"""A stage is taken to last so long until a run has told it."""
ARTICLES_A_FILE = 10
KILLS_A_PORTION = 8
"""Of a try in each stage some come too late."""
READER_PAUSE = 0.5
LOOK_SECONDS = 0.02
MINISTERS = ("Karl Brenner", "Ana Vidal", "Sven Aldane", "Inès Maurel", "Paul Tressac", "Odile Farge", "Jan Verrier")
COUNTRIES = ("La France", "Le Mali", "Le Japon", "Le Kenya", "La Norvège", "Le Chili", "La Géorgie", "Le Maroc", "Le Pérou")
DEEDS = (
    "a condamné lundi {day} mars {year} la décision {of}",
    "a signé mardi un accord de coopération avec {it}",
    "a rappelé mercredi son ambassadeur et accusé {it} de ne pas tenir parole",
    "négocie depuis janvier avec {it} un accord sur la pêche",
    "a envoyé jeudi des secours après les inondations chez ses voisins",
)
PLACES = ("Genève", "Brest", "Oslo", "Lyon", "Nairobi", "Tbilissi", "Santiago", "Rabat")


def main() -> int:
    """Make the undisturbed run and the disturbed ones, print what came of them. Returns 0 if nothing was torn or lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=300, help="articles of the corpus (default: 300)")
    parser.add_argument("--kills", type=int, default=100, help="kills at least (default: 100)")
    parser.add_argument("--folder", type=Path, help="folder to work in (default: a temporary one)")
    parser.add_argument("--seed", type=int, default=1, help="of the moments (default: 1)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = arguments.folder or Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        return disturbed(place, arguments.articles, arguments.kills, random.Random(arguments.seed))  # noqa: S311


def disturbed(place: Path, count: int, kills: int, chance: random.Random) -> int:
    """The whole experiment in a folder. Returns the exit status."""
    portions = -(-kills // KILLS_A_PORTION)
    files = list(written(count))
    raw, apart = place / "raw", place / "apart"
    deliver(apart / "raw", files)
    curated = Curated(apart / "raw", apart / "out")
    curated.to_the_end()
    wanted = checksums(apart / "out")
    runs = Curated(raw, place / "out", lasted=curated.lasted)
    with Readers(place / "out") as readers:
        done = Counter[str]()
        for number in range(portions):
            deliver(raw, files[number::portions])
            for stage in STAGES:
                done[runs.killed_in(stage, chance, with_all=chance.random() < 0.5)] += 1
            runs.to_the_end()
            print(f"portion {number + 1} of {portions}: {sum(done.values()) - done['']} kills", flush=True)
    found = checksums(place / "out")
    late = done.pop("", 0)
    print(f"{sum(done.values())} kills: " + ", ".join(f"{stage} {done[stage]}" for stage in STAGES) + f"; {late} came too late")
    print(f"reads: {readers.told}")
    left = [str(path) for path in (place / "out").rglob("*.tmp")]
    print(f"left behind: {left or 'nothing'}; tables as in the undisturbed run: {found == wanted}")
    return int(found != wanted or bool(left) or readers.torn > 0 or sum(done.values()) < kills)


def written(count: int) -> Iterator[tuple[str, str]]:
    """Names and contents of files: records of JSON lines, and every eighth article as text of its own."""
    articles = [article(number) for number in range(count)]
    records = [one for number, one in enumerate(articles) if number % 8]
    for number, one in enumerate(articles[::8]):
        yield f"texte-{number:04}.txt", f"{one['title']}\n\n{one['text']}\n"
    for number, start in enumerate(range(0, len(records), ARTICLES_A_FILE)):
        lines = (json.dumps(one, ensure_ascii=False) for one in records[start : start + ARTICLES_A_FILE])
        yield f"fil-{number:04}.jsonl", "\n".join(lines) + "\n"


def article(number: int) -> dict[str, str]:
    """An invented article; every eleventh repeats the one before it but for one sentence."""
    told = number - 1 if number % 11 == 10 else number
    one, other = COUNTRIES[told % 9], COUNTRIES[(told // 9 + 1 + told) % 9]
    deed = DEEDS[told % 5].format(day=1 + told % 28, year=2019 + told % 6, of=_of(other), it=_it(other))
    minister, place = MINISTERS[told % 7], PLACES[told % 8]
    sentences = (
        f"{one} {deed}.",
        f"« Le dossier numéro {told} sera rouvert », a déclaré à {place} le ministre {minister}.",
        f"Des syndicats ont appelé à manifester devant la mairie de {place} contre la hausse de {told} centimes du billet.",
        "La séance a été levée." if told != number else f"{minister} est attendu vendredi à {PLACES[told % 5]}.",
    )
    day = f"{2019 + told % 6}-03-{1 + told % 28:02}"
    return {"title": f"{one} : le dossier {told}", "text": " ".join(sentences), "published": day, "source": "Le Fil d'essai"}


def _it(country: str) -> str:
    return country[0].lower() + country[1:]


def _of(country: str) -> str:
    return f"du {country[3:]}" if country.startswith("Le ") else f"de {_it(country)}"


def deliver(folder: Path, files: Sequence[tuple[str, str]]) -> None:
    """Write the files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files:
        (folder / name).write_text(content, encoding="utf-8")


@dataclass
class Curated:
    """Runs of one raw folder into one output folder; `lasted` are the seconds of each stage as the last run told them."""

    raw: Path
    out: Path
    lasted: dict[str, float] = field(default_factory=dict)

    def to_the_end(self) -> None:
        """A run that nobody disturbs. Raises RuntimeError if it does not end well."""
        run = self._started()
        said = list(self._heard(run))
        if run.wait():
            raise RuntimeError("\n".join(said))

    def killed_in(self, stage: str, chance: random.Random, *, with_all: bool) -> str:
        """A run that is killed after the stage has begun; the stage that it was in then, none if it had ended.

        What outlives it is not waited for: the next run starts beside it.
        """
        moment = chance.random() * self.lasted.get(stage, FIRST_SECONDS)
        run = self._started()
        if stage != "start":
            next((line for line in self._heard(run) if line.startswith(f"{stage} …")), "")
        time.sleep(moment)
        is_over = run.poll() is not None
        for pid in reversed(tree(run.pid)) if with_all else [run.pid]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        run.wait()
        begun = [line.split()[0] for line in self._log.read_text(encoding="utf-8").splitlines() if " …" in line]
        return "" if is_over else ["start", *begun][-1]

    @property
    def _log(self) -> Path:
        return self.out.with_name(f"{self.out.name}.log")

    def _started(self) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "flows.cli", "curate", str(self.raw), "--out", str(self.out)]
        environment = {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"}
        self._log.parent.mkdir(parents=True, exist_ok=True)
        with self._log.open("w", encoding="utf-8") as log:
            return subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, text=True, env=environment)

    def _heard(self, run: "subprocess.Popen[str]") -> Iterator[str]:
        """The lines that the run says until it ends; what they tell of the time of a stage is kept."""
        since, is_over = time.monotonic(), False
        with self._log.open(encoding="utf-8") as log:
            while not is_over:
                is_over = run.poll() is not None
                for line in log:
                    word, _, rest = line.partition(" ")
                    if word in STAGES:
                        since = time.monotonic()
                    if word.removesuffix(":") in STAGES and " kept, " in rest:
                        self.lasted[word.removesuffix(":")] = time.monotonic() - since
                    yield line
                time.sleep(LOOK_SECONDS)


def checksums(out: Path) -> dict[str, str]:
    """The checksum of each table of the current release."""
    manifest = json.loads((out / "current/manifest.json").read_text(encoding="utf-8"))
    return {name: table["sha256"] for name, table in manifest["tables"].items()}


class Readers:
    """Two processes that read what is current as long as the block runs. `told` says how often, `torn` counts what was wrong."""

    def __init__(self, out: Path) -> None:
        context = get_context("spawn")
        self._over, self._answers = context.Event(), context.Queue()
        self._processes = [context.Process(target=read, args=(how, out, self._over, self._answers)) for how in READS]
        self.told, self.torn = "", 0

    def __enter__(self) -> Self:
        """Start them."""
        for process in self._processes:
            process.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End them, and hear what they found."""
        self._over.set()
        found = sorted(self._answers.get(timeout=120) for _ in self._processes)
        for process in self._processes:
            process.join()
        self.torn = sum(len(wrong) for _, _, _, wrong in found)
        self.told = "; ".join(f"{how} {reads} of {releases} releases, torn {wrong or 0}" for how, reads, releases, wrong in found)


def read(how: str, out: Path, over: Event, answers: "Queue[tuple[str, int, int, list[str]]]") -> None:
    """Read the current release again and again; how often, of how many releases, and what was wrong."""
    reads, seen, wrong = 0, set[str](), list[str]()
    while not over.wait(READER_PAUSE):
        if not (out / "current").exists():
            continue
        try:
            folder = (out / "current").resolve(strict=True)
            stated = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
            paths = {name: folder / file["path"] for name, file in stated["files"].items()}
            counts, dangling = READS[how](paths, out)
            if dangling or any(stated["tables"][name]["rows"] != rows for name, rows in counts.items()):
                wrong.append(f"{folder.name}: {counts}, {dangling} rows without their article")
            seen.add(folder.name)
            reads += 1
        except Exception as error:  # noqa: BLE001  whatever a reader meets is what is looked for
            wrong.append(f"{type(error).__name__}: {error}")
    answers.put((how, reads, len(seen), wrong))


def read_with_pandas(paths: dict[str, Path], out: Path) -> tuple[dict[str, int], int]:
    """Rows of the tables, and how many name an article that is not there; the table of events once more through its link."""
    frames = {name: pd.read_parquet(paths[name]) for name in ("articles", "entities", "events")}
    pd.read_parquet(out / "events")
    known = set(frames["articles"]["article_id"])
    told = {mention["article_id"] for mentions in frames["events"]["mentions"] for mention in mentions}
    return {name: len(frame) for name, frame in frames.items()}, len((told | set(frames["entities"]["article_id"])) - known)


def read_with_duckdb(paths: dict[str, Path], out: Path) -> tuple[dict[str, int], int]:
    """The same in SQL."""
    with duckdb.connect() as connection:
        counts = {}
        for name in ("articles", "entities", "events"):
            connection.read_parquet(str(paths[name])).create_view(name)
            counts[name] = int(connection.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0])
        connection.read_parquet(f"{out}/events/*.parquet").aggregate("count(*)").fetchall()
        dangling = connection.execute(
            "SELECT count(*) FROM (SELECT article_id FROM entities UNION SELECT unnest(mentions).article_id FROM events) "
            "ANTI JOIN articles USING (article_id)"
        ).fetchall()
    return counts, int(dangling[0][0])


READS = {"duckdb": read_with_duckdb, "pandas": read_with_pandas}


if __name__ == "__main__":
    sys.exit(main())

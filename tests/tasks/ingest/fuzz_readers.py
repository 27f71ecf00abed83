"""Damaged files for every reader, in great number: `python tests/tasks/ingest/fuzz_readers.py --inputs 20000`.

Every reader named in tasks/ingest/readers is given damaged copies of the files in seeds/<its name>/ (of all seeds where it has
none), and in turn they are read as their content says. Each input follows from the seed and its number alone, so that one can be
looked at again (`--only 123`). An input passes if reading it ends in findings: no exception, a reason from the vocabulary for
each refusal, no place named twice, within the time limit. A process that dies or hangs fails on the input that it was reading.
"""

import argparse
import faulthandler
import io
import json
import logging
import multiprocessing
import random
import resource
import signal
import sys
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, BinaryIO, cast

from schemas.settings import IngestSettings
from schemas.vocabularies import vocabulary
from tasks.ingest.blobs import Blob, Budget, Context, Finding, Notice, Reader, Refusal, Refused
from tasks.ingest.boundary import guarded
from tasks.ingest.documents import _quarantined, _read_as_found, _read_blob
from tasks.ingest.extraction.__main__ import reader_of
from tasks.ingest.readers import READERS
from tasks.ingest.readers import documents as documents_reader
from tasks.ingest.records import load_mappings

SEEDS = Path(__file__).parent / "seeds"
BY_CONTENT = "by content"
MOST_DAMAGES, LONGEST_DAMAGE = 6, 400
CHUNK_INPUTS = 2_000
SECONDS, HANG_SECONDS, DOCUMENT_SECONDS = 5.0, 60, 2
MEMORY_BYTES = 6 << 30
EXTREMES = (
    b"\0",
    b"\xff",
    b"\x7f",
    b"\x80",
    b"\xff\xff\xff\xff",
    b"\0\0\0\x80",
    b"\xff\xff\xff\x7f",
    b"-1",
    b"9" * 20,
    b"\0" * 8,
)
PIECES = (
    b'"',
    b"{",
    b"[",
    b"<",
    b">",
    b"&#x0;",
    b"<![CDATA[",
    b"<!--",
    b"]]>",
    b"\r",
    b"\n\n",
    b"%",
    b";",
    b"\\u",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
)


@dataclass(kw_only=True)
class Told:
    """What came of some inputs: how many, findings by kind, what is wrong, and the slowest (seconds, input) of each reader."""

    inputs: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    slowest: dict[str, tuple[float, int]] = field(default_factory=dict)
    peak_bytes: int = 0

    def add(self, other: "Told") -> None:
        self.inputs += other.inputs
        self.findings += other.findings
        self.wrong += other.wrong
        self.peak_bytes = max(self.peak_bytes, other.peak_bytes)
        for name, slow in other.slowest.items():
            self.slowest[name] = max(slow, self.slowest.get(name, slow))


@cache
def seeds() -> Mapping[str, Sequence[tuple[str, bytes]]]:
    """Name and content of the seeds of each reader."""
    every = {path: (path.name, path.read_bytes()) for path in sorted(SEEDS.glob("*/*"))}
    own = {name: [held for path, held in every.items() if path.parent.name == name] for name in (*READERS, BY_CONTENT)}
    return {name: found or list(every.values()) for name, found in own.items()}


def made(seed: int, number: int) -> tuple[str, str, bytes]:
    """The reader, file name and bytes of one input."""
    drawn = random.Random(f"{seed} {number}")  # noqa: S311
    readers = sorted(seeds())
    reader = readers[number % len(readers)]
    name, content = drawn.choice(seeds()[reader])
    for _ in range(drawn.randint(0, MOST_DAMAGES)):
        content = damaged(content, drawn)
    return reader, name, content


def damaged(content: bytes, drawn: random.Random) -> bytes:
    """The content with one damage: bytes cut out, changed, put in, doubled, moved or of another file, or the end missing."""
    start, place = drawn.randint(0, len(content)), drawn.randint(0, len(content))
    end = min(len(content), start + min(int(drawn.expovariate(0.05)), LONGEST_DAMAGE))
    other = drawn.choice(drawn.choice(list(seeds().values())))[1]
    extreme, flipped = drawn.choice(EXTREMES), bytes(code ^ 1 << drawn.randrange(8) for code in content[start : start + 1])
    put, rest = drawn.choice(
        (
            (b"", end),
            (b"", len(content) if drawn.random() < 1 / 3 else end),
            (flipped, start + 1),
            (extreme, start + len(extreme)),
            (drawn.choice(PIECES) * drawn.choice((1, 1, 1, 50)), start),
            (content[start:end] * drawn.choice((2, 2, 3, 40)), end),
            (other[place : place + end - start], end),
            (content[place : place + end - start], start),
            (drawn.randbytes(end - start), end),
        )
    )
    return content[:start] + put + content[rest:]


def paragraphs_here(kind: str, content: bytes, **_limits: int) -> list[str]:
    """The paragraphs of a document, read in this process: one of its own for each would take most of the time.

    The limit stands for that of the process: pdfminer follows an object that refers to itself for ever.
    """
    before = signal.signal(signal.SIGVTALRM, _out_of_time)
    signal.setitimer(signal.ITIMER_VIRTUAL, DOCUMENT_SECONDS, DOCUMENT_SECONDS)  # closing a PDF goes through its pages again
    try:
        return reader_of(kind)(content)
    except Exception as error:  # whatever stops the process of a document is told by its name too
        raise Refused("corrupt_archive", type(error).__name__) from error
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _out_of_time(_signal: int, _frame: object) -> None:
    raise TimeoutError


def findings_of(reader: str, name: str, content: bytes, settings: IngestSettings) -> Iterator[Finding]:
    """What the named reader finds, or that of the content's own format."""
    blob = Blob(uri=name, sha256="0" * 64, name=name, size=len(content), open=lambda: cast("BinaryIO", io.BytesIO(content)))
    budget = Budget(file_bytes=max(len(content), 1), settings=settings)
    context = Context(settings=settings, mappings=load_mappings(), budget=budget, read_inner=_read_blob)
    read: Reader = _read_as_found if reader == BY_CONTENT else READERS[reader]
    return (found for found in guarded(read, blob, context) if not isinstance(found, Notice))


def faults(found: Sequence[Finding]) -> Iterator[str]:
    """What is wrong with findings."""
    if not found:
        yield "neither a document nor a refusal"
    reasons = vocabulary("quarantine_reason")
    for row in (_quarantined(one) for one in found if isinstance(one, Refusal)):
        if row["reason"] not in reasons or not row["detail"].strip() or not row["detail"].isprintable():
            yield f"a refusal that says nothing: {row}"
    for uri, count in Counter(one.uri for one in found).items():
        if count > 1 and not any(isinstance(one, Refusal) for one in found if one.uri == uri):
            yield f"{count} findings of one place, {uri!r}"


def tried(seed: int, number: int, told: Told) -> None:
    """Read one input and note what comes of it."""
    reader, name, content = made(seed, number)
    start = time.process_time()
    try:
        found = list(findings_of(reader, name, content, IngestSettings(max_document_bytes=1 << 20, max_expanded_bytes=1 << 26)))
        wrong = list(faults(found))
    except Exception as error:  # noqa: BLE001  this is what is looked for
        where = traceback.extract_tb(error.__traceback__)[-1]
        found, wrong = [], [f"{type(error).__name__} at {Path(where.filename).name}:{where.lineno}: {error}"]
    seconds = time.process_time() - start
    if seconds > SECONDS:
        wrong.append(f"{seconds:.1f} s")
    told.inputs[reader] += 1
    told.findings.update(f"{reader}: {one.reason if isinstance(one, Refusal) else 'document'}" for one in found)
    failed = (one.detail.rpartition(" ")[2] for one in found if isinstance(one, Refusal) and one.reason == "reader_failed")
    told.findings.update(f"{reader}: reader_failed, {error}" for error in failed)
    told.wrong += [f"input {number} ({reader}, {name}): {what}" for what in wrong]
    told.slowest[reader] = max((seconds, number), told.slowest.get(reader, (0.0, number)))


def work(seed: int, numbers: range, reading: Any, answer: Connection) -> None:
    """Try the inputs; the number of the one that is being read is kept where the parent sees it."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    faulthandler.register(signal.SIGPROF, chain=True)
    documents_reader.paragraphs_of = paragraphs_here
    warnings.simplefilter("ignore")
    logging.disable()
    told = Told()
    for number in numbers:
        reading.value = number
        signal.setitimer(signal.ITIMER_PROF, HANG_SECONDS)  # of the processor: on a busy machine a minute passes soon
        tried(seed, number, told)
    signal.setitimer(signal.ITIMER_PROF, 0)
    told.peak_bytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10
    answer.send(told)


def run(seed: int, numbers: range, told: Told) -> None:
    """Try the inputs in a process of its own; behind one that takes the process down, go on with the next."""
    start = multiprocessing.get_context("fork")
    while numbers:
        reading = start.Value("q", numbers[0])
        receiver, sender = start.Pipe(duplex=False)
        process = start.Process(target=work, args=(seed, numbers, reading, sender))
        process.start()
        sender.close()
        try:
            told.add(receiver.recv())
            numbers = numbers[:0]
        except EOFError:
            process.join()
            last = int(reading.value)
            reader, name, _ = made(seed, last)
            told.wrong.append(
                f"input {last} ({reader}, {name}): the process ended with {process.exitcode} (the count leaves out its chunk)"
            )
            numbers = numbers[numbers.index(last) + 1 :]
        process.join()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--only", type=int, help="print what comes of this input alone")
    asked = parser.parse_args()
    told = Told()
    if asked.only is not None:
        print(*made(asked.seed, asked.only), sep="\n")
        tried(asked.seed, asked.only, told)
    last = asked.first + asked.inputs if asked.only is None else asked.first
    for first in range(asked.first, last, CHUNK_INPUTS):
        run(asked.seed, range(first, min(first + CHUNK_INPUTS, last)), told)
        if first // CHUNK_INPUTS % 25 == 24:
            print(f"{told.inputs.total()} inputs, {len(told.wrong)} wrong", flush=True)
    print(json.dumps(vars(told), indent=1, sort_keys=True))
    return min(len(told.wrong), 1)


if __name__ == "__main__":
    sys.exit(main())

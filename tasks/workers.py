"""The workers of a stage: batches done side by side in processes of their own, and what one article does to its worker.

What belongs here: the asker's side. What does not: the worker's (worker.py), and what is done with a batch
(`tasks/<stage>/batch.py`). A worker may be lost to a fault of a library, hang, or run out of memory. The articles of its batch
are then done one by one; the one that does it again is rejected with its reason, and the others are kept.
"""

import json
import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import repeat
from pathlib import Path
from queue import SimpleQueue
from threading import Timer
from typing import Any, cast

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.errors import DepecheError
from schemas.quarantine import REJECTED
from schemas.settings import MachineSettings
from tasks.cache import BatchCache, Placed, put_batch
from tasks.frames import frame_of

CLOCK_FACTOR = 10
"""Seconds on the clock for each second of the processor, after which a worker that gets none, or waits, is ended too."""
START_SECONDS = 1200.0
"""Seconds on the clock in which a worker must have loaded what its stage needs."""
SECONDS_EACH = 2.0
"""Seconds of the processor that a batch may take for each of its articles, beyond the limit of one."""
LEAST_BATCH = 64
"""So few articles are not worth a second worker, which loads the model first."""
ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)
MEMORY_A_WORKER = 1536 << 20
SHARE_OF_MEMORY = 0.8


def worker_count(settings: MachineSettings) -> int:
    """The workers of the settings, else as many as this process has cores, and as memory is enough for."""
    if settings.workers is not None:
        return settings.workers
    return max(1, min(len(os.sched_getaffinity(0)), _memory() // MEMORY_A_WORKER))


def memory_each(settings: MachineSettings) -> int:
    """Bytes of memory that one worker may take: those of the settings, else an equal share of this machine's."""
    if settings.worker_memory_mebibytes is not None:
        return settings.worker_memory_mebibytes << 20
    return int(SHARE_OF_MEMORY * _memory() / max(1, worker_count(settings)))


def batch_size(articles: int, *, most: int, workers: int) -> int:
    """Articles of a batch: as many as the settings say at most, fewer where each worker is to have some."""
    return min(most, max(LEAST_BATCH, -(-articles // max(1, workers))))


@dataclass(kw_only=True)
class Crew:
    """The workers of one stage; called with batches, it does them. `peak_bytes` is the most memory that one has taken.

    `module` is the stage's batch module, `options` what it is given, `upstream` the parts of the stages before, by name.
    """

    module: str
    options: Mapping[str, Any]
    upstream: Mapping[str, Path]
    cache: BatchCache
    settings: MachineSettings
    peak_bytes: int = 0
    started: int = 0
    _idle: SimpleQueue["_Worker"] = field(default_factory=SimpleQueue)
    _all: list["_Worker"] = field(default_factory=list)
    _is_over: bool = False

    def __call__(self, batches: Sequence[pa.Table], passing: Path) -> Iterator[Placed]:
        """Do the batches, and hand over each in their order. No worker is started where there is none to do."""
        count = min(worker_count(self.settings), len(batches))
        if not count:
            return
        passing.parent.mkdir(parents=True, exist_ok=True)
        threads = ThreadPoolExecutor(count)
        try:
            yield from threads.map(self._do, batches, repeat(passing))
        finally:
            self._is_over = True
            for worker in self._all:
                worker.kill()
            threads.shutdown(cancel_futures=True)
            for worker in self._all:
                worker.close()

    def _do(self, batch: pa.Table, passing: Path) -> Placed:
        """A batch; where that fails, its articles one by one."""
        answer = self._ask(batch, passing)
        if "placed" in answer:
            return _placed(answer)
        if len(batch) == 1:
            return self._rejected(batch, answer, passing)
        placed: dict[Path, set[str]] = {}
        for place in range(len(batch)):
            placed |= self._do(batch.slice(place, 1), passing)
        return placed

    def _rejected(self, article: pa.Table, answer: Mapping[str, Any], passing: Path) -> Placed:
        article_id = article["article_id"][0].as_py()
        row = {"article_id": article_id, "reason": answer["reason"], "detail": answer["detail"]}
        frames = {table.name: frame_of(table) for table in self.cache.tables} | {REJECTED.name: frame_of(REJECTED, [row])}
        return put_batch(self.cache, article, frames, passing=passing)

    def _ask(self, batch: pa.Table, passing: Path) -> Mapping[str, Any]:
        """The answer of a worker that is idle, or of a new one; what became of it where it gave none."""
        worker = self._idle.get() if not self._idle.empty() else self._start()
        path = passing.parent / f"batch-{uuid.uuid4().hex}.parquet"  # other machines may use the folder too
        pq.write_table(batch, path)
        seconds = self.settings.article_seconds + SECONDS_EACH * (len(batch) - 1)
        paths = {"articles": str(path), "cache": str(self.cache.folder), "passing": str(passing)}
        question = paths | {"upstream": {name: str(listed) for name, listed in self.upstream.items()}, "seconds": seconds}
        answer = worker.ask(question, clock=seconds * CLOCK_FACTOR)
        path.unlink(missing_ok=True)
        if self._is_over:
            raise CancelledError
        if "error" in answer:
            raise OSError(*answer["error"])
        self.peak_bytes = max(self.peak_bytes, answer.get("peak_bytes", 0))
        if worker.is_alive:
            self._idle.put(worker)
        return answer

    def _start(self) -> "_Worker":
        worker = _Worker(self.module, {"options": dict(self.options), "memory_bytes": memory_each(self.settings)})
        self._all.append(worker)
        self.started += 1
        return worker


class _Worker:
    """One process and what it was asked."""

    def __init__(self, module: str, order: Mapping[str, Any]) -> None:
        # An interrupt from the terminal goes to all processes of its session; the asker alone ends its workers.
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tasks.worker", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | ONE_THREAD,
            start_new_session=True,
        )
        self._is_late = False
        if self._answer_to(order, START_SECONDS) is None:
            self.kill()
            self.close()
            raise DepecheError(
                found=f"a worker ({module}) ended before it was asked anything ({_named(self._process.returncode)})",
                expected="a worker that loads what the stage needs",
                remedy="read what it said above, and give workers more memory (machine.worker_memory_mebibytes) or take fewer",
            )

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked again."""
        return self._process.poll() is None

    def ask(self, question: Mapping[str, Any], *, clock: float) -> Mapping[str, Any]:
        """The answer, or the reason why there is none: the process is gone then."""
        answer = self._answer_to(question, clock)
        if answer is not None:
            return answer
        self.kill()
        status = self._process.wait()
        if self._is_late or status == -signal.SIGPROF:
            return {"reason": "work_timeout", "detail": "it took longer than machine.article_seconds"}
        return {"reason": "work_crashed", "detail": f"it took its process down ({_named(status)})"}

    def kill(self) -> None:
        """Stop the process, whatever it is at."""
        self._process.kill()

    def close(self) -> None:
        """Give back what a process that was stopped has left."""
        self._process.communicate()

    def _answer_to(self, words: Mapping[str, Any], clock: float) -> Mapping[str, Any] | None:
        """The next line that the process writes; None if it ended, or took longer than that on the clock and was stopped."""
        timer = Timer(clock, self._stop)
        timer.start()
        try:
            line = self._tell_and_hear(json.dumps(words).encode() + b"\n")
        finally:
            timer.cancel()
        return cast("Mapping[str, Any]", json.loads(line)) if line.endswith(b"\n") else None

    def _tell_and_hear(self, words: bytes) -> bytes:
        if self._process.stdin is None or self._process.stdout is None:
            return b""
        try:
            self._process.stdin.write(words)
            self._process.stdin.flush()
        except BrokenPipeError:
            return b""
        return self._process.stdout.readline()

    def _stop(self) -> None:
        self._is_late = True
        self._process.kill()


def _named(status: int) -> str:
    return signal.Signals(-status).name if status < 0 else f"status {status}"


def _placed(answer: Mapping[str, Any]) -> Placed:
    return {Path(folder): set(ids) for folder, ids in answer["placed"].items()}


def _memory() -> int:
    """Bytes of memory that this machine has."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")

"""A process that does batches of a stage, one after the other: `python -m tasks.worker MODULE`.

What belongs here: the worker's side, a question and an answer a line, paths in and paths out. What does not: the stage's work
(`tasks/<stage>/batch.py`), and who asks (workers.py). It ends when nobody can ask any more, however the asker ended.
"""

import gc
import importlib
import json
import os
import resource
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, BinaryIO, Protocol, cast

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from schemas.column import Table
from tasks.cache import BatchCache, Placed, put_batch
from tasks.frames import to_frame
from tasks.parts import Parts

COLLECTED_EVERY = (50_000, 20, 100)
"""Rows and words of a batch are many objects and hardly a cycle: with Python's own thresholds a tenth of coding was looking."""
BatchWork = Callable[[pd.DataFrame, Mapping[str, Parts]], Mapping[str, pd.DataFrame]]
"""What a stage makes of a batch of articles, with what the stages before made of them."""


class StageBatch(Protocol):
    """`tasks/<stage>/batch.py`: the tables that a batch has, and what makes them."""

    TABLES: tuple[Table, ...]

    def worker(self, options: Mapping[str, Any]) -> BatchWork:
        """Load what the stage needs, once a process."""


def stage_batch(module: str) -> StageBatch:
    """The module of a stage that works in batches."""
    return cast("StageBatch", importlib.import_module(module))


def do_batch(work: BatchWork, tables: tuple[Table, ...], question: Mapping[str, Any]) -> Placed:
    """Do the articles of a file, and keep what was made of them."""
    batch = pq.read_table(question["articles"])
    upstream = {name: Parts(path=Path(path)) for name, path in question["upstream"].items()}
    frames = work(to_frame(batch.drop_columns("key")), upstream)
    cache = BatchCache(folder=Path(question["cache"]), tables=tables)
    return put_batch(cache, batch, frames, passing=Path(question["passing"]))


def main(name: str) -> None:
    """Answer questions, a line each, until there are no more."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand between the answers
    pa.set_cpu_count(1)
    module = stage_batch(name)
    questions: SimpleQueue[dict[str, Any]] = SimpleQueue()
    Thread(target=_listen, args=(sys.stdin.buffer, questions), daemon=True).start()
    order = questions.get()
    _limit_memory(order["memory_bytes"])
    work = module.worker(order["options"])
    gc.freeze()  # what was loaded stays as long as the process: no collection need look at it again
    gc.set_threshold(*COLLECTED_EVERY)
    _answer(answers, {"ready": True})
    while True:
        _answer(answers, {"peak_bytes": _peak()} | _done(work, module.TABLES, questions.get()))


def _listen(asked: BinaryIO, questions: "SimpleQueue[dict[str, Any]]") -> None:
    """Pass on what is asked; end the process at once when the asker is gone, whatever it is at."""
    for line in asked:
        questions.put(json.loads(line))
    os._exit(0)


def _done(work: BatchWork, tables: tuple[Table, ...], question: Mapping[str, Any]) -> dict[str, Any]:
    signal.setitimer(signal.ITIMER_PROF, question["seconds"])  # seconds of the processor: the kernel ends who spends them
    try:
        placed = do_batch(work, tables, question)
    except MemoryError:
        return {"reason": "work_memory", "detail": "it needs more memory than a worker may take"}
    except OSError as error:  # the disk, and no article
        return {"error": [error.errno, error.strerror, error.filename and str(error.filename)]}
    except Exception as error:  # noqa: BLE001  whatever an article makes a library raise is that article's reason
        return {"reason": "work_failed", "detail": f"{type(error).__name__}: {error}"[:300]}
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return {"placed": {str(folder): sorted(ids) for folder, ids in placed.items()}}


def _answer(answers: BinaryIO, answer: Mapping[str, Any]) -> None:
    answers.write(json.dumps(answer).encode() + b"\n")
    answers.flush()


def _limit_memory(most: int) -> None:
    if most:
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10


if __name__ == "__main__":
    main(sys.argv[1])

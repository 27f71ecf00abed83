"""The process that extracts pages: one at a time, each within its time limit.

What belongs here: starting, asking, stopping and replacing the process. A page that makes extraction hang in C code can't be
interrupted by a signal, and one that exhausts the stack takes its process with it; so extraction has a process of its own. Its
time is that of the processor, which a loaded machine does not lengthen; the kernel ends a process that has spent it.
"""

import json
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Event, Timer
from types import TracebackType
from typing import Any, Self, cast

from tasks.clean.markup import Page, read_page

CLOCK_FACTOR = 6
"""Seconds on the clock for each second of the processor, after which a process that gets none, or waits, is ended too."""


class ExtractionTimeout(Exception):
    """Extraction took longer than the limit."""


class ExtractionFailed(Exception):
    """Extraction raised an error or took its process down."""


@dataclass
class PageReader:
    """Reads pages in a process of its own, started with the first page and replaced when it is lost.

    `seconds` of the processor are the limit for one page.
    """

    names: Mapping[str, Any]
    seconds: float
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def __enter__(self) -> Self:
        """Nothing is started yet."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Stop the process."""
        self.close()

    def read(self, source: str) -> Page:
        """The page. Raises ExtractionTimeout and ExtractionFailed."""
        process = self._process or self._start()
        late = Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = Timer(self.seconds * CLOCK_FACTOR, stop)
        timer.start()
        try:
            answer = _ask(process, {"source": source, "seconds": self.seconds})
        finally:
            timer.cancel()
        if answer is None:
            self.close()
            if late.is_set() or process.returncode == -signal.SIGPROF:
                raise ExtractionTimeout(f"no end after {self.seconds:g} s")
            raise ExtractionFailed("the extracting process broke down")
        if "error" in answer:
            raise ExtractionFailed(str(answer["error"]))
        return cast("Page", answer["page"])

    def close(self) -> None:
        """Stop the process, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _start(self) -> subprocess.Popen[bytes]:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tasks.clean.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        if _ask(self._process, {"names": dict(self.names)}) is None:
            raise ExtractionFailed("the extracting process did not start")
        return self._process


def _ask(process: subprocess.Popen[bytes], question: Mapping[str, Any]) -> dict[str, Any] | None:
    """The process's answer to the question; None if it is gone."""
    if process.stdin is None or process.stdout is None:
        return None
    try:
        process.stdin.write(json.dumps(question).encode() + b"\n")
        process.stdin.flush()
        line = process.stdout.readline()
    except BrokenPipeError:
        return None
    return cast("dict[str, Any]", json.loads(line)) if line.endswith(b"\n") else None


def _serve() -> None:
    """Answer questions, a line each, until there are no more."""
    names: Mapping[str, Any] = {}
    for line in sys.stdin.buffer:
        question = json.loads(line)
        names = question.get("names", names)
        signal.setitimer(signal.ITIMER_PROF, question.get("seconds", 0))
        answer = {"ready": True} if "names" in question else _answer(question["source"], names)
        signal.setitimer(signal.ITIMER_PROF, 0)
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
        sys.stdout.buffer.flush()


def _answer(source: str, names: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return {"page": read_page(source, names)}
    except Exception as error:  # noqa: BLE001  whatever a page makes a library raise is that page's reason
        return {"error": f"{type(error).__name__}: {error}"[:300]}


if __name__ == "__main__":
    _serve()

"""How a command ends when it is told to: SIGTERM and SIGHUP unwind it as an interrupt does. Imports nothing heavy."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGTERM, signal.SIGHUP)


class Terminated(BaseException):
    """The process was told to end; nothing but the command line takes this for an error."""

    def __init__(self, number: int) -> None:
        super().__init__(f"signal {number}")
        self.status = 128 + number


@contextmanager
def ending_in_order() -> Iterator[None]:
    """As long as the block runs, a signal to end raises Terminated in the main thread: every `finally` is gone through."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, _raise) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _raise(number: int, _frame: FrameType | None) -> None:
    for each in SIGNALS:  # a second signal must not stop the first one's cleaning up
        signal.signal(each, signal.SIG_IGN)
    raise Terminated(number)

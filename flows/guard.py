"""A process that ends with the one that started it, however that one ends. Imports nothing heavy.

`python -m flows.guard PARENT MODULE ARGUMENT…` runs a module as `python -m` does, as long as its parent is the process PARENT.
"""

import os
import runpy
import signal
import sys
import time
from collections.abc import Mapping
from threading import Thread

PARENT = "DEPECHE_PARENT"
"""Name of the variable by which a process tells those that it starts through others that it is their parent."""
LOOK_SECONDS = 0.5
GRACE_SECONDS = 10.0


def end_with(parent: int) -> None:
    """End this process (SIGTERM, then at once) when it is no longer a child of that process. Returns at once."""
    Thread(target=_watch, args=(parent,), daemon=True).start()


def end_with_parent(environment: Mapping[str, str] = os.environ) -> None:
    """The same where the environment names a parent other than this process itself."""
    if (parent := environment.get(PARENT)) and int(parent) != os.getpid():
        end_with(int(parent))


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os._exit(128 + signal.SIGTERM)


if __name__ == "__main__":
    end_with(int(sys.argv[1]))
    sys.argv = sys.argv[2:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)

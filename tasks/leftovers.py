"""What crashed and refused runs leave in a work folder, and how a run under way is told from them."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tasks.cache import unfinished_batches
from tasks.durable import held

LOCK = ".lock"


@contextmanager
def under_way(folder: Path) -> Iterator[None]:
    """Make the folder of a run and hold it, so that nobody takes it for a leftover."""
    folder.mkdir(parents=True)
    with held(folder / LOCK):
        yield


def clear_leftovers(work: Path) -> int:
    """Remove the folders of runs that have ended and, where no run is under way, unfinished batches; how many were removed."""
    cleared, busy = 0, False
    for folder in sorted((work / "runs").glob("*")):
        with held(folder / LOCK) as is_over:
            busy |= not is_over
            if is_over:
                shutil.rmtree(folder)
                cleared += 1
    for unfinished in () if busy else list(unfinished_batches(work / "cache")):
        shutil.rmtree(unfinished)
        cleared += 1
    return cleared

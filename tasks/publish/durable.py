"""One publisher at a time, and what interrupted ones left."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from schemas.errors import SettingsError
from tasks.durable import held

LOCK = ".publishing.lock"


@contextmanager
def one_publisher(out: Path) -> Iterator[None]:
    """Hold the output folder for one publisher. Raises SettingsError if another one holds it, or it can't be written to."""
    with ExitStack() as stack:
        try:
            out.mkdir(parents=True, exist_ok=True)
            is_free = stack.enter_context(held(out / LOCK))
        except OSError as error:
            raise SettingsError(
                found=f"the output folder {out} can't be written to ({error.strerror})",
                expected="a folder that this user may write to",
                remedy="correct --out or the rights of the folder",
            ) from error
        if not is_free:
            raise SettingsError(
                found=f"another run is publishing to {out}",
                expected="one publisher at a time for an output folder",
                remedy="wait until it has ended, or name another folder",
            )
        yield


def clear_unfinished(folder: Path) -> None:
    """Remove what an interrupted run left (*.tmp)."""
    for path in folder.glob("*.tmp"):
        shutil.rmtree(path)

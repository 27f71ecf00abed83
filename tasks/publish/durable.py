"""Writing that survives a crash: bytes and folder entries reach the disk before anything points at them."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

from schemas.errors import SettingsError

LOCK = ".publishing.lock"


@contextmanager
def one_publisher(out: Path) -> Iterator[None]:
    """Hold the output folder for one publisher. Raises SettingsError if another one holds it.

    A lock of the operating system on an open file: it ends with its process, however that ends.
    """
    out.mkdir(parents=True, exist_ok=True)
    with (out / LOCK).open("w") as opened:
        try:
            flock(opened, LOCK_EX | LOCK_NB)
        except BlockingIOError as error:
            raise SettingsError(
                found=f"another run is publishing to {out}",
                expected="one publisher at a time for an output folder",
                remedy="wait until it has ended, or name another folder",
            ) from error
        yield


def sync_tree(folder: Path) -> None:
    """Force every file and folder below (and the folder itself) to the disk."""
    for path in folder.rglob("*"):
        sync(path)
    sync(folder)


def sync(path: Path) -> None:
    """Force one file or folder to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_link(link: Path, target: Path) -> None:
    """Point a symbolic link at a relative target, in one step for every reader."""
    fresh = link.with_name(f".{link.name}.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    fresh.replace(link)
    sync(link.parent)


def write_text(path: Path, text: str) -> None:
    """Write a small file whole: readers see the old text or the new one."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, encoding="utf-8")
    sync(fresh)
    fresh.replace(path)
    sync(path.parent)


def clear_unfinished(folder: Path) -> None:
    """Remove what an interrupted run left (*.tmp)."""
    for path in folder.glob("*.tmp"):
        shutil.rmtree(path)

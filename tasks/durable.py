"""Writing that survives a crash: bytes and folder entries reach the disk before anything points at them.

What belongs here: files, folders, links and locks. What does not: what is in them.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from typing import Any


class Damaged(Exception):
    """A file that was kept is not what was written; the message says what was found."""


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


def write_checked(path: Path, content: Any) -> None:
    """Write a small JSON file whole, under a checksum in its first line."""
    body = json.dumps(content, sort_keys=True)
    write_text(path, f"{hashlib.sha256(body.encode()).hexdigest()}\n{body}\n")


def read_checked(path: Path) -> Any:
    """What write_checked wrote. Raises Damaged if the file can't be read, or is not what was written."""
    try:
        checksum, _, body = path.read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Damaged(f"{path} can't be read ({type(error).__name__})") from error
    if hashlib.sha256(body.removesuffix("\n").encode()).hexdigest() != checksum:
        raise Damaged(f"{path} is cut or changed")
    return json.loads(body)


def write_sealed(path: Path, content: bytes) -> None:
    """Write a file whole, its checksum before what is in it."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(hashlib.sha256(content).digest() + content)
    sync(fresh)
    fresh.replace(path)
    sync(path.parent)


def read_sealed(path: Path) -> memoryview | None:
    """What write_sealed wrote; None if there is no file. Raises Damaged if it can't be read, or is not what was written."""
    try:
        content = memoryview(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Damaged(f"{path} can't be read ({type(error).__name__})") from error
    size = hashlib.sha256().digest_size
    if hashlib.sha256(content[size:]).digest() != content[:size]:
        raise Damaged(f"{path} is cut or changed")
    return content[size:]


@contextmanager
def held(path: Path) -> Iterator[bool]:
    """Hold the lock on a file as long as the block runs; False where another process holds it.

    A lock of the operating system on an open file: it ends with its process, however that ends.
    """
    with path.open("a") as opened:
        try:
            flock(opened, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True

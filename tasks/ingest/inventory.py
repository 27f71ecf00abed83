"""What lies in the raw folder: each regular file with its hash, and what was refused before reading.

What belongs here: walking, links, hashing. What doesn't: anything about the content of a file.
"""

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pandas as pd

from schemas.errors import SettingsError
from schemas.quarantine import QUARANTINE
from tasks.frames import frame_of

Opener = Callable[[Path], BinaryIO]


@dataclass(frozen=True, kw_only=True, order=True)
class SourceFile:
    """One regular file: `uri` is its path relative to the raw folder (POSIX), `size` in bytes."""

    uri: str
    path: Path
    sha256: str
    size: int


@dataclass(frozen=True, kw_only=True)
class Inventory:
    """The files sorted by uri, quarantine rows for what can't be read, and a hash over both."""

    files: tuple[SourceFile, ...]
    rejected: pd.DataFrame
    fingerprint: str


@dataclass(frozen=True, kw_only=True)
class _Rejected:
    uri: str
    reason: str
    detail: str


def open_file(path: Path) -> BinaryIO:
    """Open a regular file for reading; never waits for a pipe that took its place. Raises OSError."""
    return os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb")


def take_inventory(raw: Path, *, opener: Opener = open_file) -> Inventory:
    """Walk the raw folder and hash each file without holding it.

    A link to a file inside the folder counts as one more place of delivery; a link to a folder is not followed, since
    what lies in the raw folder is read where it lies. Nothing outside the folder is opened.
    Raises SettingsError if the folder is missing, no folder, or holds nothing.
    """
    root = _checked(raw)
    found = [_examined(entry, root, opener) for entry in _walk(root)]
    files = tuple(sorted(f for f in found if isinstance(f, SourceFile)))
    rejected = sorted((r for r in found if isinstance(r, _Rejected)), key=lambda r: r.uri)
    if not found:
        raise _unusable(f"no file in {raw}", "at least one file")
    lines = [f"{f.uri}\0{f.sha256}" for f in files] + [f"{r.uri}\0{r.reason}" for r in rejected]
    rows = [{"uri": r.uri, "stage": "ingest", "reason": r.reason, "detail": r.detail} for r in rejected]
    fingerprint = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return Inventory(files=files, rejected=frame_of(QUARANTINE, rows), fingerprint=fingerprint)


def _checked(raw: Path) -> Path:
    try:
        root = raw.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise _unusable(f"no folder {raw}", "a folder with raw articles") from error
    if not root.is_dir():
        raise _unusable(f"{raw} is not a folder", "a folder with raw articles")
    return root


def _unusable(found: str, expected: str) -> SettingsError:
    return SettingsError(found=found, expected=expected, remedy="name the raw folder, as in `depeche curate RAW`")


def _walk(folder: Path) -> Iterator[Path | tuple[Path, OSError]]:
    """Everything below the folder but real folders; a folder that can't be listed comes with its error."""
    pending = [folder]
    while pending:
        current = pending.pop()
        try:
            entries = list(current.iterdir())
        except OSError as error:
            yield current, error
            continue
        for path in entries:
            if path.is_dir() and not path.is_symlink():
                pending.append(path)
            else:
                yield path


def _examined(entry: Path | tuple[Path, OSError], root: Path, opener: Opener) -> SourceFile | _Rejected:
    if isinstance(entry, tuple):
        path, error = entry
        return _Rejected(uri=_uri(path, root), reason="unreadable", detail=f"the folder can't be listed: {error.strerror}")
    uri = _uri(entry, root)
    try:
        real = entry.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        return _broken_link(uri, error)
    if not real.is_relative_to(root):
        return _Rejected(uri=uri, reason="outside_raw", detail="a link that leads out of the raw folder; it is not followed")
    if real.is_dir():
        return _linked_folder(uri, entry, real)
    return _hashed(uri, real, opener)


def _broken_link(uri: str, error: Exception) -> _Rejected:
    if isinstance(error, RuntimeError):
        return _Rejected(uri=uri, reason="symlink_loop", detail="a link that leads back to itself")
    return _Rejected(uri=uri, reason="unreadable", detail="a link whose target does not exist or can't be reached")


def _linked_folder(uri: str, link: Path, target: Path) -> _Rejected:
    if link.parent.is_relative_to(target):
        return _Rejected(uri=uri, reason="symlink_loop", detail="a link to a folder above it; it is not followed")
    detail = "a link to another folder of the raw folder; its files are read where they lie"
    return _Rejected(uri=uri, reason="linked_folder", detail=detail)


def _hashed(uri: str, path: Path, opener: Opener) -> SourceFile | _Rejected:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return _Rejected(uri=uri, reason="unreadable", detail="a pipe, socket or device; expected a regular file")
        with opener(path) as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()  # type: ignore[arg-type]
    except OSError as error:
        return _Rejected(uri=uri, reason="unreadable", detail=f"the file can't be read: {error.strerror or error}")
    return SourceFile(uri=uri, path=path, sha256=digest, size=status.st_size)


def _uri(path: Path, root: Path) -> str:
    """The relative path; bytes of a name that are not UTF-8 are written as escapes, so that any table can hold it."""
    return os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "backslashreplace")

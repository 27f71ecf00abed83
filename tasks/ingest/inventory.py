"""What lies in the raw folder: each regular file with its hash, and what was refused before reading.

What belongs here: walking, links, hashing, opening again what was hashed. What doesn't: anything about the content of a file.
A path may be swapped for a link at any moment: folders and files are opened one below the other, no link on the way being
followed, and a file that is read later must be the one that was hashed.
"""

import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import pandas as pd

from schemas.errors import SettingsError
from schemas.quarantine import QUARANTINE
from tasks.frames import frame_of

Opener = Callable[[Path], BinaryIO]
State = tuple[int, ...]
FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK  # never waits for a pipe that took its place


class Changed(OSError):
    """A file is not the one that was hashed."""


@dataclass(frozen=True, kw_only=True, order=True)
class SourceFile:
    """One regular file: `uri` is its path relative to the raw folder (POSIX), `size` in bytes.

    `state` tells which file it was and when it was written to; None where that is not known.
    """

    uri: str
    path: Path
    sha256: str
    size: int
    state: State | None = field(default=None, compare=False)


@dataclass(frozen=True, kw_only=True)
class Inventory:
    """The files of the folder `root` sorted by uri, quarantine rows for what can't be read, and a hash over both."""

    files: tuple[SourceFile, ...]
    rejected: pd.DataFrame
    fingerprint: str
    root: Path = Path("/")


@dataclass(frozen=True, kw_only=True)
class _Rejected:
    uri: str
    reason: str
    detail: str


def opener_below(root: Path) -> Opener:
    """What opens files below a folder (resolved, as their paths are) and follows no link on the way. It raises OSError."""

    def open_below(path: Path) -> BinaryIO:
        relative = path.relative_to(root)
        with _opened_folder(root, relative.parent.parts) as folder:
            return open_file(Path(relative.name), folder)

    return open_below


def open_file(path: Path, folder: int | None = None) -> BinaryIO:
    """Open a file for reading, below the folder of a handle where one is given; a link is not followed. Raises OSError."""
    return os.fdopen(os.open(path, FILE, dir_fd=folder), "rb")


def open_again(file: SourceFile, opener: Opener) -> BinaryIO:
    """The file that was hashed. Raises Changed if it was replaced or written to since, OSError if it can't be opened."""
    opened = opener(file.path)
    if file.state is not None and _state(os.fstat(opened.fileno())) != file.state:
        opened.close()
        raise Changed("it was replaced or written to after it was listed")
    return opened


def take_inventory(raw: Path, *, opener: Opener | None = None, known: Inventory | None = None) -> Inventory:
    """Walk the raw folder and hash each file without holding it; one that is as in the `known` inventory was hashed already.

    A link to a file inside the folder counts as one more place of delivery; a link to a folder is not followed, since
    what lies in the raw folder is read where it lies. Nothing outside the folder is opened.
    Raises SettingsError if the folder is missing, no folder, or holds nothing.
    """
    root = _checked(raw)
    hashed = {file.path: file for file in known.files} if known else {}
    found = [_examined(entry, root, opener or opener_below(root), hashed) for entry in _walk(root)]
    files = tuple(sorted(f for f in found if isinstance(f, SourceFile)))
    rejected = sorted((r for r in found if isinstance(r, _Rejected)), key=lambda r: r.uri)
    if not found:
        raise _unusable(f"no file in {raw}", "at least one file")
    lines = [f"{f.uri}\0{f.sha256}" for f in files] + [f"{r.uri}\0{r.reason}" for r in rejected]
    rows = [{"uri": r.uri, "stage": "ingest", "reason": r.reason, "detail": r.detail} for r in rejected]
    fingerprint = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return Inventory(root=root, files=files, rejected=frame_of(QUARANTINE, rows), fingerprint=fingerprint)


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


@contextmanager
def _opened_folder(root: Path, parts: tuple[str, ...]) -> Iterator[int]:
    """The handle of a folder below the root, opened one below the other. Raises OSError where one is a link or gone."""
    handle = os.open(root, FOLDER)
    try:
        for part in parts:
            inner = os.open(part, FOLDER, dir_fd=handle)
            os.close(handle)
            handle = inner
        yield handle
    finally:
        os.close(handle)


def _walk(root: Path) -> Iterator[Path | tuple[Path, OSError]]:
    """Everything below the root but real folders; a folder that can't be listed comes with its error."""
    pending = [root]
    while pending:
        current = pending.pop()
        try:
            with _opened_folder(root, current.relative_to(root).parts) as handle, os.scandir(handle) as entries:
                listed = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
        except OSError as error:
            yield current, error
            continue
        for name, is_folder in listed:
            if is_folder:
                pending.append(current / name)
            else:
                yield current / name


def _examined(
    entry: Path | tuple[Path, OSError], root: Path, opener: Opener, hashed: Mapping[Path, SourceFile]
) -> SourceFile | _Rejected:
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
    return _hashed(uri, real, opener, hashed.get(real))


def _broken_link(uri: str, error: Exception) -> _Rejected:
    if isinstance(error, RuntimeError):
        return _Rejected(uri=uri, reason="symlink_loop", detail="a link that leads back to itself")
    return _Rejected(uri=uri, reason="unreadable", detail="a link whose target does not exist or can't be reached")


def _linked_folder(uri: str, link: Path, target: Path) -> _Rejected:
    if link.parent.is_relative_to(target):
        return _Rejected(uri=uri, reason="symlink_loop", detail="a link to a folder above it; it is not followed")
    detail = "a link to another folder of the raw folder; its files are read where they lie"
    return _Rejected(uri=uri, reason="linked_folder", detail=detail)


def _hashed(uri: str, path: Path, opener: Opener, known: SourceFile | None) -> SourceFile | _Rejected:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return _not_a_file(uri)
        with opener(path) as opened:
            status = os.fstat(opened.fileno())
            if not stat.S_ISREG(status.st_mode):
                return _not_a_file(uri)
            same = known if known is not None and known.state == _state(status) else None
            digest = same.sha256 if same else hashlib.file_digest(opened, "sha256").hexdigest()  # type: ignore[arg-type]
    except OSError as error:
        return _Rejected(uri=uri, reason="unreadable", detail=f"the file can't be read: {error.strerror or error}")
    return SourceFile(uri=uri, path=path, sha256=digest, size=status.st_size, state=_state(status))


def _not_a_file(uri: str) -> _Rejected:
    return _Rejected(uri=uri, reason="unreadable", detail="a pipe, socket or device; expected a regular file")


def _state(status: os.stat_result) -> State:
    """Which file it is, its length in bytes and when it was written to."""
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _uri(path: Path, root: Path) -> str:
    """The relative path; bytes of a name that are not UTF-8 are written as escapes, so that any table can hold it."""
    return os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "backslashreplace")

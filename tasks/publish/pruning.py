"""Removing old releases, and the caches that only they were made with.

What belongs here: what may go. Never the current release, one that a link points to, or one that a reader holds: who has a file
below it open (as this machine tells), or a lock on its manifest (`flock --shared`).
"""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

from schemas.errors import DamagedRelease
from tasks.publish.release import CURRENT, MANIFEST, RELEASES, UNFINISHED, read_manifest
from tasks.version import STAGES, stage_version

PROCESSES = Path("/proc")


@dataclass(frozen=True, kw_only=True)
class Pruned:
    """What went, what stayed beyond the number to keep and why, and the bytes that were freed."""

    removed: list[Path] = field(default_factory=list)
    kept: list[tuple[Path, str]] = field(default_factory=list)
    freed_bytes: int = 0


def prune(out: Path, *, cache: Path, keep: int, is_trial: bool = False, processes: Path = PROCESSES) -> Pruned:
    """Keep the latest `keep` releases and those in use; remove the others, and caches of neither them nor the code as it is.

    The caller holds the output folder. With `is_trial` nothing is removed. `processes` is where the machine lists open files.
    """
    found = (out / RELEASES).glob("*")
    folders = sorted((p for p in found if p.is_dir() and not p.is_symlink() and p.suffix != UNFINISHED), reverse=True)
    uses = {folder: why for folder in folders[keep:] if (why := _use(folder, out, processes))}
    old = [folder for folder in folders[keep:] if folder not in uses]
    unneeded = _unneeded(cache, [folder for folder in folders if folder not in old])
    freed = sum(_size(path) for path in (*old, *unneeded))
    for path in () if is_trial else (*old, *unneeded):
        _remove(path)
    return Pruned(removed=[*old, *unneeded], kept=list(uses.items()), freed_bytes=freed)


def _use(folder: Path, out: Path, processes: Path) -> str | None:
    """Why a release must stay, if it must."""
    real = folder.resolve()
    if (out / CURRENT).resolve() == real:
        return "it is current"
    links = (path for place in (out, out / RELEASES, out.parent) for path in place.glob("*") if path.is_symlink())
    if link := next((link for link in links if link.resolve().is_relative_to(real)), None):
        return f"{link} points to it"
    if _is_locked(folder / MANIFEST):
        return "a reader holds a lock on its manifest"
    if pid := next((pid for pid, path in _open_files(processes) if path.is_relative_to(real)), None):
        return f"process {pid} has a file of it open"
    return None


def _is_locked(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as opened:
        try:
            flock(opened, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _open_files(processes: Path) -> Iterator[tuple[str, Path]]:
    """Every process that may be looked at with each file that it has open or mapped, and its folder."""
    for process in processes.glob("[0-9]*"):
        with suppress(OSError):
            for entry in (process / "cwd", *(process / "fd").iterdir(), *(process / "map_files").iterdir()):
                with suppress(OSError):
                    yield process.name, entry.readlink()


def _unneeded(cache: Path, releases: list[Path]) -> list[Path]:
    """The caches that neither the code as it is nor a release that stays was made with."""
    needed: set[str] = set()
    for release in releases:
        with suppress(DamagedRelease):
            needed |= {stage.get("cache", "") for stage in read_manifest(release).get("stages", ())}
    current = {f"{stage}/{stage_version(stage)}" for stage in STAGES}
    found = (path for stage in STAGES for path in sorted((cache / stage).glob("*")) if path.is_dir())
    return [p for p in found if (name := f"{p.parent.name}/{p.name}") not in needed and name.partition("-")[0] not in current]


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _remove(folder: Path) -> None:
    """Remove a folder so that an interruption leaves it whole, or as one that the next run clears."""
    unfinished = folder.with_name(f"{folder.name}{UNFINISHED}")
    shutil.rmtree(unfinished, ignore_errors=True)
    folder.rename(unfinished)
    shutil.rmtree(unfinished)

"""The releases of an output folder: which there are, which are whole, which is current, and making another one current."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas.errors import DamagedRelease, SettingsError
from tasks.frames import TableRef, file_sha256
from tasks.publish.durable import clear_unfinished
from tasks.publish.release import (
    CURRENT,
    RELEASES,
    UNFINISHED,
    Release,
    current_folder,
    current_manifest,
    current_release,
    damaged,
    point_at_current,
    read_manifest,
    switch,
)


@dataclass(frozen=True, kw_only=True)
class Shelved:
    """A release on the shelf: when it was made, the rows of its tables, whether it is current, and what is wrong with it."""

    release_id: str
    created: str
    rows: Mapping[str, int]
    is_current: bool
    problem: str | None


def shelf(out: Path) -> list[Shelved]:
    """All releases of an output folder, the latest first, each verified. Raises SettingsError if there is none."""
    found = sorted((p for p in (out / RELEASES).glob("*") if p.is_dir() and p.suffix != UNFINISHED), reverse=True)
    if not found:
        raise SettingsError(found=f"no release in {out}", expected="the OUT of a run", remedy="run depeche curate first")
    current = (out / CURRENT).resolve()
    return [_shelved(folder, is_current=folder.resolve() == current) for folder in found]


def verified(folder: Path) -> dict[str, Any]:
    """The manifest of a release of which every file has its checksum. Raises DamagedRelease."""
    manifest = read_manifest(folder)
    try:
        for path, checksum in _checksums(manifest):
            if not (folder / path).is_file():
                raise damaged(folder, f"{path} is missing")
            if file_sha256(folder / path) != checksum:
                raise damaged(folder, f"{path} is not what was published")
    except (OSError, KeyError, TypeError, AttributeError) as error:
        raise damaged(folder, f"it can't be read ({type(error).__name__})") from error
    return manifest


def make_current(out: Path, release_id: str) -> None:
    """Make a release current. The caller holds the output folder. Raises SettingsError, or DamagedRelease if it is not whole."""
    known = [release.release_id for release in shelf(out)]
    if release_id not in known:
        raise SettingsError(
            found=f"no release {release_id} in {out}", expected=f"one of {', '.join(known)}", remedy="correct the ID"
        )
    switch(out, release_id, verified(out / RELEASES / release_id)["tables"])


def mend_pointers(out: Path) -> list[str]:
    """Clear what interrupted publishers left, and set right what points at the current release; the names of what was wrong.

    The caller holds the output folder. Raises DamagedRelease.
    """
    for folder in (out / RELEASES, out / "failed"):
        clear_unfinished(folder)
    manifest = current_manifest(out)
    return [] if manifest is None else point_at_current(out, manifest["release_id"], manifest["tables"])


def article_count(out: Path) -> int:
    """How many articles the current release has; 0 where there is none that can be read."""
    try:
        manifest = current_manifest(out)
    except DamagedRelease:
        return 0
    return int(manifest["tables"].get("articles", {}).get("rows", 0)) if manifest else 0


def published_already(out: Path, tables: Mapping[str, TableRef], fingerprint: str) -> Release | None:
    """The current release, if it is whole, from the same run's fingerprint, and has exactly these tables."""
    try:
        folder = current_folder(out)
        manifest = None if folder is None else read_manifest(folder)
        if folder is None or manifest is None or manifest["fingerprint"] != fingerprint:
            return None
        same = {name: ref.sha256 for name, ref in tables.items()} == {n: t["sha256"] for n, t in manifest["tables"].items()}
        return current_release(out) if same and verified(folder) else None
    except DamagedRelease:
        return None


def _checksums(manifest: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from ((entry["path"], entry["sha256"]) for entry in manifest["files"].values())
    yield from manifest.get("pages", {}).items()


def _shelved(folder: Path, *, is_current: bool) -> Shelved:
    try:
        manifest = verified(folder)
    except DamagedRelease as damage:
        return Shelved(release_id=folder.name, created="", rows={}, is_current=is_current, problem=damage.found)
    rows = {name: int(table["rows"]) for name, table in manifest["tables"].items()}
    created = str(manifest.get("created", ""))
    return Shelved(release_id=folder.name, created=created, rows=rows, is_current=is_current, problem=None)

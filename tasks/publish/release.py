"""One release: a folder of tables, manifest, dictionary and report, and the pointer that makes it current.

    OUT/releases/<id>/<table>/<id>-part-0000.parquet      the tables
    OUT/releases/<id>/manifest.json, dictionary.md, report/, README.md and what else describes it, changes.parquet
    OUT/current → releases/<id>                           replaced in one step
    OUT/articles → current/articles, and so on            what analysts read
    OUT/latest.json                                       the same pointer for stores without symbolic links

The release id stands in every file name, so that a reader who lists a folder while it is switched either reads one
release whole or fails on a missing file, and never mixes two.
"""

import json
import shutil
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas.errors import DamagedRelease
from tasks.durable import replace_link, sync, sync_tree, write_text
from tasks.frames import TableRef, file_sha256
from tasks.identity import CHANGES_FILE
from tasks.publish.durable import clear_unfinished

MANIFEST = "manifest.json"
CURRENT = "current"
LATEST = "latest.json"
RELEASES = "releases"
UNFINISHED = ".tmp"


@dataclass(frozen=True, kw_only=True)
class Release:
    """A published release: its id, its folder, its tables' folders as analysts name them, and its report."""

    release_id: str
    folder: Path
    tables: Mapping[str, Path]
    report: Path


def write_release(
    out: Path,
    *,
    identifier: str,
    tables: Mapping[str, TableRef],
    manifest: Mapping[str, Any],
    dictionary: str,
    report: Path,
    changes: Path | None = None,
    describe: Callable[[Mapping[str, Any]], Mapping[str, str]] | None = None,
) -> Release:
    """Write the release beside the others, then switch to it. The caller holds the output folder.

    `changes`: the file of CHANGES since the release before. `describe` gives further documents from the manifest.
    """
    releases = out / RELEASES
    releases.mkdir(parents=True, exist_ok=True)
    clear_unfinished(releases)
    unfinished = releases / f"{identifier}{UNFINISHED}"
    files = {name: _place_table(ref, unfinished, identifier) for name, ref in sorted(tables.items())}
    shutil.copytree(report, unfinished / "report")
    whole = {"release_id": identifier, **manifest, "files": files}
    documents = {"dictionary.md": dictionary, **(describe(whole) if describe else {})}
    for name, text in documents.items():
        (unfinished / name).write_text(text, encoding="utf-8")
    if changes is not None:
        shutil.copyfile(changes, unfinished / CHANGES_FILE)
    pages = sorted(p for p in (*unfinished.iterdir(), *(unfinished / "report").rglob("*")) if p.is_file())
    whole |= {"pages": {page.relative_to(unfinished).as_posix(): file_sha256(page) for page in pages}}
    (unfinished / MANIFEST).write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    sync_tree(unfinished)
    unfinished.rename(releases / identifier)
    sync(releases)
    switch(out, identifier, tables)
    return _release(out, identifier, tables)


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of the release in a folder. Raises DamagedRelease."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        whole = {"release_id", "tables", "files", "fingerprint"} <= set(manifest)
    except FileNotFoundError as error:
        raise damaged(folder, f"{MANIFEST} is missing") from error
    except (OSError, ValueError, TypeError) as error:
        raise damaged(folder, f"{MANIFEST} can't be read; it is cut or overwritten") from error
    if not whole:
        raise damaged(folder, f"{MANIFEST} lacks entries")
    return dict(manifest)


def damaged(folder: Path, found: str) -> DamagedRelease:
    """The error about a release that is not whole, with what to do."""
    return DamagedRelease(
        found=f"the release {folder.name} is damaged: {found}",
        expected="what its run wrote",
        remedy=f"`depeche curate` makes it anew; `depeche releases {folder.parents[1]}` lists the others and "
        f"`depeche use {folder.parents[1]} ID` makes one of them current",
    )


def current_folder(out: Path) -> Path | None:
    """The folder of the current release; None where nothing was published yet. Raises DamagedRelease if there is none though."""
    link, others = out / CURRENT, sorted(p for p in (out / RELEASES).glob("*") if p.suffix != UNFINISHED)
    if link.is_symlink() and link.is_dir():
        return link.resolve()
    if not link.is_symlink() and not others:
        return None
    found = f"{link} leads nowhere" if link.is_symlink() else f"{link} is missing"
    raise DamagedRelease(
        found=found,
        expected="a link to the current release",
        remedy=f"`depeche curate` makes a release; `depeche releases {out}` lists those there and `depeche use {out} ID` makes "
        "one of them current",
    )


def current_manifest(out: Path) -> dict[str, Any] | None:
    """The manifest of the current release; None where nothing was published yet. Raises DamagedRelease."""
    folder = current_folder(out)
    return None if folder is None else read_manifest(folder)


def current_release(out: Path) -> Release | None:
    """The current release; None where nothing was published yet. Raises DamagedRelease."""
    manifest = current_manifest(out)
    return None if manifest is None else _release(out, manifest["release_id"], manifest["tables"])


def _place_table(ref: TableRef, unfinished: Path, identifier: str) -> dict[str, Any]:
    target = unfinished / ref.table / f"{identifier}-part-0000.parquet"
    target.parent.mkdir(parents=True)
    shutil.copyfile(ref.path, target)
    return {"path": f"{ref.table}/{target.name}", "rows": ref.rows, "bytes": target.stat().st_size, "sha256": file_sha256(target)}


def switch(out: Path, identifier: str, tables: Collection[str]) -> None:
    """Make a release current. The caller holds the output folder."""
    replace_link(out / CURRENT, Path(RELEASES) / identifier)
    point_at_current(out, identifier, tables)


def point_at_current(out: Path, identifier: str, tables: Collection[str]) -> list[str]:
    """Set the links of tables and latest.json where they are not what they must be; the names of those that were not."""
    wrong = [name for name in tables if not _leads(out / name, Path(CURRENT) / name)]
    for name in wrong:
        replace_link(out / name, Path(CURRENT) / name)
    latest = json.dumps({"release_id": identifier, "path": f"{RELEASES}/{identifier}"}) + "\n"
    if not (out / LATEST).is_file() or (out / LATEST).read_bytes() != latest.encode():
        write_text(out / LATEST, latest)
        wrong.append(LATEST)
    return wrong


def _leads(link: Path, target: Path) -> bool:
    return link.is_symlink() and link.readlink() == target


def _release(out: Path, identifier: str, tables: Mapping[str, Any]) -> Release:
    folder = out / RELEASES / identifier
    return Release(
        release_id=identifier,
        folder=folder,
        tables={name: out / name for name in tables},
        report=folder / "report" / "index.html",
    )

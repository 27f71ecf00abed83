"""One release: a folder of tables, manifest, dictionary and report, and the pointer that makes it current.

    OUT/releases/<id>/<table>/<id>-part-0000.parquet      the tables
    OUT/releases/<id>/manifest.json, dictionary.md, report/
    OUT/current → releases/<id>                           replaced in one step
    OUT/articles → current/articles, and so on            what analysts read
    OUT/latest.json                                       the same pointer for stores without symbolic links

The release id stands in every file name, so that a reader who lists a folder while it is switched either reads one
release whole or fails on a missing file, and never mixes two.
"""

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tasks.frames import TableRef, file_sha256
from tasks.durable import replace_link, sync, sync_tree, write_text
from tasks.publish.durable import clear_unfinished

MANIFEST = "manifest.json"
CURRENT = "current"


@dataclass(frozen=True, kw_only=True)
class Release:
    """A published release: its id, its folder, its tables' folders as analysts name them, and its report."""

    release_id: str
    folder: Path
    tables: Mapping[str, Path]
    report: Path


def release_id(now: datetime, tables: Mapping[str, TableRef]) -> str:
    """A dated id: UTC second, then 8 digits of a hash over the tables' checksums."""
    return f"{now:%Y%m%dT%H%M%SZ}-{tables_digest(tables)[:8]}"


def tables_digest(tables: Mapping[str, TableRef]) -> str:
    """A hash over the names and checksums of all tables: equal where and only where the tables are."""
    return hashlib.sha256("\n".join(f"{name} {tables[name].sha256}" for name in sorted(tables)).encode()).hexdigest()


def write_release(
    out: Path, *, identifier: str, tables: Mapping[str, TableRef], manifest: Mapping[str, Any], dictionary: str, report: Path
) -> Release:
    """Write the release beside the others, then switch to it. The caller holds the output folder."""
    releases = out / "releases"
    releases.mkdir(parents=True, exist_ok=True)
    clear_unfinished(releases)
    unfinished = releases / f"{identifier}.tmp"
    files = {name: _place_table(ref, unfinished, identifier) for name, ref in sorted(tables.items())}
    shutil.copytree(report, unfinished / "report")
    (unfinished / "dictionary.md").write_text(dictionary, encoding="utf-8")
    whole = {"release_id": identifier, **manifest, "files": files}
    (unfinished / MANIFEST).write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    sync_tree(unfinished)
    unfinished.rename(releases / identifier)
    sync(releases)
    _switch(out, identifier, tables)
    return _release(out, identifier, tables)


def current_manifest(out: Path) -> dict[str, Any] | None:
    """The manifest of the current release; None where nothing was published yet."""
    path = out / CURRENT / MANIFEST
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def current_release(out: Path) -> Release | None:
    """The current release; None where nothing was published yet."""
    manifest = current_manifest(out)
    return None if manifest is None else _release(out, manifest["release_id"], manifest["tables"])


def _place_table(ref: TableRef, unfinished: Path, identifier: str) -> dict[str, Any]:
    target = unfinished / ref.table / f"{identifier}-part-0000.parquet"
    target.parent.mkdir(parents=True)
    shutil.copyfile(ref.path, target)
    return {"path": f"{ref.table}/{target.name}", "rows": ref.rows, "bytes": target.stat().st_size, "sha256": file_sha256(target)}


def _switch(out: Path, identifier: str, tables: Mapping[str, TableRef]) -> None:
    replace_link(out / CURRENT, Path("releases") / identifier)
    for name in tables:
        link = out / name
        if not link.is_symlink():
            replace_link(link, Path(CURRENT) / name)
    write_text(out / "latest.json", json.dumps({"release_id": identifier, "path": f"releases/{identifier}"}) + "\n")


def _release(out: Path, identifier: str, tables: Mapping[str, Any]) -> Release:
    folder = out / "releases" / identifier
    return Release(
        release_id=identifier,
        folder=folder,
        tables={name: out / name for name in tables},
        report=folder / "report" / "index.html",
    )

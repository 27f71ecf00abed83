"""Earlier releases of the same folder: the one that readers have now, and the history that the manifests tell."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tasks.frames import file_sha256

MOST = 24


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """An earlier release: its manifest and the files of its tables."""

    manifest: Mapping[str, Any]
    tables: Mapping[str, Path]


def current(out: Path) -> Earlier | None:
    """The release that readers have now; None where there is none that is whole."""
    folder = out / "current"
    manifest = _manifest(folder.resolve()) if folder.is_dir() else None
    if manifest is None:
        return None
    files = {name: (folder.resolve() / entry["path"], entry["sha256"]) for name, entry in manifest["files"].items()}
    whole = all(path.is_file() and file_sha256(path) == checksum for path, checksum in files.values())
    return Earlier(manifest=manifest, tables={name: path for name, (path, _) in files.items()}) if whole else None


def history(out: Path) -> list[dict[str, Any]]:
    """The last releases, the oldest first: id, day, rows of the tables, and the rates that their report measured."""
    return list(_history(out))[-MOST:]


def _history(out: Path) -> Iterator[dict[str, Any]]:
    for folder in sorted((out / "releases").glob("*")):
        manifest = _manifest(folder)
        if manifest is not None:
            rows = {name: table["rows"] for name, table in manifest["tables"].items()}
            yield {"release_id": manifest["release_id"], "rows": rows, "rates": _rates(folder)}


def _rates(folder: Path) -> dict[str, dict[str, float]]:
    """Events by type, and events per article by outlet; nothing where the report of that release did not count them."""
    try:
        types = json.loads((folder / "report" / "figures" / "types.json").read_text(encoding="utf-8"))
        outlets = json.loads((folder / "report" / "figures" / "outlets.json").read_text(encoding="utf-8"))
        return {
            "types": {row["type"]: row["events"] for row in types},
            "outlets": {row["outlet"] or "": row["events_per_article"] for row in outlets},
        }
    except (OSError, ValueError, KeyError, TypeError):
        return {"types": {}, "outlets": {}}


def _manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest of a release; None where it is damaged or the folder is unfinished."""
    try:
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return manifest if not folder.name.endswith(".tmp") and {"release_id", "tables", "files"} <= set(manifest) else None

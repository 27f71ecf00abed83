"""Opening a release: the one that a path or an id means, its manifest, and its tables as frames that belong together."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from schemas.errors import DamagedRelease, SettingsError
from tasks.places import is_store
from tasks.publish.release import MANIFEST, RELEASES, UNFINISHED, current_folder, damaged, read_manifest
from tasks.reading.database import connected
from tasks.stores import Store, bring_release, latest


@dataclass(frozen=True)
class OpenedRelease:
    """One release, which never changes: its tables are of one run, whatever is published meanwhile."""

    folder: Path
    manifest: Mapping[str, Any]

    @property
    def release_id(self) -> str:
        """The id to cite."""
        return str(self.manifest["release_id"])

    @property
    def files(self) -> dict[str, Path]:
        """The file of each table by its name."""
        return {name: self.folder / entry["path"] for name, entry in self.manifest["files"].items()}

    @cached_property
    def database(self) -> duckdb.DuckDBPyConnection:
        """The tables and the flat tables as views, for SQL. Raises DamagedRelease."""
        try:
            return connected(self.files)
        except duckdb.Error as error:
            raise damaged(self.folder, f"its tables can't be read ({error})") from error

    def sql(self, query: str) -> pd.DataFrame:
        """The rows that a query gives. Raises duckdb.Error."""
        return self.database.execute(query).df()

    def frame(self, table: str) -> pd.DataFrame:
        """One table, with Arrow's types, so that lists, structs and dates stay. Raises SettingsError, DamagedRelease."""
        if table not in self.files:
            raise SettingsError(
                found=f"no table {table!r} in release {self.release_id}",
                expected=f"one of {', '.join(self.files)}",
                remedy="correct the name; flat tables are read with sql()",
            )
        try:
            return pd.read_parquet(self.files[table], dtype_backend="pyarrow")
        except (OSError, pa.ArrowException) as error:
            raise damaged(self.folder, f"the table {table} can't be read ({error})") from error

    def asked(self, query: str, *values: Any) -> list[dict[str, Any]]:
        """The rows that one of our own queries gives. Raises DamagedRelease: what it lacks is not the user's mistake."""
        try:
            result = self.database.execute(query, values)
            columns = [name for name, *_ in result.description or ()]
            return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]
        except duckdb.Error as error:
            raise damaged(self.folder, f"its tables can't be read ({error})") from error

    @cached_property
    def articles(self) -> pd.DataFrame:
        """The articles."""
        return self.frame("articles")

    @cached_property
    def entities(self) -> pd.DataFrame:
        """The mentions of names."""
        return self.frame("entities")

    @cached_property
    def events(self) -> pd.DataFrame:
        """The events."""
        return self.frame("events")

    @cached_property
    def quarantine(self) -> pd.DataFrame:
        """What was read and not curated."""
        return self.frame("quarantine")


def open_release(path: str | Path) -> OpenedRelease:
    """The release in a folder: the current one of an output folder or of a store, or one of OUT/releases.

    A release of a store is fetched whole, once, to a folder of this user (XDG_CACHE_HOME).
    Raises SettingsError if there is none, DamagedRelease if files are missing or cut. Checksums are not computed: that is what
    `depeche releases` does.
    """
    if is_store(path):
        return open_release(_brought(Store(str(path))))
    folder = _folder(Path(path))
    manifest = read_manifest(folder)
    try:
        sizes = {entry["path"]: entry["bytes"] for entry in manifest["files"].values()}
    except (AttributeError, KeyError, TypeError) as error:
        raise damaged(folder, f"{MANIFEST} lacks entries") from error
    for name, size in sizes.items():
        if not (folder / name).is_file():
            raise damaged(folder, f"{name} is missing")
        if (folder / name).stat().st_size != size:
            raise damaged(folder, f"{name} is not what was published")
    return OpenedRelease(folder=folder, manifest=manifest)


def named_release(out: str | Path, word: str) -> OpenedRelease:
    """The release of a folder or store that a word means: `current`, an id, its beginning if no other has it, or a path.

    Raises SettingsError, DamagedRelease.
    """
    if word == "current":
        return open_release(out)
    store = Store(str(out)) if is_store(out) else None
    known = store.folders(RELEASES) if store else _known(Path(out))
    fitting = [name for name in known if name == word] or [name for name in known if name.startswith(word)]
    if len(fitting) == 1:
        return open_release(_brought(store, fitting[0]) if store else Path(out) / RELEASES / fitting[0])
    if not fitting and Path(word).is_dir():
        return open_release(word)
    raise SettingsError(
        found=f"{len(fitting)} releases of {out} begin with {word!r}" if fitting else f"no release {word!r} in {out}",
        expected=f"`current`, a path, or one of {', '.join(fitting or known) or 'none: there is no release yet'}",
        remedy="correct the id, or name the folder with --out",
    )


def _known(out: Path) -> list[str]:
    return sorted(path.name for path in (out / RELEASES).glob("*") if path.is_dir() and path.suffix != UNFINISHED)


def _brought(store: Store, release_id: str | None = None) -> Path:
    """The folder here of a release of the store, or of its current one. Raises SettingsError, DamagedRelease."""
    release_id = release_id or latest(store)
    if release_id is None:
        raise SettingsError(
            found=f"no release in {store.url}", expected="the OUT of a run", remedy="correct the URL, or run depeche curate first"
        )
    kept = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "depeche"
    return bring_release(store, release_id, kept / hashlib.sha256(store.url.rstrip("/").encode()).hexdigest()[:16])


def _folder(path: Path) -> Path:
    if (path / MANIFEST).is_file() or path.parent.name == RELEASES:
        return path.resolve()
    found = current_folder(path) if path.is_dir() else None
    if found is None:
        raise SettingsError(
            found=f"no release in {path}" if path.is_dir() else f"no folder {path}",
            expected="the OUT of a run, or the folder of one release",
            remedy="correct the path, or run depeche curate first",
        )
    if not found.is_dir():
        raise DamagedRelease(found=f"{path} leads nowhere", expected="a release", remedy="run depeche curate again")
    return found

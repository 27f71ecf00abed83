"""Folders of an object store (`s3://bucket/prefix`, and what else fsspec knows): raw files and releases, brought and sent.

What belongs here: copying between a store and a folder of this machine, so that a reader of the store never sees half a release.
What does not: what is in the files, and when they are copied (flows/stores.py). A store has no symbolic links: latest.json names
the current release, and is written last.
"""

import json
import shutil
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from schemas.errors import DamagedRelease, DepecheError, SettingsError
from tasks.durable import Damaged, read_checked, sync_tree, write_checked
from tasks.places import MARK
from tasks.publish.release import LATEST, MANIFEST, RELEASES, UNFINISHED, read_manifest, switch

STATE = "state.json"
COPIES = 16
PACKAGES = {"s3": ("s3fs", "depeche[s3]")}


@dataclass(frozen=True)
class Store:
    """A folder of a store by its URL. Credentials and the address of the service come from the environment."""

    url: str

    @cached_property
    def _files(self) -> Any:
        """Fsspec's file system. Raises SettingsError if its package is not installed."""
        scheme = self.url.partition(MARK)[0]
        package, extra = PACKAGES.get(scheme, ("fsspec", scheme))
        if find_spec("fsspec") is None or find_spec(package) is None:
            raise SettingsError(
                found=f"{self.url} is in a store, and the package {package} is not installed",
                expected=f"the packages of {extra}",
                remedy=f"pip install '{extra}', or name a folder",
            )
        try:
            return import_module("fsspec").filesystem(scheme, skip_instance_cache=True, use_listings_cache=False)
        except ValueError as error:
            raise SettingsError(
                found=f"{self.url}: {error}", expected="a store that fsspec knows, as s3://bucket/folder", remedy="correct it"
            ) from error

    @cached_property
    def _root(self) -> str:
        return str(self._files._strip_protocol(self.url)).rstrip("/")  # noqa: SLF001  fsspec's way to take an URL apart

    def listed(self, folder: str = "") -> dict[str, dict[str, Any]]:
        """Every file below with what the store says of it, by its path relative to the folder."""
        root = f"{self._root}/{folder}".rstrip("/") + "/"
        with _told(self.url):
            found = self._files.find(root, detail=True)
        return {path.removeprefix(root): about for path, about in found.items() if not path.endswith("/") and path != root[:-1]}

    def folders(self, folder: str) -> list[str]:
        """The names of what lies right below, sorted."""
        return sorted({path.partition("/")[0] for path in self.listed(folder)})

    def bring(self, path: str, target: Path) -> None:
        """Copy a file here, whole or not at all."""
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_name(f".{target.name}.new")
        with _told(self.url):
            self._files.get_file(f"{self._root}/{path}", str(fresh))
        fresh.replace(target)

    def send(self, source: Path, path: str) -> None:
        """Copy a file there, whole or not at all: stores show a file when they have all of it."""
        with _told(self.url):
            self._files.put_file(str(source), f"{self._root}/{path}")

    def read(self, path: str) -> bytes | None:
        """A small file; None where there is none."""
        try:
            with _told(self.url):
                return bytes(self._files.cat_file(f"{self._root}/{path}"))
        except FileNotFoundError:
            return None

    def write(self, path: str, content: bytes) -> None:
        """Write a small file."""
        with _told(self.url):
            self._files.pipe_file(f"{self._root}/{path}", content)


def bring_raw(store: Store, folder: Path) -> int:
    """Make the folder what the store has: what is new or changed there is fetched, what is gone there is removed; how many files.

    The state of what was fetched is kept beside the folder. Raises SettingsError if a name can't be that of a file.
    """
    listed = {path: _stamp(about) for path, about in store.listed().items()}
    _check_names(store, listed)
    state = folder.with_name(f"{folder.name}-{STATE}")
    folder.mkdir(parents=True, exist_ok=True)
    had = {path: stamp for path, stamp in _had(state).items() if listed.get(path) == stamp and (folder / path).is_file()}
    for kept in [one for one in folder.rglob("*") if not one.is_dir()]:
        if kept.relative_to(folder).as_posix() not in listed:
            kept.unlink()
    for path in listed:
        if (folder / path).is_dir():  # it was one in the store too
            shutil.rmtree(folder / path)

    def bring(path: str) -> None:
        store.bring(path, folder / path)
        had[path] = listed[path]

    try:
        _side_by_side(bring, [path for path in listed if path not in had])
    finally:
        write_checked(state, had)  # what is here is not fetched again after a broken connection
    return len(listed)


def bring_current(store: Store, out: Path) -> str | None:
    """Make the store's current release the current one here; its id, None where the store has none. Raises DamagedRelease."""
    release_id = latest(store)
    if release_id is not None:
        bring_release(store, release_id, out)
        out.mkdir(parents=True, exist_ok=True)
        switch(out, release_id, read_manifest(out / RELEASES / release_id)["tables"])
    return release_id


def bring_release(store: Store, release_id: str, out: Path) -> Path:
    """The folder here of a release of the store, which is fetched where it is not here yet. Raises DamagedRelease."""
    folder = out / RELEASES / release_id
    if (folder / MANIFEST).is_file():
        return folder
    unfinished = folder.with_name(f"{release_id}.{uuid.uuid4().hex}{UNFINISHED}")
    files = store.listed(f"{RELEASES}/{release_id}")
    if MANIFEST not in files:
        raise DamagedRelease(
            found=f"{store.url} has no whole release {release_id}",
            expected=f"{RELEASES}/{release_id}/{MANIFEST}",
            remedy=f"write {LATEST} there with a release that is whole, or publish again from a folder",
        )
    _side_by_side(lambda path: store.bring(f"{RELEASES}/{release_id}/{path}", unfinished / path), list(files))
    sync_tree(unfinished)
    try:
        unfinished.rename(folder)
    except OSError:  # another reader brought it first
        shutil.rmtree(unfinished)
    return folder


def send_release(store: Store, folder: Path, *, before: str | None) -> bool:
    """Send a release, then point latest.json at it; False where the store has it so already.

    `before`: the release that was the store's current one when the run began. Raises SettingsError if it no longer is: another
    run has published there, whose release must not be hidden.
    """
    release_id, now = folder.name, latest(store)
    if now == release_id:
        return False
    if now != before:
        raise SettingsError(
            found=f"another run has published {now} to {store.url}",
            expected="one publisher at a time",
            remedy="run again: what is there now is then the release before",
        )
    there = {path: about["size"] for path, about in store.listed(f"{RELEASES}/{release_id}").items()}
    sizes = {path.relative_to(folder).as_posix(): path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    left = [path for path, size in sorted(sizes.items()) if there.get(path) != size and path != MANIFEST]
    _side_by_side(lambda path: store.send(folder / path, f"{RELEASES}/{release_id}/{path}"), left)
    store.send(folder / MANIFEST, f"{RELEASES}/{release_id}/{MANIFEST}")  # a release with a manifest is whole
    store.write(LATEST, (json.dumps({"release_id": release_id, "path": f"{RELEASES}/{release_id}"}) + "\n").encode())
    return True


def latest(store: Store) -> str | None:
    """The id of the store's current release; None where nothing was published yet. Raises DamagedRelease."""
    content = store.read(LATEST)
    if content is None:
        return None
    try:
        return str(json.loads(content)["release_id"])
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedRelease(
            found=f"{LATEST} in {store.url} can't be read",
            expected='{"release_id": …, "path": …}',
            remedy=f"write it anew with the release that is to be current, one of {', '.join(store.folders(RELEASES))}",
        ) from error


def _side_by_side(copy: Callable[[str], None], paths: Sequence[str]) -> None:
    """Copy several files at a time: each waits mostly for the network. Raises what the first that fails raises."""
    with ThreadPoolExecutor(COPIES) as threads:
        try:
            for _ in threads.map(copy, paths):
                pass
        finally:
            threads.shutdown(cancel_futures=True)


def _stamp(about: Mapping[str, Any]) -> str:
    """What changes when the file does."""
    return ":".join(str(about.get(name, "")) for name in ("size", "ETag", "LastModified", "mtime", "created"))


def _had(state: Path) -> dict[str, str]:
    try:
        return dict(read_checked(state))
    except Damaged:
        return {}


def _check_names(store: Store, names: Mapping[str, str]) -> None:
    above = {name.rsplit("/", depth)[0] for name in names for depth in range(1, name.count("/") + 1)}
    tests: tuple[Callable[[str], bool], ...] = (lambda name: bool({"", ".", ".."} & set(name.split("/"))), above.__contains__)
    if wrong := next((name for name in names if any(test(name) for test in tests)), None):
        raise SettingsError(
            found=f"the name {wrong!r} in {store.url} can't be that of a file below a folder",
            expected="names of which none is empty, `.` or `..` between two strokes, or the folder of another",
            remedy="rename it in the store",
        )


@contextmanager
def _told(url: str) -> Iterator[None]:
    """What a store's library raises as an error that says which store. FileNotFoundError stays."""
    try:
        yield
    except FileNotFoundError:
        raise
    except Exception as error:
        if not isinstance(error, OSError) and type(error).__module__.partition(".")[0] not in {"botocore", "aiohttp"}:
            raise
        raise DepecheError(
            found=f"the store {url} can't be used ({type(error).__name__}: {error})",
            expected="a store that answers, and rights to read and write there",
            remedy="look at its address (AWS_ENDPOINT_URL), the credentials in the environment and their rights, and start again",
        ) from error

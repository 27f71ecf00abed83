"""Before a run: can it be done, what did earlier ones leave, is anything new? Imports nothing heavy, to tell it at once."""

import hashlib
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from flows.profiles import load_settings
from schemas.errors import DamagedRelease, SettingsError
from schemas.settings import ClusterSettings, Settings
from tasks.errands import Cluster
from tasks.ingest.inventory import Inventory, take_inventory
from tasks.leftovers import clear_leftovers, under_way
from tasks.publish.durable import one_publisher
from tasks.publish.release import CURRENT, Release, current_manifest, current_release
from tasks.publish.retried import retried
from tasks.publish.shelf import mend_pointers, verified
from tasks.run import Progress, Run
from tasks.version import STAGES, stage_version

OF_THE_MACHINES = {"batch_size", "machine", "cluster"}
"""Settings that no table depends on."""
_LISTED: ContextVar[Inventory | None] = ContextVar("listed", default=None)
TABLES = ("articles", "entities", "events", "quarantine", "overlaps", "aliases", "events_by_day", "events_by_place")


@dataclass(frozen=True, kw_only=True)
class Order:
    """What to curate, where to, and how: what the command line or a schedule names."""

    raw: Path
    out: Path
    profile: str = "default"
    work: Path | None = None

    @property
    def work_folder(self) -> Path:
        """Where caches and logs go: beside the output where it is a `processed` folder, else inside it."""
        if self.work is not None:
            return self.work
        return self.out.parent / "work" if self.out.name == "processed" else self.out / ".work"


@dataclass(frozen=True, kw_only=True)
class Preparation:
    """What is known before any work: the settings, the files, and the release that already holds them."""

    settings: Settings
    fingerprint: str
    inventory: Inventory
    unchanged: Release | None

    @property
    def file_count(self) -> int:
        """How many files there are."""
        return len(self.inventory.files) + len(self.inventory.rejected)


def check_order(order: Order) -> Settings:
    """The settings of an order that can be carried out. Looks at no file of the raw folder.

    Raises SettingsError if a folder can't be read or written to or lies in the wrong place, or a setting can't be used.
    """
    settings = load_settings(order.profile)
    _check_model(settings.annotate.model)
    _check_cluster(settings.cluster)
    check_raw(order)
    for name, folder in (("output", order.out), ("work", order.work_folder)):
        if folder.resolve().is_relative_to(order.raw.resolve()):
            raise SettingsError(
                found=f"the {name} folder {folder} lies in the raw folder",
                expected="two separate folders",
                remedy=f"name another {name} folder",
            )
        _check_writable(name, folder)
    for taken in (order.out / name for name in (CURRENT, *TABLES)):
        if taken.exists() and not taken.is_symlink():
            raise SettingsError(
                found=f"{taken} is there already and is no link to a release",
                expected="a folder that holds only releases",
                remedy="move it away, or name another --out",
            )
    return settings


def check_raw(order: Order) -> None:
    """Raises SettingsError if there is no raw folder."""
    if not order.raw.is_dir():
        found = f"{order.raw} is not a folder" if order.raw.exists() else f"no folder {order.raw}"
        raise SettingsError(found=found, expected="a folder with raw press", remedy="correct RAW")


@contextmanager
def listed(inventory: Inventory) -> Iterator[None]:
    """Within the block a file that is as the inventory has it is not hashed again."""
    token = _LISTED.set(inventory)
    try:
        yield
    finally:
        _LISTED.reset(token)


@contextmanager
def looked_at(order: Order, tell: Callable[[str], None]) -> Iterator[Preparation]:
    """Hold the output folder, clear what crashed runs left, set right what points at the current release, and see what is new.

    Raises SettingsError if the order can't be carried out, another run publishes there, or there is no file to read.
    """
    check_order(order)
    with one_publisher(order.out):
        if cleared := clear_leftovers(order.work_folder):
            tell(f"leftovers of runs that did not end were cleared: {cleared}")
        try:
            if wrong := mend_pointers(order.out):
                tell(f"{', '.join(wrong)} in {order.out} did not point at the current release and were set right")
        except DamagedRelease as damage:
            tell(str(damage))
        yield prepare(order, tell)


@contextmanager
def begun(order: Order, progress: Progress) -> Iterator[tuple[Run, Preparation]]:
    """The same, and a run that is told from leftovers as long as the block goes on."""
    with looked_at(order, partial(progress.warn, "prepare")) as prepared, _cluster(prepared.settings) as cluster:
        now = datetime.now(UTC)
        run = Run(
            run_id=f"{now:%Y%m%dT%H%M%SZ}-{uuid.uuid4().hex[:8]}",
            settings=prepared.settings,
            raw=order.raw,
            out=order.out,
            work=order.work_folder.resolve(),  # whose paths other machines are given
            as_of=now.date(),
            progress=progress,
            cluster=cluster,
        )
        with nullcontext() if prepared.unchanged else under_way(run.folder):
            yield run, prepared


def _cluster(settings: Settings) -> AbstractContextManager[Cluster | None]:
    if not settings.cluster.is_used:
        return nullcontext()
    from flows.cluster import dask_cluster

    return dask_cluster(settings)


def prepare(order: Order, tell: Callable[[str], None] = lambda _: None) -> Preparation:
    """Take stock of the raw folder, and see whether the current release holds all of it and is whole.

    Raises SettingsError if the order can't be carried out, or there is no file to read.
    """
    settings = check_order(order)
    inventory = take_inventory(order.raw, known=_LISTED.get())
    fingerprint = _fingerprint(inventory.fingerprint, settings)
    return Preparation(
        settings=settings,
        fingerprint=fingerprint,
        inventory=inventory,
        unchanged=current_release(order.out) if _holds(order, fingerprint, tell) else None,
    )


def is_held(order: Order, inventory: Inventory, settings: Settings) -> bool:
    """Whether a run over these files would end at once, since the current release holds all of them. Writes nothing."""
    return _holds(order, _fingerprint(inventory.fingerprint, settings), lambda _: None)


def _holds(order: Order, fingerprint: str, tell: Callable[[str], None]) -> bool:
    """Whether the current release was made from these files in this way, is whole, and nothing in it is worth another try."""
    try:
        manifest = current_manifest(order.out)
    except DamagedRelease:
        return False  # told where the pointers are looked at
    if manifest is None or manifest["fingerprint"] != fingerprint:
        return False
    try:
        verified((order.out / CURRENT).resolve())
    except DamagedRelease as damage:
        tell(str(damage))
        return False
    return not manifest.get("passing") or fingerprint in retried(order.work_folder)


def _check_model(model: str) -> None:
    try:
        is_there = model == "embedded" or Path(model).is_dir() or find_spec(model) is not None
    except (ImportError, ValueError):
        is_there = False
    if not is_there:
        raise SettingsError(
            found=f"no French pipeline {model!r} (setting annotate.model)",
            expected="`embedded`, or the name or path of an installed spaCy pipeline",
            remedy="correct the profile, or install the pipeline",
        )


def _check_cluster(settings: ClusterSettings) -> None:
    if settings.is_used and find_spec("prefect_dask") is None:
        raise SettingsError(
            found="the profile names a cluster, and prefect-dask is not installed",
            expected="the packages of the extra `cluster`",
            remedy="pip install 'depeche[cluster]', or take another --profile",
        )


def _check_writable(name: str, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        is_file = folder.exists() and not folder.is_dir()
        raise SettingsError(
            found=f"{folder} is a file" if is_file else f"the {name} folder {folder} can't be written to ({error.strerror})",
            expected="a folder that this user may write to, or a name that is free",
            remedy=f"name another {name} folder, or correct its rights",
        ) from error


def _fingerprint(inventory: str, settings: Settings) -> str:
    parts = (inventory, settings.model_dump_json(exclude=OF_THE_MACHINES), *(stage_version(stage) for stage in STAGES))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()

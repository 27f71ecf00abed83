"""Before a run: are the folders there, and is anything new? Imports nothing heavy, so that « nothing new » is told at once."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flows.profiles import load_settings
from schemas.errors import SettingsError
from schemas.settings import Settings
from tasks.ingest.inventory import take_inventory
from tasks.publish.release import Release, current_manifest, current_release
from tasks.run import Progress, Run, Silence
from tasks.version import STAGES, stage_version


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
    """What is known before any work: the settings, how many files there are, and the release that already holds them."""

    settings: Settings
    fingerprint: str
    file_count: int
    unchanged: Release | None


def prepare(order: Order) -> Preparation:
    """Look at the raw folder, the settings and the current release.

    Raises SettingsError if the raw folder is missing or empty, or a setting can't be used.
    """
    settings = load_settings(order.profile)
    _check_output(order)
    inventory = take_inventory(order.raw)
    count = len(inventory.files) + len(inventory.rejected)
    fingerprint = _fingerprint(inventory.fingerprint, settings)
    manifest = current_manifest(order.out)
    same = manifest is not None and manifest["fingerprint"] == fingerprint
    return Preparation(
        settings=settings, fingerprint=fingerprint, file_count=count, unchanged=current_release(order.out) if same else None
    )


def new_run(order: Order, settings: Settings, *, progress: Progress | None = None) -> Run:
    """A run with an id and day of its own."""
    now = datetime.now(UTC)
    return Run(
        run_id=f"{now:%Y%m%dT%H%M%SZ}-{uuid.uuid4().hex[:8]}",
        settings=settings,
        raw=order.raw,
        out=order.out,
        work=order.work_folder,
        as_of=now.date(),
        progress=progress or Silence(),
    )


def _check_output(order: Order) -> None:
    if order.out.exists() and not order.out.is_dir():
        raise SettingsError(found=f"{order.out} is a file", expected="a folder, or a name that is free", remedy="correct --out")
    if order.out.resolve().is_relative_to(order.raw.resolve()):
        raise SettingsError(
            found=f"the output folder {order.out} lies in the raw folder", expected="two separate folders", remedy="correct --out"
        )


def _fingerprint(inventory: str, settings: Settings) -> str:
    parts = (inventory, settings.model_dump_json(), *(stage_version(stage) for stage in STAGES))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()

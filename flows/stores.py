"""A run whose raw press or releases lie in a store: what is there is brought first, and the release is sent at the end.

What belongs here: when. What does not: how (tasks/stores.py).
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.preparation import Order
from schemas.errors import SettingsError
from tasks.places import is_store
from tasks.publish.durable import one_publisher
from tasks.publish.release import current_folder
from tasks.stores import Store, bring_current, bring_raw, send_release

FOLDER = "stores"


@contextmanager
def carried(raw: str | Path, out: str | Path, *, profile: str = "default", work: str | Path | None = None) -> Iterator[Order]:
    """The order as this machine can carry it out, and at the end of the block, where it went well, the release in its store.

    Raises SettingsError if a store or folder can't be used, or another run has the work folder or has published to the store.
    """
    order = local_order(raw, out, profile=profile, work=Path(work) if work else None)
    if not is_store(raw) and not is_store(out):
        yield order
        return
    with one_publisher(order.work_folder / FOLDER):
        if is_store(raw):
            bring_raw(Store(str(raw)), order.raw)
        before = bring_current(Store(str(out)), order.out) if is_store(out) else None
        yield order
        if is_store(out) and (folder := current_folder(order.out)):
            send_release(Store(str(out)), folder, before=before)


def local_order(raw: str | Path, out: str | Path, *, profile: str = "default", work: Path | None = None) -> Order:
    """The order with folders of this machine for those of stores. Raises SettingsError if it names no work folder and must."""
    if is_store(out) and work is None:
        raise SettingsError(
            found=f"{out} is in a store, and no folder for caches is named",
            expected="a folder of this machine or of a shared file system",
            remedy="name one with --work",
        )
    stores = Order(raw=Path(raw), out=Path(out), work=work).work_folder / FOLDER
    folders = [stores / f"{name}-{_digest(one)}" if is_store(one) else Path(one) for name, one in (("raw", raw), ("out", out))]
    return Order(raw=folders[0], out=folders[1], profile=profile, work=work)


def _digest(url: str | Path) -> str:
    return hashlib.sha256(str(url).rstrip("/").encode()).hexdigest()[:16]

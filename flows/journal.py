"""The operator's log: a line of JSON for each run in OUT/runs.jsonl, whatever came of it.

What belongs here: what a line says. What does not: what is shown of a run meanwhile (progress.py, told.py).
"""

import json
import platform
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import wraps
from inspect import signature
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from flows.stores import local_order
from schemas.errors import DamagedRelease, DepecheError, ValidationFailed
from tasks.durable import sync
from tasks.publish.release import RELEASES, current_manifest

FILE = "runs.jsonl"
Given = ParamSpec("Given")
Made = TypeVar("Made")
_IS_NOTED: ContextVar[bool] = ContextVar("noted", default=False)


@contextmanager
def noted(raw: str | Path, out: str | Path, profile: str, work: str | Path | None) -> Iterator[None]:
    """Write a line about the run that the block is, unless a block around it does. Raises what the block raises."""
    if _IS_NOTED.get():
        yield
        return
    token, began = _IS_NOTED.set(True), datetime.now(UTC)
    folder = local_order(raw, out, work=Path(work) if work else None).out
    before, said = _current(folder), ""
    outcome = "interrupted"
    try:
        yield
        outcome = "published" if _current(folder) != before else "nothing new"
    except ValidationFailed as error:
        outcome, said = "refused", str(error)
        raise
    except (DepecheError, OSError) as error:
        outcome, said = "failed", str(error)
        raise
    except Exception as error:
        outcome, said = "failed", f"{type(error).__name__}: {error}"
        raise
    finally:
        _IS_NOTED.reset(token)
        _write(folder, {"outcome": outcome, "raw": str(raw), "out": str(out), "profile": profile, "said": said}, began)


def noting(curate: Callable[Given, Made]) -> Callable[Given, Made]:
    """The flow, of which each run is noted."""

    @wraps(curate)
    def named(*args: Given.args, **kwargs: Given.kwargs) -> Made:
        bound = signature(curate).bind(*args, **kwargs)
        bound.apply_defaults()
        with noted(**bound.arguments):
            return curate(*args, **kwargs)

    return named


def _current(folder: Path) -> str | None:
    try:
        manifest = current_manifest(folder)
    except DamagedRelease:
        return None
    return None if manifest is None else str(manifest["release_id"])


def _write(folder: Path, line: dict[str, Any], began: datetime) -> None:
    """Add a line; where there is no such folder, or it can't be written to, the run itself says so."""
    ended = datetime.now(UTC)
    release = _current(folder)
    whole = {
        "began": began.isoformat(timespec="seconds"),
        "ended": ended.isoformat(timespec="seconds"),
        "seconds": round((ended - began).total_seconds(), 1),
        **line,
        "release": release,
        "path": release and str((folder / RELEASES / release).resolve()),
        "counts": _counts(folder) if release else {},
        "host": platform.node(),
    }
    if not folder.is_dir():
        return
    try:
        with (folder / FILE).open("a", encoding="utf-8") as opened:
            opened.write(json.dumps(whole, ensure_ascii=False) + "\n")
        sync(folder / FILE)
    except OSError as error:
        print(f"WARNING: no line could be added to {folder / FILE}: {error.strerror}", file=sys.stderr)


def _counts(folder: Path) -> dict[str, int]:
    """The rows of each table of the current release."""
    manifest = current_manifest(folder) or {"tables": {}}
    return {name: int(table["rows"]) for name, table in sorted(manifest["tables"].items())}

"""What names a release, and what the stage that writes its pages hands to the one that publishes them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tasks.frames import TableRef

CHANGES_FILE = "changes.parquet"


@dataclass(frozen=True, kw_only=True)
class Reported:
    """The pages of a release to be: the id that they name, and their folder.

    `summary`: what they tell first: key issues, known issues, measured quality, findings of validation. `since`: id and schema
    version of the release before, with the changes counted by table; None where there is none. `changes`: their file.
    """

    release_id: str
    folder: Path
    summary: Mapping[str, Any]
    since: Mapping[str, Any] | None = None
    changes: Path | None = None


def release_id(now: datetime, tables: Mapping[str, TableRef]) -> str:
    """A dated id: UTC second, then 8 digits of a hash over the tables' checksums."""
    return f"{now:%Y%m%dT%H%M%SZ}-{tables_digest(tables)[:8]}"


def tables_digest(tables: Mapping[str, TableRef]) -> str:
    """A hash over the names and checksums of all tables: equal where and only where the tables are."""
    return hashlib.sha256("\n".join(f"{name} {tables[name].sha256}" for name in sorted(tables)).encode()).hexdigest()

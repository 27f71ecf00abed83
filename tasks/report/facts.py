"""What the page says about a release besides its tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What the page tells first, and the changes since the release before, counted by table; None where there is none."""

    issues: Sequence[Mapping[str, Any]]
    known_issues: Sequence[Mapping[str, str]]
    quality: Mapping[str, Any]
    changes: Mapping[str, Mapping[str, int]] | None = None


@dataclass(frozen=True, kw_only=True)
class Facts:
    """How a release was made and judged.

    `made`: versions, code and settings, as the manifest states them. `stages`: the counts of each stage. `tables`: rows and
    checksum of each. `verdict`: what validation found, as its findings.json. `history`: earlier releases, the oldest first.
    `source`: the name of the folder that was read.
    """

    release_id: str
    made: Mapping[str, Any]
    stages: Sequence[Mapping[str, Any]]
    tables: Mapping[str, Mapping[str, Any]]
    verdict: Mapping[str, Any]
    history: Sequence[Mapping[str, Any]] = field(default=())
    source: str = ""
    schema_version: str = ""

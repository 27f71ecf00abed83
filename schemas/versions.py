"""The version of the published contracts, which each release states, and what readers must do from one version to the next."""

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from schemas.changes import CHANGES
from schemas.dictionary import PUBLISHED
from schemas.yaml_text import load_yaml


@cache
def versions() -> list[dict[str, Any]]:
    """All versions, the latest first: version, digest, since, upgrade."""
    read: list[dict[str, Any]] = load_yaml(files("schemas").joinpath("versions.yaml").read_text(encoding="utf-8"))
    return read


def schema_version() -> str:
    """The version of the contracts as they stand."""
    return str(versions()[0]["version"])


def schema_digest() -> str:
    """A hash (16 hexadecimal digits) over names, types, nullability and keys of all published columns."""
    told = [
        f"{table.name} {column.name} {column.type} {column.nullable} {column.name in table.key}"
        for table in (*PUBLISHED, CHANGES)
        for column in table.columns
    ]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]

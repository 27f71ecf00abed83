"""Reads plausibility.yaml: what a healthy release looks like. Pure, no GX."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from schemas.errors import SettingsError

SEVERITIES = ("critical", "warning", "info")


@dataclass(frozen=True, kw_only=True)
class Plausibility:
    """One expectation of plausibility; the fields are explained at the head of plausibility.yaml."""

    table: str
    expectation: str
    arguments: Mapping[str, Any]
    severity: str
    column: str
    words: str
    shown: tuple[str, ...] = ()

    @property
    def reads(self) -> str:
        """The column that the expectation is about; for one on the whole table, any of it."""
        return str(self.arguments.get("column", self.column))


@cache
def load_plausibility() -> tuple[Plausibility, ...]:
    """The expectations of plausibility.yaml, in its order. Raises SettingsError if a row can't be used."""
    rows = yaml.safe_load(files("tasks.validate").joinpath("plausibility.yaml").read_text(encoding="utf-8"))
    return tuple(_row(row) for row in rows)


def _row(row: Mapping[str, Any]) -> Plausibility:
    try:
        read = Plausibility(**{**row, "shown": tuple(row.get("shown", ()))})
    except TypeError as error:
        raise _unusable(row, str(error)) from error
    if read.severity not in SEVERITIES:
        raise _unusable(row, f"severity {read.severity}")
    return read


def _unusable(row: Mapping[str, Any], found: str) -> SettingsError:
    return SettingsError(
        found=f"tasks/validate/plausibility.yaml has a row {dict(row)} with {found}",
        expected=f"the fields {', '.join(Plausibility.__annotations__)} and a severity {', '.join(SEVERITIES)}",
        remedy="correct the row",
    )

"""What the readers of the material give: named things and dated offices; and the register of sources."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRow:
    """A named thing of one source.

    `names`: its name in French first, then other spellings. `spelled`: how many of them may find a name in a text; the others
    only link one that is found. `checks`: what confirms the identifier, apart by `+`.
    """

    entity_id: str
    names: tuple[str, ...]
    label: str
    kind: str
    source: str
    country: str | None = None
    sector: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    region: str | None = None
    spelled: int = 0
    checks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRow:
    """Somebody in an office of a country (ISO alpha-3) or body (entity_id), both days inclusive; `last` None: then still held.

    Days are ISO dates; a source that gives years only has the first and last day of them.
    """

    entity_id: str
    office: str
    body: str
    first: str
    last: str | None
    source: str
    title: str | None = None


@cache
def knowledge(name: str) -> Any:
    """A YAML file of the recipe's knowledge."""
    folder = resources.files("tasks.gazetteer").joinpath("build", "knowledge")
    return yaml.safe_load(folder.joinpath(f"{name}.yaml").read_text(encoding="utf-8"))


def sources() -> Mapping[str, Mapping[str, Any]]:
    """The sources by name, with licence and date."""
    return {row["source"]: row for row in knowledge("sources")}


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file. Raises FileNotFoundError, JSONDecodeError."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def year_span(first: str | None, last: str | None) -> tuple[str, str | None] | None:
    """ISO days of a span given in years, months or days; None without a beginning."""
    if not first:
        return None
    return (first + "-01-01"[len(first) - 4 :])[:10], (last + "-12-31"[len(last) - 4 :])[:10] if last else None

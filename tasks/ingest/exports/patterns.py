"""The patterns of exports.yaml, compiled.

What belongs here: loading. What doesn't: deciding anything.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from schemas.yaml_text import load_yaml

Patterns = Mapping[str, re.Pattern[str]]


@dataclass(frozen=True, kw_only=True)
class ExportKnowledge:
    """The knowledge of exports.yaml: `needs` are bytes of which a sign needs one, `fields` what a family's fields are to us."""

    signs: Patterns
    needs: Mapping[str, tuple[bytes, ...]]
    lines: Patterns
    roles: Mapping[str, Patterns]
    fields: Mapping[str, Mapping[str, str]]
    breaks: frozenset[str]
    skipped: frozenset[str]


@cache
def load_exports() -> ExportKnowledge:
    """Load it once."""
    data = read_yaml()
    parts: dict[str, str] = {}
    for name, text in data["parts"].items():
        parts[name] = _filled(text, parts)
    return ExportKnowledge(
        signs=_compiled(data["signs"], parts),
        needs={row["id"]: tuple(need.encode() for need in row["needs"]) for row in data["signs"]},
        lines=_compiled(data["lines"], parts),
        roles={family: _compiled(rows, parts) for family, rows in data["roles"].items()},
        fields={family: data[f"{family}_fields"] for family in ("factiva", "lexis", "iramuteq", "ris")},
        breaks=frozenset(data["breaks"]),
        skipped=frozenset(data["skipped"]),
    )


def read_yaml() -> dict[str, Any]:
    """exports.yaml as it stands; its tests read examples and counter-examples from here."""
    text = files("tasks.ingest.exports").joinpath("exports.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = load_yaml(text)
    return loaded


def _compiled(rows: Iterable[Mapping[str, Any]], parts: Mapping[str, str]) -> Patterns:
    return {row["id"]: re.compile(_filled(row["pattern"], parts), re.IGNORECASE) for row in rows}


def _filled(text: str, parts: Mapping[str, str]) -> str:
    """The text with each known name in braces replaced: a quantifier such as {1,4} stays."""
    return re.sub(r"\{(\w+)\}", lambda match: parts.get(match[1], match[0]), text)

"""What the rules are asked with, and what comes back. Pure: no DuckDB, which only the worker loads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from tasks.validate.verdict import Finding


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the rules compare with besides tables: the day of the run, the languages curated, the rates of earlier releases.

    `history`: as tasks.earlier.history gives it, the oldest first.
    """

    as_of: date
    languages: Sequence[str]
    history: Sequence[Mapping[str, Any]] = field(default=())


@dataclass(frozen=True, kw_only=True)
class Audit:
    """What the rules found: `findings`, one for each rule, and `failing`, by table and key the rows to take out, with why."""

    findings: tuple[Finding, ...] = ()
    failing: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def refusing(self) -> "Audit":
        """The same where too many rows fail to be taken out: each finding that would have taken some out refuses the release."""
        return replace(
            self, findings=tuple(replace(f, severity="critical") if f.severity == "error" else f for f in self.findings)
        )

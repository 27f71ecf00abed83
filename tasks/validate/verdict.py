"""What validation found: one finding for each expectation, and the verdict over all. Pure, no GX."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SEVERITIES = ("info", "warning", "error", "critical")


@dataclass(frozen=True, kw_only=True)
class SetBy:
    """Who changed severity or allowed share of a check in the settings, and why; of each what it was and what it is."""

    by: str
    because: str
    severity: tuple[str, str] | None = None
    allowed: tuple[float, float] | None = None

    @property
    def words(self) -> str:
        """The change as a sentence without its point."""
        told = [f"severity {self.severity[1]} instead of {self.severity[0]}"] if self.severity else []
        told += [f"share {self.allowed[1]:g} instead of {self.allowed[0]:g}"] if self.allowed else []
        return f"{', '.join(told) or 'as it was'}: set by {self.by}, because {self.because}"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What became of one expectation on one table.

    `code` names a check of the vocabulary check, `words_fr` says it in French, `set_by` who changed it in the settings. The rows
    that fail an `error` were taken out; a `critical` failure refuses the release. `rows` and `failed` count rows (None where the
    expectation is not about rows); `mostly` is the share of rows that must keep it; `observed` is what was found instead, where
    the expectation is not about rows; `sample` holds columns and values, as text, of some rows that break it; `problem` says why
    it could not be evaluated.
    """

    table: str
    column: str
    words: str
    severity: str
    passed: bool
    rows: int | None = None
    failed: int | None = None
    mostly: float = 1.0
    observed: str | None = None
    sample: tuple[Mapping[str, str], ...] = ()
    problem: str | None = None
    code: str = ""
    words_fr: str = ""
    set_by: SetBy | None = None

    @property
    def sentence(self) -> str:
        """The finding as a sentence for people."""
        return f"{self.table}.{self.column} ({self.severity}): expected that {self.words}; {self.outcome}"

    @property
    def outcome(self) -> str:
        """What was found, without what was expected."""
        if self.problem:
            return f"could not be evaluated: {self.problem}"
        if self.failed is not None and self.rows is not None:
            one = self.failed == 1
            taken = f" and {'was' if one else 'were'} taken out" if self.severity == "error" and self.failed else ""
            return f"{self.failed} {'row' if one else 'rows'} of {self.rows} {'breaks' if one else 'break'} it{taken}"
        return f"found {self.observed}" if self.observed is not None else "it does" if self.passed else "it doesn't"


@dataclass(frozen=True, kw_only=True)
class Statistics:
    """How many expectations of a table were evaluated, and how they came out."""

    evaluated: int
    successful: int
    unsuccessful: int


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Whether the tables may be published.

    `success`: no critical expectation failed and none raised an exception. `highest_severity`: of the failed ones, None
    if all hold. `statistics`: by table. `problems`: the failed ones as sentences, most severe first. `index`: the front
    page of the report.
    """

    success: bool
    highest_severity: str | None
    statistics: Mapping[str, Statistics]
    problems: tuple[str, ...]
    index: Path


def judge(findings: Mapping[str, Sequence[Finding]], *, index: Path) -> Verdict:
    """The verdict over the findings of each table."""
    failed = by_severity(finding for listed in findings.values() for finding in listed if not finding.passed)
    return Verdict(
        success=not any(f.severity == "critical" or f.problem for f in failed),
        highest_severity=failed[0].severity if failed else None,
        statistics={table: _count(listed) for table, listed in findings.items()},
        problems=tuple(f.sentence for f in failed),
        index=index,
    )


def by_severity(findings: Iterable[Finding]) -> list[Finding]:
    """Most severe first, else in the order given."""
    return sorted(findings, key=lambda f: -SEVERITIES.index(f.severity))


def _count(findings: Sequence[Finding]) -> Statistics:
    successful = sum(f.passed for f in findings)
    return Statistics(evaluated=len(findings), successful=successful, unsuccessful=len(findings) - successful)

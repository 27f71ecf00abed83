"""README.md of a release: for people, and with the head that makes it the card of a data set on Hugging Face."""

from collections.abc import Mapping, Sequence
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from schemas.dictionary import PUBLISHED
from schemas.versions import schema_version, versions
from tasks.publish.describe.identity import KEYWORDS, SUMMARY, about, day, rows, title

SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"), (10_000_000, "1M<n<10M"))


def readme(manifest: Mapping[str, Any]) -> str:
    """The whole text."""
    # Markdown is written, not HTML; nothing of the articles stands in it.
    environment = Environment(loader=PackageLoader("tasks.publish"), undefined=StrictUndefined, autoescape=False)  # noqa: S701
    tables = [table for table in PUBLISHED if table.name in manifest["files"]]
    return (
        environment.get_template("README.md.j2").render(
            manifest=manifest,
            title=title(manifest),
            day=day(manifest),
            summary=SUMMARY,
            keywords=KEYWORDS,
            about=about(manifest),
            creators=", ".join(about(manifest)["creators"]),
            size=next((name for limit, name in SIZES if rows(manifest, "events") < limit), "10M<n<100M"),
            tables=[{"name": table.name, "row": table.row, **manifest["files"][table.name]} for table in tables],
            changes=manifest.get("changes"),
            schema=schema_version(),
            versions=versions(),
            summary_of_report=manifest["summary"],
            checks=_checks(manifest["summary"]["findings"]),
            sources=manifest["stages"][0],
        )
        + "\n"
    )


def _checks(findings: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    failed = [finding["severity"] for finding in findings if not finding["passed"]]
    critical = failed.count("critical")
    return {
        "evaluated": len(findings),
        "held": len(findings) - len(failed),
        "critical": critical,
        "warnings": len(failed) - critical,
        "changed": [finding for finding in findings if finding.get("set_by")],
    }

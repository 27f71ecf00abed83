"""Writes the pages of the report, and what they say as findings.json."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

from tasks.validate.report.pages import front_page, table_page
from tasks.validate.report.views import FrontPageView, TablePageView
from tasks.validate.verdict import Finding, Verdict


def write_report(
    verdict: Verdict, findings: Mapping[str, Sequence[Finding]], *, rows: Mapping[str, int], account: Mapping[str, int]
) -> None:
    """Write the front page to verdict.index, and beside it one page for each table and findings.json.

    The bytes depend on the arguments alone.
    """
    folder = verdict.index.parent
    folder.mkdir(parents=True, exist_ok=True)
    if not verdict.success:  # there is no report of the release to lead to
        findings = {name: [_unlinked(finding) for finding in listed] for name, listed in findings.items()}
    pages = [
        table_page(name, listed, statistics=verdict.statistics[name], rows=rows.get(name)) for name, listed in findings.items()
    ]
    view = TablePageView()
    for page in pages:
        (folder / f"{page.name}.html").write_text(view.render(page), encoding="utf-8")
    front = front_page(verdict, pages, rows=rows, account=account)
    verdict.index.write_text(FrontPageView().render(front), encoding="utf-8")
    listed = [asdict(finding) | {"outcome": finding.outcome} for page in findings.values() for finding in page]
    whole = {"success": verdict.success, "highest_severity": verdict.highest_severity, "findings": listed}
    (folder / "findings.json").write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _unlinked(finding: Finding) -> Finding:
    return replace(finding, sample=tuple({name: text for name, text in row.items() if name != "link"} for row in finding.sample))

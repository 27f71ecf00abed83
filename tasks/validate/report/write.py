"""Writes the pages of the report."""

from collections.abc import Mapping, Sequence

from tasks.validate.report.pages import front_page, table_page
from tasks.validate.report.views import FrontPageView, TablePageView
from tasks.validate.verdict import Finding, Verdict


def write_report(
    verdict: Verdict, findings: Mapping[str, Sequence[Finding]], *, rows: Mapping[str, int], account: Mapping[str, int]
) -> None:
    """Write the front page to verdict.index and one page for each table beside it. The bytes depend on the arguments alone."""
    folder = verdict.index.parent
    folder.mkdir(parents=True, exist_ok=True)
    pages = [
        table_page(name, listed, statistics=verdict.statistics[name], rows=rows.get(name)) for name, listed in findings.items()
    ]
    view = TablePageView()
    for page in pages:
        (folder / f"{page.name}.html").write_text(view.render(page), encoding="utf-8")
    front = front_page(verdict, pages, rows=rows, account=account)
    verdict.index.write_text(FrontPageView().render(front), encoding="utf-8")

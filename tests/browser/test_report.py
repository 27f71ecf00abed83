"""A browser opens the report of hostile data: it is text there, and no request leaves."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tasks.validate.report.write import write_report
from tasks.validate.verdict import Finding, judge

HOST = "nulle-part.invalid"
HOSTILE = (
    f"<script>document.title='exécuté';fetch('http://{HOST}/script')</script>"
    f"<img src='http://{HOST}/image' onerror=\"document.title='exécuté'\">"
    f"<style>@import 'http://{HOST}/style';</style></td></table>"
)

pytestmark = pytest.mark.browser


@pytest.fixture
def report(tmp_path: Path) -> Path:
    sample = ({"mention_id": "0" * 20, "text": HOSTILE},)
    finding = Finding(
        table="entities", column="text", words=HOSTILE, severity="critical", passed=False, rows=1, failed=1, sample=sample
    )
    findings = {"entities": [finding]}
    verdict = judge(findings, index=tmp_path / "report" / "index.html")
    write_report(verdict, findings, rows={"entities": 1}, account={"read": 1})
    return verdict.index.parent


def _opened(browser: Browser, page: Path) -> tuple[str, str, list[str]]:
    """The title of a page after loading, the document as the browser has it, and what it asked for beside itself."""
    context = browser.new_context()
    opened, asked = context.new_page(), list[str]()
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(page.as_uri())
    opened.wait_for_load_state()
    title, document = opened.title(), opened.content()
    context.close()
    return title, document, [url for url in asked if not url.startswith("file:")]


def test_data_is_text_and_no_request_leaves(browser: Browser, report: Path) -> None:
    title, document, asked = _opened(browser, report / "entities.html")
    assert "&lt;script&gt;document.title=" in document
    assert title != "exécuté"
    assert asked == []


def test_a_page_that_ran_the_data_would_be_caught(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "naïve.html"
    page.write_text(f"<!DOCTYPE html><meta charset=utf-8><title>x</title><p>{HOSTILE}", encoding="utf-8")
    title, _, asked = _opened(browser, page)
    assert title == "exécuté"
    assert f"http://{HOST}/image" in asked

"""A browser opens the report of hostile data: it is text there, and no request leaves."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tasks.validate.report.write import write_report
from tasks.validate.verdict import Finding, judge

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
NO_PAGE = "not an origin"
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


def _open(chromium: str, page: Path, folder: Path) -> tuple[str, list[str]]:
    """The document as the browser has it after loading, and what it asked for on behalf of a page (not for itself)."""
    log = folder / "net.json"
    profile = f"--user-data-dir={folder / 'profile'}"
    command = [chromium, *FLAGS, profile, f"--log-net-log={log}", "--dump-dom", page.as_uri()]
    done = subprocess.run(command, capture_output=True, timeout=20, check=True)
    return done.stdout.decode(), list(_requested(log))


def _requested(log: Path) -> Iterator[str]:
    events: list[Mapping[str, Any]] = json.loads(log.read_text(encoding="utf-8"))["events"]
    for parameters in (event.get("params", {}) for event in events):
        if parameters.get("initiator", NO_PAGE) != NO_PAGE and not parameters["url"].startswith("file:"):
            yield parameters["url"]


def test_data_is_text_and_no_request_leaves(chromium: str, report: Path, tmp_path: Path) -> None:
    document, requested = _open(chromium, report / "entities.html", tmp_path)
    assert "&lt;script&gt;document.title=" in document
    assert "<title>exécuté" not in document
    assert requested == []


def test_a_page_that_ran_the_data_would_be_caught(chromium: str, tmp_path: Path) -> None:
    page = tmp_path / "naïve.html"
    page.write_text(f"<!DOCTYPE html><meta charset=utf-8><title>x</title><p>{HOSTILE}", encoding="utf-8")
    document, requested = _open(chromium, page, tmp_path)
    assert "<title>exécuté" in document
    assert f"http://{HOST}/image" in requested

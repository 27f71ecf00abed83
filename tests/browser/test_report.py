"""A browser opens the report of hostile data: it is text there, and no request leaves."""

import json
import shutil
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
)
HOST = "nulle-part.invalid"
HOSTILE = (
    f"<script>document.title='exécuté';fetch('http://{HOST}/script')</script>"
    f"<img src='http://{HOST}/image' onerror=\"document.title='exécuté'\">"
    f"<style>@import 'http://{HOST}/style';</style></td></table>"
)

pytestmark = pytest.mark.browser


@pytest.fixture
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no chromium on the path: install it to see what a browser makes of the report")
    return found


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


def _open(chromium: str, page: Path, folder: Path) -> tuple[str, Path]:
    """The document as the browser has it after loading, and its log of the network."""
    log = folder / "net.json"
    profile = f"--user-data-dir={folder / 'profile'}"
    command = [chromium, *FLAGS, profile, f"--log-net-log={log}", "--dump-dom", page.as_uri()]
    done = subprocess.run(command, capture_output=True, timeout=20, check=True)
    return done.stdout.decode(), log


def _urls(log: Path) -> Iterator[str]:
    events: list[Mapping[str, Any]] = json.loads(log.read_text(encoding="utf-8"))["events"]
    yield from (str(event["params"]["url"]) for event in events if "url" in event.get("params", {}))


@pytest.mark.parametrize("page", ["index.html", "entities.html"])
def test_data_is_text_and_no_request_leaves(chromium: str, report: Path, tmp_path: Path, page: str) -> None:
    document, log = _open(chromium, report / page, tmp_path)
    assert "&lt;script&gt;document.title=" in document
    assert "<title>exécuté" not in document
    assert HOST not in " ".join(_urls(log))
    assert not [url for url in _urls(log) if not url.startswith(("file:", "chrome:", "devtools:", "data:"))]

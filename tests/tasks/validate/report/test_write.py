"""The pages: data as text, nothing from elsewhere, the same bytes for the same findings."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tasks.validate.report.write import write_report
from tasks.validate.verdict import Finding, judge

MARKUP = "<script>document.title='lu'</script><img src=x onerror=alert(1)>\"'&{{ 7 * 7 }}"


def _findings(text: str) -> Mapping[str, list[Finding]]:
    broken = Finding(
        table="entities",
        column=text,
        words=text,
        severity="critical",
        passed=False,
        rows=40,
        failed=30,
        sample=({text: text, "article_id": "0" * 20},),
    )
    impossible = Finding(table="entities", column="text", words=text, severity="warning", passed=False, problem=text)
    observed = Finding(table="entities", column="text", words=text, severity="info", passed=False, observed=text)
    return {"entities": [broken, impossible, observed], "events": []}


def _write(folder: Path, findings: Mapping[str, list[Finding]]) -> dict[str, str]:
    account = {"read": 4, "kept": 2, "quarantined": 1, "accounted": 3}
    write_report(judge(findings, index=folder / "index.html"), findings, rows={"entities": 40}, account=account)
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_there_is_a_front_page_and_one_for_each_table(tmp_path: Path) -> None:
    pages = _write(tmp_path, _findings("x"))
    assert pages.keys() == {"index.html", "entities.html", "events.html", "findings.json"}
    assert all(f'href="{name}.html"' in pages["index.html"] for name in ("entities", "events"))


@pytest.mark.parametrize("page", ["index.html", "entities.html"])
def test_markup_in_data_is_shown_as_text(tmp_path: Path, page: str) -> None:
    content = _write(tmp_path, _findings(MARKUP))[page]
    assert "<script" not in content
    assert "<img" not in content
    assert "&lt;script&gt;" in content
    assert "{{ 7 * 7 }}" in content


def test_pages_load_nothing(tmp_path: Path) -> None:
    pages = _write(tmp_path, _findings("x"))
    for content in (text for name, text in pages.items() if name.endswith(".html")):
        assert "default-src 'none'" in content
        assert not re.search(r"https?:|<link|<script|@import|url\(|\bsrc=", content)
        assert all(re.fullmatch(r"\w+\.html", href) for href in re.findall(r'href="([^"]*)"', content))


def test_the_same_findings_give_the_same_bytes_anywhere(tmp_path: Path) -> None:
    assert _write(tmp_path / "un", _findings("x")) == _write(tmp_path / "deux", _findings("x"))


def test_the_front_page_says_the_verdict_first_and_the_sources(tmp_path: Path) -> None:
    refused = _write(tmp_path / "un", _findings("x"))["index.html"]
    accepted = _write(tmp_path / "deux", {"events": []})["index.html"]
    assert "<h1>Refused: nothing was published</h1>" in refused
    assert "4 read, 2 curated, 1 in quarantine" in refused
    assert "<strong>3 accounted for</strong>" in refused
    assert "<h1>Accepted: the release may be published</h1>" in accepted


def test_the_page_of_a_table_shows_the_rows_and_how_many_there_are(tmp_path: Path) -> None:
    page = _write(tmp_path, _findings("x"))["entities.html"]
    assert f"<td>{'0' * 20}</td>" in page
    assert "30 rows of 40 break it" in page
    assert "The first 1 of 30 rows." in page

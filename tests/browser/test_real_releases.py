"""A browser opens the report that a run of the flow wrote of the sample. benchmarks/visit_report.py visits that of real pages."""

import re
from pathlib import Path

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.prefect]
COUNT = re.compile(r"[·:] (\d+)")
CHARTS = ("types", "timeline", "matrix", "map", "confidence", "coverage")
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def report(chromium, sample_release: Path) -> Path:
    return sample_release / "current" / "report"


def test_each_figure_is_drawn_and_leads_to_a_marked_sentence_in_three_clicks(visit):
    page = visit.open()
    for chart in ("timeline", "types", "matrix", "map"):
        mark = page.locator(f"[data-chart={chart}] svg a").last
        mark.wait_for(state="attached")
        mark.evaluate("(link) => link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))")
        page.locator("a.told").first.click()
        assert page.locator(".tellings mark.trigger").first.inner_text()
        page.goto(page.url.split("#")[0])


@pytest.mark.parametrize("chart", CHARTS)
def test_a_mark_leads_to_as_many_rows_as_it_counts(visit, chart):
    page = visit.open()
    mark = page.locator(f"[data-chart={chart}] svg a").last
    mark.wait_for(state="attached")
    title = mark.evaluate("(link) => link.querySelector('title').textContent")
    counted = COUNT.findall(title)[-1]
    mark.evaluate("(link) => link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))")
    page.wait_for_selector(f".found:text-matches('^{counted} trouvé')")
    assert min(int(counted), 50) <= page.locator(".rows > li").count() <= int(counted)


@pytest.mark.parametrize("address", ["", "#/events", "#/articles", "#/entities"])
def test_nothing_is_cut_at_the_width_of_a_phone(visit, address):
    visit.page.set_viewport_size(PHONE)
    page = visit.open(address)
    visit.drawn(*(CHARTS if not address else ()))
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_first_page_is_light(visit):
    first = [path for path in (visit.report / "assets").rglob("*") if path.is_file()]
    first += [visit.report / "index.html", *(visit.report / f"data/{name}.js" for name in ("overview", "world", "catalogue"))]
    assert sum(path.stat().st_size for path in first) < 2_000_000

"""A browser opens the report that a run of the flow wrote: of the sample, and of real pages."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.prefect, pytest.mark.slow]
PAGES = 40  # enough for every view; the whole folder takes minutes
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module", params=["sample", "pages"])
def raw(request, root: Path, tmp_path_factory) -> Path:
    if request.param == "sample":
        return root / "data/raw"
    folder = tmp_path_factory.mktemp("pages")
    for path in sorted((request.getfixturevalue("shared") / "corpora/press/pages").iterdir())[:PAGES]:
        shutil.copy(path, folder)
    return folder


@pytest.fixture(scope="module")
def report(chromium, raw: Path, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("release") / "out"
    subprocess.run([sys.executable, "-m", "flows.cli", "curate", str(raw), "--out", str(out)], check=True, capture_output=True)
    return out / "current" / "report"


def test_each_figure_is_drawn_and_leads_to_a_marked_sentence_in_three_clicks(visit):
    page = visit.open()
    for chart in ("timeline", "types", "matrix", "map"):
        mark = page.locator(f"[data-chart={chart}] svg a").last
        mark.wait_for(state="attached")
        mark.evaluate("(link) => link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))")
        page.locator("a.told").first.click()
        assert page.locator(".tellings mark.trigger").first.inner_text()
        page.goto(page.url.split("#")[0])
        page.reload()


def test_search_and_filter_of_events_agree_with_the_figures(visit):
    page = visit.open()
    bar = page.locator("[data-chart=types] svg a").last
    bar.wait_for(state="attached")
    counted = bar.evaluate("(link) => link.querySelector('title').textContent").split(": ")[1].split(" ")[0]
    bar.evaluate("(link) => link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))")
    page.wait_for_selector(f".found:has-text('{counted} trouvé')")
    assert page.locator(".rows > li").count() == int(counted)


@pytest.mark.parametrize("address", ["", "#/events", "#/articles", "#/entities"])
def test_nothing_is_cut_at_the_width_of_a_phone(visit, address):
    visit.page.set_viewport_size(PHONE)
    page = visit.open(address)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_first_page_is_light(visit):
    first = [path for path in (visit.report / "assets").rglob("*") if path.is_file()]
    first += [visit.report / "index.html", *(visit.report / f"data/{name}.js" for name in ("overview", "world", "catalogue"))]
    assert sum(path.stat().st_size for path in first) < 2_000_000

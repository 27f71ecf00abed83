"""Goes through the report of a release as a reviewer does, in headless Chromium: how fast, and whether figures keep their word.

    python benchmarks/visit_report.py REPORT [--shots FOLDER]

REPORT is the folder of a report (OUT/current/report). Ends with status 1 if anything is wrong: a message of the console, a
request beyond the folder, a figure that counts other rows than its link lists, a way of more than three clicks to a marked
sentence, a column cut at the width of a phone. `--shots`: a folder for pictures of the main views.
"""

import argparse
import re
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
CHARTS = ("timeline", "types", "matrix", "map", "confidence", "coverage")
MARKS = 4  # of each chart that are followed
MOST_LISTED = 1_000  # rows of a list that are counted to the end
LOOK_MILLISECONDS, MOST_LOOKS = 50, 2_400
UNFOLD = """(part) => {
    for (const folded of document.querySelectorAll(`${part} details:not(.checks)`)) folded.open = true;
    document.querySelector(part).scrollIntoView();
}"""
CLICK = "(link) => link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))"


@dataclass
class Visit:
    """A report under visit: what went wrong, and the files that its first page loads."""

    report: Path
    page: Page
    wrong: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen to the page from the start."""
        self.page.on("console", lambda message: self.wrong.append(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        self.page.on("request", lambda request: self.loaded.append(request.url))

    def open(self, address: str = "", *, until: str = "main h1") -> float:
        """Go to an address; the seconds until something of the page is there."""
        started = time.perf_counter()
        self.page.goto("about:blank")
        self.page.goto(f"{(self.report / 'index.html').as_uri()}{address}")
        self.page.wait_for_selector(until, state="attached", timeout=120_000)
        return time.perf_counter() - started

    def expect(self, holds: bool, words: str) -> None:
        """Note what is wrong."""
        if not holds:
            self.wrong.append(words)


def times(visit: Visit) -> None:
    """How long the main views take, the second time as the first: nothing of a file is kept between visits."""
    for words, address, until in (
        ("first page, to the verdict", "", "#verdict h1"),
        ("first page, to the map", "", "[data-chart=map] svg"),
        ("events, to the first rows", "#/events", ".rows > li"),
        ("articles, to the first rows", "#/articles", ".rows > li"),
    ):
        print(f"{words}: {visit.open(address, until=until):.1f} s", flush=True)
    visit.loaded.clear()
    visit.open("", until="[data-chart=map] svg")
    files = [Path(url.removeprefix("file://")) for url in dict.fromkeys(visit.loaded) if url.startswith("file://")]
    print(f"first page loads {sum(path.stat().st_size for path in files) / 1e6:.2f} MB in {len(files)} files")


def figures(visit: Visit) -> None:
    """Marks of each chart: the list behind has as many rows as the mark counts, and a row leads to a marked sentence."""
    visit.open("", until="[data-chart=confidence] svg")
    marks = [
        (chart, mark.get_attribute("href") or "", mark.evaluate("(link) => link.querySelector('title')?.textContent ?? ''"))
        for chart in CHARTS
        for mark in _some(visit.page.locator(f"[data-chart={chart}] svg a").all())
    ]
    followed = 0
    for chart, address, title in marks:
        counted = _counted(title)
        if counted is None or counted > MOST_LISTED:
            continue
        visit.open(address, until=".found")
        listed = _listed(visit.page)
        visit.expect(listed == counted, f"{chart}: « {title} » leads to {listed} rows ({address})")
        followed += 1
    print(f"{followed} marks of {len(CHARTS)} charts followed")


def _some(marks: list) -> Iterator:
    step = max(1, len(marks) // MARKS)
    return iter(marks[::step][:MARKS])


def _counted(title: str) -> int | None:
    """The count that a mark states: the first number behind its last separator."""
    digits = re.search(r"[·:]\s*(\d[\d\u202f\u00a0 ]*)(?!.*[·:]\s*\d)", title)
    return int(re.sub(r"\D", "", digits.group(1))) if digits else None


def _listed(page: Page) -> int:
    """Rows of a list, read to its end."""
    while True:
        _until(page, "document.querySelector('#more') || document.querySelector('.found').textContent.includes('trouvé')")
        if page.locator("#more").count() == 0:
            return page.locator(".rows > li").count()
        before = page.locator(".rows > li").count()
        page.click("#more")
        _until(page, f"document.querySelectorAll('.rows > li').length > {before} || !document.querySelector('#more')")


def _until(page: Page, holds: str) -> None:
    """Wait for a condition. The page's policy lets no such script run in it, so it is asked from outside."""
    for _ in range(MOST_LOOKS):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(LOOK_MILLISECONDS)
    raise TimeoutError(holds)


def drill_down(visit: Visit) -> None:
    """From the matrix to the marked sentence, and on to the article where it is marked: three clicks."""
    visit.open("", until="[data-chart=matrix] svg a")
    visit.page.locator("[data-chart=matrix] svg a").first.evaluate(CLICK)
    visit.page.locator("a.told").first.click()
    visit.page.wait_for_selector(".tellings mark.trigger")
    visit.page.locator(".tellings li >> nth=0 >> a[href^='#/article/']").click()
    visit.page.wait_for_selector(".text mark.told-here")


def choices(visit: Visit) -> None:
    """Language, theme, a filter and a search."""
    visit.open()
    visit.page.click("#language")
    visit.page.wait_for_selector("html[lang=en]")
    visit.page.click("#theme")
    visit.page.click("#language")
    visit.page.click("#theme")
    visit.open("#/events", until=".rows > li")
    visit.page.select_option("select[name=type]", "ACCUSE")
    visit.page.wait_for_selector(".rows .badge.quad3")
    visit.page.fill("input[name=q]", "introuvablement")
    visit.page.press("input[name=q]", "Enter")
    started = time.perf_counter()
    visit.page.wait_for_selector(".found:text-matches('^0 trouvé')", timeout=300_000)
    print(f"a search that finds nothing: {time.perf_counter() - started:.1f} s")


def phone(visit: Visit) -> None:
    """Nothing wider than a phone."""
    visit.page.set_viewport_size(PHONE)
    event, article = _first(visit, "event"), _first(visit, "article")
    for address in ("", "#/events", "#/articles", "#/entities", event, article):
        visit.open(address)
        visit.page.wait_for_load_state("networkidle")
        width = visit.page.evaluate("document.documentElement.scrollWidth")
        visit.expect(width <= PHONE["width"], f"{address or 'first page'} is {width} wide on a phone of {PHONE['width']}")
    visit.page.set_viewport_size(DESK)


def _first(visit: Visit, kind: str) -> str:
    visit.open(f"#/{kind}s", until=".rows > li")
    return visit.page.locator("a.told").first.get_attribute("href") or ""


def shots(visit: Visit, folder: Path) -> None:
    """Pictures of the main views, as docs/report.md shows them."""
    folder.mkdir(parents=True, exist_ok=True)

    def taken(name: str, address: str, part: str = "", until: str = "main h1") -> None:
        visit.open(address, until=until)
        visit.page.wait_for_load_state("networkidle")
        if part:
            visit.page.evaluate(UNFOLD, part)
        visit.page.wait_for_timeout(500)
        visit.page.screenshot(path=folder / f"{name}.png")

    taken("overview", "")
    taken("changes", "#/s/changes", "#changes")
    taken("who", "#/s/who", "#who", "[data-chart=matrix] svg")
    taken("map", "#/s/map", "#map", "[data-chart=map] svg")
    taken("checks", "#/s/appendix", "#appendix", "[data-chart=confidence] svg")
    taken("quality", "#/s/quality", "#quality", "[data-chart=calibration] svg")
    taken("events", "#/events?type=ACCUSE&actor=RUS", "", ".rows > li")
    visit.page.locator("a.told").first.click()
    visit.page.wait_for_selector(".tellings mark.trigger")
    visit.page.screenshot(path=folder / "event.png")
    visit.page.click("#theme")
    visit.page.locator(".tellings li >> nth=0 >> a[href^='#/article/']").click()
    visit.page.wait_for_selector(".text mark.told-here")
    visit.page.wait_for_timeout(500)
    visit.page.screenshot(path=folder / "article.png")
    taken("timeline", "#/s/timeline", "#timeline", "[data-chart=timeline] svg")
    visit.page.click("#theme")
    visit.page.set_viewport_size(PHONE)
    taken("phone", "")
    visit.page.set_viewport_size(DESK)


def visited(browser: Browser, report: Path, pictures: Path | None) -> list[str]:
    """Go through everything; what is wrong."""
    visit = Visit(report=report, page=browser.new_context(viewport=DESK, locale="fr-FR").new_page())
    for part in (times, figures, drill_down, choices, phone):
        part(visit)
    if pictures is not None:
        shots(visit, pictures)
    outside = {url for url in visit.loaded if not url.startswith((report.as_uri(), "about:", "blob:"))}
    return [*visit.wrong, *(f"asked for {url}" for url in sorted(outside))]


def main() -> None:
    """Visit, tell what is wrong, end with its status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", type=Path)
    parser.add_argument("--shots", type=Path)
    arguments = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND"]
        )
        wrong = visited(browser, arguments.report.resolve(), arguments.shots)
        browser.close()
    print("\n".join(wrong) or "nothing is wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

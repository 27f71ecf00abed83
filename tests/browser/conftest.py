"""A browser that works without a network, and what a page did in it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

DESK = {"width": 1280, "height": 900}
PATIENCE_MILLISECONDS = 180_000
"""What a page shows is there by then on the slowest machine."""


@pytest.fixture(scope="session")
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no chromium on the path: install it to see what a browser makes of the reports")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND"],
            timeout=PATIENCE_MILLISECONDS,
        )
        yield started
        started.close()


@dataclass
class Visit:
    """A page of a report that is open, and what went wrong: messages of the console, errors, requests beyond its folder."""

    page: Page
    report: Path
    problems: list[str] = field(default_factory=list)

    def open(self, address: str = "") -> Page:
        """Go to an address of the report and wait until it is drawn, but for the charts."""
        self.page.goto("about:blank")  # an address that differs in its fragment alone loads nothing
        return self._at(address)

    def turn(self, address: str) -> Page:
        """The same within the page that is open, as a link does; what was shown before is gone in between."""
        self.page.goto(f"{(self.report / 'index.html').as_uri()}#/event/absent")
        self.page.wait_for_selector("main [role=alert]")
        return self._at(address)

    def _at(self, address: str) -> Page:
        self.page.goto(f"{(self.report / 'index.html').as_uri()}{address}")
        self.page.wait_for_selector("main h1")
        if self.page.locator(".list").count():
            self.page.wait_for_selector(".found:text-matches('trouvé|parcourues')")
        return self.page

    def drawn(self, *charts: str) -> None:
        """Wait for charts."""
        for chart in charts:
            self.page.wait_for_selector(f"[data-chart={chart}] svg", state="attached")


@pytest.fixture
def visit(browser: Browser, report: Path) -> Iterator[Visit]:
    """A visit to the report at the width of a desk; the test fails if anything went wrong in it."""
    context = browser.new_context(viewport=DESK, locale="fr-FR", accept_downloads=True)
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    found = Visit(page=context.new_page(), report=report)
    folder = report.as_uri()
    found.page.on("console", lambda message: found.problems.append(f"{message.type}: {message.text}"))
    found.page.on("pageerror", lambda error: found.problems.append(str(error)))
    found.page.on("dialog", lambda dialog: found.problems.append(dialog.message))
    found.page.on(
        "request", lambda request: None if request.url.startswith((folder, "blob:")) else found.problems.append(request.url)
    )
    yield found
    context.close()
    assert found.problems == []

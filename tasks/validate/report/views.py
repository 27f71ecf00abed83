"""Data Docs views of our own in place of GX's: GX's load scripts and styles from the network and run data as markup.

Every string that reaches a page is escaped by the template engine, the style stands in the page, there is no script,
and the page's own policy forbids a browser to load anything.
"""

from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from tasks.validate.gx import DefaultJinjaIndexPageView, DefaultJinjaPageView
from tasks.validate.report.pages import FrontPage, TablePage


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tasks.validate.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["style"] = files("tasks.validate.report").joinpath("templates", "report.css").read_text(encoding="utf-8")
    return environment


class TablePageView(DefaultJinjaPageView):
    """Renders what was found on one table."""

    _template = "table.html"

    def __init__(self) -> None:
        super().__init__()
        self.env = _environment()

    def render(self, document: TablePage, template: str | None = None, **_: Any) -> str:
        """The page as HTML."""
        return self.env.get_template(template or self._template).render(page=document)


class FrontPageView(DefaultJinjaIndexPageView):
    """Renders the front page: the verdict first, then what failed, then the tables."""

    _template = "front.html"

    def __init__(self) -> None:
        super().__init__()
        self.env = _environment()

    def render(self, document: FrontPage, template: str | None = None, **_: Any) -> str:
        """The page as HTML."""
        return self.env.get_template(template or self._template).render(page=document)

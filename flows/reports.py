"""`depeche report` and `serve-reports`: where the pages of a release are, made anew, or shown to browsers on this machine."""

import argparse
import json
import re
import shutil
import tempfile
from collections.abc import Sequence
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from posixpath import normpath
from typing import IO
from urllib.parse import unquote

import duckdb

from flows.progress import report_console
from flows.server import checked_port
from schemas.errors import SettingsError
from schemas.versions import schema_version
from tasks.earlier import Earlier, history
from tasks.publish.release import RELEASES, current_folder
from tasks.publish.shelf import shelf, verified
from tasks.reading.opening import OpenedRelease, open_release
from tasks.report.facts import Facts
from tasks.report.write import write_report

MEMORY = "2048MiB"
HOSTS = ("127.0.0.1", "localhost")
SERVED = re.compile(r"/[0-9A-Za-z-]+/report/.*")


def run_report(arguments: argparse.Namespace) -> int:
    """Say where the page is, or make it anew. Returns 0."""
    release = open_release(arguments.out)
    page = release.folder / "report" / "index.html"
    if arguments.anew is not None:
        page = report_anew(release, arguments.anew)
    elif not page.is_file():
        verified(release.folder)
    report_console().print(str(page), highlight=False, markup=False)
    return 0


def report_anew(release: OpenedRelease, folder: Path) -> Path:
    """Write the report of a release with today's code into a new or empty folder; its first page.

    Raises SettingsError if the folder is not empty, DamagedRelease if the release is not whole.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SettingsError(
            found=f"{folder} is there already and is not empty", expected="a new folder", remedy="name another DIR"
        )
    manifest, validation = verified(release.folder), release.folder / "report" / "validation"
    facts = Facts(
        release_id=release.release_id,
        made={name: manifest[name] for name in ("versions", "code", "settings")},
        stages=manifest["stages"],
        tables=manifest["tables"],
        verdict=json.loads((validation / "findings.json").read_text(encoding="utf-8")),
        history=[one for one in history(release.folder.parents[1]) if one["release_id"] < release.release_id],
        source=manifest.get("source", ""),
        schema_version=manifest.get("schema_version", ""),
    )
    shutil.copytree(validation, folder / "validation")
    try:
        with tempfile.TemporaryDirectory() as scratch:
            write_report(facts, release.files, folder, scratch=Path(scratch), memory=MEMORY, earlier=_before(release))
    except duckdb.BinderException as error:
        raise SettingsError(
            found=f"the columns of {release.release_id} are of version {manifest.get('schema_version', 'none stated')}",
            expected=f"those of version {schema_version()}, which the page is made for",
            remedy=f"read {release.folder / 'report' / 'index.html'}, or curate anew",
        ) from error
    return folder / "index.html"


def run_serve_reports(arguments: argparse.Namespace) -> int:
    """Serve the reports of an output folder until interrupted."""
    out = arguments.out
    if not out.is_dir() or current_folder(out) is None:
        raise SettingsError(found=f"no release in {out}", expected="the OUT of a run", remedy="correct --out")
    handler = partial(ReportHandler, directory=str(out / RELEASES))
    with ThreadingHTTPServer((HOSTS[0], checked_port(arguments.port)), handler) as server:
        report_console().print(f"reports of {out}: http://{HOSTS[0]}:{server.server_port}/ (Ctrl-C ends it)", highlight=False)
        server.serve_forever()
    return 0


class ReportHandler(SimpleHTTPRequestHandler):
    """Gives the pages of reports and a list of them; no table, and nothing to a page of another site that borrows the address."""

    def send_head(self) -> IO[bytes] | None:  # type: ignore[override]
        """The file that is asked for, or an error."""
        if self.headers.get("Host", "").rsplit(":", 1)[0] not in HOSTS:
            self.send_error(403)
            return None
        path = normpath(unquote(self.path.partition("?")[0]))
        if path == "/":
            self._list()
            return None
        if not SERVED.fullmatch(path):
            self.send_error(404)
            return None
        return super().send_head()

    def list_directory(self, path: object) -> None:  # noqa: ARG002  the base class names it
        """No folder is listed."""
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Requests are not told."""

    def _list(self) -> None:
        folders = sorted((p.name for p in Path(self.directory).glob("*") if (p / "report/index.html").is_file()), reverse=True)
        page = _index(folders).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


def _index(releases: Sequence[str]) -> str:
    links = "".join(f'<li><a href="/{escape(name)}/report/index.html">{escape(name)}</a></li>' for name in releases)
    return f"<!doctype html><html lang=en><meta charset=utf-8><title>Dépêche</title><ul>{links}</ul></html>"


def _before(release: OpenedRelease) -> Earlier | None:
    """The whole release that was made before it in the same folder; None where there is none."""
    shelved = shelf(release.folder.parents[1]) if release.folder.parent.name == RELEASES else []
    older = [one.release_id for one in shelved if one.problem is None and one.release_id < release.release_id]
    if not older:
        return None
    before = open_release(release.folder.with_name(older[0]))
    return Earlier(manifest=before.manifest, tables=before.files)

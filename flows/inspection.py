"""`depeche inspect`: what a run would make of files, before there is one."""

import argparse
from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Any

from rich.console import Console

from flows.profiles import load_settings
from flows.progress import report_console
from schemas.errors import SettingsError
from schemas.settings import Settings
from tasks.clean.articles import clean_documents, load_knowledge
from tasks.frames import Split
from tasks.ingest.inspection import Inspected, inspect_file

SHOWN_TITLE = 70


def run_inspect(arguments: argparse.Namespace) -> int:
    """Show what each file is taken for, its articles, and what would be quarantined. Returns 0."""
    settings = load_settings(arguments.profile)
    files = [file for path in arguments.files for file in _files(path)]
    console = report_console()
    for file in files:
        for line in inspected_lines(file, settings, most=arguments.records):
            _tell(console, line)
    return 0


def inspected_lines(file: Path, settings: Settings, *, most: int) -> Iterator[str]:
    """What is to be said of one file, line by line: at most so many records. Raises SettingsError if it can't be read."""
    try:
        found = inspect_file(file, settings=settings.ingest, most=most)
    except OSError as error:
        raise _unreadable(file, error.strerror or str(error)) from error
    yield str(file)
    for notice in found.notices:
        yield f"  {'recognised' if notice.about == 'format' else 'guessed'}: {_place(notice.uri, file)}{notice.words}"
    yield f"  read: {found.articles} article{'s' * (found.articles != 1)}, {found.refused} refused"
    cleaned = clean_documents(found.documents, knowledge=load_knowledge(), settings=settings.clean)
    yield from _articles(cleaned, found, file)
    yield from _quarantined(cleaned, found)


def _articles(cleaned: Split, found: Inspected, file: Path) -> Iterator[str]:
    ids, sources = list(found.documents["article_id"]), list(found.documents["sources"])
    places = {article: listed[0]["uri"] for article, listed in zip(ids, sources, strict=True)}
    order = {article: number for number, article in enumerate(ids)}
    rows: list[dict[Hashable, Any]] = sorted(cleaned.kept.to_dict("records"), key=lambda row: order[row["article_id"]])
    for row in rows:
        told = (
            _shown(row["title"])[:SHOWN_TITLE],
            f"outlet: {_shown(row['outlet'])}",
            f"authors: {', '.join(row['authors']) or '–'}",
            f"date: {_shown(row['published_on'])} ({row['published_source']})",
            f"page: {row['page']}" if isinstance(row["page"], str) else "",
            f"{row['word_count']} words, {len(row['text'])} characters",
        )
        yield f"  {_place(places[row['article_id']], file) or 'the file: '}" + " · ".join(filter(None, told))
    if found.articles > len(found.documents):
        yield f"  … and {found.articles - len(found.documents)} more (--records shows more)"


def _quarantined(cleaned: Split, found: Inspected) -> Iterator[str]:
    for refusal in found.refusals:
        yield f"  quarantine: {refusal.uri}: {refusal.reason}: {refusal.detail}"
    if found.refused > len(found.refusals):
        yield f"  … and {found.refused - len(found.refusals)} more refused"
    for row in cleaned.dropped.itertuples():
        yield f"  quarantine: {row.uri}: {row.reason}, in cleaning: {row.detail}"


def _place(uri: str, file: Path) -> str:
    """Where in the file: « #3: » of record 3, the name of a member; nothing of the file itself."""
    place = uri.removeprefix(file.name)
    return f"{place}: " if place else ""


def _shown(value: object) -> str:
    return "–" if value is None or value != value else str(value)  # noqa: PLR0124  a missing value is not itself


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        if not (files := sorted(file for file in path.rglob("*") if file.is_file())):
            raise _unreadable(path, "there is no file in it")
        return files
    if not path.is_file():
        raise _unreadable(path, "there is no such file")
    return [path]


def _unreadable(path: Path, why: str) -> SettingsError:
    return SettingsError(
        found=f"{path}: {why}", expected="a file that can be read, or a folder of them", remedy="correct the path"
    )


def _tell(console: Console, line: str) -> None:
    console.print(line, highlight=False, markup=False)

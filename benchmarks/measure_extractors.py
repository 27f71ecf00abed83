"""Cleaning beside trafilatura and htmldate, on the French pages of their own test suites.

`python benchmarks/measure_extractors.py TRAFILATURA HTMLDATE [--wrong]`: the `tests` folders of a checkout of each. They hold the
pages (cache, eval, test_set) and what is right about them: phrases that belong to the article and phrases that don't, authors,
day of publication. French are the pages whose text py3langid takes for French. Each tool is given the page without its address.

Body: F of the phrases found, over all pages together. Authors: right if the names are those of the gold, all and no other, in any
order and capitals. Dates: right if it is the day of the gold. `--wrong` lists what is not right, by page.
"""

import argparse
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import trafilatura
from htmldate import find_date

from schemas.documents import DOCUMENTS
from schemas.settings import CleanSettings
from tasks.clean.articles import clean_documents
from tasks.clean.knowledge import load_knowledge
from tasks.clean.language import identify_languages
from tasks.frames import frame_of

FOLDERS = ("cache", "eval", "test_set")
BODY = {"include_comments": False, "include_tables": True, "include_formatting": False}
"""How trafilatura's own evaluation asks for the text."""
PROBED = 5000


@dataclass(kw_only=True)
class Fixture:
    """A page and what is right about it; None where the suite doesn't say."""

    name: str
    content: bytes
    belongs: Sequence[str] = ()
    foreign: Sequence[str] = ()
    authors: frozenset[str] | None = None
    date: str | None = None


@dataclass(kw_only=True)
class Answer:
    """What a tool makes of a page."""

    text: str = ""
    authors: Sequence[str] = ()
    date: str | None = None


@dataclass(kw_only=True)
class Score:
    """What a tool got right, and by figure what it did not."""

    found: int = 0
    foreign: int = 0
    expected: int = 0
    authors: int = 0
    dates: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def body(self) -> float:
        """F of the phrases."""
        return 2 * self.found / ((self.found + self.foreign + self.expected) or 1)


def fixtures(trafilatura_tests: Path, htmldate_tests: Path) -> list[Fixture]:
    """The French pages of both suites, each once, sorted by name."""
    held: dict[str, Fixture] = {}
    for row, content in _rows(trafilatura_tests, ("evaldata.json",)):
        authors = row.get("author")
        listed = authors if isinstance(authors, list) else (authors or "").split(";")
        named = frozenset(_folded(name) for name in listed if name.strip())
        held[row["file"]] = Fixture(
            name=row["file"],
            content=content,
            belongs=row["with"],
            foreign=row["without"],
            authors=named or None,
            date=row.get("date") or None,
        )
    for row, content in _rows(htmldate_tests, ("eval_mediacloud_2020.json", "eval_default.json")):
        fixture = held.setdefault(row["file"], Fixture(name=row["file"], content=content))
        fixture.date = fixture.date or row["date"]
    return sorted(_french(list(held.values())), key=lambda fixture: fixture.name)


def _rows(tests: Path, names: Sequence[str]) -> Iterator[tuple[Mapping[str, Any], bytes]]:
    for name in names:
        for row in json.loads((tests / name).read_text(encoding="utf-8")).values():
            paths = (tests / folder / row["file"] for folder in FOLDERS)
            yield row, next(path for path in paths if path.is_file()).read_bytes()


def _french(pages: Sequence[Fixture]) -> Iterator[Fixture]:
    settings = CleanSettings()
    texts = ((None, trafilatura.html2txt(page.content)[:PROBED]) for page in pages)
    found = identify_languages(texts, languages=settings.languages, expected=settings.keep)
    return (page for page, (language, _) in zip(pages, found, strict=True) if language == "fr")


def by_cleaning(pages: Sequence[Fixture]) -> dict[str, Answer]:
    """What cleaning makes of the pages; nothing of those that it quarantines."""
    rows = [
        {
            "article_id": hashlib.sha256(page.content).hexdigest()[:20],
            "sources": [{"uri": page.name, "sha256": "0" * 64}],
            "content": page.content,
            "content_type": "html",
            "declared_authors": [],
            "declared_agencies": [],
        }
        for page in pages
    ]
    split = clean_documents(frame_of(DOCUMENTS, rows), knowledge=load_knowledge(), settings=CleanSettings())
    for row in split.dropped.to_dict("records"):
        print(f"quarantined: {row['uri']} ({row['reason']})")
    return {
        row["sources"][0]["uri"]: Answer(
            text=row["text"],
            authors=row["authors"],
            date=str(row["published_on"]) if row["published_precision"] == "day" else None,
        )
        for row in split.kept.to_dict("records")
    }


def by_trafilatura(pages: Sequence[Fixture]) -> dict[str, Answer]:
    """What trafilatura makes of the pages."""
    answers = {}
    for page in pages:
        text = trafilatura.extract(page.content, **BODY)  # type: ignore[arg-type]
        found = trafilatura.bare_extraction(page.content, with_metadata=True)
        author, date = (None, None) if found is None or isinstance(found, dict) else (found.author, found.date)
        answers[page.name] = Answer(text=text or "", authors=(author or "").split(";"), date=date)
    return answers


def by_htmldate(pages: Sequence[Fixture]) -> dict[str, Answer]:
    """The dates that htmldate finds, as its own evaluation asks for them."""
    return {page.name: Answer(date=find_date(page.content, original_date=True, extensive_search=True)) for page in pages}


def scored(pages: Sequence[Fixture], answers: Mapping[str, Answer]) -> Score:
    """The answers against the gold."""
    score = Score()
    for page in pages:
        answer = answers.get(page.name, Answer())
        text, named = " ".join(answer.text.split()), frozenset(_folded(name) for name in answer.authors if name.strip())
        lost = [phrase for phrase in page.belongs if " ".join(phrase.split()) not in text]
        taken = [phrase for phrase in page.foreign if " ".join(phrase.split()) in text]
        score.expected += len(page.belongs)
        score.found += len(page.belongs) - len(lost)
        score.foreign += len(taken)
        score.authors += page.authors is not None and named == page.authors
        score.dates += page.date is not None and answer.date == page.date
        score.wrong += [f"{page.name}: lost {phrase!r}" for phrase in lost] + [
            f"{page.name}: took {phrase!r}" for phrase in taken
        ]
        if page.authors is not None and named != page.authors:
            score.wrong.append(f"{page.name}: authors {sorted(named)}, expected {sorted(page.authors)}")
        if page.date is not None and answer.date != page.date:
            score.wrong.append(f"{page.name}: date {answer.date}, expected {page.date}")
    return score


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("trafilatura", type=Path)
    parser.add_argument("htmldate", type=Path)
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    pages = fixtures(options.trafilatura, options.htmldate)
    bodies, signed, dated = (
        sum(bool(told(page)) for page in pages)
        for told in (lambda page: page.belongs, lambda page: page.authors, lambda page: page.date)
    )
    print(f"French pages {len(pages)}; with phrases {bodies}, with authors {signed}, with a date {dated}")
    ways: dict[str, Callable[[Sequence[Fixture]], Mapping[str, Answer]]]
    ways = {"cleaning": by_cleaning, "trafilatura": by_trafilatura, "htmldate": by_htmldate}
    for name, way in ways.items():
        score = scored(pages, way(pages))
        figures = f"body F {score.body:.3f}   authors {score.authors}/{signed}   " if name != "htmldate" else ""
        print(f"{name:12} {figures}dates {score.dates}/{dated}")
        if options.wrong:
            print(*(f"  {line}" for line in score.wrong), sep="\n")


if __name__ == "__main__":
    main()

"""How well and how fast press pages become articles: `python benchmarks/measure_pages.py [FOLDER]`.

FOLDER holds pages.jsonl (id, title, published, paragraphs) and pages/ID.html; without it, `shared/corpora/press` beside the
checkout or below DEPECHE_SHARED. Body text is compared word by word, as multisets: with the paragraphs, with all text of the
page's article element, and with the paragraphs of those pages where they hold that text whole.
Seconds are CPU seconds of one process.
"""

import hashlib
import json
import os
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import mean
from typing import Any

import pandas as pd
import trafilatura
from lxml import html

from schemas.documents import DOCUMENTS
from schemas.settings import CleanSettings
from tasks.clean import articles as stage
from tasks.clean import columns
from tasks.clean.knowledge import load_knowledge
from tasks.clean.markup import Page, read_page
from tasks.frames import Split, frame_of

SHARED = Path(os.environ.get("DEPECHE_SHARED", Path(__file__).parents[2] / "shared"))
STAGES = {
    "decode": "decode",
    "repair characters": "repair_characters",
    "furniture anywhere": "judge_anywhere",
    "furniture by place": "judge_lines",
    "headline, bylines": "take_headline",
    "language": "identify_languages",
    "dates": "_dates",
}
WORD = re.compile(r"\w+")
COMPLETE = 0.97  # share of the article element's words that a page's paragraphs must hold to count as the whole article


class InProcess:
    """Reads pages in this process, so that its CPU seconds are counted."""

    def __init__(self, names: Any) -> None:
        self.names, self.seconds = names, 0.0

    def read(self, source: str) -> Page:
        begun = time.process_time()
        page = read_page(source, self.names)
        self.seconds += time.process_time() - begun
        return page


def measure(folder: Path, *, limit: int | None = None) -> dict[str, Any]:
    """The figures, by name."""
    silver = [json.loads(line) for line in (folder / "pages.jsonl").read_text(encoding="utf-8").splitlines()][:limit]
    contents = [(folder / "pages" / f"{page['id']}.html").read_bytes() for page in silver]
    clean(contents[:2])  # models and patterns are loaded
    split, seconds = clean(contents)
    rows = {row["sources"][0]["uri"]: row for row in split.kept.to_dict("records")}
    found = [rows.get(str(number)) for number in range(len(silver))]
    pairs = [(row, page) for row, page in zip(found, silver, strict=True) if row is not None]
    wholes = {page["id"]: whole_body(content) for page, content in zip(silver, contents, strict=True)}
    complete = [(row, page) for row, page in pairs if kept_words(" ".join(page["paragraphs"]), wholes[page["id"]]) >= COMPLETE]
    dated = [(row, page) for row, page in pairs if page["published"]]
    wrong = {
        "title": [page["id"] for row, page in pairs if same(row["title"]) != same(page["title"])],
        "minute": [page["id"] for row, page in dated if not right_minute(row["published_at"], page["published"])],
        "paragraphs": [page["id"] for row, page in pairs if kept_words(row["text"], page["paragraphs"]) < 0.995],
        "body": [page["id"] for row, page in pairs if word_f(row["text"], wholes[page["id"]]) < 0.9],
    }
    return {
        "pages": len(silver),
        "lost": len(silver) - len(pairs),
        "title": share(wrong["title"], pairs),
        "minute": share(wrong["minute"], dated),
        "dated": len(dated),
        "kept": mean(kept_words(row["text"], page["paragraphs"]) for row, page in pairs),
        "word_f_paragraphs": mean(word_f(row["text"], page["paragraphs"]) for row, page in pairs),
        "word_f_element": mean(word_f(" ".join(wholes[page["id"]]), page["paragraphs"]) for _, page in pairs),
        "complete": len(complete),
        "word_f_complete": mean(word_f(row["text"], page["paragraphs"]) for row, page in complete),
        "word_f_body": mean(word_f(row["text"], wholes[page["id"]]) for row, page in pairs),
        "seconds": seconds | alone([content.decode("utf-8", "replace") for content in contents]),
        "wrong": wrong,
    }


def clean(contents: list[bytes]) -> tuple[Split, dict[str, float]]:
    """The articles and the seconds of each stage."""
    rows = [
        {
            "article_id": hashlib.sha256(content).hexdigest()[:20],
            "sources": [{"uri": str(number), "sha256": "0" * 64}],
            "content": content,
            "content_type": "html",
            "declared_authors": [],
            "declared_agencies": [],
        }
        for number, content in enumerate(contents)
    ]
    documents, knowledge = frame_of(DOCUMENTS, rows), load_knowledge()
    pages, seconds = InProcess(knowledge.metadata), defaultdict(float)
    rooms = {name: stage if hasattr(stage, name) else columns for name in STAGES.values()}
    originals = {name: getattr(room, name) for name, room in rooms.items()}
    for label, name in STAGES.items():
        setattr(rooms[name], name, timed(originals[name], label, seconds))
    begun = time.process_time()
    try:
        split = stage.clean_documents(documents, knowledge=knowledge, settings=CleanSettings(), pages=pages)  # type: ignore[arg-type]
    finally:
        for name, original in originals.items():
            setattr(rooms[name], name, original)
    whole = time.process_time() - begun
    named = {"extraction": pages.seconds, **seconds}
    return split, named | {"rest": whole - sum(named.values()), "whole": whole}


def timed(work: Callable[..., Any], label: str, seconds: dict[str, float]) -> Callable[..., Any]:
    def timed_work(*given: Any, **named: Any) -> Any:
        begun = time.process_time()
        try:
            return work(*given, **named)
        finally:
            seconds[label] += time.process_time() - begun

    return timed_work


def alone(sources: list[str]) -> dict[str, float]:
    """The seconds of trafilatura alone, without and with the metadata that it finds."""
    seconds = {}
    for label, with_metadata in (("trafilatura alone", False), ("trafilatura with metadata", True)):
        begun = time.process_time()
        for source in sources:
            trafilatura.bare_extraction(source, include_comments=False, include_tables=False, with_metadata=with_metadata)
        seconds[label] = time.process_time() - begun
    return seconds


def same(text: object) -> str:
    return " ".join(str(text).replace("’", "'").split())


def right_minute(found: Any, expected: str) -> bool:
    return pd.notna(found) and pd.Timestamp(found) == pd.Timestamp(expected)


def words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text.lower()))


def word_f(text: str, paragraphs: list[str]) -> float:
    found, wanted = words(text), words(" ".join(paragraphs))
    return 2 * (found & wanted).total() / ((found + wanted).total() or 1)


def kept_words(text: str, paragraphs: list[str]) -> float:
    wanted = words(" ".join(paragraphs))
    return (words(text) & wanted).total() / (wanted.total() or 1)


def whole_body(content: bytes) -> list[str]:
    """All text of the page's article element: the silver paragraphs are what stands in its <p>, not all."""
    tree = html.fromstring(content, parser=html.HTMLParser(encoding="utf-8"))
    hidden = "ancestor::script or ancestor::style or ancestor::*[@class='date']"
    return [str(text) for text in tree.xpath(f"//*[@itemprop='articleBody']//text()[not({hidden})]")]


def share(wrong: list[str], pairs: list[Any]) -> float:
    return 1 - len(wrong) / len(pairs)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "corpora" / "press"
    figures = measure(folder)
    print(f"pages {figures['pages']}, lost {figures['lost']}")
    print(f"title right {figures['title']:.4f}   minute right {figures['minute']:.4f} of {figures['dated']} that state one")
    print(f"words of the paragraphs kept {figures['kept']:.5f}   word F against them {figures['word_f_paragraphs']:.4f}")
    print(f"word F of the page's article element against the paragraphs {figures['word_f_element']:.4f}")
    print(
        f"word F against the paragraphs of the {figures['complete']} pages where they are whole {figures['word_f_complete']:.4f}"
    )
    print(f"word F against all text of the page's article element {figures['word_f_body']:.4f}")
    for label, seconds in figures["seconds"].items():
        print(f"{label:28} {seconds / figures['pages'] * 1000:8.2f} ms a page")
    whole = figures["seconds"]["whole"]
    print("ratio to trafilatura alone: ", end="")
    print(
        ", ".join(
            f"{whole / figures['seconds'][name]:.3f} ({name})" for name in ("trafilatura alone", "trafilatura with metadata")
        )
    )
    for name, listed in figures["wrong"].items():
        print(f"wrong {name}: {', '.join(listed) or 'none'}")


if __name__ == "__main__":
    main()

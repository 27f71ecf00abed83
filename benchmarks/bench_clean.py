"""Speed of cleaning on one core: `python benchmarks/bench_clean.py [FOLDER]`.

Plain text: articles of FOLDER (articles.jsonl.gz: title, text), without it of `shared/corpora/press` beside the checkout or
below DEPECHE_SHARED, else made up; each once, dressed with page furniture as crawls deliver it (names, days
and links differ from article to article). HTML: the pages of the same folder,
else the made-up articles as pages. Figures are CPU seconds of one process; where the machine is busy, compare the ratios.
"""

import gzip
import hashlib
import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pandas as pd
import trafilatura
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from schemas.documents import DOCUMENTS
from schemas.settings import CleanSettings
from tasks.clean import articles, columns
from tasks.clean.knowledge import load_knowledge
from tasks.clean.markup import Page, read_page
from tasks.frames import frame_of

SHARED = Path(os.environ.get("DEPECHE_SHARED", Path(__file__).parents[2] / "shared"))
STAGES = {
    "encoding, characters": ("decode", "repair_characters"),
    "lines": ("split_lines", "join_wraps", "part_glued"),
    "furniture": ("lines_to_judge", "judge_anywhere", "judge_lines"),
    "headline, names, agencies": ("take_bylines", "take_headline", "authors_named", "agencies_named"),
    "language": ("take_passages", "identify_languages"),
    "date": ("publication_date", "update_date"),
    "tables": ("frame_of_columns", "dropped_rows"),
}
BODY = {"include_comments": False, "include_tables": False}
"""What cleaning asks trafilatura for."""
SEED = 20260101
Way = Callable[[list[str], pd.DataFrame], object]
TEXTS, PAGES, BATCH, PAGES_A_TURN = 2000, 150, 256, 25
SECTIONS = ("International", "Politique", "Économie", "Afrique", "Asie-Pacifique", "Société")
NAMES = ("Anne", "Paul", "Jean-Luc", "Maryam", "Inès", "Victor"), ("Martin", "Le Goff", "Durand", "Benali", "Kowalski", "Roche")
MONTHS = ("janvier", "mars", "avril", "juin", "juillet", "septembre", "octobre", "décembre")
SENTENCES = (
    "La déléguée a rappelé mardi que les négociateurs avaient jusqu'à vendredi pour s'entendre sur les eaux du fleuve.",
    "« Nous n'avons plus le temps », a-t-elle dit à l'issue d'une réunion qui a duré toute la nuit dans un hôtel de la capitale.",
    "Les deux pays se disputent depuis dix ans le débit du barrage, dont dépend l'irrigation de trois provinces agricoles.",
    "Selon un communiqué du ministère, aucune des propositions présentées en janvier n'a été retenue par la partie adverse.",
    "Le porte-parole de l'opposition a dénoncé une manœuvre, et demandé que le Parlement soit saisi avant la fin du mois.",
)


def texts(folder: Path) -> list[tuple[str, str]]:
    """Title and body of the articles."""
    path = folder / "articles.jsonl.gz"
    if path.is_file():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            read = map(json.loads, lines)
            return list(islice(dict.fromkeys((article["title"] or "", article["text"]) for article in read), TEXTS))
    draw = random.Random(SEED)  # noqa: S311  made-up text
    return [
        (f"Le fleuve divise les voisins ({number})", "\n\n".join(" ".join(draw.choices(SENTENCES, k=3)) for _ in range(8)))
        for number in range(TEXTS)
    ]


def pages(folder: Path) -> list[str]:
    """The sources of the pages."""
    paths = sorted((folder / "pages").glob("*.html"))[:PAGES]
    if paths:
        return [path.read_text(encoding="utf-8", errors="replace") for path in paths]
    bodies = (
        (title, "".join(f"<p>{paragraph}</p>" for paragraph in body.split("\n\n"))) for title, body in texts(folder)[:PAGES]
    )
    return [f"<html><head><title>{title}</title></head><body><article>{body}</article></body></html>" for title, body in bodies]


def dressed(articles: list[tuple[str, str]]) -> list[str]:
    """The articles as plain text with furniture before and behind them; a linked title is that of another article."""
    draw = random.Random(SEED)  # noqa: S311  made-up text
    return ["\n\n".join((*_head(draw), title, body, *_tail(draw, draw.choice(articles)[0]))) for title, body in articles]


def _head(draw: random.Random) -> tuple[str, ...]:
    name, day = " ".join(map(draw.choice, NAMES)), f"{draw.randint(2, 28)} {draw.choice(MONTHS)} {draw.randint(2009, 2024)}"
    return (
        f"Accueil > {draw.choice(SECTIONS)}",
        f"{draw.randint(2, 12)} min de lecture",
        f"Par {name} avec AFP",
        f"Publié le {day} à {draw.randint(6, 23)}h{draw.randint(10, 59)}",
    )


def _tail(draw: random.Random, linked: str) -> tuple[str, ...]:
    words = [word for word in linked.split() if word.isalpha()] or ["climat"]
    tags = ", ".join(draw.choices(words, k=2))
    return ("Partager", f"À lire aussi : {linked}", f"Tags : {tags}", "© 2023 La Gazette", f"{draw.randint(2, 300)} commentaires")


class InProcess:
    """Reads pages in this process, so that its CPU seconds are counted."""

    def __init__(self) -> None:
        self.names = load_knowledge().metadata

    def read(self, source: str) -> Page:
        return read_page(source, self.names)


def row(content: str, content_type: str) -> dict[str, object]:
    payload = content.encode()
    digest = hashlib.sha256(payload).hexdigest()
    declared = {"content": payload, "content_type": content_type, "declared_authors": [], "declared_agencies": []}
    return {"article_id": digest[:20], "sources": [{"uri": digest, "sha256": digest}]} | declared


def documents(contents: list[str], content_type: str) -> pd.DataFrame:
    """The contents as ingest hands them over."""
    rows = {str(found["article_id"]): found for found in (row(content, content_type) for content in contents)}
    return frame_of(DOCUMENTS, rows.values())


def compared(ways: dict[str, Way], contents: list[str], content_type: str, *, size: int) -> dict[str, float]:
    """CPU seconds a document of each way, in turns over batches of `size`: what else the machine does troubles all alike.

    Another way goes first each time: whoever comes later finds what trafilatura keeps of texts that it has seen.
    """
    seconds, order = dict.fromkeys(ways, 0.0), list(ways)
    for start in range(0, len(contents), size):
        batch = contents[start : start + size]
        frame = documents(batch, content_type)
        order.append(order.pop(0))
        for name in order:
            begun = time.process_time()
            ways[name](batch, frame)
            seconds[name] += time.process_time() - begun
    return {name: spent / len(contents) for name, spent in seconds.items()}


def cleaning() -> Way:
    """All of cleaning."""
    knowledge, settings, reader = load_knowledge(), CleanSettings(), InProcess()
    return lambda _, frame: articles.clean_documents(frame, knowledge=knowledge, settings=settings, pages=reader)  # type: ignore[arg-type]


def by_stage(contents: list[str]) -> dict[str, float]:
    """The share of each stage in the time that cleaning takes for these texts."""
    spent, clean = Counter[str](), cleaning()
    frames = [documents(contents[start : start + BATCH], "text") for start in range(0, len(contents), BATCH)]
    with ExitStack() as patches:
        for stage, names in STAGES.items():
            for name in names:
                module = articles if hasattr(articles, name) else columns
                patches.enter_context(patch.object(module, name, timed(getattr(module, name), stage, spent)))
        begun = time.process_time()
        for frame in frames:
            clean([], frame)
        whole = time.process_time() - begun
    return {stage: seconds / whole for stage, seconds in spent.most_common()} | {"the rest": 1 - spent.total() / whole}


def timed(work: Callable[..., Any], stage: str, spent: Counter[str]) -> Callable[..., Any]:
    def timed_work(*given: Any, **named: Any) -> Any:
        begun = time.process_time()
        try:
            return work(*given, **named)
        finally:
            spent[stage] += time.process_time() - begun  # type: ignore[assignment]

    return timed_work


def extracting(**options: bool) -> Way:
    """Extraction by trafilatura; without options as it comes: the text with comments and tables, without metadata."""
    return lambda sources, _: [trafilatura.bare_extraction(source, **options) for source in sources]


def identifying() -> Way:
    """The language of the first thousand characters by py3langid."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(CleanSettings().languages)
    return lambda contents, _: [identifier.classify(content[:1000]) for content in contents]


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "corpora" / "press"
    plain_texts = dressed(texts(folder))
    plain = {"cleaning": cleaning(), "py3langid": identifying()}
    compared(plain, plain_texts[:50], "text", size=50)  # models and patterns are loaded
    seconds = compared(plain, plain_texts, "text", size=BATCH)
    words = sum(len(text.split()) for text in plain_texts) / len(plain_texts)
    print(f"plain text: {1 / seconds['cleaning']:,.0f} articles a second ({len(plain_texts)} articles of {words:.0f} words)")
    ratio = seconds["cleaning"] / seconds["py3langid"]
    print(f"plain text: {ratio:.2f} times py3langid on the first thousand characters")
    print("plain text, by stage: " + ", ".join(f"{stage} {share:.0%}" for stage, share in by_stage(plain_texts).items()))
    pages_ways = {
        "cleaning": cleaning(),
        "trafilatura as it comes": extracting(),
        "trafilatura without comments and tables": extracting(**BODY),
        "trafilatura without them, with its metadata": extracting(**BODY, with_metadata=True),
    }
    sources = pages(folder)
    compared(pages_ways, sources[:5], "html", size=5)
    seconds = compared(pages_ways, sources, "html", size=PAGES_A_TURN)
    for name, spent in seconds.items():
        print(f"HTML: {spent * 1000:.1f} ms a page by {name}; cleaning takes {seconds['cleaning'] / spent:.2f} times that")


if __name__ == "__main__":
    main()

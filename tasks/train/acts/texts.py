"""The texts that were annotated, read from the corpora folder: document id to text and day of publication.

What belongs here: how a corpus is cut into documents. What does not: what was marked in them (annotation.py).
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from lxml import html

from tasks.train.names_annotation import read_rows, read_timebank, read_treebank_texts

Text = tuple[str, date | None]
SENTENCES_A_DOCUMENT = 25
"""Sentences that come without documents: so many consecutive ones stand for one."""
OWN = "own"
"""Articles written for this annotation, by its readers. They would flatter any figure, so none is held out or measured on."""
DAILY = "annodis.er"
"""The sentences of the Sequoia treebank that come from a regional daily."""


def texts_of(corpus: str, corpora: Path, annotation: Path) -> Mapping[str, Text]:
    """The documents of a corpus; those of our own lie beside the annotation."""
    folder, read = READERS[corpus]
    return read(annotation if corpus == OWN else corpora / folder)


def _dated(folder: Path) -> dict[str, Text]:
    return {row["id"]: (row["text"], date.fromisoformat(row["date"])) for row in read_rows(folder / "articles.jsonl")}


def _sentences_of_2005(folder: Path) -> dict[str, Text]:
    rows = read_rows(folder / "wikinews_fr_2005_sentences.jsonl")
    return {_named(c[0]["id"]): ("\n".join(row["text"].strip() for row in c), None) for c in _chunks(rows)}


def _translations(folder: Path) -> dict[str, Text]:
    return {row["id"]: (row["text"], None) for row in read_rows(folder / "ntrex_fr_FR.jsonl")}


def _wikinews_of_2012(folder: Path) -> dict[str, Text]:
    pages = ((path, html.document_fromstring(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.html")))
    return {f"wn2012-{path.stem}": (_page_text(page), None) for path, page in pages}


def _page_text(page: html.HtmlElement) -> str:
    """Heading and paragraphs, a line each, with single spaces."""
    return _lines([part.text_content() for part in page.iter("h1", "h2", "p")])


def _timebank(folder: Path) -> dict[str, Text]:
    """The document's name begins with its day."""
    lines: dict[str, list[str]] = {}
    for key, text in read_timebank(folder).items():
        lines.setdefault(key.document, []).append(text)
    return {f"ftb-{name}": (_lines(parts), date.fromisoformat(name[: len("2002-12-31")])) for name, parts in lines.items()}


def _daily(folder: Path) -> dict[str, Text]:
    """Consecutive sentences, some articles one after the other, in the order of their numbers."""
    files = (read_treebank_texts(folder, f"sequoia-{part}.conllu") for part in ("train", "dev", "test"))
    numbered = sorted((key.document, text) for texts in files for key, text in texts.items() if key.document.startswith(DAILY))
    return {_named("annodis", c[0][0].split("_")[1]): (_lines([text for _, text in c]), None) for c in _chunks(numbered)}


def _reports(folder: Path) -> dict[str, Text]:
    rows = json.loads((folder / "train.json").read_text(encoding="utf-8"))
    return {f"popcorn-{name}": (row["text"], None) for name, row in rows.items()}


def _chunks(rows: Sequence[Any]) -> list[Sequence[Any]]:
    return [rows[start : start + SENTENCES_A_DOCUMENT] for start in range(0, len(rows), SENTENCES_A_DOCUMENT)]


def _named(*first: str) -> str:
    """The name of a document made of consecutive sentences, by the first of them."""
    return "-".join((*first, str(SENTENCES_A_DOCUMENT)))


def _lines(parts: Sequence[str]) -> str:
    """A line each, with single spaces."""
    return "\n".join(" ".join(part.split()) for part in parts)


READERS: Mapping[str, tuple[str, Callable[[Path], dict[str, Text]]]] = {
    OWN: ("", _dated),
    "wikinews_fr": ("wikinews_fr", _wikinews_of_2012),
    "wikinews_fr_2016_2018": ("wikinews_fr_2016_2018", _dated),
    "news_text_free": ("news_text_free", _sentences_of_2005),
    "ntrex": ("news_text_free", _translations),
    "fr_timebank": ("fr_timebank", _timebank),
    "popcorn": ("popcorn", _reports),
    "annodis": ("ud_french_sequoia", _daily),
}
"""Corpus to its folder and reader. `ntrex` is share-alike (CC BY-SA 4.0) and stands for itself."""

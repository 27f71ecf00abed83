"""Names annotated by hand: stand-off rows of the repository put back on the texts of the corpora folder.

Here: how a passage is cut out of each corpus, and the check that it is the text that was annotated. Other corpora with
names are read in `names`; guideline and rows are in data/annotation/names.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from lxml import etree, html

from schemas.errors import DepecheError
from tasks.train.names import LABELS, NamedText, Span

BLANKS = re.compile(r"[ \t\r\n]+")
SOFT_HYPHEN = "\u00ad"
HTML_PASSAGES = frozenset({"h1", "h2", "h3", "p", "li"})
READ_LIST = "passages_read.jsonl"

Row = Mapping[str, str | int]


class AnnotationMismatch(DepecheError):
    """Annotated rows don't fit the corpus text they point into. Nothing was trained."""

    exit_code = 3


@dataclass(frozen=True, order=True)
class PassageKey:
    """Where a passage stands: corpus folder, document (file stem or sentence id), number of the paragraph from 0."""

    corpus: str
    document: str
    paragraph: int = 0


Passages = dict[PassageKey, str]


def fingerprint(text: str) -> str:
    """Return the first 12 hexadecimal digits of the SHA-256 of the UTF-8 text."""
    return sha256(text.encode()).hexdigest()[:12]


def read_wikinews(folder: Path) -> Passages:
    """Return headings, paragraphs and list items of the HTML pages, in their order."""
    passages: Passages = {}
    for path in sorted(folder.glob("*.html")):
        page = html.fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        blocks = [block for block in page.iterfind("body//*") if block.tag in HTML_PASSAGES]
        for number, block in enumerate(blocks):
            passages[PassageKey(folder.name, path.stem, number)] = _plain(_content(block))
    return passages


def read_timebank(folder: Path) -> Passages:
    """Return the lines with text of the ISO-TimeML documents, without the markup."""
    passages: Passages = {}
    for path in sorted(folder.glob("*.tml")):
        body = etree.parse(path).getroot().find("TEXT")
        lines = _content(body).split("\n") if body is not None else []
        for number, line in enumerate(filter(str.strip, lines)):
            passages[PassageKey(folder.name, path.stem, number)] = _plain(line)
    return passages


def read_treebank_texts(folder: Path, file: str) -> Passages:
    """Return the sentences of a treebank's file by sentence id."""
    passages: Passages = {}
    sentence_id = ""
    for line in (folder / file).read_text(encoding="utf-8").splitlines():
        if line.startswith("# sent_id = "):
            sentence_id = line.partition(" = ")[2].strip()
        elif line.startswith("# text = "):
            passages[PassageKey(folder.name, sentence_id)] = _plain(line.partition(" = ")[2])
    return passages


READERS: Mapping[str, Callable[[Path], Passages]] = {
    "wikinews_fr": read_wikinews,
    "fr_timebank": read_timebank,
    "ud_french_gsd": partial(read_treebank_texts, file="gsd-dev.conllu"),
    "ud_french_fqb": partial(read_treebank_texts, file="fqb.conllu"),
}


def read_annotated_names(corpora: Path, annotation: Path, corpus: str) -> dict[PassageKey, NamedText]:
    """Return every passage of one corpus that was read for names, with its mentions (none for many).

    `corpora` is the folder that holds the corpus' folder, `annotation` the one with the rows.

    Raises:
        AnnotationMismatch: the corpus is absent, a passage is missing or its text is another, or a row is no span of it.
    """
    if not (corpora / corpus).is_dir():
        raise AnnotationMismatch(
            found=f"no folder {corpora / corpus}",
            expected="the corpus that the rows point into",
            remedy="fetch it as docs/model.md says, or leave this corpus out",
        )
    read = [row for row in read_rows(annotation / READ_LIST) if row["corpus"] == corpus]
    return with_names(READERS[corpus](corpora / corpus), read=read, mentions=read_rows(annotation / f"{corpus}.jsonl"))


def with_names(passages: Passages, *, read: Iterable[Row], mentions: Iterable[Row]) -> dict[PassageKey, NamedText]:
    """Return the texts of the passages in `read` with the spans of `mentions`, in the order of `read`.

    Raises:
        AnnotationMismatch: see `read_annotated_names`; also a mention in a passage that `read` doesn't list.
    """
    texts = {_key(row): _verified(passages, row) for row in read}
    spans: dict[PassageKey, list[Span]] = defaultdict(list)
    for row in mentions:
        if _key(row) not in texts:
            raise _mismatch(row, found="a mention in a passage that is not listed as read", expected=f"a line in {READ_LIST}")
        _verified(passages, row)
        spans[_key(row)].append(_span(row, texts[_key(row)], after=spans[_key(row)]))
    return {key: NamedText(text, tuple(spans.get(key, ()))) for key, text in texts.items()}


def as_rows(key: PassageKey, named: NamedText) -> list[dict[str, str | int]]:
    """Return the stand-off rows of one annotated passage: what the annotation files hold, without its text."""
    place = passage_row(key, named.text)
    digest = {"sha256": place.pop("sha256")}
    return [{**place, "start": span.start, "end": span.end, "label": span.label, **digest} for span in named.spans]


def passage_row(key: PassageKey, text: str) -> dict[str, str | int]:
    """Return where a passage stands and the fingerprint of its text."""
    if key.corpus.startswith("ud_"):
        return {"corpus": key.corpus, "sentence_id": key.document, "sha256": fingerprint(text)}
    return {"corpus": key.corpus, "document": key.document, "paragraph": key.paragraph, "sha256": fingerprint(text)}


def _content(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _plain(text: str) -> str:
    return BLANKS.sub(" ", text.replace(SOFT_HYPHEN, "")).strip(" ")


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a file with one JSON object a line; line separators within a text part no lines."""
    text = path.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.removesuffix("\n").split("\n")] if text else []


def _key(row: Row) -> PassageKey:
    return PassageKey(str(row["corpus"]), str(row.get("document", row.get("sentence_id"))), int(row.get("paragraph", 0)))


def _verified(passages: Passages, row: Row) -> str:
    text = passages.get(_key(row))
    if text is None:
        raise _mismatch(row, found="no such passage in the corpus", expected="the passage that was annotated")
    if fingerprint(text) != row["sha256"]:
        raise _mismatch(row, found=f"a text with fingerprint {fingerprint(text)}", expected=f"{row['sha256']}")
    return text


def _span(row: Row, text: str, *, after: list[Span]) -> Span:
    """Return the span of a row that lies inside the text, behind those of its passage before it."""
    span = Span(int(row["start"]), int(row["end"]), str(row["label"]))
    earliest = after[-1].end if after else 0
    if not earliest <= span.start < span.end <= len(text) or span.label not in LABELS:
        raise _mismatch(row, found=f"{span}", expected=f"a label of {LABELS} between the offsets {earliest} and {len(text)}")
    return span


def _mismatch(row: Row, *, found: str, expected: str) -> AnnotationMismatch:
    place = _key(row)
    return AnnotationMismatch(
        found=f"{place.corpus}, {place.document}, paragraph {place.paragraph}: {found}",
        expected=expected,
        remedy="use the commit of the corpus that its SOURCES.md names, or annotate the passage anew",
    )

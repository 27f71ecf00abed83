"""Events annotated by hand: stand-off rows of the repository put back on the texts of the corpora folder.

Guideline, rows and agreement are in data/annotation/events. Rows hold offsets only; the texts are read from the corpora, and
checked against the fingerprint of what was annotated.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Literal

from schemas.vocabularies import vocabulary
from tasks.train.acts.adjudication import FIRST, Document, Row, by_document, settled
from tasks.train.acts.texts import OWN, Text, texts_of
from tasks.train.names_annotation import AnnotationMismatch, fingerprint, read_rows

Part = Literal["training", "choosing", "held_out"]
Offsets = tuple[int, int]
PARTS = 5
ADJUDICATED = "C"
"""Among the readers of a document: what its first (A) and second (B) differ in is settled by decisions."""


@dataclass(frozen=True)
class AnnotatedParty:
    """A party: the clearest words that name it in the article, those of the event's own sentence, country and sector.

    `country`: ISO 3166-1 alpha-3, UN, UNSC, EU, NATO, IAEA or a slug of a body without a country.
    """

    named: Offsets | None
    local: Offsets | None
    country: str | None
    sector: str | None


@dataclass(frozen=True)
class AnnotatedEvent:
    """One telling of an act. `sure` is false where the reader doubted that it is one; `alt` are types that can be defended."""

    event_type: str
    alt: tuple[str, ...]
    trigger: Offsets
    actors: tuple[AnnotatedParty, ...]
    recipients: tuple[AnnotatedParty, ...]
    realis: str
    hedged: bool
    date: str | None
    place: Offsets | None
    sure: bool


@dataclass(frozen=True)
class AnnotatedDocument:
    """A document of a corpus with the events that are marked in it."""

    corpus: str
    document: str
    text: str
    published: date | None
    events: tuple[AnnotatedEvent, ...] = field(default=())

    @property
    def part(self) -> Part:
        """Which part the document belongs to; an article of our own is learned from or, for the weights, chosen with."""
        part = part_of(self.document)
        return "training" if self.corpus == OWN and part == "held_out" else part


def part_of(document: str) -> Part:
    """A fifth of the documents, by the hash of their id, is held out; another fifth serves for choosing."""
    place = int(sha256(document.encode()).hexdigest()[:8], 16) % PARTS
    return "held_out" if place == 0 else "choosing" if place == 1 else "training"


def read_annotated_events(corpora: Path, annotation: Path, *, reader: str | None = None) -> list[AnnotatedDocument]:
    """Every document that `reader` read, with the events marked in it (none for some), in the order of their ids.

    Without a reader: every document, as adjudicated where two read it, else as its one reader marked it.
    `corpora` is the folder that holds the corpora's folders, `annotation` the one with documents.jsonl, events.jsonl and
    decisions.jsonl.

    Raises:
        AnnotationMismatch: a corpus or document is absent, its text is another, a row is no span of it, or a decision fits none.
    """
    every = read_rows(annotation / "documents.jsonl")
    listed = [row for row in every if reader in {None, *row["readers"]}]
    texts = {name: texts_of(name, corpora, annotation) for name in sorted({row["corpus"] for row in listed})}
    documents = {_key(row): _document(row, texts[row["corpus"]]) for row in listed}
    heard = {_key(row): reader or (ADJUDICATED if ADJUDICATED in row["readers"] else FIRST) for row in listed}
    marked, decided = by_document(read_rows(annotation / "events.jsonl")), _decisions(annotation, every)
    return [
        AnnotatedDocument(d.corpus, d.document, d.text, d.published, tuple(_event(row, d.text) for row in rows))
        for key, d in sorted(documents.items())
        for rows in [_rows(heard[key], marked.get(key, []), decided.get(key, []))]
    ]


def _decisions(annotation: Path, documents: Iterable[Row]) -> dict[Document, list[Row]]:
    """What was decided of each adjudicated document."""
    decided = by_document(read_rows(annotation / "decisions.jsonl"))
    for key in sorted(decided.keys() - {_key(row) for row in documents if ADJUDICATED in row["readers"]}):
        expected = f"a document of documents.jsonl whose readers are A, B and {ADJUDICATED}"
        raise _mismatch(decided[key][0], found="a decision", expected=expected)
    return decided


def _rows(reader: str, marked: Sequence[Row], decided: Sequence[Row]) -> Sequence[Row]:
    """The rows of a document that count: the reader's own, or those that stand where it was adjudicated."""
    return settled(marked, decided) if reader == ADJUDICATED else [row for row in marked if row["reader"] == reader]


def _key(row: Row) -> Document:
    return row["corpus"], row["document"]


def _document(row: Row, texts: Mapping[str, Text]) -> AnnotatedDocument:
    found = texts.get(row["document"])
    if found is None:
        raise _mismatch(row, found="no such document in the corpus", expected="the document that was annotated")
    text, published = found
    if fingerprint(text) != row["sha256"]:
        raise _mismatch(row, found=f"a text with fingerprint {fingerprint(text)}", expected=row["sha256"])
    return AnnotatedDocument(row["corpus"], row["document"], text, published)


def _event(row: Row, text: str) -> AnnotatedEvent:
    if row["type"] not in vocabulary("event_type") or row["realis"] not in vocabulary("realis"):
        raise _mismatch(row, found=f"{row['type']}, {row['realis']}", expected="codes of the vocabularies")
    trigger = _offsets(row, row["trigger"], text)
    if trigger is None:
        raise _mismatch(row, found="an event without trigger", expected="the offsets of its trigger")
    return AnnotatedEvent(
        event_type=row["type"],
        alt=tuple(row["alt"]),
        trigger=trigger,
        actors=tuple(_party(row, party, text) for party in row["actors"]),
        recipients=tuple(_party(row, party, text) for party in row["recipients"]),
        realis=row["realis"],
        hedged=row["hedged"],
        date=row["date"],
        place=_offsets(row, row["place"], text),
        sure=row["sure"],
    )


def _party(row: Row, party: Row, text: str) -> AnnotatedParty:
    named, local = (_offsets(row, party[name], text) for name in ("named", "local"))
    return AnnotatedParty(named=named, local=local, country=party["country"], sector=party["sector"])


def _offsets(row: Row, given: list[int] | None, text: str) -> Offsets | None:
    if given is None:
        return None
    start, end = given
    if not 0 <= start < end <= len(text):
        raise _mismatch(row, found=f"the offsets {start} to {end}", expected=f"a span within the {len(text)} characters")
    return start, end


def _mismatch(row: Row, *, found: str, expected: str) -> AnnotationMismatch:
    return AnnotationMismatch(
        found=f"{row['corpus']}, {row['document']}: {found}",
        expected=expected,
        remedy="use the corpus that docs/model.md names, or annotate the document anew",
    )


def documents_in(documents: Iterable[AnnotatedDocument], part: Part) -> list[AnnotatedDocument]:
    """The documents of one part."""
    return [d for d in documents if d.part == part]

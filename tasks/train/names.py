"""Corpora annotated with names as plain text with labelled spans, and such text as spaCy Docs.

One convention for all: PER, LOC, ORG, MISC; a civility belongs to the person's mention (« M. Kim »). Variants are
made in `name_variants`.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

LABELS = ("PER", "LOC", "ORG", "MISC")
SENTENCE_END = re.compile(r"[.!?…]+$")
NO_BLANK_BEFORE = frozenset(",.)]}…")
NO_BLANK_AFTER = frozenset("([{")


@dataclass(frozen=True, order=True)
class Span:
    """One labelled mention: character offsets, half-open, into its text."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class NamedText:
    """A sentence or short passage with its mentions, sorted and not overlapping."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Piece:
    """One token of a tokenised corpus: text, whether a blank follows, label or "" outside names, start of a name."""

    text: str
    space: bool
    label: str
    starts: bool


def read_sequoia_names(text: str) -> dict[str, NamedText]:
    """Return the sentences of seq_ner.json by sentence id."""
    rows: dict[str, dict[str, object]] = json.loads(text)
    return {key: _from_json(row) for key, row in rows.items()}


def read_hipe(text: str) -> list[NamedText]:
    """Return the sentences of a HIPE-2022 file (tab-separated, IOB, "NoSpaceAfter" and "EndOfSentence" in the last column).

    Words broken at a line end ("ex¬", "cessif") are joined. Labels outside PER, LOC, ORG become MISC.
    """
    sentences: list[list[Piece]] = [[]]
    for line in text.splitlines()[1:]:
        columns = line.split("\t")
        if line.startswith("#") or len(columns) < 2:  # noqa: PLR2004 - a row has at least form and label
            if sentences[-1]:
                sentences.append([])
            continue
        sentences[-1].append(_hipe_piece(columns))
        if "EndOfSentence" in columns[-1]:
            sentences.append([])
    return [joined(_without_line_breaks(pieces)) for pieces in sentences if pieces]


def read_bio(text: str, *, longest: int = 80) -> list[NamedText]:
    """Return the passages of a two-column file ("form label"), cut at sentence ends or after `longest` tokens.

    Blanks are not recorded there; French typography restores them. Neighbouring tokens of one label are one name.
    """
    passages: list[list[Piece]] = [[]]
    for line in text.splitlines():
        form, _, tag = line.rpartition(" ")
        if not form:
            continue
        label = _known_label(tag.partition("-")[2])
        passages[-1].append(Piece(form, not form.endswith(("'", "’")) and form not in NO_BLANK_AFTER, label, starts=False))
        if (SENTENCE_END.search(form) and len(form) < 3 and not label) or len(passages[-1]) >= longest:  # noqa: PLR2004
            passages.append([])
    return [joined(_with_closing_marks(pieces)) for pieces in passages if pieces]


def joined(pieces: Sequence[Piece]) -> NamedText:
    """Return the text of the pieces and the spans of their names."""
    text = ""
    spans: list[Span] = []
    open_label = ""
    for piece in pieces:
        start, end = len(text), len(text) + len(piece.text)
        if piece.label and piece.label == open_label and not piece.starts:
            spans[-1] = replace(spans[-1], end=end)
        elif piece.label:
            spans.append(Span(start, end, piece.label))
        open_label = piece.label
        text += piece.text + " " * piece.space
    return NamedText(text.rstrip(" "), tuple(spans))


def with_civilities(named: NamedText, civilities: Sequence[str]) -> NamedText:
    """Let each person's span begin at the civility right before it (« M. », « Mme »)."""
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, civilities))})[ \u00a0\u202f]?$")
    spans = []
    for span in named.spans:
        found = pattern.search(named.text, 0, span.start) if span.label == "PER" else None
        spans.append(replace(span, start=found.start()) if found else span)
    return replace(named, spans=tuple(spans))


def joined_texts(texts: Iterable[NamedText], separators: Iterable[str]) -> NamedText:
    """Return the texts as one, each followed by its separator, with the spans moved along."""
    text = ""
    spans: list[Span] = []
    for named, separator in zip(texts, separators, strict=False):
        spans += [replace(span, start=span.start + len(text), end=span.end + len(text)) for span in named.spans]
        text += named.text + separator
    return NamedText(text, tuple(spans))


def to_names_doc(nlp: Language, named: NamedText) -> Doc:
    """Return the text as a Doc of the pipeline's own tokens with its names as entities.

    A span that ends inside a token is widened to it; of two that then overlap the first stays.
    """
    doc = nlp.make_doc(named.text)
    spans = (doc.char_span(span.start, span.end, label=span.label, alignment_mode="expand") for span in named.spans)
    doc.set_ents(list(_first_of_overlapping(span for span in spans if span is not None)))
    return doc


def _first_of_overlapping(spans: Iterable[TokenSpan]) -> Iterator[TokenSpan]:
    end = 0
    for span in spans:
        if span.start >= end:
            end = span.end
            yield span


def _from_json(row: dict[str, object]) -> NamedText:
    ents: list[tuple[int, int, str]] = row["ents"]  # type: ignore[assignment]
    spans = sorted(Span(start, end, _known_label(label)) for start, end, label in ents)
    return NamedText(str(row["text"]), tuple(spans))


def _known_label(label: str) -> str:
    if not label:
        return ""
    return label if label in LABELS else "MISC"


def _hipe_piece(columns: list[str]) -> Piece:
    prefix, _, label = columns[1].partition("-")
    ends_line = "EndOfLine" in columns[-1] and not columns[0].endswith("¬")
    return Piece(columns[0], ends_line or "NoSpaceAfter" not in columns[-1], _known_label(label), starts=prefix == "B")


def _without_line_breaks(pieces: Sequence[Piece]) -> list[Piece]:
    """Join « ex¬ » + « cessif »."""
    whole: list[Piece] = []
    for piece in pieces:
        if whole and whole[-1].text.endswith("¬"):
            whole[-1] = replace(whole[-1], text=whole[-1].text[:-1] + piece.text, space=piece.space)
        else:
            whole.append(piece)
    return whole


def _with_closing_marks(pieces: Sequence[Piece]) -> list[Piece]:
    """Take the blank away before closing marks."""
    following = [piece.text for piece in pieces[1:]] + [""]
    return [
        replace(piece, space=piece.space and after not in NO_BLANK_BEFORE) for piece, after in zip(pieces, following, strict=True)
    ]

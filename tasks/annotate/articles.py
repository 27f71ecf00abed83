"""A batch of articles → sentences, tokens, mentions, temporal expressions and quotations as frames."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from spacy.language import Language

from schemas.annotations import MENTIONS, QUOTATIONS, SENTENCES, TIMEXES, TOKENS
from tasks.annotate.candidates import Candidate
from tasks.annotate.knowledge import NamesKnowledge, load_names_knowledge
from tasks.annotate.names import COMPONENT, find_names
from tasks.annotate.pipeline import load_pipeline
from tasks.annotate.quotations import find_quotations
from tasks.annotate.sentences import sentence_spans
from tasks.annotate.tokens import Columns, joined_columns, token_columns
from tasks.frames import frame_of, frame_of_columns
from tasks.temporal.expressions import Timex, find_timexes
from tasks.temporal.grammar import Grammar, load_grammar

Row = dict[str, Any]
TEXTS_AT_ONCE = 32
"""Memory grows with it: 120 articles of 580 words took 1.4 GB at 256, 0.7 GB at 32, in the same time."""
TABLES = (SENTENCES, TOKENS, MENTIONS, TIMEXES, QUOTATIONS)


@dataclass(frozen=True, kw_only=True)
class Annotator:
    """The loaded pipeline and knowledge; called with a batch of articles it gives the frames of the stage by table name."""

    nlp: Language
    knowledge: NamesKnowledge
    grammar: Grammar

    def __call__(self, cleaned: pd.DataFrame) -> Mapping[str, pd.DataFrame]:
        """The frames of `annotate_articles`."""
        return annotate_articles(cleaned, nlp=self.nlp, knowledge=self.knowledge, grammar=self.grammar)


def load_annotator(model: str) -> Annotator:
    """The annotator with the pipeline `model` (see pipeline.load_pipeline)."""
    return Annotator(nlp=load_pipeline(model), knowledge=load_names_knowledge(), grammar=load_grammar())


def annotate_articles(
    cleaned: pd.DataFrame, *, nlp: Language, knowledge: NamesKnowledge, grammar: Grammar
) -> Mapping[str, pd.DataFrame]:
    """The rows of every table of the stage, by table name.

    Needs the columns article_id, text, published_on and published_precision.
    """
    rows: dict[str, list[Row]] = {table.name: [] for table in TABLES if table is not TOKENS}
    tokens: list[Columns] = []
    articles = cleaned.sort_values("article_id")
    told = ("article_id", "text", "published_on", "published_precision")
    known = zip(*(articles[name].tolist() for name in told), strict=True)
    for (article_id, text, day, precision), doc in zip(
        known, nlp.pipe(articles["text"].tolist(), batch_size=TEXTS_AT_ONCE), strict=True
    ):
        published = None if pd.isna(day) else day
        timexes = find_timexes(text, published=published, published_precision=precision, grammar=grammar)
        spans = sentence_spans(doc)
        tokens.append(token_columns(doc, spans, article_id))
        place = _Placer(text, spans, article_id)
        names: list[Candidate] = doc.user_data.get(COMPONENT) or find_names(doc, knowledge)
        for table, found in _rows(place, names, timexes).items():
            rows[table].extend(found)
    frames = {table.name: frame_of(table, rows[table.name]) for table in TABLES if table is not TOKENS}
    return frames | {TOKENS.name: frame_of_columns(TOKENS, joined_columns(tokens))}


def _rows(place: "_Placer", names: Sequence[Candidate], timexes: Sequence[Timex]) -> Mapping[str, list[Row]]:
    sentences = enumerate(place.sentences)
    return {
        "sentences": [{"article_id": place.article_id, "sentence": i, "start": s, "end": e} for i, (s, e) in sentences],
        "mentions": [place.row(n.start, n.end) | {"label": n.label, "form": n.form, "decision": n.voice} for n in names],
        "timexes": [place.row(t.start, t.end) | _told(t) for t in timexes],
        "quotations": [place.row(start, end) for start, end in find_quotations(place.text)],
    }


def _told(timex: Timex) -> Row:
    """The columns of the table timexes that a span doesn't give."""
    return {name: getattr(timex, name) for name in ("kind", "date_start", "date_end", "precision", "anchor", "rule_id")}


class _Placer:
    """Rows that quote a text: which sentence a span starts in, and its characters."""

    def __init__(self, text: str, sentences: list[tuple[int, int]], article_id: str) -> None:
        self.text, self.sentences, self.article_id = text, sentences, article_id

    def sentence(self, start: int) -> int:
        """The number of the last sentence that starts at or before the character."""
        low, high = 0, len(self.sentences)
        while low + 1 < high:
            middle = (low + high) // 2
            low, high = (middle, high) if self.sentences[middle][0] <= start else (low, middle)
        return low

    def row(self, start: int, end: int) -> Row:
        """The columns of a span."""
        return {
            "article_id": self.article_id,
            "sentence": self.sentence(start),
            "start": start,
            "end": end,
            "text": self.text[start:end],
        }

"""A batch of articles → sentences, tokens, mentions, temporal expressions, quotations and proposed acts as frames."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from spacy.language import Language
from spacy.tokens import Doc

from schemas.annotations import MENTIONS, PROPOSED_ACTS, PROPOSED_ARGUMENTS, QUOTATIONS, SENTENCES, TIMEXES, TOKENS
from schemas.articles import ARTICLE_ID
from schemas.column import Table
from tasks.annotate.batch import ANNOTATIONS
from tasks.annotate.candidates import Candidate
from tasks.annotate.knowledge import NamesKnowledge, load_names_knowledge
from tasks.annotate.names import COMPONENT, find_names
from tasks.annotate.pipeline import load_pipeline
from tasks.annotate.proposals import proposed
from tasks.annotate.quotations import find_quotations
from tasks.annotate.sentences import sentence_spans
from tasks.annotate.tokens import Columns, token_columns
from tasks.frames import frame_of_columns
from tasks.proposals.network import Network, load_network, network_folder
from tasks.spelling.inclusive import PlainText, plain_text
from tasks.temporal.expressions import Timex, find_timexes
from tasks.temporal.grammar import Grammar, load_grammar

Row = dict[str, Any]
TEXTS_AT_ONCE = 32
"""Memory grows with it: 120 articles of 580 words took 1.4 GB at 256, 0.7 GB at 32, in the same time."""


@dataclass(frozen=True, kw_only=True)
class Annotator:
    """The loaded pipeline and knowledge; called with a batch of articles it gives the frames of the stage by table name."""

    nlp: Language
    knowledge: NamesKnowledge
    grammar: Grammar
    network: Network

    def __call__(self, cleaned: pd.DataFrame) -> Mapping[str, pd.DataFrame]:
        """The frames of `annotate_articles`."""
        return annotate_articles(cleaned, nlp=self.nlp, knowledge=self.knowledge, grammar=self.grammar, network=self.network)


def load_annotator(model: str) -> Annotator:
    """The annotator with the pipeline `model` (see pipeline.load_pipeline)."""
    return Annotator(
        nlp=load_pipeline(model),
        knowledge=load_names_knowledge(),
        grammar=load_grammar(),
        network=load_network(network_folder()),
    )


def annotate_articles(
    cleaned: pd.DataFrame, *, nlp: Language, knowledge: NamesKnowledge, grammar: Grammar, network: Network
) -> Mapping[str, pd.DataFrame]:
    """The rows of every table of the stage, by table name; articles of the same text are read once.

    Inclusive writing is read as the masculine (« les salarié·es » as « les salariés »), which pipeline, gazetteer and network
    know, and quoted as written. Needs the columns article_id, text, published_on and published_precision.
    """
    found: dict[str, Mapping[str, Columns]] = {}
    same = {str(text): articles for text, articles in cleaned.groupby("text", sort=False)}
    plain = [plain_text(text) for text in same]
    for text, read, doc in zip(same, plain, nlp.pipe([p.text for p in plain], batch_size=TEXTS_AT_ONCE), strict=True):
        place = _Placer(text, read, sentence_spans(doc))
        told = _told_by_text(doc, place, knowledge, network)
        columns = (same[text][name].tolist() for name in ("article_id", "published_on", "published_precision"))
        for article_id, day, precision in zip(*columns, strict=True):
            published = None if pd.isna(day) else day
            timexes = find_timexes(text, published=published, published_precision=precision, grammar=grammar)
            found[article_id] = told | _columns(TIMEXES, (place.quote(t.start, t.end) | _told(t) for t in timexes))
    return {table.name: _frame(table, found) for table in ANNOTATIONS}


def _told_by_text(doc: Doc, place: "_Placer", knowledge: NamesKnowledge, network: Network) -> dict[str, Columns]:
    """The columns, by table name, that don't depend on when the article was published."""
    kept = doc.user_data.get(COMPONENT)
    names: list[Candidate] = find_names(doc, knowledge) if kept is None else kept
    sentences = ({"sentence": number, "start": start, "end": end} for number, (start, end) in enumerate(place.sentences))
    mentions = (place.row(n.start, n.end) | {"label": n.label, "form": n.form, "decision": n.voice} for n in names)
    quotations = (place.quote(start, end) for start, end in find_quotations(place.text))
    tokens = token_columns(doc, sentence_spans(doc))
    acts, arguments = proposed(place.read.text, tokens, names, network)
    return {
        TOKENS.name: tokens | place.columns(tokens),
        **_columns(SENTENCES, sentences),
        **_columns(MENTIONS, mentions),
        **_columns(QUOTATIONS, quotations),
        **_columns(PROPOSED_ACTS, (act | place.row(act["start"], act["end"]) for act in acts)),
        **_columns(PROPOSED_ARGUMENTS, (a | place.argument(a) for a in arguments)),
    }


def _columns(table: Table, rows: Iterable[Row]) -> dict[str, Columns]:
    """The columns of the table but the article's, from the rows of one article, by the table's name."""
    listed = list(rows)
    return {table.name: {c.name: [row[c.name] for row in listed] for c in table.columns if c is not ARTICLE_ID}}


def _frame(table: Table, found: Mapping[str, Mapping[str, Columns]]) -> pd.DataFrame:
    """The rows of one table, article by article."""
    parts = [(article_id, columns[table.name]) for article_id, columns in sorted(found.items())]
    joined = {c.name: [value for _, part in parts for value in part[c.name]] for c in table.columns if c is not ARTICLE_ID}
    counted = table.columns[1].name
    return frame_of_columns(table, {ARTICLE_ID.name: [one for one, part in parts for _ in part[counted]], **joined})


def _told(timex: Timex) -> Row:
    """The columns of the table timexes that a span doesn't give."""
    return {name: getattr(timex, name) for name in ("kind", "date_start", "date_end", "precision", "anchor", "rule_id")}


class _Placer:
    """Rows that quote a text, of spans in what is read of it: which sentence a span starts in, and its characters.

    `sentences`: as written.
    """

    def __init__(self, text: str, read: PlainText, sentences: Iterable[tuple[int, int]]) -> None:
        self.text, self.read = text, read
        self.sentences = [self._as_written(*span) for span in sentences]

    def sentence(self, start: int) -> int:
        """The number of the last sentence that starts at or before the character, as written."""
        low, high = 0, len(self.sentences)
        while low + 1 < high:
            middle = (low + high) // 2
            low, high = (middle, high) if self.sentences[middle][0] <= start else (low, middle)
        return low

    def row(self, start: int, end: int) -> Row:
        """The columns of a span of what is read."""
        return self.quote(*self._as_written(start, end))

    def quote(self, start: int, end: int) -> Row:
        """The columns of a span of the text as written."""
        return {"sentence": self.sentence(start), "start": start, "end": end, "text": self.text[start:end]}

    def columns(self, tokens: Columns) -> Columns:
        """The columns of tokens that say where they stand."""
        spans = [self._as_written(*span) for span in zip(tokens["start"], tokens["end"], strict=True)]
        return {"start": [start for start, _ in spans], "end": [end for _, end in spans]}

    def argument(self, row: Row) -> Row:
        """The columns of a proposed argument that say where it and its act stand."""
        start, end = self._as_written(row["start"], row["end"])
        return {"act_start": self.read.start_as_written(row["act_start"]), "start": start, "end": end}

    def _as_written(self, start: int, end: int) -> tuple[int, int]:
        return self.read.start_as_written(start), self.read.end_as_written(end)

"""Which view each article has: what an earlier run found, or newly read where the text or what its outlet repeats is new.

What belongs here: telling what has to be read. What does not: reading, and comparing views.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from schemas.settings import DeduplicateSettings
from tasks.deduplicate.arrays import Hashes, Places
from tasks.deduplicate.corpus import Corpus, Reader
from tasks.deduplicate.repeated import repeated_in
from tasks.deduplicate.series import headings, series_of
from tasks.deduplicate.store import ARTICLES, PARAGRAPHS, State
from tasks.deduplicate.views import Sketches, sketch
from tasks.deduplicate.words import Folding

MOST_COUNTED = 255


@dataclass(frozen=True, kw_only=True)
class Assigned:
    """Of each article its view (0: no words) and number of shingles.

    `series` is that of its heading (0: none). `keys` are those of repeated paragraphs; `sketches` is what was read (places are
    texts of the spool); `articles` and `paragraphs` are the tables to be kept.
    """

    views: Hashes
    counts: Places
    series: Hashes
    keys: Hashes
    sketches: Sketches
    articles: pa.Table
    paragraphs: pa.Table


def assign_views(corpus: Corpus, reader: Reader, state: State, folding: Folding, settings: DeduplicateSettings) -> Assigned:
    """Find the view of each article, reading only what is new or changed."""
    known, old = reader.known, reader.known >= 0
    reader.require(np.flatnonzero(~old))
    paragraphs, counted = _paragraphs(reader, state)
    least = min(settings.repeated_days, MOST_COUNTED)
    keys, removed = repeated_in(corpus, known, paragraphs["hash"].to_numpy(), counted, state, least)
    before = {name: state.articles[name].to_numpy()[known[old]] for name in ("removed", "view", "count", "start", "heading")}
    reader.require(np.flatnonzero(old)[before["removed"] != removed[old]])
    sketches = sketch(reader.spool, 0, reader.repeated(keys), settings)
    views, numbers = np.empty((2, len(corpus)), np.uint64)
    counts, starts = np.empty((2, len(corpus)), np.int64)
    views[old], counts[old], starts[old], numbers[old] = (before[name] for name in ("view", "count", "start", "heading"))
    views[reader.rows], counts[reader.rows], starts[reader.rows] = sketches.views, sketches.counts, reader.spool.word_starts
    numbers[~old] = headings(corpus.titles.take(pa.array(corpus.places[~old])), folding)
    columns = [corpus.keys, corpus.sizes, corpus.printed, numbers, removed, views, counts, starts, counted]
    return Assigned(
        views=views,
        counts=counts,
        series=series_of(numbers, corpus.outlets, corpus.own_days, least_days=least),
        keys=keys,
        sketches=sketches,
        articles=pa.table(columns, schema=ARTICLES),
        paragraphs=paragraphs,
    )


def _paragraphs(reader: Reader, state: State) -> tuple[pa.Table, Places]:
    """The paragraphs of all articles, one article behind the other, and how many each has. The state has the same order."""
    old = reader.known >= 0
    before = state.articles["paragraphs"].to_numpy()
    counts = np.zeros(len(old), np.int64)
    counts[old], counts[reader.rows] = before[reader.known[old]], np.diff(reader.spool.paragraph_starts)
    left = np.zeros(len(before), np.bool_)
    left[reader.known[old]] = True
    from_state = np.repeat(old, counts)
    kept = slice(None) if left.all() else np.repeat(left, before)
    columns = []
    for field, new in zip(PARAGRAPHS, (reader.spool.paragraph_hashes, reader.spool.paragraph_words), strict=True):
        column = np.empty(len(from_state), field.type.to_pandas_dtype())
        column[from_state], column[~from_state] = state.paragraphs[field.name].to_numpy()[kept], new
        columns.append(column)
    return pa.table(columns, schema=PARAGRAPHS), counts

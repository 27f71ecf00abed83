"""Which view each article has: what an earlier run found, or newly read where the text or what its outlet repeats is new.

What belongs here: telling what has to be read. What does not: reading, and comparing views.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from schemas.settings import DeduplicateSettings
from tasks.deduplicate.corpus import UNKNOWN, Corpus, Reader
from tasks.deduplicate.kernels import Hashes, Places, perhaps_frequent
from tasks.deduplicate.series import headings, series_of
from tasks.deduplicate.store import ARTICLES, PARAGRAPHS, State
from tasks.deduplicate.views import Sketches, paragraph_keys, repeated_paragraphs, sketch
from tasks.deduplicate.words import Folding, among, mix

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
    known = _known(corpus, state)
    reader.require(np.flatnonzero(known < 0))
    paragraphs, counted = _paragraphs(known, reader, state)
    least = min(settings.repeated_days, MOST_COUNTED)
    keys, removed = _repeated(corpus, paragraphs, counted, least)
    old = known >= 0
    changed = np.flatnonzero(old)[state.articles["removed"].to_numpy()[known[old]] != removed[old]]
    reader.require(changed)
    sketches = sketch(reader.spool, 0, reader.repeated(keys), settings)
    views, counts = np.zeros(len(corpus), np.uint64), np.zeros(len(corpus), np.int64)
    views[old], counts[old] = (state.articles[name].to_numpy()[known[old]] for name in ("view", "count"))
    views[reader.rows], counts[reader.rows] = sketches.views, sketches.counts
    numbers = _headings(corpus, known, state, folding)
    return Assigned(
        views=views,
        counts=counts,
        series=series_of(numbers, corpus.outlets, _days(corpus), least_days=least),
        keys=keys,
        sketches=sketches,
        articles=pa.table([corpus.ids, corpus.sizes, numbers, removed, views, counts, counted], schema=ARTICLES),
        paragraphs=pa.table([paragraphs], schema=PARAGRAPHS),
    )


def _known(corpus: Corpus, state: State) -> Places:
    """The row of each article in the state; -1 where it is not there with a text as long."""
    found: Places = pc.index_in(corpus.ids, value_set=state.articles["article_id"]).fill_null(UNKNOWN).to_numpy().astype(np.int64)
    if not len(state.articles):
        return found
    known: Places = np.where((found >= 0) & (state.articles["bytes"].to_numpy()[found] == corpus.sizes), found, UNKNOWN)
    return known


def _paragraphs(known: Places, reader: Reader, state: State) -> tuple[Hashes, Places]:
    """The paragraphs of all articles, one article behind the other, and how many each has. The state has the same order."""
    old = known >= 0
    before = state.articles["paragraphs"].to_numpy()
    counts = np.zeros(len(known), np.int64)
    counts[old], counts[reader.rows] = before[known[old]], np.diff(reader.spool.paragraph_starts)
    left = np.zeros(len(before), np.bool_)
    left[known[old]] = True
    from_state = np.repeat(old, counts)
    paragraphs = np.empty(len(from_state), np.uint64)
    paragraphs[from_state] = state.paragraphs["hash"].to_numpy()[np.repeat(left, before)]
    paragraphs[~from_state] = reader.spool.paragraph_hashes
    return paragraphs, counts


def _headings(corpus: Corpus, known: Places, state: State, folding: Folding) -> Hashes:
    """The number of each article's heading, from the state where it is known."""
    old = known >= 0
    new = np.flatnonzero(~old)
    numbers = np.empty(len(known), np.uint64)
    numbers[old] = state.articles["heading"].to_numpy()[known[old]]
    numbers[new] = headings(corpus.titles.take(pa.array(corpus.places[new])), folding)
    return numbers


def _days(corpus: Corpus) -> Places:
    """The day of each article, and another number for each of which it is unknown."""
    days: Places = np.where(corpus.days >= 0, corpus.days, -1 - np.arange(len(corpus)))
    return days


def _repeated(corpus: Corpus, paragraphs: Hashes, counts: Places, least_days: int) -> tuple[Hashes, Hashes]:
    """The keys of repeated paragraphs, and of each article a sum over those of its paragraphs that are repeated."""
    some = np.flatnonzero(perhaps_frequent(paragraphs, least_days))
    owners = np.repeat(np.arange(len(corpus)), counts)[some]
    printed = paragraph_keys(paragraphs[some], corpus.outlets[owners])
    keys = repeated_paragraphs(printed, _days(corpus)[owners], least_days=least_days)
    repeated = among(printed, keys)
    removed = np.zeros(len(corpus), np.uint64)
    np.add.at(removed, owners[repeated], mix(paragraphs[some][repeated]))
    return keys, removed

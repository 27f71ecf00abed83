"""Which view each article has: what an earlier run found, or newly read where the text or what its outlet repeats is new.

What belongs here: telling what has to be read. What does not: reading, and comparing views.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from schemas.settings import DeduplicateSettings
from tasks.deduplicate.corpus import UNKNOWN, Corpus, Reader
from tasks.deduplicate.kernels import Hashes, Places
from tasks.deduplicate.store import ARTICLES, State
from tasks.deduplicate.views import Sketches, paragraph_keys, repeated_paragraphs, sketch
from tasks.deduplicate.words import among, mix


@dataclass(frozen=True, kw_only=True)
class Assigned:
    """Of each article its view (0: no words) and number of shingles.

    `keys` are those of repeated paragraphs; `sketches` is what was read (places are texts of the spool); `articles` is the
    table to be kept.
    """

    views: Hashes
    counts: Places
    keys: Hashes
    sketches: Sketches
    articles: pa.Table


def assign_views(corpus: Corpus, reader: Reader, state: State, settings: DeduplicateSettings) -> Assigned:
    """Find the view of each article, reading only what is new or changed."""
    known = _known(corpus, state)
    reader.require(np.flatnonzero(known < 0))
    paragraphs, owners = _paragraphs(known, reader, state)
    days = np.where(corpus.days >= 0, corpus.days, -1 - np.arange(len(corpus)))
    printed = paragraph_keys(paragraphs, corpus.outlets[owners])
    keys = repeated_paragraphs(printed, days[owners], least_days=settings.repeated_days)
    repeated = among(printed, keys)
    removed = np.zeros(len(corpus), np.uint64)
    np.add.at(removed, owners[repeated], mix(paragraphs[repeated]))
    old = known >= 0
    changed = np.flatnonzero(old)[state.articles["removed"].to_numpy()[known[old]] != removed[old]]
    reader.require(changed)
    sketches = sketch(reader.spool, 0, reader.repeated(keys), settings)
    views, counts = np.zeros(len(corpus), np.uint64), np.zeros(len(corpus), np.int64)
    views[old], counts[old] = (state.articles[name].to_numpy()[known[old]] for name in ("view", "count"))
    views[reader.rows], counts[reader.rows] = sketches.views, sketches.counts
    columns = [corpus.ids, corpus.sizes, removed, views, counts, _lists(paragraphs, owners, len(corpus))]
    return Assigned(views=views, counts=counts, keys=keys, sketches=sketches, articles=pa.table(columns, schema=ARTICLES))


def _known(corpus: Corpus, state: State) -> Places:
    """The row of each article in the state; -1 where it is not there with a text as long."""
    found: Places = pc.index_in(corpus.ids, value_set=state.articles["article_id"]).fill_null(UNKNOWN).to_numpy().astype(np.int64)
    if not len(state.articles):
        return found
    known: Places = np.where((found >= 0) & (state.articles["bytes"].to_numpy()[found] == corpus.sizes), found, UNKNOWN)
    return known


def _paragraphs(known: Places, reader: Reader, state: State) -> tuple[Hashes, Places]:
    """The paragraphs of all articles and the article of each, sorted by article."""
    old = np.flatnonzero(known >= 0)
    lists = state.articles["paragraphs"].combine_chunks().take(pa.array(known[old]))
    paragraphs = np.concatenate([pc.list_flatten(lists).to_numpy(), reader.spool.paragraph_hashes])
    sizes = pc.list_value_length(lists).to_numpy().astype(np.int64)
    owners = np.concatenate([np.repeat(old, sizes), np.repeat(reader.rows, np.diff(reader.spool.paragraph_starts))])
    order = np.argsort(owners, kind="stable")
    return paragraphs[order], owners[order]


def _lists(paragraphs: Hashes, owners: Places, count: int) -> pa.Array:
    offsets = np.searchsorted(owners, np.arange(count + 1)).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), pa.array(paragraphs))

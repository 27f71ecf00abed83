"""The dedup view: the words of a text less the paragraphs that its outlet repeats.

What belongs here: which paragraphs are repeated, what is left, and the view's name, size and sample. What does not: which
views are alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from schemas.settings import DeduplicateSettings
from tasks.deduplicate.kernels import Flags, Hashes, Places, hash_shingles, hash_spans, keep_paragraphs
from tasks.deduplicate.shingles import highest_sampled, sample_shifts
from tasks.deduplicate.spool import WordSpool
from tasks.deduplicate.words import among, blocks, counted, firsts, mix

BLOCK_WORDS = 1 << 18
_OUTLETS = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, kw_only=True)
class Sketches:
    """Views of texts.

    `views` and `counts` (shingles, repeated ones counted again) have one entry for each text; a text without words has view
    0. `hashes` are the sampled shingles, `places` the text each comes from.
    """

    views: Hashes
    counts: Places
    hashes: Hashes
    places: Places


def repeated_paragraphs(paragraphs: Hashes, outlets: Places, days: Places, *, least_days: int) -> Hashes:
    """Keys (sorted) of the paragraphs that one outlet prints on `least_days` different days.

    An entry in each column for each paragraph of each article. `outlets` is -1 where none is known: then nothing is
    repeated. `days` is any number where the day is unknown, another one for each article.
    """
    known = outlets >= 0
    keys, days = _keys(paragraphs, outlets)[known], days[known]
    found, counts = counted(keys)
    often = among(keys, found[counts >= least_days])
    keys, days = keys[often], days[often]
    order = np.lexsort((days, keys))
    keys, days = keys[order], days[order]
    found, counts = counted(keys[firsts(keys) | firsts(days)])
    return found[counts >= least_days]


def repeated_among(paragraphs: Hashes, outlets: Places, keys: Hashes) -> Flags:
    """For each paragraph whether its key is among these."""
    return among(_keys(paragraphs, outlets), keys) & (outlets >= 0) if len(keys) else np.zeros(len(paragraphs), dtype=np.bool_)


def view_words(spool: WordSpool, texts: Places, repeated: Flags, *, least_share: float) -> tuple[Hashes, Places]:
    """The words that count of some texts of the spool, and their starts (one entry more than texts).

    `repeated` has a flag for each paragraph of the spool. A text of which less than `least_share` would be left is whole.
    """
    return keep_paragraphs(spool.words(texts), texts, spool.paragraph_starts, spool.paragraph_words, repeated, least_share)


def sketch(spool: WordSpool, start: int, repeated: Flags, settings: DeduplicateSettings) -> Sketches:
    """The views of the texts of the spool from `start` on, block by block. Places count from the start of the spool."""
    parts = [
        _sketch_block(spool, start + first, start + last, repeated, settings)
        for first, last in blocks(np.diff(spool.word_starts[start:]), BLOCK_WORDS)
    ]
    return joined([_EMPTY, *parts])


def joined(parts: Sequence[Sketches]) -> Sketches:
    """All sketches one behind the other."""
    return Sketches(
        views=np.concatenate([part.views for part in parts]),
        counts=np.concatenate([part.counts for part in parts]),
        hashes=np.concatenate([part.hashes for part in parts]),
        places=np.concatenate([part.places for part in parts]),
    )


_EMPTY = Sketches(
    views=np.empty(0, np.uint64), counts=np.empty(0, np.int64), hashes=np.empty(0, np.uint64), places=np.empty(0, np.int64)
)


def _sketch_block(spool: WordSpool, first: int, last: int, repeated: Flags, settings: DeduplicateSettings) -> Sketches:
    words, starts = view_words(spool, np.arange(first, last), repeated, least_share=settings.min_view_share)
    hashes, bounds = hash_shingles(words, starts, marked_only=False)
    counts = np.diff(bounds)
    shifts = sample_shifts(counts, sample_shingles=settings.sample_shingles, sample_one_in=settings.sample_one_in)
    sampled = np.flatnonzero(hashes <= np.repeat(highest_sampled(shifts), counts))
    named = np.where(counts > 0, hash_spans(words, starts), np.uint64(0))
    places = first + np.searchsorted(bounds[1:], sampled, side="right")
    return Sketches(views=named, counts=counts, hashes=hashes[sampled], places=places)


def _keys(paragraphs: Hashes, outlets: Places) -> Hashes:
    return mix(paragraphs + outlets.astype(np.uint64) * _OUTLETS)

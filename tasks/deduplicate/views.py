"""The dedup view: the words of a text less the paragraphs that its outlet repeats.

What belongs here: which paragraphs are repeated, what is left, and the view's name, size and sample. What does not: which
views are alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from schemas.settings import DeduplicateSettings
from tasks.deduplicate.arrays import Flags, Hashes, Places
from tasks.deduplicate.kernels import first_places, hash_shingles, hash_spans
from tasks.deduplicate.loops import keep_paragraphs, often
from tasks.deduplicate.shingles import highest_sampled, sample_shifts
from tasks.deduplicate.spool import WordSpool
from tasks.deduplicate.words import blocks, mix

BLOCK_WORDS = 1 << 18
_OUTLETS = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, kw_only=True)
class Sketches:
    """Views of texts.

    `views` and `counts` (shingles, repeated ones counted again) have one entry for each text; a text without words has view
    0. `hashes` are the sampled shingles, `places` the entry of the text that each comes from.
    """

    views: Hashes
    counts: Places
    hashes: Hashes
    places: Places


def paragraph_keys(paragraphs: Hashes, outlets: Places) -> Hashes:
    """One number for each paragraph of an outlet (-1: unknown); 0 where none is known: then nothing is repeated."""
    keys: Hashes = np.where(outlets >= 0, mix(paragraphs + outlets.astype(np.uint64) * _OUTLETS), np.uint64(0))
    return keys


def repeated_paragraphs(keys: Hashes, days: Places, *, least_days: int) -> Flags:
    """Which paragraphs one outlet prints on `least_days` different days.

    An entry in each column for each paragraph of each article; `days` is another number for each article of which the day is
    unknown.
    """
    repeated: Flags = often(first_places(keys), days, least_days) & (keys > 0)
    return repeated


def view_words(spool: WordSpool, texts: Places, repeated: Flags, *, least_share: float) -> tuple[Hashes, Places]:
    """The words that count of some texts of the spool, and their starts (one entry more than texts).

    `repeated` has a flag for each paragraph of the spool. A text of which less than `least_share` would be left is whole.
    """
    return keep_paragraphs(
        spool.words, spool.word_starts, spool.paragraph_starts, spool.paragraph_words, texts, repeated, least_share
    )


def sketch(spool: WordSpool, start: int, repeated: Flags, settings: DeduplicateSettings) -> Sketches:
    """The views of the texts of the spool from `start` on, block by block."""
    parts = [
        _sketch_block(spool, start, (first, last), repeated, settings) for first, last in blocks(spool.sizes(start), BLOCK_WORDS)
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


def _sketch_block(
    spool: WordSpool, start: int, block: tuple[int, int], repeated: Flags, settings: DeduplicateSettings
) -> Sketches:
    texts = start + np.arange(*block)
    words, starts = view_words(spool, texts, repeated, least_share=settings.min_view_share)
    hashes, bounds = hash_shingles(words, starts)
    counts = np.diff(bounds)
    shifts = sample_shifts(counts, sample_shingles=settings.sample_shingles, sample_one_in=settings.sample_one_in)
    sampled = np.flatnonzero(hashes <= np.repeat(highest_sampled(shifts), counts))
    named = np.where(counts > 0, hash_spans(words, starts), np.uint64(0))
    places = block[0] + np.searchsorted(bounds[1:], sampled, side="right")
    return Sketches(views=named, counts=counts, hashes=hashes[sampled], places=places)

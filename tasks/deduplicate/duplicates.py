"""From articles to clusters: the order of the steps, and what a run keeps for the next.

What belongs here: the way from a frame of articles to the two tables. What does not: how any step works.
"""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from schemas.settings import DeduplicateSettings
from tasks.deduplicate.arrays import Hashes, Places
from tasks.deduplicate.assign import Assigned, assign_views
from tasks.deduplicate.compare import Compared, compare, joined, needed_samples
from tasks.deduplicate.corpus import KINDS, Corpus, Reader, corpus_of
from tasks.deduplicate.dates import turned_round
from tasks.deduplicate.decide import RULE_VERSION
from tasks.deduplicate.join import Ranked, join, keep_samples, rank_views
from tasks.deduplicate.knowledge import Knowledge, load_knowledge
from tasks.deduplicate.meeting import Meetings, pair_ends, pair_keys, still_met
from tasks.deduplicate.shingles import sample_shifts
from tasks.deduplicate.spool import WordSpool
from tasks.deduplicate.store import FORM, HOT, PAIRS, REPEATED, State, locked, read_state, words_path, write_state
from tasks.deduplicate.tables import Duplicates, duplicates_of
from tasks.deduplicate.views import Sketches
from tasks.deduplicate.words import among, places_among
from tasks.durable import Damaged

__all__ = ["COLUMNS", "Duplicates", "find_duplicates"]

COLUMNS = tuple(KINDS)


def find_duplicates(
    cleaned: pa.Table | pd.DataFrame,
    *,
    settings: DeduplicateSettings,
    folder: Path | None = None,
    knowledge: Knowledge | None = None,
    warn: Callable[[str], None] = lambda _: None,
) -> Duplicates:
    """Cluster articles (CLEANED as table or frame, in any order, or COLUMNS alone). The result depends on the set alone.

    `folder` keeps words, views, samples and compared pairs, so that a later run with more or fewer articles reads and compares
    only what is new; one folder serves one version of the code that makes the texts. Articles are told apart by
    article_id and length of the text. A damaged folder is computed anew, with the same result, and `warn` is told.
    """
    corpus = corpus_of(cleaned)
    home = None if folder is None else folder / _version(settings)
    known = knowledge or load_knowledge()
    with locked(home):
        try:
            return _find(corpus, read_state(home), home, known, settings)
        except (Damaged, OSError, pa.ArrowException) as error:
            if home is None:
                raise
            warn(f"what was kept is damaged and is computed anew: {error}")
            return _find(corpus, State(), home, known, settings)


def _find(corpus: Corpus, state: State, home: Path | None, knowledge: Knowledge, settings: DeduplicateSettings) -> Duplicates:
    words = None if home is None else words_path(home, state)
    with WordSpool(knowledge, words, state.word_count) as spool:
        reader = Reader(corpus, spool, state)
        assigned = assign_views(corpus, reader, state, knowledge.folding, settings)
        ranked = rank_views(corpus, reader.known, assigned.views, assigned.counts, state)
        hashes, views = _wanted_samples(reader, assigned, ranked, settings)
        meetings = join(hashes, views, ranked, state, settings)
        known = _known_pairs(state, ranked)
        left, right = _candidates(meetings, known, ranked, settings)
        reader.require(ranked.articles[np.unique(np.concatenate([left, right]))])
        found = compare(
            left,
            right,
            counts=ranked.counts,
            words_of=lambda some: reader.words(ranked.articles[some], assigned.keys, settings.min_view_share),
            knowledge=knowledge,
            settings=settings,
        )
    compared = _by_articles(joined([known, found]), ranked)
    if home is not None and words is not None:
        samples = keep_samples(home, hashes, views, ranked, state)
        hot = pa.table([meetings.hot_hashes, meetings.hot_views.astype(np.int32)], schema=HOT)
        tables = {"articles": assigned.articles, "paragraphs": assigned.paragraphs, "views": ranked.table, "hot": hot}
        tables |= {"repeated": pa.table([assigned.keys], schema=REPEATED), "pairs": _kept_pairs(compared)}
        write_state(home, tables, samples, words, spool.count)
    met = still_met(compared.left, compared.right, compared.sampled, meetings, hot_first=settings.hot_first)
    return duplicates_of(corpus, assigned, ranked, compared.take(met), settings)


def _version(settings: DeduplicateSettings) -> str:
    return sha256(f"{FORM}\n{RULE_VERSION}\n{settings.model_dump_json()}".encode()).hexdigest()[:16]


def _wanted_samples(reader: Reader, assigned: Assigned, ranked: Ranked, settings: DeduplicateSettings) -> tuple[Hashes, Places]:
    """The samples of the wanted views: a hash and the number of its view in each row."""
    unread = np.flatnonzero(ranked.wanted)[~among(ranked.names[ranked.wanted], assigned.sketches.views)]
    sketches = [assigned.sketches]
    if len(unread):
        sketches.append(reader.sketch(ranked.articles[unread], assigned.keys, settings))
    parts = [_samples(one, ranked) for one in sketches]
    return parts[0] if len(parts) == 1 else (np.concatenate([a for a, _ in parts]), np.concatenate([b for _, b in parts]))


def _samples(sketches: Sketches, ranked: Ranked) -> tuple[Hashes, Places]:
    """The samples of the wanted views among these sketches, each view once."""
    numbers = ranked.numbers(sketches.views)
    chosen = np.zeros(len(numbers), dtype=np.bool_)
    chosen[np.unique(sketches.views, return_index=True)[1]] = True
    chosen &= numbers >= 0
    chosen[chosen] = ranked.wanted[numbers[chosen]]
    kept = chosen[sketches.places]
    return sketches.hashes[kept], numbers[sketches.places[kept]]


def _known_pairs(state: State, ranked: Ranked) -> Compared:
    """The pairs of the state whose views both are still there, under their numbers of this run."""
    columns = {name: state.pairs[name].to_numpy() for name in PAIRS.names}
    columns["named"] = columns["named"].copy()
    one, other = ranked.of_state[columns["left"]], ranked.of_state[columns["right"]]
    turned = one > other
    sizes = columns["left_size"], columns["right_size"]
    columns["left"], columns["right"] = np.where(turned, other, one), np.where(turned, one, other)
    columns["named"][turned] = turned_round(columns["named"][turned])
    columns["left_size"], columns["right_size"] = np.where(turned, sizes[1], sizes[0]), np.where(turned, sizes[0], sizes[1])
    return Compared(**columns).take((one >= 0) & (other >= 0))


def _by_articles(compared: Compared, ranked: Ranked) -> Compared:
    """The pairs as `overlaps` has them, in the order of their first articles. Those of the state mostly are so already."""
    one, other = ranked.articles[compared.left], ranked.articles[compared.right]
    keys = np.minimum(one, other) << 32 | np.maximum(one, other)
    return compared.take(np.argsort(keys, kind="stable"))


def _kept_pairs(compared: Compared) -> pa.Table:
    """The pairs as the state keeps them: views are numbered there as they are here."""
    return pa.table([getattr(compared, name).astype(np.int32, copy=False) for name in PAIRS.names], schema=PAIRS)


def _candidates(meetings: Meetings, known: Compared, ranked: Ranked, settings: DeduplicateSettings) -> tuple[Places, Places]:
    """The pairs to compare: those that meet, are not known, and may share enough samples. Hot hashes are not counted by pair."""
    pairs, counts = meetings.pairs, meetings.counts
    left, right = pair_ends(pairs)
    shifts = sample_shifts(ranked.counts, sample_shingles=settings.sample_shingles, sample_one_in=settings.sample_one_in)
    hot = np.bincount(meetings.hot_views, minlength=len(ranked.names))
    most = counts + np.minimum(hot[left], hot[right])
    chosen = most >= needed_samples(ranked.counts, shifts, left, right, settings)
    chosen |= ~(ranked.wanted[left] | ranked.wanted[right])  # of pairs that meet anew not all hashes were counted
    again = places_among(pair_keys(known.left, known.right), pairs)
    chosen[again[again >= 0]] = False
    return left[chosen], right[chosen]

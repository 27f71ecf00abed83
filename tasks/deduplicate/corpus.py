"""The articles of a run as columns, sorted by article_id, and the words of those that have to be read.

What belongs here: what the other modules ask of an article. What does not: comparing two.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from schemas.settings import DeduplicateSettings
from tasks.deduplicate.arrays import Flags, Hashes, Places
from tasks.deduplicate.dates import DAYS_BEFORE_1970
from tasks.deduplicate.kernels import hash_spans
from tasks.deduplicate.spool import WordSpool
from tasks.deduplicate.store import State
from tasks.deduplicate.views import Sketches, paragraph_keys, sketch, view_words
from tasks.deduplicate.words import among, mix, places_among

DAYS_AT_MOST = 1 << 29  # after every day
UNKNOWN = -1
KINDS = {
    "article_id": pa.large_string(),
    "outlet": pa.large_string(),
    "agencies": pa.list_(pa.string()),
    "title": pa.large_string(),
    "text": pa.large_string(),
    "published_on": pa.date32(),
    "word_count": pa.int64(),
}
"""The columns of CLEANED that are read, in the types that they are read in."""


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """One entry in each column for each article, sorted by id; `keys` are hashes of the ids.

    `places` are rows of `texts` and `titles`; `outlets` are hashes of names, `days` days since the year 1, both -1 where unknown;
    `ranks` orders articles by who leads a cluster, the least first, of equal ones that with the least id.
    """

    ids: pa.Array
    keys: Hashes
    texts: pa.Array
    titles: pa.Array
    places: Places
    sizes: Places
    outlets: Places
    days: Places
    ranks: Places

    def __len__(self) -> int:
        """How many articles there are."""
        return len(self.ids)

    @property
    def own_days(self) -> Places:
        """The day of each article, and another number for each of which it is unknown."""
        days: Places = np.where(self.days >= 0, self.days, -1 - np.arange(len(self)))
        return days

    @property
    def printed(self) -> Hashes:
        """A hash of outlet and day of each article."""
        return mix(mix(self.outlets.astype(np.uint64)) + self.days.astype(np.uint64))


def corpus_of(cleaned: pa.Table | pd.DataFrame) -> Corpus:
    """The columns of CLEANED that deduplication reads, which may be there alone. A table costs less than a frame of objects."""
    columns = {name: _column(cleaned[name], kind) for name, kind in KINDS.items()}
    ids = columns["article_id"]
    places = np.arange(len(ids))
    if not pc.all(pc.less(ids[:-1], ids[1:])).as_py():
        places = pc.sort_indices(ids).to_numpy().astype(np.int64)
        ids = ids.take(pa.array(places))
    names = columns["outlet"].dictionary_encode()
    outlets = names.indices.fill_null(UNKNOWN).to_numpy().astype(np.int64)
    named = np.append((_keys(names.dictionary) >> np.uint64(1)).astype(np.int64), UNKNOWN)
    days = pc.add(columns["published_on"].cast(pa.int32()), DAYS_BEFORE_1970)
    known = days.fill_null(UNKNOWN).to_numpy().astype(np.int64)[places]
    second_hand = _second_hand(outlets, names.dictionary.to_pylist(), columns["agencies"])[places]
    words = columns["word_count"].to_numpy()[places]
    return Corpus(
        ids=ids,
        keys=_keys(ids),
        texts=columns["text"],
        titles=columns["title"],
        places=places,
        sizes=pc.binary_length(columns["text"]).to_numpy().astype(np.int64)[places],
        outlets=named[outlets[places]],
        days=known,
        ranks=_ranks(second_hand, known, words),
    )


class Reader:
    """Gives the words of articles, and reads each text once: in this run or, where the state knows it, in an earlier one.

    `known` has the row of each article in the state, -1 where it is not there with a text as long; `rows` the article of each
    text of the spool.
    """

    def __init__(self, corpus: Corpus, spool: WordSpool, state: State) -> None:
        self._corpus = corpus
        self._state = state
        self.spool = spool
        self.known = _known(corpus, state)
        self.rows: Places = np.empty(0, np.int64)
        self._spooled = np.full(len(corpus), UNKNOWN, np.int64)
        self._repeated: Flags = np.empty(0, np.bool_)

    def require(self, rows: Places) -> None:
        """Read the texts of these articles, unless they have been read. Raises Damaged if words of the state are others."""
        missing = rows[self._spooled[rows] < 0]
        new = self.known[missing] < 0
        self._note(missing[new])
        self.spool.add(self._corpus.texts, self._corpus.places[missing[new]])
        self._note(missing[~new])
        outline = self._state.outline(self.known[missing[~new]])
        self.spool.verify(*outline)
        self.spool.add_kept(*outline)

    def _note(self, rows: Places) -> None:
        self._spooled[rows] = len(self.rows) + np.arange(len(rows))
        self.rows = np.append(self.rows, rows)

    def repeated(self, keys: Hashes) -> Flags:
        """For each paragraph of the spool whether it is one of the repeated ones, named by their keys."""
        if len(self._repeated) != len(self.spool.paragraph_hashes):
            outlets = np.repeat(self._corpus.outlets[self.rows], np.diff(self.spool.paragraph_starts))
            self._repeated = among(paragraph_keys(self.spool.paragraph_hashes, outlets), keys)
        return self._repeated

    def sketch(self, rows: Places, keys: Hashes, settings: DeduplicateSettings) -> Sketches:
        """Read these articles and sketch those not read before."""
        start = len(self.rows)
        self.require(rows)
        return sketch(self.spool, start, self.repeated(keys), settings)

    def words(self, rows: Places, keys: Hashes, least_share: float) -> tuple[Hashes, Places]:
        """The words of the views of articles that have been read, and where each view starts (one entry more)."""
        return view_words(self.spool, self._spooled[rows], self.repeated(keys), least_share=least_share)


def _known(corpus: Corpus, state: State) -> Places:
    found = places_among(corpus.keys, state.articles["article"].to_numpy())
    rows = np.flatnonzero(found >= 0)
    found[rows[state.articles["bytes"].to_numpy()[found[rows]] != corpus.sizes[rows]]] = UNKNOWN
    return found


def _keys(names: pa.Array) -> Hashes:
    """A hash of each name."""
    _, offsets, letters = names.buffers()
    bounds = np.frombuffer(offsets, np.int64)[names.offset : names.offset + len(names) + 1]
    return hash_spans(np.frombuffer(letters or b"", np.uint8), bounds) if len(names) else np.empty(0, np.uint64)


def _column(values: pa.ChunkedArray | pd.Series, kind: pa.DataType) -> pa.Array:
    """The values in one piece, of which some can be taken without copying all."""
    if isinstance(values, pa.ChunkedArray):
        array = values.cast(kind)
    else:
        array = pa.array(values.to_numpy() if pa.types.is_list(kind) else values, type=kind, from_pandas=True)
    if not isinstance(array, pa.ChunkedArray):
        return array
    return array.chunk(0) if array.num_chunks == 1 else array.combine_chunks()


def _second_hand(outlets: Places, names: Sequence[str], agencies: pa.Array) -> Flags:
    """False where the outlet is one of the agencies; `names` has the name of each outlet, `agencies` a list for each article."""
    signed = agencies.flatten().dictionary_encode()
    owners = np.repeat(np.arange(len(outlets)), agencies.value_lengths().to_numpy())
    folded = {name: number for number, name in enumerate(dict.fromkeys(name.casefold() for name in names))}
    same = np.array([folded[name.casefold()] for name in names] + [UNKNOWN], np.int64)
    numbers = np.array([folded.get(name.casefold(), UNKNOWN - 1) for name in signed.dictionary.to_pylist()], np.int64)
    second_hand = np.ones(len(outlets), np.bool_)
    second_hand[owners[same[outlets[owners]] == numbers[signed.indices.to_numpy()]]] = False
    return second_hand


def _ranks(second_hand: Flags, days: Places, words: Places) -> Places:
    """A number for each article, less for agencies' own, then for the earlier, then for the longer."""
    late = np.where(days >= 0, days, DAYS_AT_MOST) + np.where(second_hand, DAYS_AT_MOST + 1, 0)
    return (late << 32) - words

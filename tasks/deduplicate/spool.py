"""The words of texts, read once and kept in a file, so that memory does not grow with the corpus.

What belongs here: reading texts block by block, and giving their words back. What does not: choosing what is compared.
"""

import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tasks.deduplicate.arrays import Hashes, Places
from tasks.deduplicate.kernels import hash_spans
from tasks.deduplicate.knowledge import Knowledge, undressed
from tasks.deduplicate.words import BLOCK_CHARACTERS, Words, blocks, fold_words, runs
from tasks.durable import Damaged

BLOCK_WORDS = 1 << 18
WORD_BYTES = np.dtype(np.uint64).itemsize


class WordSpool:
    """Words of texts on disk; of each text in memory: where its words are, and the hash and length of its paragraphs.

    `word_starts` has an entry for each text, `paragraph_starts` one more; `paragraph_hashes` and `paragraph_words` have one for
    each paragraph; `count` words are in the file.
    """

    def __init__(self, knowledge: Knowledge, path: Path | None = None, count: int = 0) -> None:
        """Keep the words in a file that has `count` already, what is behind them being dropped; no path: in a temporary one."""
        self._knowledge = knowledge
        self._file = tempfile.TemporaryFile() if path is None else path.open("r+b" if count else "w+b")  # noqa: SIM115 - see __exit__
        self._file.truncate(count * WORD_BYTES)
        self._file.seek(0, 2)
        self._mapped: Hashes = np.empty(0, np.uint64)
        self.count = count
        self.word_starts: Places = np.empty(0, np.int64)
        self.paragraph_starts: Places = np.zeros(1, np.int64)
        self.paragraph_hashes: Hashes = np.empty(0, np.uint64)
        self.paragraph_words: Places = np.empty(0, np.int64)

    def __enter__(self) -> Self:
        """Keep the file open until the end of the block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the file; a temporary one is gone."""
        self._mapped = np.empty(0, np.uint64)
        self._file.close()

    def add(self, texts: pa.Array, rows: Places) -> None:
        """Read more texts, those of some rows in their order, behind those already here."""
        read = []
        for start, end in blocks(pc.binary_length(texts).to_numpy()[rows], BLOCK_CHARACTERS):
            some = texts.take(pa.array(rows[start:end])).to_pylist()
            block = [undressed(text, self._knowledge.dress) for text in some]
            words = fold_words(block, self._knowledge.folding)
            self._file.write(words.values.data)
            read.append(_outline(words))
        if read:
            self._file.flush()
            sizes, paragraphs, hashes, lengths = (np.concatenate(parts) for parts in zip(*read, strict=True))
            ends = self.count + np.cumsum(sizes)
            self.add_kept(ends - sizes, paragraphs, hashes, lengths)
            self.count = int(ends[-1])

    def add_kept(self, word_starts: Places, paragraphs: Places, hashes: Hashes, lengths: Places) -> None:
        """More texts whose words are in the file: where they start, how many paragraphs each has, and these."""
        self.word_starts = np.append(self.word_starts, word_starts)
        self.paragraph_starts = np.append(self.paragraph_starts, self.paragraph_starts[-1] + np.cumsum(paragraphs))
        self.paragraph_hashes = np.append(self.paragraph_hashes, hashes)
        self.paragraph_words = np.append(self.paragraph_words, lengths)

    def verify(self, word_starts: Places, paragraphs: Places, hashes: Hashes, lengths: Places) -> None:
        """Look whether words of the file are those of which an earlier run took the hashes. Raises Damaged."""
        bounds = np.append(0, np.cumsum(lengths))
        firsts = np.append(0, np.cumsum(paragraphs))
        sizes = np.diff(bounds[firsts])
        for start, end in blocks(sizes, BLOCK_WORDS):
            words = self.words[runs(word_starts[start:end], sizes[start:end])]
            first, last = firsts[start], firsts[end]
            if not np.array_equal(hash_spans(words, bounds[first : last + 1] - bounds[first]), hashes[first:last]):
                raise Damaged("words of articles are not those that were kept")

    @property
    def words(self) -> Hashes:
        """The words of all texts, mapped from the file: only what is looked at is in memory, as long as there is room."""
        if self.count > len(self._mapped):
            self._mapped = np.memmap(self._file, np.uint64, "r", shape=(self.count,)).view(np.ndarray)
        return self._mapped

    def sizes(self, start: int) -> Places:
        """How many words each text has, from one text on."""
        ends = np.append(0, np.cumsum(self.paragraph_words))[self.paragraph_starts[start:]]
        return np.diff(ends)


def _outline(words: Words) -> tuple[Places, Places, Hashes, Places]:
    """Of each text its words and paragraphs (counts), of each paragraph its hash and words."""
    of_text = np.diff(np.searchsorted(words.paragraph_starts, words.text_starts))
    bounds = np.append(words.paragraph_starts, len(words.values))
    return np.diff(words.text_starts), of_text, hash_spans(words.values, bounds), np.diff(bounds)

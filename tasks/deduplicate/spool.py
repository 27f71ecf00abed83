"""The words of texts, read once and kept in a temporary file, so that memory does not grow with the corpus.

What belongs here: reading texts block by block, and giving their words back. What does not: choosing what is compared.
"""

import tempfile
from collections.abc import Sequence
from types import TracebackType
from typing import Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tasks.deduplicate.kernels import Hashes, Places, hash_spans
from tasks.deduplicate.knowledge import Knowledge, undressed
from tasks.deduplicate.words import BLOCK_CHARACTERS, Words, blocks, fold_words


class WordSpool:
    """Words of texts on disk; of each text in memory: where its words are, and the hash and length of its paragraphs.

    `word_starts` and `paragraph_starts` have one entry more than texts; `paragraph_hashes` and `paragraph_words` one for
    each paragraph.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._mapped: Hashes = np.empty(0, np.uint64)
        self.word_starts: Places = np.zeros(1, np.int64)
        self.paragraph_starts: Places = np.zeros(1, np.int64)
        self.paragraph_hashes: Hashes = np.empty(0, np.uint64)
        self.paragraph_words: Places = np.empty(0, np.int64)

    def __enter__(self) -> Self:
        """Keep the file until the end of the block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Drop the file."""
        self._mapped = np.empty(0, np.uint64)
        self._file.close()

    def __len__(self) -> int:
        """How many texts have been read."""
        return len(self.word_starts) - 1

    def add(self, texts: pa.ChunkedArray) -> None:
        """Read more texts, in their order, behind those already here."""
        read = []
        for start, end in blocks(pc.binary_length(texts).to_numpy(), BLOCK_CHARACTERS):
            block = [undressed(text, self._knowledge.dress) for text in texts[start:end].to_pylist()]
            words = fold_words(block, self._knowledge.folding)
            self._file.write(words.values.tobytes())
            read.append(_outline(words))
        if read:
            self._file.flush()
            self._append(read)

    @property
    def words(self) -> Hashes:
        """The words of all texts, mapped from the file: only what is looked at is in memory, as long as there is room."""
        count = int(self.word_starts[-1])
        if count > len(self._mapped):
            self._mapped = np.memmap(self._file, np.uint64, "r", shape=(count,)).view(np.ndarray)
        return self._mapped

    def _append(self, read: Sequence[tuple[Places, Places, Hashes, Places]]) -> None:
        words, paragraphs, hashes, lengths = (np.concatenate(parts) for parts in zip(*read, strict=True))
        self.word_starts = np.append(self.word_starts, self.word_starts[-1] + np.cumsum(words))
        self.paragraph_starts = np.append(self.paragraph_starts, self.paragraph_starts[-1] + np.cumsum(paragraphs))
        self.paragraph_hashes = np.append(self.paragraph_hashes, hashes)
        self.paragraph_words = np.append(self.paragraph_words, lengths)


def _outline(words: Words) -> tuple[Places, Places, Hashes, Places]:
    """Of each text its words and paragraphs (counts), of each paragraph its hash and words."""
    of_text = np.diff(np.searchsorted(words.paragraph_starts, words.text_starts))
    bounds = np.append(words.paragraph_starts, len(words.values))
    return np.diff(words.text_starts), of_text, hash_spans(words.values, bounds), np.diff(bounds)

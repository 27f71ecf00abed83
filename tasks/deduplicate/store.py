"""What deduplication keeps between runs: the words and views of articles, their samples, and the pairs compared.

What belongs here: files. What does not: what is computed from them. A state is whole or absent: its files are named by their
checksum, and state.json, replaced at the end, says which count. Whatever is not what was written is computed anew, with the same
result. The words alone, of which only few are looked at, are verified where they are used (spool.py).
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from fcntl import LOCK_EX, flock
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa

from tasks.deduplicate.arrays import Hashes, Places
from tasks.deduplicate.compare import Compared
from tasks.deduplicate.spool import WORD_BYTES
from tasks.deduplicate.words import runs
from tasks.durable import Damaged, read_checked, sync, write_checked
from tasks.frames import file_sha256

PARTITIONS = 16
LEAST_DEAD_WORDS = 1 << 20
INDEX = "state.json"
LOCK = "lock"
FORM = 7  # of the files: those of another form are not read


def _schema(**types: pa.DataType) -> pa.Schema:
    """Columns without nulls, which are quicker to read."""
    return pa.schema([pa.field(name, kind, nullable=False) for name, kind in types.items()])


ARTICLES = _schema(
    article=pa.uint64(),
    bytes=pa.int64(),
    printed=pa.uint64(),
    heading=pa.uint64(),
    removed=pa.uint64(),
    view=pa.uint64(),
    count=pa.int64(),
    start=pa.int64(),
    paragraphs=pa.int64(),
)
PARAGRAPHS = _schema(hash=pa.uint64(), words=pa.int32())
REPEATED = _schema(key=pa.uint64())
VIEWS = _schema(view=pa.uint64(), rank=pa.int64(), article=pa.int64())
PAIRS = _schema(**{column.name: pa.int32() for column in fields(Compared)})
HOT = _schema(hash=pa.uint64(), view=pa.int32())
SAMPLES = _schema(hash=pa.uint64(), view=pa.uint64())


@dataclass(frozen=True, kw_only=True)
class State:
    """What an earlier run left.

    `articles` sorted by id, each under a hash of it, their `paragraphs` in the same order, keys of those `repeated`, `views` with
    the row of the first article and its rank, `pairs` compared and `hot` hashes with all that have them (both name rows of
    `views`), the files with the samples of views, which name them, and the one with `word_count` words of the articles.
    """

    articles: pa.Table = field(default_factory=ARTICLES.empty_table)
    paragraphs: pa.Table = field(default_factory=PARAGRAPHS.empty_table)
    repeated: pa.Table = field(default_factory=REPEATED.empty_table)
    views: pa.Table = field(default_factory=VIEWS.empty_table)
    pairs: pa.Table = field(default_factory=PAIRS.empty_table)
    hot: pa.Table = field(default_factory=HOT.empty_table)
    samples: tuple[Path, ...] = ()
    words: Path | None = None
    word_count: int = 0

    def outline(self, rows: Places) -> tuple[Places, Places, Hashes, Places]:
        """Of some articles where their words start and how many paragraphs each has; of these paragraphs hashes and words."""
        counts = self.articles["paragraphs"].to_numpy()
        places = runs((np.cumsum(counts) - counts)[rows], counts[rows])
        hashes, lengths = (self.paragraphs[name].to_numpy()[places] for name in PARAGRAPHS.names)
        return self.articles["start"].to_numpy()[rows], counts[rows], hashes, lengths.astype(np.int64)

    @cached_property
    def _samples(self) -> list[pa.RecordBatchFileReader]:
        return [_open(path, SAMPLES) for path in self.samples]

    def sampled(self, part: int) -> int:
        """How many samples a file has."""
        return sum(self._samples[part].get_batch(number).num_rows for number in range(PARTITIONS))

    def parts(self, partition: int, first: int = 0) -> list[tuple[Hashes, Hashes]]:
        """Hashes (sorted) and views of the partition in each file of samples, from the first on."""
        batches = [part.get_batch(partition) for part in self._samples[first:]]
        return [(batch["hash"].to_numpy(), batch["view"].to_numpy()) for batch in batches]


@contextmanager
def locked(folder: Path | None) -> Iterator[None]:
    """Wait until no other run uses the folder, and keep others out: words are written behind those already there."""
    if folder is None:
        yield
        return
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as opened:
        flock(opened, LOCK_EX)
        yield


def by_partition(hashes: Hashes) -> list[Places]:
    """The rows of each partition, in their order. The lower bits of a hash decide: the upper ones say what is sampled."""
    numbers = (hashes & np.uint64(PARTITIONS - 1)).astype(np.uint8)
    order = np.argsort(numbers, kind="stable")
    return np.split(order, np.searchsorted(numbers[order], np.arange(1, PARTITIONS)))


def read_state(folder: Path | None) -> State:
    """The state kept in a folder; an empty one if there is none, or its words are mostly of articles gone. Raises Damaged."""
    if folder is None or not any(path.name != LOCK for path in folder.iterdir()):
        return State()
    index = read_checked(folder / INDEX)
    try:
        tables = {name: _read(_verified(folder / index[name]), schema) for name, schema in _TABLES.items()}
        samples = tuple(_verified(folder / name) for name in index["samples"])
        state = State(**tables, samples=samples, words=folder / index["words"], word_count=index["word_count"])
        if (folder / index["words"]).stat().st_size < state.word_count * WORD_BYTES:
            raise Damaged(f"{state.words} is cut")
    except (OSError, KeyError, pa.ArrowException) as error:
        raise Damaged(f"{folder} can't be read ({type(error).__name__})") from error
    return state if _is_mostly_alive(state) else State()


def _verified(path: Path) -> Path:
    """The path of a file that is what was written, by the checksum in its name. Raises Damaged, OSError."""
    if file_sha256(path) != path.stem.rpartition("-")[2]:
        raise Damaged(f"{path} is cut or changed")
    return path


def _is_mostly_alive(state: State) -> bool:
    """Whether no more than half of its words are those of articles that are gone."""
    living = int(state.paragraphs["words"].to_numpy().sum(dtype=np.int64))
    return state.word_count <= 2 * living + LEAST_DEAD_WORDS


def words_path(folder: Path, state: State) -> Path:
    """The file to which the words of a run go: that of the state, or a new one."""
    folder.mkdir(parents=True, exist_ok=True)
    return state.words or folder / f"words-{uuid.uuid4().hex}.bin"


def write_state(folder: Path, tables: Mapping[str, pa.Table], samples: tuple[Path, ...], words: Path, word_count: int) -> None:
    """Keep a state: its tables, and the files of its samples and words. Files of none are removed."""
    files = {name: _write(folder, name, table.schema, table.to_batches()).name for name, table in tables.items()}
    files["words"] = words.name
    listed = [path.name for path in samples]
    for name in (*files.values(), *listed):
        sync(folder / name)
    write_checked(folder / INDEX, {**files, "word_count": word_count, "samples": listed})
    kept = {*files.values(), *listed, INDEX, LOCK}
    for path in folder.iterdir():
        if path.name not in kept:
            path.unlink(missing_ok=True)


def write_samples(folder: Path, partitions: Iterable[tuple[Hashes, Hashes]]) -> Path:
    """Write a file of samples, the hashes and views of all partitions in their order, each sorted by hash."""
    return _write(folder, "samples", SAMPLES, (_batch(hashes, views) for hashes, views in partitions))


def _batch(hashes: Hashes, views: Hashes) -> pa.RecordBatch:
    order = np.argsort(hashes)
    return pa.record_batch([hashes[order], views[order]], schema=SAMPLES)


def _read(path: Path, schema: pa.Schema) -> pa.Table:
    """The table of one file, mapped: only what is looked at is read. Raises ArrowInvalid if it has other columns."""
    return _open(path, schema).read_all()


def _open(path: Path, schema: pa.Schema) -> pa.RecordBatchFileReader:
    opened = pa.ipc.open_file(pa.memory_map(str(path)))
    if opened.schema != schema:
        raise pa.ArrowInvalid(f"{path} has the columns {opened.schema}, not {schema}")
    return opened


def _write(folder: Path, name: str, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> Path:
    """Write a file and name it by its checksum."""
    unfinished = folder / f"{name}-{uuid.uuid4().hex}"
    with pa.OSFile(str(unfinished), "wb") as opened, pa.ipc.new_file(opened, schema) as file:
        for batch in batches:
            file.write_batch(batch)
    return unfinished.replace(folder / f"{name}-{file_sha256(unfinished)}.arrow")


_TABLES = {"articles": ARTICLES, "paragraphs": PARAGRAPHS, "repeated": REPEATED, "views": VIEWS, "pairs": PAIRS, "hot": HOT}

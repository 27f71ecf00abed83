"""Deduplication on made-up articles with known copies: quality and speed beside other methods, scale, and increments.

    python benchmarks/bench_deduplicate.py quality      the table of methods (datasketch and rensa must be installed)
    python benchmarks/bench_deduplicate.py speed      documents per second, ours and rensa in turns
    python benchmarks/bench_deduplicate.py scale 100000 [--short | --copies]      time and memory of one full run
    python benchmarks/bench_deduplicate.py increment 100000      a full run that keeps its state, then 1 % more

Everything is drawn from one seed. Figures are CPU seconds of one process. The methods of text-dedup and datatrove are
written here from their documentation: their packages pin older libraries and can't share the environment.
"""

import argparse
import hashlib
import json
import re
import resource
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from schemas.settings import DeduplicateSettings
from tasks.deduplicate.duplicates import Duplicates, find_duplicates

SEED = 20260101
KINDS = ("dress", "edit 1 %", "edit 5 %", "edit 10 %", "edit 20 %", "edit 30 %", "half", "doubled", "half and extended")
EDITS = {"edit 1 %": 0.01, "edit 5 %": 0.05, "edit 10 %": 0.1, "edit 20 %": 0.2, "edit 30 %": 0.3}
OUTLETS = tuple(f"outlet {number}" for number in range(40))
TITLE_WORDS = 8
Row = tuple[str, str, str, date, int, str]  # title, text, outlet, day, origin, kind
FIRST_DAY = date(2024, 1, 1)


class Writer:
    """Writes articles of invented words, frequent as in a natural language, with formulas, figures and quotations."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        syllables = [c + v for c in "bcdfglmnprstv" for v in ("a", "é", "i", "o", "ou", "en")]
        made = ("".join(self.rng.choice(syllables, size)) for size in self.rng.integers(1, 5, 40_000))
        self.words = np.array(list(dict.fromkeys(made)))
        weights = 1 / (np.arange(len(self.words)) + 2.7)
        self.cumulative = np.cumsum(weights / weights.sum())
        self.formulas = [self.draw(int(size)) for size in self.rng.integers(6, 10, 60)]
        self.quotations = [self.draw(int(size)) for size in self.rng.integers(25, 45, 300)]
        self.dress = {name: [" ".join(self.draw(int(size))) for size in (12, 30, 18)] for name in OUTLETS}

    def draw(self, size: int) -> list[str]:
        drawn = list(self.words[np.searchsorted(self.cumulative, self.rng.random(size))])
        for place in np.flatnonzero(self.rng.random(size) < 0.02):
            drawn[place] = str(self.rng.integers(1, 3000))
        return drawn

    def article(self, size: int) -> list[str]:
        words = self.draw(size)
        for _ in range(size // 120):
            place = int(self.rng.integers(0, len(words)))
            words[place:place] = self.formulas[self.rng.integers(len(self.formulas))]
        if self.rng.random() < 0.1:
            place = int(self.rng.integers(0, len(words)))
            words[place:place] = self.quotations[self.rng.integers(len(self.quotations))]
        return words

    def size(self) -> int:
        return int(np.clip(self.rng.lognormal(5.75, 0.5), 80, 1500))

    def copy(self, words: list[str], kind: str) -> list[str]:
        if kind in EDITS:
            return self.edited(words, EDITS[kind])
        half = words[: len(words) // 2] if self.rng.random() < 0.5 else words[len(words) // 2 :]
        more = self.article(len(words))
        return {"dress": words, "half": half, "doubled": words + more, "half and extended": half + more[: len(half)]}[kind]

    def edited(self, words: list[str], share: float) -> list[str]:
        changed = list(words)
        for place in np.flatnonzero(self.rng.random(len(words)) < share):
            changed[place] = self.words[np.searchsorted(self.cumulative, self.rng.random())]
        return changed

    def printed(self, words: list[str], outlet: str) -> tuple[str, str]:
        """A title, and paragraphs of some sixty words between what the outlet prints around every text."""
        paragraphs = [" ".join(words[start : start + 60]) for start in range(0, len(words), 60)]
        head, foot, last = self.dress[outlet]
        return titled(words), "\n\n".join([head, *paragraphs, foot, last])


def corpus(count: int, seed: int = SEED) -> tuple[pd.DataFrame, pd.DataFrame]:
    """About `count` articles, and for each its `origin` (a number for each story) and `kind`: 45 % originals, 45 % copies of one
    of the kinds, 5 % in groups of 250 copies, 5 % bulletins.
    """
    writer = Writer(seed)
    rows: list[Row] = []
    for origin in range(count * 45 // 100):
        words, day = writer.article(writer.size()), int(writer.rng.integers(0, 360))
        kind = KINDS[origin % len(KINDS)]
        for told, copy_kind in ((words, "original"), (writer.copy(words, kind), kind)):
            outlet = OUTLETS[writer.rng.integers(len(OUTLETS))]
            rows.append((*writer.printed(told, outlet), outlet, FIRST_DAY + timedelta(days=day), origin, copy_kind))
    next_origin = count
    for _ in range(max(count // 5000, 1)):
        words, day = writer.article(writer.size()), int(writer.rng.integers(0, 360))
        for number in range(250):
            outlet = OUTLETS[writer.rng.integers(len(OUTLETS))]
            told = writer.edited(words, float(writer.rng.uniform(0, 0.03)))
            rows.append(
                (*writer.printed(told, outlet), outlet, FIRST_DAY + timedelta(days=day + number % 3), next_origin, "of 250")
            )
        next_origin += 1
    for template in range(max(count // 1000, 1)):
        words, outlet = writer.draw(150), OUTLETS[template % len(OUTLETS)]
        slots = writer.rng.choice(150, 25, replace=False)
        for day in range(50):
            told = list(words)
            for slot in slots:
                told[slot] = str(writer.rng.integers(1, 3000))
            rows.append((*writer.printed(told, outlet), outlet, FIRST_DAY + timedelta(days=day), next_origin, "bulletin"))
            next_origin += 1
    return framed(rows)


def short_corpus(count: int, seed: int = SEED) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`count` articles of 40 to 120 words, a tenth of them copies with 5 % of the words edited."""
    writer = Writer(seed)
    rows: list[Row] = []
    while len(rows) < count:
        sizes = writer.rng.integers(40, 120, 1000)
        words, days = writer.draw(int(sizes.sum())), writer.rng.integers(0, 360, 1000).tolist()
        for start, end, day in zip(np.cumsum(sizes) - sizes, np.cumsum(sizes), days, strict=True):
            told = [words[start:end]]
            if len(rows) % 10 == 0:
                told.append(writer.edited(words[start:end], 0.05))
            rows += [
                (titled(one), " ".join(one), OUTLETS[len(rows) % 40], FIRST_DAY + timedelta(days=day), len(rows), "short")
                for one in told
            ]
    return framed(rows[:count])


def copies_corpus(count: int, seed: int = SEED) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`count` copies of one article."""
    words = Writer(seed).draw(60)
    return framed([(titled(words), " ".join(words), OUTLETS[number % 40], FIRST_DAY, 0, "copy") for number in range(count)])


def titled(words: Sequence[str]) -> str:
    return " ".join(words[:TITLE_WORDS])


def framed(rows: Sequence[Row]) -> tuple[pd.DataFrame, pd.DataFrame]:
    titles, texts, outlets, days, origins, kinds = zip(*rows, strict=True)
    ids = [hashlib.sha256(f"{number}\n{text}".encode()).hexdigest()[:20] for number, text in enumerate(texts)]
    articles = {
        "article_id": ids,
        "outlet": outlets,
        "agencies": [[] for _ in ids],
        "title": titles,
        "text": texts,
        "published_on": days,
        "word_count": [text.count(" ") + 1 for text in texts],
    }
    return pd.DataFrame(articles), pd.DataFrame({"article_id": ids, "origin": origins, "kind": kinds})


def tokens(text: str) -> set[str]:
    """Five-word shingles as the peers' users make them."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[place : place + 5]) for place in range(max(len(words) - 4, 1))}


def ours(articles: pd.DataFrame) -> Iterable[tuple[int, int]]:
    clustered = find_duplicates(articles, settings=DeduplicateSettings()).clustered
    rows, leaders = (pd.Index(articles["article_id"]).get_indexer(clustered[name]) for name in ("article_id", "cluster_id"))
    return zip(rows.tolist(), leaders.tolist(), strict=True)


def datasketch_lsh(articles: pd.DataFrame) -> Iterable[tuple[int, int]]:
    from datasketch import MinHash, MinHashLSH

    index, pairs = MinHashLSH(threshold=0.7, num_perm=128), []
    for number, text in enumerate(articles["text"]):
        sketch = MinHash(num_perm=128)
        sketch.update_batch([token.encode() for token in tokens(text)])
        pairs += [(number, other) for other in index.query(sketch)]
        index.insert(number, sketch)
    return pairs


def rensa_lsh(articles: pd.DataFrame) -> Iterable[tuple[int, int]]:
    from rensa import RMinHash, RMinHashLSH

    index, pairs = RMinHashLSH(threshold=0.7, num_perm=128, num_bands=16), []
    for number, text in enumerate(articles["text"]):
        sketch = RMinHash(num_perm=128, seed=42)
        sketch.update(list(tokens(text)))
        pairs += [(number, other) for other in index.query(sketch)]
        index.insert(number, sketch)
    return pairs


def _signatures(texts: Iterable[str], size: int, make: Callable[[str], Iterable[str]]) -> Iterable[np.ndarray]:
    """Minimum of (a·h + b) mod 2^61 - 1 over 32-bit SHA-1 hashes, as both packages do it."""
    rng = np.random.default_rng(1)
    prime = np.uint64((1 << 61) - 1)
    a, b = rng.integers(1, int(prime), size, dtype=np.uint64), rng.integers(0, int(prime), size, dtype=np.uint64)
    for text in texts:
        hashes = np.array([int.from_bytes(hashlib.sha1(token.encode()).digest()[:4]) for token in make(text)], dtype=np.uint64)  # noqa: S324
        yield ((hashes[:, None] * a + b) % prime & np.uint64(0xFFFFFFFF)).min(axis=0)


def _banded(signatures: Iterable[np.ndarray], bands: int, rows: int) -> Iterable[tuple[int, int]]:
    """Each document with the first of its bucket, band by band."""
    buckets: dict[tuple[int, bytes], int] = {}
    for number, signature in enumerate(signatures):
        for band in range(bands):
            first = buckets.setdefault((band, signature[band * rows : (band + 1) * rows].tobytes()), number)
            if first != number:
                yield number, first


def text_dedup_method(articles: pd.DataFrame) -> Iterable[tuple[int, int]]:
    """MinHash LSH at .7 (25 bands of 10 for 250 permutations), each pair verified by exact Jaccard."""
    sets = [tokens(text) for text in articles["text"]]
    pairs = set(_banded(_signatures(articles["text"], 250, tokens), 25, 10))
    return [(one, other) for one, other in pairs if len(sets[one] & sets[other]) >= 0.7 * len(sets[one] | sets[other])]


def datatrove_method(articles: pd.DataFrame) -> Iterable[tuple[int, int]]:
    """Fourteen bands of eight, no verification."""
    return _banded(_signatures(articles["text"], 112, tokens), 14, 8)


METHODS: dict[str, Callable[[pd.DataFrame], Iterable[tuple[int, int]]]] = {
    "depeche": ours,
    "datasketch MinHash LSH .7": datasketch_lsh,
    "rensa RMinHash 16×8": rensa_lsh,
    "text-dedup's method": text_dedup_method,
    "datatrove's method 14×8": datatrove_method,
}


def components(count: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    parent = list(range(count))

    def root(row: int) -> int:
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    for one, other in pairs:
        parent[root(one)] = root(other)
    return [root(row) for row in range(count)]


def scored(found: Sequence[int], truth: pd.DataFrame) -> dict[str, float]:
    """Precision over all pairs that share a cluster; recall of each kind: copies in the cluster of their original."""
    sizes, right = Counter(found), Counter(zip(found, truth["origin"], strict=True))
    pairs = sum(size * (size - 1) for size in sizes.values())
    scores = {"precision": sum(size * (size - 1) for size in right.values()) / pairs if pairs else 1.0}
    first: dict[int, int] = {}
    hits: dict[str, list[bool]] = defaultdict(list)
    for row, (origin, kind) in enumerate(zip(truth["origin"], truth["kind"], strict=True)):
        if first.setdefault(origin, row) != row:
            hits[kind].append(found[row] == found[first[origin]])
    bulletins = [found[row] for row in np.flatnonzero(truth["kind"] == "bulletin")]
    scores["bulletins apart"] = len(set(bulletins)) / max(len(bulletins), 1)
    return scores | {kind: sum(flags) / len(flags) for kind, flags in hits.items()}


def quality(count: int, names: Sequence[str]) -> None:
    articles, truth = corpus(count)
    ours(articles[:50])  # tables of the folding, once
    for name in names:
        start = time.process_time()
        pairs = list(METHODS[name](articles))
        seconds = time.process_time() - start
        scores = scored(components(len(articles), pairs), truth)
        print(
            name,
            json.dumps({"documents": len(articles), "docs_per_cpu_s": round(len(articles) / seconds)} | rounded(scores)),
            flush=True,
        )


def rounded(scores: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in scores.items()}


def speed(count: int, *, turns: int = 3) -> None:
    articles, _ = corpus(count)
    seconds: dict[str, list[float]] = {name: [] for name in ("depeche", "rensa RMinHash 16×8")}
    for name in seconds:
        list(METHODS[name](articles[:50]))
    for _ in range(turns):
        for name, spent in seconds.items():
            start = time.process_time()
            list(METHODS[name](articles))
            spent.append(time.process_time() - start)
    for name, spent in seconds.items():
        print(name, [round(len(articles) / one) for one in spent], "median", round(len(articles) / float(np.median(spent))))


def scale(count: int, make: Callable[[int], tuple[pd.DataFrame, pd.DataFrame]]) -> None:
    """In a process of its own, which reads the articles from a file as the stage does: what made them is not measured."""
    with tempfile.NamedTemporaryFile(suffix=".parquet") as file:
        pq.write_table(pa.Table.from_pandas(make(count)[0], preserve_index=False), file.name)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            print(json.dumps(pool.submit(measured, file.name).result()))


def measured(path: str) -> dict[str, float]:
    articles = pq.read_table(path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found, seconds = timed(articles, None)
    return {
        "documents": len(articles),
        "cpu_s": round(seconds, 1),
        "docs_per_cpu_s": round(len(articles) / seconds),
        "peak_before_mib": before >> 10,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
        "pairs": len(found.overlaps),
        "repeat": int(found.clustered["duplicate_of"].notna().sum()),
    }


def increment(count: int) -> None:
    """Runs of more and more articles, which come as the stage reads them: a table of what CLEANED's columns hold, sorted."""
    articles, _ = corpus(count)
    articles = articles.sample(frac=1, random_state=SEED, ignore_index=True)
    ours(articles[:50])  # the compiled loops and tables of the folding, once
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as other:
        spent = []
        for name, percent in (("full", 97), ("again", 97), ("1 % new", 98), ("1 % new", 99), ("1 % new", 100), ("again", 100)):
            some = as_read(articles[: len(articles) * percent // 100])
            found, seconds = timed(some, Path(folder))
            spent.append(seconds)
            print(name, len(some), round(seconds, 2), "CPU s", flush=True)
        whole, full = timed(some, Path(other))
        _, alone = timed(some, None)
    print("full", len(some), round(full, 2), "CPU s; median of 1 % new:", f"{np.median(spent[2:5]) / full:.2%}")
    print("full, nothing kept for later runs", round(alone, 2), "CPU s")
    print("equal:", whole.clustered.equals(found.clustered) and whole.overlaps.equals(found.overlaps))


def as_read(articles: pd.DataFrame) -> pa.Table:
    return pa.Table.from_pandas(articles.sort_values("article_id", ignore_index=True), preserve_index=False)


def timed(articles: pa.Table, folder: Path | None) -> tuple[Duplicates, float]:
    start = time.process_time()
    found = find_duplicates(articles, settings=DeduplicateSettings(), folder=folder)
    return found, time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("quality", "speed", "scale", "increment"), nargs="?", default="speed")
    parser.add_argument("count", type=int, nargs="?", default=20_000)
    parser.add_argument("--short", action="store_true", help="short articles")
    parser.add_argument("--copies", action="store_true", help="copies of one short article")
    parser.add_argument("--methods", nargs="*", default=list(METHODS), choices=list(METHODS))
    asked = parser.parse_args()
    if asked.what == "quality":
        quality(asked.count, asked.methods)
    elif asked.what == "scale":
        scale(asked.count, short_corpus if asked.short else copies_corpus if asked.copies else corpus)
    elif asked.what == "speed":
        speed(asked.count)
    else:
        increment(asked.count)


if __name__ == "__main__":
    main()

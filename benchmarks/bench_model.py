"""The shipped French model: words per CPU second, time to load, memory, size.

    python benchmarks/bench_model.py [--corpora ../shared/corpora] [--model tasks/annotate/model] [--words 20000]

The text is the raw text of a treebank's test part, in documents of ten sentences. One process, one core: set
OMP_NUM_THREADS=1. CPU seconds, so that a busy machine changes little. With `--names-rules` the whole pipeline of the
annotation stage runs, names rules and all. With `--gold` the names are counted too, on the text of the gold articles.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections import Counter
from itertools import cycle
from pathlib import Path
from typing import Any

import spacy
from thinc.api import NumpyOps, set_current_ops

from tasks.annotate.pipeline import load_pipeline
from tasks.evaluate.gold import folded, load_gold
from tasks.train.convert import HELD_OUT_GROUP, read_treebank
from tasks.train.treebank import sentence_text, with_blank

ROUNDS = 3
LOADING = """
import time, spacy
before = time.process_time()
spacy.load({!r})
print(time.process_time() - before)
"""


def texts(corpora: Path, words: int) -> list[str]:
    """Return documents of the Sequoia test part with at least `words` words in all, over again where it is shorter."""
    sentences = [sentence_text(with_blank(s)) for s in read_treebank(corpora, "ud_french_sequoia/sequoia-test.conllu")]
    documents = ["".join(sentences[at : at + HELD_OUT_GROUP]) for at in range(0, len(sentences), HELD_OUT_GROUP)]
    chosen: list[str] = []
    count = 0
    for document in cycle(documents):
        if count >= words:
            return chosen
        chosen.append(document)
        count += len(document.split())
    return chosen


def names_on_gold(nlp: Any, folder: Path) -> dict[str, float]:
    """Return P, R and F of mentions (document, exact text), and the recall of each label, on title and body of the gold."""
    gold = load_gold(folder)
    wanted = Counter((row["doc"], folded(row["text"])) for row in gold.entities)
    found: Counter[tuple[str, str]] = Counter()
    for row in gold.articles:
        text = "\n\n".join([row["title"] or "", *row["body"]]).strip()
        found.update((row["doc"], folded(entity.text)) for entity in nlp(text).ents)
    same = (wanted & found).total()
    free, hits = Counter(found), Counter()
    for row in gold.entities:
        key = (row["doc"], folded(row["text"]))
        hits[row["label"]] += free[key] > 0
        free[key] -= 1
    recall = {f"recall_{label}": hits[label] / count for label, count in Counter(row["label"] for row in gold.entities).items()}
    scores = {"p": same / found.total(), "r": same / wanted.total(), "f": 2 * same / (found.total() + wanted.total())}
    return {name: round(value, 3) for name, value in {**scores, **recall}.items()}


def load_seconds(model: str) -> float:
    """Return the CPU seconds of `spacy.load` in a new process, without the import of spaCy; the best of ROUNDS."""
    command = [sys.executable, "-c", LOADING.format(model)]
    runs = [subprocess.run(command, check=True, capture_output=True, text=True) for _ in range(ROUNDS)]
    return min(float(run.stdout) for run in runs)


def folder_megabytes(folder: Path) -> float:
    """Return the size of all files below the folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def main() -> None:
    """Measure and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--model", type=Path, default=Path("tasks/annotate/model"))
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--names-rules", action="store_true")
    parser.add_argument("--gold", type=Path)
    arguments = parser.parse_args()
    if not arguments.corpora.is_dir():
        print(f"skipped: no folder {arguments.corpora}; name the corpora that docs/model.md lists with --corpora")
        return
    documents = texts(arguments.corpora, arguments.words)

    set_current_ops(NumpyOps(use_blis=False))  # as load_pipeline does
    nlp = load_pipeline("embedded") if arguments.names_rules else spacy.load(arguments.model)
    nlp(documents[0])
    before = time.process_time()
    tokens = sentences = 0
    for doc in nlp.pipe(documents):
        tokens += sum(not token.is_space for token in doc)
        sentences += sum(1 for _ in doc.sents)
    seconds = time.process_time() - before
    figures = {
        "components": nlp.pipe_names,
        "words": tokens,
        "words_per_cpu_second": round(tokens / seconds),
        "sentences_per_cpu_second": round(sentences / seconds),
        "load_cpu_seconds": round(load_seconds(str(arguments.model)), 2),
        "peak_megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "model_megabytes": round(folder_megabytes(arguments.model), 1),
    }
    if arguments.gold:
        if not arguments.names_rules:
            nlp.add_pipe("depeche_paragraphs", first=True)  # blank lines part sentences, as in Dépêche
        figures["names_on_gold"] = names_on_gold(nlp, arguments.gold)
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()

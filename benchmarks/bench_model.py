"""The shipped French model: words per CPU second, time to load, memory, size.

    python benchmarks/bench_model.py [--corpora ../shared/corpora] [--model tasks/annotate/model] [--words 20000]

The text is the raw text of a treebank's test part, in documents of ten sentences. One process, one core: set
OMP_NUM_THREADS=1. CPU seconds, so that a busy machine changes little. With `--names-rules` the names component of the
annotation stage and its paragraph starts come in.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from itertools import cycle
from pathlib import Path

ROUNDS = 3
LOADING = """
import time, spacy
before = time.process_time()
spacy.load({!r})
print(time.process_time() - before)
"""


def texts(corpora: Path, words: int) -> list[str]:
    """Return documents of the Sequoia test part with at least `words` words in all, over again where it is shorter."""
    from tasks.train.convert import HELD_OUT_GROUP, read_treebank
    from tasks.train.treebank import sentence_text, with_blank

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
    arguments = parser.parse_args()
    documents = texts(arguments.corpora, arguments.words)

    import spacy

    from tasks.annotate.pipeline import load_pipeline

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
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()

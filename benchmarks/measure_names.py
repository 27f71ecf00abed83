"""Names: precision, recall and F of exact mentions by label, for the statistical model alone and for the whole component.

    python benchmarks/measure_names.py ../shared/corpora [--gold RELEASE GOLD]... [--blank] [--speed]

Sets: the Sequoia test sentences, the held-out documents of the hand annotation and the questions of FQB, each as passages of ten
neighbours, and gold folders, scored on the release that was made of their raw files. A sentence or paragraph of the corpora is a
paragraph of the passage, as in an article; `--blank` joins them by a blank, as `depeche train` scores them.

`all` counts a mention with another label as wrong, `span` asks for its boundaries alone. Gold rows have no offsets:
there a mention is its text, as often as it stands in the article. `--speed` gives words per CPU second.
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import spacy

from tasks.annotate.names import COMPONENT
from tasks.annotate.pipeline import load_pipeline
from tasks.evaluate.gold import documents_by_article, folded, load_gold
from tasks.train.convert import read_name_corpora
from tasks.train.name_variants import load_name_parts
from tasks.train.names import joined_texts
from tasks.train.recipe import load_recipe

ROOT = Path(__file__).parents[1]
LABELS = ("PER", "LOC", "ORG", "MISC")
GROUP = 10
Mention = tuple[Any, ...]  # what identifies it, and the label last
Names = Callable[[str], list[tuple[int, int, str]]]
Passage = tuple[str, list[Mention], bool]  # text, gold mentions, whether they are given by offsets


def voices() -> dict[str, Names]:
    """The statistical model alone, and the whole component, as functions of a text."""
    nlp = load_pipeline("embedded")
    alone = spacy.load(ROOT / "tasks/annotate/model")

    def names(pipeline: Any) -> Names:
        return lambda text: [(e.start_char, e.end_char, e.label_) for e in pipeline(text).ents]

    def combined(text: str) -> list[tuple[int, int, str]]:
        return [(c.start, c.end, c.label) for c in nlp(text).user_data[COMPONENT]]

    return {"model": names(alone), "combined": combined}


def corpus_passages(corpora: Path, *, separator: str) -> dict[str, list[Passage]]:
    sets = read_name_corpora(
        corpora,
        ROOT / "data/annotation/names",
        civilities=load_name_parts()["civilities"],
        known_words=frozenset(),  # leaves the historical newspapers out
        recipe=load_recipe().names,
    )

    def passages(name: str) -> Iterator[Passage]:
        for start in range(0, len(sets[name]), GROUP):
            chunk = sets[name][start : start + GROUP]
            whole = joined_texts(chunk, [separator] * len(chunk))
            yield whole.text, [(span.start, span.end, span.label) for span in whole.spans], True

    return {name: list(passages(name)) for name in ("sequoia_test", "hand_dev", "questions")}


def gold_passages(release: Path, folder: Path) -> list[Passage]:
    gold = load_gold(folder)
    articles = pd.read_parquet(release / "articles", columns=["article_id", "text", "sources"])
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    return [
        (texts[article_id], [(folded(row["text"]), row["label"]) for row in gold.entities if row["doc"] == doc], False)
        for article_id, doc in documents_by_article(gold, articles).items()
    ]


def figures(passages: Iterable[Passage], names: Names) -> dict[str, tuple[float, float, float]]:
    counted: dict[str, Counter[str]] = {key: Counter() for key in ("all", "span", *LABELS)}
    for text, gold, by_offset in passages:
        found: list[Mention] = [(s, e, label) if by_offset else (folded(text[s:e]), label) for s, e, label in names(text)]
        _count(counted["all"], found, gold)
        _count(counted["span"], [m[:-1] for m in found], [m[:-1] for m in gold])
        for label in LABELS:
            _count(counted[label], [m for m in found if m[-1] == label], [m for m in gold if m[-1] == label])
    return {key: _prf(counts) for key, counts in counted.items()}


def _count(counts: Counter[str], found: list[Mention], gold: list[Mention]) -> None:
    matched = sum((Counter(found) & Counter(gold)).values())
    counts.update(matched=matched, found=len(found), gold=len(gold))


def _prf(counts: Counter[str]) -> tuple[float, float, float]:
    matched, found, gold = counts["matched"], counts["found"], counts["gold"]
    return (matched / found if found else 0.0, matched / gold if gold else 0.0, 2 * matched / (found + gold) if matched else 0.0)


def speed(passages: Iterable[Passage], names: dict[str, Names]) -> None:
    """Words per CPU second of each voice; the first passage warms up."""
    texts = [text for text, _, _ in passages]
    for voice, find in names.items():
        find(texts[0])
        start = time.process_time()
        for text in texts:
            find(text)
        spent = time.process_time() - start
        print(f"{voice:9} {sum(len(text.split()) for text in texts) / spent:8.0f} words per CPU second")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpora", type=Path)
    arguments.add_argument("--gold", nargs=2, type=Path, action="append", default=[], metavar=("RELEASE", "GOLD"))
    arguments.add_argument("--blank", action="store_true")
    arguments.add_argument("--speed", action="store_true")
    given = arguments.parse_args()
    sets = corpus_passages(given.corpora, separator=" " if given.blank else "\n\n")
    sets |= {str(folder): gold_passages(release, folder) for release, folder in given.gold}
    names = voices()
    if given.speed:
        speed(sets["hand_dev"], names)
        return
    for name, passages in sets.items():
        for voice, find in names.items():
            rows = figures(passages, find)
            print(f"{name} {voice}: " + "  ".join(f"{key} P {p:.3f} R {r:.3f} F {f:.3f}" for key, (p, r, f) in rows.items()))


if __name__ == "__main__":
    main()

"""The steps of `depeche train`, in their order: convert, train sentences, syntax and names, package (with scores and lock).

Each reads and writes folders and is skipped when its result is already there for the same input, so that a broken run
goes on where it stopped. The work itself is in `convert`, `fit`, `evaluate` and `package`.
"""

import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import DocBin

from tasks.train.average import averaged
from tasks.train.convert import (
    held_out_set,
    known_words,
    names_held_out_set,
    names_training_set,
    read_name_corpora,
    read_treebank,
    training_set,
)
from tasks.train.evaluate import name_scores, read_gold, syntax_scores
from tasks.train.fit import CPU, fit
from tasks.train.name_variants import load_name_parts
from tasks.train.package import assembled, corpus_rows, write_lock
from tasks.train.recipe import CorpusFile, Recipe, SentencesRecipe, SyntaxRecipe
from tasks.train.tokenizer import blank_pipeline, load_tokenizer_rules

STAMP = "converted.json"
APART = "_headings_apart"
KNOWLEDGE = ("tokenizer", "name_parts")
# Each run with the set that is scored while it goes on; nothing is chosen by those scores.
RUNS = {
    "sentences": "syntax_test_gsd",
    "sentences_refine": "syntax_test_gsd",
    "syntax": "syntax_test_gsd",
    "syntax_refine": "syntax_test_gsd",
    "names": "names_test",
    "names_refine": "names_test",
}


@dataclass(frozen=True)
class Runs:
    """The folders of the trained parts that make up the shipped pipeline."""

    sentences: Path
    syntax: Path
    names: Path


@dataclass(frozen=True)
class Workplace:
    """Where things are: the corpora folder, the rows of hand annotation, the folder for intermediate results."""

    corpora: Path
    annotation: Path
    work: Path

    def data(self, name: str) -> Path:
        """Return the path of a converted set: syntax_train, names_dev, and so on."""
        return self.work / "data" / f"{name}.spacy"


def convert(place: Workplace, recipe: Recipe, listed: tuple[CorpusFile, ...]) -> None:
    """Write every converted set below `place.work`.

    Raises:
        FileNotFoundError: a corpus of the list is absent.
    """
    stamp = _stamp(place, recipe, listed)
    done = place.work / "data" / STAMP
    if done.is_file() and done.read_text(encoding="utf-8") == stamp:
        return
    done.parent.mkdir(parents=True, exist_ok=True)
    nlp = blank_pipeline(load_tokenizer_rules())
    _convert_syntax(place, recipe, nlp)
    _convert_sentences(place, recipe, nlp)
    _convert_names(place, recipe, nlp)
    done.write_text(stamp, encoding="utf-8")


def train_syntax(place: Workplace, *, gpu: int = CPU) -> Path:
    """Train morphology, lemmas and syntax; return the folder of the pipeline."""
    return _fit(place, "syntax", "syntax_train", {}, gpu=gpu)


def refine_syntax(place: Workplace, syntax: Path, *, gpu: int = CPU) -> Path:
    """Let the syntax run learn through a second, shorter cycle; return the folder of the pipeline."""
    return _fit(place, "syntax_refine", "syntax_train", {"paths.syntax": str(syntax)}, gpu=gpu)


def train_sentences(place: Workplace, overrides: Mapping[str, object], *, gpu: int = CPU) -> Path:
    """Train the component that finds where sentences begin; return the folder of its pipeline."""
    return _fit(place, "sentences", "sentences_train", overrides, gpu=gpu)


def refine_sentences(place: Workplace, sentences: Path, cycles: int, *, gpu: int = CPU) -> Path:
    """Average `cycles` second, shorter cycles of the sentences run; return the folder of the pipeline."""
    sets = dict.fromkeys(range(1, cycles + 1), "sentences_train")
    return _refined(place, "sentences_refine", "senter", sets, {"paths.sentences": str(sentences)}, gpu=gpu)


def train_names(place: Workplace, syntax: Path, *, gpu: int = CPU) -> Path:
    """Train names from what the syntax run learnt about words; return the folder of the pipeline."""
    return _fit(place, "names", "names_train", {"paths.syntax": str(syntax)}, gpu=gpu)


def refine_names(place: Workplace, names: Path, seeds: Sequence[int], *, gpu: int = CPU) -> Path:
    """Average a second cycle of the names run for each seed, each on variants of its own; return the folder of the pipeline."""
    sets = {seed: _variants(seed) for seed in seeds}
    return _refined(place, "names_refine", "ner", sets, {"paths.names": str(names)}, gpu=gpu)


def evaluate(place: Workplace, nlp: Language, recipe: Recipe) -> dict[str, Any]:
    """Return the scores of a whole pipeline on each test set."""
    tests = sorted(f"{name}{suffix}" for name in recipe.syntax.tests for suffix in ("", APART))
    syntax = {name: syntax_scores(nlp, read_gold(nlp, place.data(f"syntax_test_{name}"))) for name in tests}
    sets = {"sequoia": "names_test", "hand_dev": "names_hand_dev", "questions": "names_questions"}
    names = {name: name_scores(nlp, read_gold(nlp, place.data(data))) for name, data in sets.items()}
    return {"syntax": syntax, "names": names}


def package(
    place: Workplace,
    output: Path,
    *,
    runs: Runs,
    meta: Mapping[str, Any],
    recipe: Recipe,
    listed: tuple[CorpusFile, ...],
    versions: Mapping[str, str],
) -> dict[str, Any]:
    """Write the shipped folder and its lock; return the lock's content without the checksums of the files."""
    nlp = assembled(runs.syntax, sentences=runs.sentences, names=runs.names, meta=meta)
    nlp.to_disk(output)
    content = {
        "versions": dict(versions),
        "corpora": corpus_rows(place.corpora, listed),
        **training_inputs(place.annotation, recipe),
        "scores": evaluate(place, nlp, recipe),
    }
    write_lock(output, content)
    return content


def training_inputs(annotation: Path, recipe: Recipe) -> dict[str, Any]:
    """Return what of the repository decides the training: the recipe, checksums of configs, knowledge and hand annotation."""
    part = resources.files("tasks.train")
    return {
        "recipe": asdict(recipe),
        "configs": {name: _checksum(part.joinpath(f"configs/{name}.cfg")) for name in RUNS},
        "knowledge": {name: _checksum(part.joinpath(f"knowledge/{name}.yaml")) for name in KNOWLEDGE},
        "annotation": {path.name: _checksum(path) for path in sorted(annotation.glob("*.jsonl"))},
    }


def _convert_syntax(place: Workplace, recipe: Recipe, nlp: Language) -> None:
    syntax = recipe.syntax
    _treebank_set(place, syntax, nlp, seed=recipe.seed).to_disk(place.data("syntax_train"))
    for name, file in syntax.tests.items():
        sentences = read_treebank(place.corpora, file)
        held_out_set(nlp.vocab, sentences).to_disk(place.data(f"syntax_test_{name}"))
        held_out_set(nlp.vocab, sentences, headings_apart=True).to_disk(place.data(f"syntax_test_{name}{APART}"))


def _convert_sentences(place: Workplace, recipe: Recipe, nlp: Language) -> None:
    _treebank_set(place, recipe.sentences, nlp, seed=recipe.seed).to_disk(place.data("sentences_train"))


def _treebank_set(place: Workplace, part: SyntaxRecipe | SentencesRecipe, nlp: Language, *, seed: int) -> DocBin:
    banks = [(read_treebank(place.corpora, name), share) for name, share in part.train.items()]
    return training_set(nlp.vocab, banks, part.levels, passes=part.passes, seed=seed)


def _convert_names(place: Workplace, recipe: Recipe, nlp: Language) -> None:
    parts = load_name_parts()
    banks = [read_treebank(place.corpora, name) for name in recipe.syntax.train]
    sets = read_name_corpora(
        place.corpora,
        place.annotation,
        civilities=parts["civilities"],
        known_words=known_words(banks),
        recipe=recipe.names,
    )
    names_training_set(nlp, sets, parts, recipe.names, seed=recipe.seed).to_disk(place.data("names_train"))
    for seed in recipe.names.second_seeds:
        names_training_set(nlp, sets, parts, recipe.names, seed=recipe.seed + seed).to_disk(place.data(_variants(seed)))
    held_out = {
        "names_dev": [*sets["sequoia_dev"], *sets["hand_dev"]],
        "names_hand_dev": sets["hand_dev"],
        "names_test": sets["sequoia_test"],
        "names_questions": sets["questions"],
    }
    for name, texts in held_out.items():
        names_held_out_set(nlp, texts).to_disk(place.data(name))


def _refined(
    place: Workplace, name: str, component: str, sets: Mapping[int, str], begun_from: Mapping[str, object], *, gpu: int
) -> Path:
    """Average the second cycles: one for each seed, on the set that stands with it."""
    runs = [
        _fit(place, name, train_data, {**begun_from, "system.seed": seed}, output=place.work / name / str(seed), gpu=gpu)
        for seed, train_data in sets.items()
    ]
    mean = place.work / name / "mean"
    averaged([spacy.load(run) for run in runs], component).to_disk(mean)
    return mean


def _fit(
    place: Workplace, name: str, train_data: str, overrides: Mapping[str, object], *, output: Path | None = None, gpu: int
) -> Path:
    """Fit in a process of its own: the workflow engine draws from Python's random numbers too, so that no two runs were alike."""
    alone = ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"))
    with alone, resources.as_file(resources.files("tasks.train").joinpath(f"configs/{name}.cfg")) as config:
        return alone.submit(
            fit,
            config,
            train_data=place.data(train_data),
            dev_data=place.data(RUNS[name]),
            output=output or place.work / name,
            overrides=dict(overrides),
            gpu=gpu,
        ).result()


def _variants(seed: int) -> str:
    return f"names_refine_{seed}"


def _stamp(place: Workplace, recipe: Recipe, listed: tuple[CorpusFile, ...]) -> str:
    """Return what decides the converted data."""
    inputs = {name: part for name, part in training_inputs(place.annotation, recipe).items() if name != "configs"}
    return json.dumps({**inputs, "corpora": corpus_rows(place.corpora, listed)}, sort_keys=True)


def _checksum(file: Path | Traversable) -> str:
    return sha256(file.read_bytes()).hexdigest()

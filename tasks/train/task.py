"""The Prefect wrappers of training, one for each step; each is skipped where its result is there for the same input."""

import platform
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import spacy
from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.train.recipe import load_corpus_list, load_model_meta, load_recipe
from tasks.train.steps import (
    Runs,
    Workplace,
    convert,
    package,
    refine_names,
    refine_sentences,
    refine_syntax,
    train_names,
    train_sentences,
    train_syntax,
)


@task(name="convert corpora", cache_policy=NO_CACHE)
def convert_corpora(place: Workplace) -> None:
    """Write the training, development and test sets."""
    convert(place, load_recipe(), load_corpus_list())


@task(name="train syntax", cache_policy=NO_CACHE)
def fit_syntax(place: Workplace, gpu: int) -> Path:
    """Train morphology, lemmas and syntax; return the folder of the pipeline."""
    return train_syntax(place, gpu=gpu)


@task(name="refine syntax", cache_policy=NO_CACHE)
def fit_syntax_again(place: Workplace, syntax: Path, gpu: int) -> Path:
    """Let the syntax run learn through a second cycle; return the folder of the pipeline."""
    return refine_syntax(place, syntax, gpu=gpu)


@task(name="train sentences", cache_policy=NO_CACHE)
def fit_sentences(place: Workplace, gpu: int) -> Path:
    """Train where sentences begin; return the folder of the pipeline."""
    return train_sentences(place, {}, gpu=gpu)


@task(name="refine sentences", cache_policy=NO_CACHE)
def fit_sentences_again(place: Workplace, sentences: Path, gpu: int) -> Path:
    """Let the sentences run learn through averaged second cycles; return the folder of the pipeline."""
    return refine_sentences(place, sentences, load_recipe().sentences.second_cycles, gpu=gpu)


@task(name="train names", cache_policy=NO_CACHE)
def fit_names(place: Workplace, syntax: Path, gpu: int) -> Path:
    """Train names; return the folder of the pipeline."""
    return train_names(place, syntax, gpu=gpu)


@task(name="refine names", cache_policy=NO_CACHE)
def fit_names_again(place: Workplace, names: Path, gpu: int) -> Path:
    """Let the names run learn through averaged second cycles; return the folder of the pipeline."""
    return refine_names(place, names, load_recipe().names.second_seeds, gpu=gpu)


@task(name="train acts", cache_policy=NO_CACHE)
def fit_acts_network(corpora: Path, annotation: Path, output: Path, pipeline: Path) -> Mapping[str, Any]:
    """Train what proposes acts, write its folder with its lock, and return what the lock says."""
    from tasks.train.acts.steps import package_acts  # torch is needed for this step only

    return package_acts(corpora, annotation, output, pipeline=pipeline)


@task(name="package model", cache_policy=NO_CACHE)
def package_model(place: Workplace, output: Path, runs: Runs) -> Mapping[str, Any]:
    """Write the shipped folder with its lock, and return what the lock says: versions, corpora, recipe, scores."""
    versions = {name: metadata.version(name) for name in ("spacy", "thinc", "numpy")} | {"python": platform.python_version()}
    meta = load_model_meta() | {"spacy_version": f">={spacy.about.__version__},<3.9.0"}
    return package(
        place,
        output,
        runs=runs,
        meta=meta,
        recipe=load_recipe(),
        listed=load_corpus_list(),
        versions=versions,
    )

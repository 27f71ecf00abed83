"""The recipe of the shipped model: which corpora, how often, which variants, which seeds (configs/recipe.yaml)."""

from dataclasses import dataclass
from importlib import resources
from typing import Any

import yaml

from tasks.train.augment import AugmentationLevels
from tasks.train.name_variants import NameLevels


@dataclass(frozen=True)
class SyntaxRecipe:
    """Treebank files below the corpora folder, the training ones with the share of their documents that a pass reads.

    `passes`: differently augmented copies of the training treebanks.
    """

    train: dict[str, float]
    tests: dict[str, str]
    passes: int
    levels: AugmentationLevels


@dataclass(frozen=True)
class SentencesRecipe:
    """As for syntax, for the component that finds where sentences begin; `second_cycles` are averaged."""

    train: dict[str, float]
    passes: int
    levels: AugmentationLevels
    second_cycles: int


@dataclass(frozen=True)
class NamesRecipe:
    """How often each corpus is read in one of the `passes`, how passages are joined, what keeps OCR noise out.

    One document in `held_out` of the hand-annotated ones is kept for measuring. For each of `second_seeds` there is a second
    cycle, on variants of its own; they are averaged.
    """

    weights: dict[str, float]
    passes: int
    second_seeds: list[int]
    levels: NameLevels
    longest_document: int
    paragraph_break: float
    readable_share: float
    held_out: int


@dataclass(frozen=True)
class Recipe:
    """Everything that decides the converted data; `seed` is that of the variants, not of the weights."""

    seed: int
    syntax: SyntaxRecipe
    sentences: SentencesRecipe
    names: NamesRecipe


@dataclass(frozen=True)
class CorpusFile:
    """One entry of knowledge/corpora.yaml."""

    file: str
    use: str
    licence: str
    origin: str
    commit: str


def load_recipe() -> Recipe:
    """Return configs/recipe.yaml."""
    raw = _parsed("configs/recipe.yaml")
    syntax, sentences, names = raw["syntax"], raw["sentences"], raw["names"]
    return Recipe(
        seed=raw["seed"],
        syntax=SyntaxRecipe(**{**syntax, "levels": AugmentationLevels(**syntax["levels"])}),
        sentences=SentencesRecipe(**{**sentences, "levels": AugmentationLevels(**sentences["levels"])}),
        names=NamesRecipe(**{**names, "levels": NameLevels(**names["levels"])}),
    )


def load_corpus_list() -> tuple[CorpusFile, ...]:
    """Return the licensed corpora that training may read."""
    return tuple(CorpusFile(**entry) for entry in _parsed("knowledge/corpora.yaml"))


def load_model_meta() -> dict[str, str]:
    """Return what the model says about itself: name, version, description, author, licence."""
    meta: dict[str, str] = _parsed("knowledge/meta.yaml")
    return meta


def _parsed(name: str) -> Any:
    return yaml.safe_load(resources.files("tasks.train").joinpath(name).read_text(encoding="utf-8"))

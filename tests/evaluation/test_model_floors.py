"""The shipped model: its locked scores against the floors, its lock against the repository, its scores measured anew."""

import json
from pathlib import Path

import pytest
import spacy
import yaml

from tasks.train.convert import held_out_set, read_treebank
from tasks.train.evaluate import syntax_scores
from tasks.train.package import LOCK
from tasks.train.recipe import load_recipe
from tasks.train.steps import training_inputs

TOLERANCE = 0.001  # the matrix library of another machine rounds otherwise
SCORES_OF_NAMES = ("p", "r", "f")


@pytest.fixture(scope="module")
def folder(root) -> Path:
    return root / "tasks/annotate/model"


@pytest.fixture(scope="module")
def lock(folder):
    return json.loads((folder / LOCK).read_text(encoding="utf-8"))


def flat(scores):
    """Locked scores as the floors name them: sequoia_dep_las, names_sequoia_PER_f."""
    syntax = {f"{corpus}_{name}": value for corpus, row in scores["syntax"].items() for name, value in row.items()}
    names = {
        f"names_{corpus}_{label}_{name}": row[name]
        for corpus, labels in scores["names"].items()
        for label, row in labels.items()
        for name in SCORES_OF_NAMES
    }
    return syntax | names


def test_no_locked_score_is_below_its_floor(lock, root):
    floors = yaml.safe_load((root / "tests/evaluation/floors.yaml").read_text(encoding="utf-8"))["model"]
    scores = flat(lock["scores"])
    assert {name: scores[name] for name, floor in floors.items() if scores[name] < floor} == {}


def test_lock_describes_the_recipe_configs_knowledge_and_annotation_of_the_repository(lock, root):
    inputs = training_inputs(root / "data/annotation/names", load_recipe())
    assert {name: lock[name] for name in inputs} == json.loads(json.dumps(inputs))


@pytest.mark.shared
def test_locked_scores_of_sequoia_are_measured_again(folder, lock, shared):
    nlp = spacy.load(folder, exclude=["ner"])
    sentences = read_treebank(shared / "corpora", load_recipe().syntax.tests["sequoia"])
    found = syntax_scores(nlp, held_out_set(nlp.vocab, sentences).get_docs(nlp.vocab))
    assert found == pytest.approx(lock["scores"]["syntax"]["sequoia"], abs=TOLERANCE)

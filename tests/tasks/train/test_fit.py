import json
import random
import threading
from contextlib import contextmanager
from dataclasses import replace

import pytest

from tasks.train.convert import training_set
from tasks.train.fit import LAST, STAMP, fit, fit_stamp
from tasks.train.recipe import load_recipe
from tasks.train.steps import Workplace, train_sentences
from tasks.train.tokenizer import blank_pipeline, load_tokenizer_rules
from tasks.train.treebank import Word


def sentence(*forms):
    """A made-up sentence: all words hang on the first."""
    first, *others = (Word(text=form, space=True, pos="X", morph="", lemma=form, dep="dep", head=0) for form in forms)
    return (replace(first, dep="ROOT"), *others)


@pytest.fixture
def inputs(tmp_path):
    names = ("config.cfg", "train.spacy", "dev.spacy")
    for name in names:
        (tmp_path / name).write_text(name)
    return [tmp_path / name for name in names]


def test_stamp_changes_with_config_data_and_overrides(inputs):
    before = fit_stamp(*inputs, {"training.max_steps": 10})
    assert fit_stamp(*inputs, {"training.max_steps": 20}) != before
    inputs[1].write_text("other data")
    assert fit_stamp(*inputs, {"training.max_steps": 10}) != before


def test_stamp_changes_with_the_pipeline_begun_from(inputs, tmp_path):
    (tmp_path / "begun").mkdir()
    weights = tmp_path / "begun" / "model"
    weights.write_bytes(b"some")
    before = fit_stamp(*inputs, {"paths.syntax": str(weights.parent)})
    weights.write_bytes(b"other")
    assert fit_stamp(*inputs, {"paths.syntax": str(weights.parent)}) != before


def test_finished_run_is_not_done_again(inputs, tmp_path):
    overrides = {"training.max_steps": 10}
    output = tmp_path / "run"
    output.mkdir()
    (output / STAMP).write_text(json.dumps(fit_stamp(*inputs, overrides)))
    config, train, dev = inputs
    assert fit(config, train_data=train, dev_data=dev, output=output, overrides=overrides) == output / LAST


@contextmanager
def restless():
    """Something in this process that draws from Python's random numbers all the time, as the workflow engine does."""
    over = threading.Event()

    def draw():
        while not over.wait(0.001):
            random.random()  # noqa: S311 - nothing is kept secret with it

    thread = threading.Thread(target=draw)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def test_the_same_run_gives_the_same_weights_whatever_the_process_around_it_draws(tmp_path, root):
    nlp = blank_pipeline(load_tokenizer_rules())
    bank = [sentence("Elle", "part", "."), sentence("Il", "reste", "à", "Lens", ".")]
    place = Workplace(corpora=tmp_path, annotation=tmp_path, work=tmp_path)
    data, shown = place.data("sentences_train"), place.data("syntax_test_gsd")
    data.parent.mkdir()
    for path in (data, shown):
        training_set(nlp.vocab, [(bank, 1.0)], load_recipe().sentences.levels, passes=3, seed=1).to_disk(path)
    overrides = {"training.max_steps": 6, "training.eval_frequency": 6, "training.batcher.size": 10}
    config = root / "tasks/train/configs/sentences.cfg"
    alone = fit(config, train_data=data, dev_data=shown, output=tmp_path / "alone", overrides=overrides)
    with restless():
        beside = train_sentences(place, overrides)
    assert (alone / "senter" / "model").read_bytes() == (beside / "senter" / "model").read_bytes()

import json

import pytest

from tasks.train.fit import LAST, STAMP, fit, fit_stamp


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


def test_finished_run_is_not_done_again(inputs, tmp_path):
    overrides = {"training.max_steps": 10}
    output = tmp_path / "run"
    output.mkdir()
    (output / STAMP).write_text(json.dumps(fit_stamp(*inputs, overrides)))
    config, train, dev = inputs
    assert fit(config, train_data=train, dev_data=dev, output=output, overrides=overrides) == output / LAST

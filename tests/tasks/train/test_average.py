import numpy as np
import pytest
import spacy

from tasks.train.average import averaged


def tagger(seed, *, labels=("NOUN", "VERB")):
    """A small untrained pipeline whose weights depend on the seed."""
    spacy.util.fix_random_seed(seed)
    nlp = spacy.blank("xx")
    component = nlp.add_pipe("tagger")
    for label in labels:
        component.add_label(label)
    nlp.initialize()
    return nlp


def weights(nlp):
    layers = nlp.get_pipe("tagger").model.walk()
    return [layer.get_param(name).copy() for layer in layers for name in layer.param_names if layer.has_param(name)]


def test_weights_are_the_mean():
    pipelines = [tagger(seed) for seed in (1, 2, 3)]
    expected = [np.mean(group, axis=0) for group in zip(*map(weights, pipelines), strict=True)]
    mean = weights(averaged(pipelines, "tagger"))
    assert all(np.array_equal(one, other) for one, other in zip(mean, expected, strict=True))


def test_one_run_stays_as_it_is():
    alone = tagger(1)
    before = weights(alone)
    assert all(np.array_equal(one, other) for one, other in zip(weights(averaged([alone], "tagger")), before, strict=True))


def test_components_of_other_shape_are_refused():
    with pytest.raises(ValueError, match="shape"):
        averaged([tagger(1), tagger(2, labels=("NOUN", "VERB", "ADJ"))], "tagger")

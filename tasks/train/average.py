"""Runs that begin from the same weights and differ in their seed, made into one by the mean of their weights.

One run's score moves by a point or two with its seed; the mean of several is steadier and costs nothing when the model
is used (Wortsman et al. 2022, "Model soups", ICML).
"""

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from spacy.language import Language


def averaged(pipelines: Sequence[Language], component: str) -> Language:
    """Return the first pipeline with the mean of all pipelines' weights in `component`.

    Raises:
        ValueError: the components have other layers, or weights of other shapes.
    """
    models = [cast("Any", nlp.get_pipe(component)).model for nlp in pipelines]
    for layers in zip(*(model.walk() for model in models), strict=True):
        for name in layers[0].param_names:
            if layers[0].has_param(name):
                layers[0].set_param(name, np.mean([layer.get_param(name) for layer in layers], axis=0))
    return pipelines[0]

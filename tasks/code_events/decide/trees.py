"""Boosted trees: pieces of evidence by name in, a probability out.

What belongs here: how fitted trees are asked. What does not: which evidence there is (weighing.py), how they are fitted
(benchmarks/fitting.py). They are stored as ONNX, with the names of the evidence in the order of its columns.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import onnxruntime as ort

NAMES = "evidence"
DIGITS = 3


@dataclass(frozen=True)
class Trees:
    """Loaded trees and the names of their columns."""

    session: Any
    names: tuple[str, ...]

    def chances(self, rows: Sequence[Mapping[str, float]]) -> list[float]:
        """The probability of each row; evidence that it lacks counts 0, such as fitting never saw counts nothing."""
        if not rows:
            return []
        table = np.array([[row.get(name, 0.0) for name in self.names] for row in rows], dtype=np.float32)
        (found,) = self.session.run(None, {NAMES: table})
        return [round(float(chance), DIGITS) for chance in found[:, 0]]


@cache
def load_trees(name: str) -> Trees:
    """The trees of decide/NAME_trees.onnx, on one thread. The result is shared."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    content = files("tasks.code_events").joinpath("decide", f"{name}_trees.onnx").read_bytes()
    session = ort.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    return Trees(session, tuple(json.loads(session.get_modelmeta().custom_metadata_map[NAMES])))

"""The whole network made ready for eight bits: channels that stand out are scaled down before a product, and up in its weights.

Eight bits are laid over the numbers of a whole layer. In each a channel or two reach ten times as far as the others, and leave
those a few steps: the network's answers were then another in every fifth word that tells an act. What is done here changes no
answer of the whole network. What does not belong here: the bits (export.py). Needs onnx.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
from onnx import helper, numpy_helper

from tasks.proposals.labels import Array

STANDING_OUT = 20
"""Channels of a layer that reach further than this one in the order of their reach are scaled down to it."""


def level(path: Path, inputs: Iterable[Mapping[str, np.ndarray]]) -> None:
    """Level the products of the ONNX file, in place; how far their channels reach is seen on the inputs."""
    model = onnx.load(path)
    weights = {tensor.name: tensor for tensor in model.graph.initializer}
    given = {value.name for value in model.graph.input}
    products = [n for n in model.graph.node if n.op_type == "MatMul" and n.input[1] in weights and n.input[0] not in given]
    scales = {name: _scale(reach) for name, reach in _reaches(path, {n.input[0] for n in products}, inputs).items()}
    for node in products:
        name, weight = node.input
        wide = numpy_helper.to_array(weights[weight]) * scales[name][:, None]
        model.graph.initializer.append(numpy_helper.from_array(wide, f"{node.name}_levelled"))
        node.input[:] = [f"{name}_levelled", f"{node.name}_levelled"]
    for name, scale in scales.items():
        _put_before(model.graph, name, scale)
    for name in {weight for weight in weights if not any(weight in node.input for node in model.graph.node)}:
        model.graph.initializer.remove(weights[name])
    onnx.save(model, path)


def _scale(reach: Array) -> Array:
    """What each channel is divided by."""
    scale: Array = np.maximum(reach / np.sort(reach)[-min(STANDING_OUT, len(reach))], 1).astype(np.float32)
    return scale


def _reaches(path: Path, names: set[str], inputs: Iterable[Mapping[str, np.ndarray]]) -> dict[str, Array]:
    """How far each channel of the named numbers reaches from zero."""
    model = onnx.load(path)
    for name in names:
        model.graph.output.append(helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None))
    session = ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    order, found = sorted(names), dict[str, Array]()
    for given in inputs:
        for name, numbers in zip(order, session.run(order, dict(given)), strict=True):
            reach = np.abs(numbers).reshape(-1, numbers.shape[-1]).max(axis=0)
            found[name] = np.maximum(found[name], reach) if name in found else reach
    return found


def _put_before(graph: onnx.GraphProto, name: str, scale: Array) -> None:
    """Let the levelled numbers stand before the first product that takes them."""
    graph.initializer.append(numpy_helper.from_array((1 / scale).astype(np.float32), f"{name}_inverse"))
    node = helper.make_node("Mul", [name, f"{name}_inverse"], [f"{name}_levelled"], name=f"{name}_levelling")
    place = next(number for number, one in enumerate(graph.node) if f"{name}_levelled" in one.input)
    graph.node.insert(place, node)

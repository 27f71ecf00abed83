"""Channels that stand out are scaled down before a product and up in its weights: the same answers, less reach."""

import numpy as np
import pytest

onnx = pytest.importorskip("onnx", reason="onnx is of the dependency group `train`, which the lock file does not hold")

from onnx import helper, numpy_helper  # noqa: E402
from onnxruntime import InferenceSession  # noqa: E402

from tasks.train.acts.levelling import STANDING_OUT, level  # noqa: E402

CHANNELS, OUT = 64, 24


def numbers(seed: int) -> np.ndarray:
    """Rows of which one channel reaches fifty times as far as the others."""
    drawn = np.random.default_rng(seed).normal(size=(1, 30, CHANNELS)).astype(np.float32)
    drawn[..., 7] *= 50
    return drawn


@pytest.fixture
def network(tmp_path):
    """Numbers as they are (`same`), and two products of them."""
    chance = np.random.default_rng(0)
    weights = [numpy_helper.from_array(chance.normal(size=(CHANNELS, OUT)).astype(np.float32), f"weight_{n}") for n in (0, 1)]
    nodes = [
        helper.make_node("Identity", ["x"], ["same"], name="same"),
        *(helper.make_node("MatMul", ["same", f"weight_{n}"], [f"y_{n}"], name=f"product_{n}") for n in (0, 1)),
        helper.make_node("Add", ["y_0", "y_1"], ["y"], name="sum"),
    ]
    values = [
        helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, ["a", "b", size])
        for name, size in (("x", CHANNELS), ("y", OUT))
    ]
    graph = helper.make_graph(nodes, "network", values[:1], values[1:], weights)
    path = tmp_path / "whole.onnx"
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9), path)
    return path


def answers(path, names):
    model = onnx.load(path)
    model.graph.output.extend(helper.make_tensor_value_info(n, onnx.TensorProto.FLOAT, None) for n in names if n != "y")
    return InferenceSession(model.SerializeToString()).run(names, {"x": numbers(1)})


def test_answers_stay_and_no_channel_stands_out(network):
    (before,) = answers(network, ["y"])
    level(network, [{"x": numbers(seed)} for seed in range(3)])
    after, levelled = answers(network, ["y", "same_levelled"])
    np.testing.assert_allclose(after, before, rtol=1e-3, atol=1e-3)
    reach = np.sort(np.abs(levelled).max(axis=(0, 1)))
    assert reach[-1] < 2 * reach[-STANDING_OUT]
    assert np.abs(numbers(1)).max() > 20 * reach[-1]


def test_numbers_are_levelled_once_for_all_products_and_old_weights_are_gone(network):
    level(network, [{"x": numbers(2)}])
    graph = onnx.load(network).graph
    assert [node.op_type for node in graph.node].count("Mul") == 1
    assert not {"weight_0", "weight_1"} & {tensor.name for tensor in graph.initializer}

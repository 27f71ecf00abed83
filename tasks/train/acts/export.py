"""The trained network as the folder that is served: ONNX in eight bits, pieces, arguments, labels. Needs torch."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from tasks.proposals.labels import write_labels
from tasks.proposals.network import ARGUMENTS, ENCODER, PIECES, inputs_of
from tasks.proposals.traits import Triggers, width, write_triggers
from tasks.train.acts.examples import Example
from tasks.train.acts.levelling import level
from tasks.train.acts.network import ActNetwork, WordRows

OPSET = 17
LOOKED_AT = 60


def export_network(network: ActNetwork, pieces: bytes, triggers: Triggers, folder: Path, *, examples: Sequence[Example]) -> None:
    """Write the folder that `load_network` reads. Weights of products and embeddings are quantised by column.

    `examples`: what is learned from; some of them show how far the channels of the network reach.
    """
    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / "whole.onnx"
    torch.onnx.export(
        WordRows(network).eval(),
        (torch.ones(1, 50, dtype=torch.long), torch.arange(1, 49), torch.zeros(1, 50, width(network.labels))),
        str(whole),
        input_names=["pieces", "words", "traits"],
        output_names=["columns"],
        dynamic_axes={"pieces": {1: "pieces"}, "words": {0: "words"}, "traits": {1: "pieces"}, "columns": {1: "words"}},
        opset_version=OPSET,
        dynamo=False,
    )
    shown = examples[:: max(1, len(examples) // LOOKED_AT)]
    level(whole, (inputs_of(example.window, example.traits) for example in shown))
    quantize_dynamic(
        whole, folder / ENCODER, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather"]
    )
    whole.unlink()
    (folder / PIECES).write_bytes(pieces)
    np.savez(
        folder / ARGUMENTS,
        distance=network.distance.weight.detach().numpy(),
        relation=network.relation.weight.detach().numpy(),
        weight=network.argument.weight.detach().numpy().T,
        bias=network.argument.bias.detach().numpy(),
    )
    write_labels(network.labels, folder)
    write_triggers(triggers, folder)

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
from tasks.train.acts.network import ActNetwork

OPSET = 17
LOOKED_AT = 60


def export_network(network: ActNetwork, pieces: bytes, triggers: Triggers, folder: Path, *, examples: Sequence[Example]) -> None:
    """Write the folder that `load_network` reads. Weights of products and embeddings are quantised by column.

    `examples`: what is learned from; some of them show how far the channels of the network reach.
    """
    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    whole = folder / "whole.onnx"
    sizes = {0: "windows", 1: "pieces"}
    torch.onnx.export(
        network,
        (torch.ones(2, 50, dtype=torch.long), torch.ones(2, 50), torch.zeros(2, 50, width(network.labels))),
        str(whole),
        input_names=["pieces", "mask", "traits"],
        output_names=["columns"],
        dynamic_axes={"pieces": sizes, "mask": sizes, "traits": sizes, "columns": sizes},
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

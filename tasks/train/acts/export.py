"""The trained network as the folder that is served: ONNX in eight bits, pieces, arguments, labels. Needs torch."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

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
    _write(
        network,
        {
            "pieces": torch.ones(2, 50, dtype=torch.long),
            "mask": torch.ones(2, 50),
            "traits": torch.zeros(2, 50, width(network.labels)),
        },
        {"columns": sizes, "states": sizes},
        whole,
    )
    shown = examples[:: max(1, len(examples) // LOOKED_AT)]
    level(whole, (inputs_of(example.window, example.traits) for example in shown))
    _in_eight_bits(whole, folder / ENCODER)
    numbers = torch.ones(2, 50, dtype=torch.long)
    _write(
        network.arguments,
        {
            "states": torch.zeros(2, 50, network.positions.weight.shape[1]),
            "distances": numbers,
            "relations": numbers,
            "mask": torch.ones(2, 50),
        },
        {"scores": sizes},
        whole,
    )
    whole.rename(folder / ARGUMENTS)
    (folder / PIECES).write_bytes(pieces)
    write_labels(network.labels, folder)
    write_triggers(triggers, folder)


def _write(part: nn.Module, told: Mapping[str, Tensor], made: Mapping[str, Mapping[int, str]], path: Path) -> None:
    sizes = next(iter(made.values()))
    torch.onnx.export(
        part,
        tuple(told.values()),
        str(path),
        input_names=list(told),
        output_names=list(made),
        dynamic_axes=dict.fromkeys((*told, *made), sizes),
        opset_version=OPSET,
        dynamo=False,
    )


def _in_eight_bits(whole: Path, path: Path) -> None:
    quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather"])
    whole.unlink()

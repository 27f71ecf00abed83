"""The trained network as the folder that is served: ONNX in eight bits, pieces, arguments, labels. Needs torch."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import onnxruntime as ort
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from tasks.proposals.labels import Labels, write_labels
from tasks.proposals.network import ARGUMENTS, ENCODER, PIECES, inputs_of, words_of_act
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
    whole, arguments = folder / "whole.onnx", folder / "whole_arguments.onnx"
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
    numbers = torch.ones(2, 50, dtype=torch.long)
    _write(
        network.arguments,
        {
            "states": torch.zeros(2, 50, network.positions.weight.shape[1]),
            "distances": numbers,
            "relations": numbers,
            "mask": torch.ones(2, 50),
        },
        {"scores": {0: "acts", 1: "words"}},
        arguments,
    )
    shown = examples[:: max(1, len(examples) // LOOKED_AT)]
    level(arguments, list(_acts_shown(whole, shown, network.labels)))
    level(whole, [inputs_of(example.window, example.traits) for example in shown])
    for path, name in ((whole, ENCODER), (arguments, ARGUMENTS)):
        quantize_dynamic(
            path, folder / name, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather"]
        )
        path.unlink()
    (folder / PIECES).write_bytes(pieces)
    write_labels(network.labels, folder)
    write_triggers(triggers, folder)


def _acts_shown(whole: Path, examples: Sequence[Example], labels: Labels) -> Iterator[dict[str, np.ndarray]]:
    """What scores arguments is given of the acts of these examples."""
    session = ort.InferenceSession(str(whole), providers=["CPUExecutionProvider"])
    for example in examples:
        states = session.run(["states"], inputs_of(example.window, example.traits))[0][0, example.window.words]
        yield from (words_of_act(states, act.words, act.relations, labels) for act in example.acts)


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

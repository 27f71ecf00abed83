"""The network as it is served: pieces in, a row of numbers for each word out; on the processor, in eight bits."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
import sentencepiece as spm

from tasks.proposals.labels import Array, Labels, read_labels
from tasks.proposals.traits import Triggers, read_triggers, width
from tasks.proposals.windows import Window

ENCODER, PIECES, ARGUMENTS = "encoder.onnx", "pieces.model", "arguments.npz"
TOGETHER = 8
PAD = 1


@dataclass(frozen=True)
class Network:
    """A loaded network: the encoder, the pieces of words, what scores arguments, what its numbers mean, the lexicon's lemmas."""

    encoder: Any
    pieces: spm.SentencePieceProcessor
    distance: Array
    relation: Array
    weight: Array
    bias: Array
    labels: Labels
    triggers: Triggers

    def rows(self, windows: Sequence[Window], traits: Array) -> list[Array]:
        """For each window an array (words, columns); windows of like length are run together.

        `traits`: (words of the text, traits).
        """
        order = sorted(range(len(windows)), key=lambda i: len(windows[i].pieces))
        found: dict[int, Array] = {}
        for start in range(0, len(order), TOGETHER):
            together = order[start : start + TOGETHER]
            for number, output in zip(together, self._run([windows[i] for i in together], traits), strict=True):
                found[number] = output[windows[number].words]
        return [found[number] for number in range(len(windows))]

    def _run(self, windows: Sequence[Window], traits: Array) -> Array:
        longest = max(len(window.pieces) for window in windows)
        numbers = np.full((len(windows), longest), PAD, dtype=np.int64)
        mask = np.zeros((len(windows), longest), dtype=np.float32)
        told = np.zeros((len(windows), longest, width(self.labels)), dtype=np.float32)
        for row, window in enumerate(windows):
            numbers[row, : len(window.pieces)] = window.pieces
            mask[row, : len(window.pieces)] = 1
            told[row, window.words] = traits[window.first_word : window.first_word + len(window.words)]
        output: Array = self.encoder.run(None, {"pieces": numbers, "mask": mask, "traits": told})[0]
        return output


def network_folder() -> Path:
    """Where the shipped network lies."""
    return Path(str(files("tasks.proposals").joinpath("model")))


@cache
def load_network(folder: Path) -> Network:
    """The network of a folder, on one thread: batches run in parallel, not the products within them. The result is shared."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    arguments = np.load(folder / ARGUMENTS)
    return Network(
        encoder=ort.InferenceSession(str(folder / ENCODER), options, providers=["CPUExecutionProvider"]),
        pieces=spm.SentencePieceProcessor(model_file=str(folder / PIECES), num_threads=1),
        distance=arguments["distance"],
        relation=arguments["relation"],
        weight=arguments["weight"],
        bias=arguments["bias"],
        labels=read_labels(folder),
        triggers=read_triggers(folder),
    )

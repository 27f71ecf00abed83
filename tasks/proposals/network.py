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
from tasks.proposals.relations import distance_classes
from tasks.proposals.traits import Triggers, read_triggers
from tasks.proposals.windows import Numbers, Span, Window

ENCODER, PIECES, ARGUMENTS = "encoder.onnx", "pieces.model", "arguments.npz"


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
        """For each window an array (words, columns), each run alone: nothing is padded, and what a window says is its own.

        Eight bits are laid over all the numbers of a run, so that another window's would coarsen them.
        `traits`: (words of the text, traits).
        """
        outputs = (self.encoder.run(None, inputs_of(w, traits[w.first_word : w.first_word + len(w.words)])) for w in windows)
        return [output[0, window.words] for window, (output,) in zip(windows, outputs, strict=True)]

    def argument_scores(self, act: Array, words: Array, span: Span, relations: Numbers) -> Array:
        """Logits (words up to the end of the act's sentence, roles).

        `act`: the projection (pair) of the act of the words `span`; `words`: those of the window's words (words, pair);
        `relations`: the classes of the words up to that end, as seen from the act.
        """
        end = len(relations)
        classes = distance_classes(span, end, self.labels.distances)
        sums = np.tanh(act + words[:end] + self.distance[classes] + self.relation[relations])
        scores: Array = np.concatenate([sums, act * words[:end]], axis=1) @ self.weight + self.bias
        return scores


def inputs_of(window: Window, traits: Array) -> dict[str, np.ndarray]:
    """What the encoder is given of one window. `traits`: (words of the window, traits)."""
    told = np.zeros((1, len(window.pieces), traits.shape[1]), dtype=np.float32)
    told[0, window.words] = traits
    pieces = np.array([window.pieces], dtype=np.int64)
    return {"pieces": pieces, "mask": np.ones(pieces.shape, dtype=np.float32), "traits": told}


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

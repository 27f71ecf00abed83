"""The network as it is served: pieces in, a row of numbers for each word out; on the processor, in eight bits."""

from collections.abc import Iterator, Sequence
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

ENCODER, PIECES, ARGUMENTS = "encoder.onnx", "pieces.model", "arguments.onnx"
REACH = 64
"""Words before an act that may name its parties."""


@dataclass(frozen=True)
class Network:
    """A loaded network: the encoder, what scores arguments, the pieces of words, what its numbers mean, the lexicon's lemmas."""

    encoder: Any
    arguments: Any
    pieces: spm.SentencePieceProcessor
    labels: Labels
    triggers: Triggers

    def rows(self, windows: Sequence[Window], traits: Array) -> Iterator[tuple[Array, Array]]:
        """For each window two arrays, (words, columns) and (words, width).

        Each is run alone: nothing is padded, and what a window says is its own. Eight bits are laid over all the numbers of a
        run, so that another window's would coarsen them.
        `traits`: (words of the text, traits).
        """
        outputs = (self.encoder.run(None, inputs_of(w, traits[w.first_word : w.first_word + len(w.words)])) for w in windows)
        for window, (columns, states) in zip(windows, outputs, strict=True):
            yield columns[0, window.words], states[0, window.words]

    def argument_scores(self, states: Array, span: Span, relations: Numbers) -> Array:
        """Logits (words, roles) of the words that `words_of_act` looks at."""
        scores: Array = self.arguments.run(None, words_of_act(states, span, relations, self.labels))[0][0]
        return scores


def inputs_of(window: Window, traits: Array) -> dict[str, np.ndarray]:
    """What the encoder is given of one window. `traits`: (words of the window, traits)."""
    told = np.zeros((1, len(window.pieces), traits.shape[1]), dtype=np.float32)
    told[0, window.words] = traits
    pieces = np.array([window.pieces], dtype=np.int64)
    return {"pieces": pieces, "mask": np.ones(pieces.shape, dtype=np.float32), "traits": told}


def words_of_act(states: Array, span: Span, relations: Numbers, labels: Labels) -> dict[str, np.ndarray]:
    """What scores arguments is given of one act: the window's words from `first_looked_at` up to the end of its sentence.

    `states`: (words of the window, width); `relations`: the classes of the words up to that end, as seen from the act.
    """
    begin, end = first_looked_at(span), len(relations)
    distances = distance_classes(span, end, labels.distances)[begin:]
    mask = np.ones((1, end - begin), dtype=np.float32)
    return {"states": states[None, begin:end], "distances": distances[None], "relations": relations[None, begin:], "mask": mask}


def first_looked_at(span: Span) -> int:
    """The first word of a window that may name a party of the act of these words."""
    return max(0, span[0] - REACH)


def network_folder() -> Path:
    """Where the shipped network lies."""
    return Path(str(files("tasks.proposals").joinpath("model")))


@cache
def load_network(folder: Path) -> Network:
    """The network of a folder, on one thread: batches run in parallel, not the products within them. The result is shared."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    encoder, arguments = (
        ort.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"]) for name in (ENCODER, ARGUMENTS)
    )
    return Network(
        encoder=encoder,
        arguments=arguments,
        pieces=spm.SentencePieceProcessor(model_file=str(folder / PIECES), num_threads=1),
        labels=read_labels(folder),
        triggers=read_triggers(folder),
    )

"""Answers of the networks in less time, from the same weights: each kind of token is embedded once, few rows are done at a time.

What belongs here: how a trained network is asked. What doesn't: its weights, and what is made of its answers.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

Network = Model[Any, Any]
Vectors = list[Any]
Answer = tuple[Vectors, Callable[[Any], Any]]
EXTRACT, CHOICE = "extract_features", "with_array(softmax)"
ROWS_AT_ONCE = 1500
"""So many rows of a layer stay in a core's cache: 16,000 at once took nearly twice the time."""
LEAST_ROWS = 32
"""Products of fewer rows take another way through the library of matrices and may differ from it in the last bit."""
MOST_KINDS = 40_000
"""So many vectors are remembered at most before all are forgotten: 15 MB a network."""
NO_VECTORS = np.empty((0, 0), dtype=np.float32)
MIXERS = np.random.default_rng(0).integers(1 << 62, size=16, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
"""Odd factors: the sum of a token's features, each times its factor, stands for all of them."""


def quicken(nlp: Language) -> None:
    """Let every network of the pipeline that makes vectors of tokens do so in less time; its answers stay the same."""
    for _, pipe in nlp.pipeline:
        network: Network | None = getattr(pipe, "model", None)
        if not isinstance(network, Model):
            continue
        for node in list(network.walk()):
            if _makes_vectors(node):
                embed, encode = node.layers
                network.replace_node(embed, _around(embed, "each_kind_once", _Embedder()))
                network.replace_node(encode, _around(encode, "few_at_once", _encoded))
            elif node.name == CHOICE:
                network.replace_node(node, _around(node, "few_at_once", _encoded))


def _around(node: Network, name: str, forward: Callable[[Network, Any, bool], Answer]) -> Network:
    return Model(name, forward, layers=[node], dims={dim: node.maybe_get_dim(dim) for dim in node.dim_names})


def _makes_vectors(node: Network) -> bool:
    """Whether the node is a network of spaCy's for vectors of tokens: features, embedded, then encoded with their neighbours."""
    if len(node.layers) != 2:  # noqa: PLR2004 - to embed and to encode
        return False
    embed = node.layers[0]
    names = [layer.name for layer in embed.layers]
    return names[:2] == [EXTRACT, "list2ragged"] and names[-1] == "ragged2list" and "pad" in node.layers[1].attrs


class _Embedder:
    """The vectors of kinds of tokens without their neighbours, each kind asked for once: what was answered is remembered."""

    def __init__(self) -> None:
        self._places: dict[int, int] = {}
        self._vectors = NO_VECTORS

    def __call__(self, model: Network, docs: Sequence[Doc], is_train: bool) -> Answer:
        """The vector of each token of each document; tokens with the same features are of one kind."""
        (embed,) = model.layers
        columns = embed.layers[0].attrs["columns"]
        features = np.concatenate([doc.to_array(columns).reshape(len(doc), len(columns)) for doc in docs])
        if is_train or not len(features):
            answer: Answer = embed(docs, is_train)
            return answer
        kinds, first, which = np.unique((features * MIXERS[: len(columns)]).sum(axis=1), return_index=True, return_inverse=True)
        vectors = self._remembered(embed, kinds.tolist(), features[first])
        return np.split(vectors[which], np.cumsum([len(doc) for doc in docs])[:-1]), _no_training

    def _remembered(self, embed: Network, kinds: list[int], features: np.ndarray) -> np.ndarray:
        """The vector of each kind, of which `features` has a row each."""
        if len(self._places) > MOST_KINDS:
            self._places, self._vectors = {}, NO_VECTORS
        new = [number for number, kind in enumerate(kinds) if kind not in self._places]
        if new:
            asked = features[np.resize(new, max(len(new), LEAST_ROWS))]
            for layer in embed.layers[2:-1]:
                asked = layer.predict(asked)
            self._places |= {kinds[number]: len(self._places) + place for place, number in enumerate(new)}
            answered = asked[: len(new)]
            self._vectors = np.concatenate([self._vectors, answered]) if len(self._vectors) else answered
        return self._vectors[[self._places[kind] for kind in kinds]]


def _encoded(model: Network, vectors: Vectors, is_train: bool) -> Answer:
    """The vectors with what their neighbours add, some documents at a time."""
    (encode,) = model.layers
    if is_train:
        answer: Answer = encode(vectors, is_train)
        return answer
    return [found for some in _groups(vectors) for found in encode.predict(some)], _no_training


def _groups(vectors: Vectors) -> Iterator[Vectors]:
    """Documents in their order, together as many as have ROWS_AT_ONCE tokens; a longer one alone."""
    group: Vectors = []
    rows = 0
    for one in vectors:
        if group and rows + len(one) > ROWS_AT_ONCE:
            yield group
            group, rows = [], 0
        group.append(one)
        rows += len(one)
    if group:
        yield group


def _no_training(_: Any) -> Any:
    raise NotImplementedError("a quickened network only answers: train the one that was loaded")

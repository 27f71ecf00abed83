"""The network's numbers read as acts with their arguments."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tasks.proposals.labels import ROLES, Array
from tasks.proposals.network import Network
from tasks.proposals.relations import numbered, relation_classes
from tasks.proposals.traits import Reading, traits_of
from tasks.proposals.windows import Numbers, Span, Window, windows_of

LEAST_ACT = 0.08
"""Words whose probability of telling an act is lower are not proposed."""
LEAST_ARGUMENT = 0.1


@dataclass(frozen=True)
class ProposedArgument:
    """Words [first, last) of the text that may name a party of an act: role, probability, sector of the party."""

    role: str
    first: int
    last: int
    score: float
    sector: str


@dataclass(frozen=True)
class ProposedAct:
    """Words [first, last) of the text that may tell an act.

    `score`: probability that they tell any; `event_type` and `type_score`: the likeliest type and its share among types;
    `realis`, `hedged`: likeliest realis with its probability, and the probability of a hedge.
    """

    first: int
    last: int
    score: float
    event_type: str
    type_score: float
    realis: str
    realis_score: float
    hedged: float
    arguments: tuple[ProposedArgument, ...]


def propose(
    text: str, words: Sequence[Span], sentences: Sequence[Span], reading: Reading, *, network: Network
) -> list[ProposedAct]:
    """The acts that the network sees, in the order of the text.

    `words`: spans of characters; `sentences`: spans of words; `reading`: what annotation knows of the words.
    """
    filled = [span for span in sentences if span[1] > span[0]]
    if not filled:
        return []
    traits = traits_of(words, reading, triggers=network.triggers, labels=network.labels)
    groups, heads = numbered(reading.relations), np.array(reading.heads, dtype=np.int64)
    windows = windows_of(text, words, filled, pieces=network.pieces, limit=network.labels.window)
    return [
        act
        for window, rows in zip(windows, network.rows(windows, traits), strict=True)
        for act in _acts(window, rows, (groups, heads), network)
    ]


def _acts(window: Window, rows: Array, parse: tuple[Numbers, Numbers], network: Network) -> Iterator[ProposedAct]:
    types, realis, hedged, sectors, as_act, as_word = np.split(rows, np.cumsum(network.labels.widths)[:-1], axis=1)
    inside = slice(window.first_word, window.first_word + len(window.words))
    groups, heads = parse[0][inside], parse[1][inside] - window.first_word
    told, real, kinds = _softmax(types), _softmax(realis), _softmax(sectors[:, 1:])
    for sentence in window.sentences:
        for first, last in (_trimmed(told, run) for run in _runs(told, sentence)):
            shares = told[first:last, 1:].sum(axis=0)
            mean = real[first:last].mean(axis=0)
            relations = relation_classes((first, last), sentence[1], groups, heads)
            scores = _sigmoid(network.argument_scores(as_act[first:last].mean(axis=0), as_word, (first, last), relations))
            yield ProposedAct(
                first=window.first_word + first,
                last=window.first_word + last,
                score=float(1 - told[first:last, 0].min()),
                event_type=network.labels.types[1 + int(shares.argmax())],
                type_score=float(shares.max() / shares.sum()),
                realis=network.labels.realis[int(mean.argmax())],
                realis_score=float(mean.max()),
                hedged=float(_sigmoid(hedged[first:last]).mean()),
                arguments=tuple(_arguments(scores, kinds, window.first_word, network)),
            )


def _runs(told: Array, sentence: Span) -> Iterator[Span]:
    """Runs of words of a sentence that may tell an act; where its words differ in type they tell one act of the likeliest."""
    begin, end = sentence
    yield from ((begin + first, begin + last) for first, last in _runs_of(1 - told[begin:end, 0] >= LEAST_ACT))


def _runs_of(likely: npt.NDArray[np.bool_]) -> list[Span]:
    """The runs of words that are likely."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], likely, [False]]).astype(np.int8)))
    return [(first, last) for first, last in edges.reshape(-1, 2).tolist()]


def _trimmed(told: Array, run: Span) -> Span:
    """The run without the words at its edges that are less than half as likely as its likeliest."""
    first, last = run
    chances = 1 - told[first:last, 0]
    likely = np.flatnonzero(chances >= chances.max() / 2)
    return first + int(likely[0]), first + int(likely[-1]) + 1


def _arguments(scores: Array, kinds: Array, offset: int, network: Network) -> Iterator[ProposedArgument]:
    for column, role in enumerate(ROLES):
        for first, last in _runs_of(scores[:, column] >= LEAST_ARGUMENT):
            sector = network.labels.sectors[1 + int(kinds[first:last].mean(axis=0).argmax())]
            yield ProposedArgument(role, offset + first, offset + last, float(scores[first:last, column].max()), sector)


def _softmax(numbers: Array) -> Array:
    powers = np.exp(numbers - numbers.max(axis=1, keepdims=True))
    shares: Array = powers / powers.sum(axis=1, keepdims=True)
    return shares


def _sigmoid(numbers: Array) -> Array:
    chances: Array = (1 / (1 + np.exp(-numbers))).astype(np.float32)
    return chances

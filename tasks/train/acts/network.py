"""The network that is trained: the pretrained encoder's first layers, and one linear output for each word.

Needs torch. The output's columns are `Labels.widths`; arguments are scored from the two projections of act and word and a
vector each for the class of their distance and of their relation in the parse: weight · [tanh(act + word + distance + relation),
act × word] + bias.
"""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from tasks.proposals.labels import ROLES, Labels
from tasks.proposals.relations import CLASSES
from tasks.proposals.traits import width
from tasks.train.acts.pretrained import Pretrained, Sizes

MASKED = -1e4


class Layer(nn.Module):
    """A transformer layer with the norm behind each part, as in BERT."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self.heads, self.head_width, self.dropout = sizes.heads, sizes.hidden // sizes.heads, dropout
        self.query, self.key, self.value, self.output = (nn.Linear(sizes.hidden, sizes.hidden) for _ in range(4))
        self.widen, self.narrow = nn.Linear(sizes.hidden, sizes.inner), nn.Linear(sizes.inner, sizes.hidden)
        self.attention_norm, self.output_norm = (nn.LayerNorm(sizes.hidden, sizes.epsilon) for _ in range(2))

    def forward(self, words: Tensor, mask: Tensor) -> Tensor:
        """(windows, pieces, width) → the same; `mask` is added to the attention's scores."""
        rows, length, width = words.shape
        query, key, value = (
            part(words).view(rows, length, self.heads, self.head_width).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        shares = (query @ key.transpose(-1, -2) / math.sqrt(self.head_width) + mask).softmax(-1)
        seen = (self._dropped(shares) @ value).transpose(1, 2).reshape(rows, length, width)
        words = self.attention_norm(words + self._dropped(self.output(seen)))
        changed: Tensor = self.output_norm(words + self._dropped(self.narrow(functional.gelu(self.widen(words)))))
        return changed

    def _dropped(self, numbers: Tensor) -> Tensor:
        return functional.dropout(numbers, self.dropout, self.training)


class ActNetwork(nn.Module):
    """Embeddings of the kept pieces (frozen), the first layers of the encoder, the output and the scorer of arguments."""

    def __init__(self, sizes: Sizes, labels: Labels, *, kept: int, layers: int, dropout: float) -> None:
        super().__init__()
        self.labels, self.dropout = labels, dropout
        self.pieces = nn.Embedding(kept, sizes.hidden)
        self.positions = nn.Embedding(sizes.positions, sizes.hidden)
        self.kind = nn.Parameter(torch.zeros(sizes.hidden), requires_grad=False)
        self.norm = nn.LayerNorm(sizes.hidden, sizes.epsilon)
        self.traits = nn.Linear(width(labels), sizes.hidden, bias=False)
        self.direct = nn.Linear(width(labels), sum(labels.widths), bias=False)
        nn.init.zeros_(self.traits.weight)
        nn.init.zeros_(self.direct.weight)
        self.layers = nn.ModuleList(Layer(sizes, dropout) for _ in range(layers))
        self.output = nn.Linear(sizes.hidden, sum(labels.widths))
        self.distance = nn.Embedding(labels.distances, labels.pair)
        self.relation = nn.Embedding(CLASSES, labels.pair)
        nn.init.zeros_(self.relation.weight)
        self.argument = nn.Linear(2 * labels.pair, len(ROLES))
        self.pieces.weight.requires_grad = False

    def forward(self, pieces: Tensor, mask: Tensor, traits: Tensor) -> Tensor:
        """(windows, pieces) of numbers and of ones and zeros, (windows, pieces, traits) → (windows, pieces, columns)."""
        words = self.pieces(pieces) + self.positions.weight[: pieces.shape[1]] + self.kind + self.traits(traits)
        words = functional.dropout(self.norm(words), self.dropout, self.training)
        added = (1.0 - mask)[:, None, None, :] * MASKED
        for layer in self.layers:
            words = layer(words, added)
        columns: Tensor = self.output(functional.dropout(words, self.dropout, self.training)) + self.direct(traits)
        return columns

    def argument_scores(self, act: Tensor, words: Tensor, classes: Tensor, relations: Tensor) -> Tensor:
        """(pair), (words, pair), (words), (words) → logits (words, roles)."""
        sums = torch.tanh(act + words + self.distance(classes) + self.relation(relations))
        scores: Tensor = self.argument(torch.cat([sums, act * words], -1))
        return scores

    def heads(self) -> list[nn.Parameter]:
        """The parameters that begin from nothing."""
        return [
            *self.traits.parameters(),
            *self.direct.parameters(),
            *self.output.parameters(),
            *self.distance.parameters(),
            *self.relation.parameters(),
            *self.argument.parameters(),
        ]


def network_from(pretrained: Pretrained, labels: Labels, kept: list[int], *, layers: int, dropout: float) -> ActNetwork:
    """The network with the pretrained weights in it."""
    sizes = pretrained.sizes
    network = ActNetwork(sizes, labels, kept=len(kept), layers=layers, dropout=dropout)
    embeddings = pretrained.matrix("emb.word", sizes.pieces, sizes.hidden)[kept]
    weights = {
        "pieces.weight": embeddings,
        "positions.weight": pretrained.vector("emb.pos").reshape(sizes.positions, sizes.hidden),
        "kind": pretrained.vector("emb.type")[: sizes.hidden],
        "norm.weight": pretrained.vector("emb.ln.w"),
        "norm.bias": pretrained.vector("emb.ln.b"),
    }
    for number in range(layers):
        weights |= {f"layers.{number}.{name}": value for name, value in pretrained.layer(number).items()}
    network.load_state_dict({name: torch.from_numpy(value.copy()) for name, value in weights.items()}, strict=False)
    return network

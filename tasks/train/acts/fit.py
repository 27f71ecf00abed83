"""Fitting the network: words are told apart into acts and none, acts are paired with the words of their parties. Needs torch."""

import logging
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel

from tasks.proposals.labels import ROLES
from tasks.proposals.relations import distance_classes
from tasks.train.acts.examples import UNKNOWN, ActExample, Example
from tasks.train.acts.network import ActNetwork

LOGGER = logging.getLogger(__name__)
HEAD_RATE = 2e-3
WEIGHT_DECAY = 0.01
WARM_UP, LEAST_RATE = 0.06, 0.02
LONGEST_GRADIENT = 1.0
PAD = 1
LIKE_LENGTH = 40
"""Windows are batched by length, with so many pieces of chance."""


@dataclass(frozen=True)
class ActsRecipe:
    """How the network is trained: layers kept of the encoder, passes over the data, windows in a batch, rate of the encoder.

    `weights` of the losses: types, realis, sectors, arguments; `argument_weight`: what a party's word counts; `averaged`: the
    share of the last steps whose weights are averaged.
    """

    layers: int
    passes: int
    batch: int
    rate: float
    dropout: float
    seed: int
    weights: dict[str, float]
    argument_weight: float
    averaged: float


def fit_acts(network: ActNetwork, examples: Sequence[Example], recipe: ActsRecipe) -> list[dict[str, float]]:
    """Fit the network in place; return the mean losses of each pass. The same recipe and threads give the same weights."""
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)  # noqa: S311 - an order of batches, no secret
    heads = network.heads()
    others = [p for p in network.parameters() if p.requires_grad and not any(p is head for head in heads)]
    optimizer = torch.optim.AdamW(
        [{"params": others, "lr": recipe.rate}, {"params": heads, "lr": HEAD_RATE}], weight_decay=WEIGHT_DECAY
    )
    steps = recipe.passes * -(-len(examples) // recipe.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps))
    torch.set_flush_denormal(True)
    network.train()
    average, done = AveragedModel(network), 0
    history = []
    for _ in range(recipe.passes):
        losses = []
        for batch in _batches(examples, recipe.batch, chance):
            parts = _losses(network, batch, recipe)
            loss = torch.stack([recipe.weights[name] * part for name, part in parts.items()]).sum()
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), LONGEST_GRADIENT)
            optimizer.step()
            schedule.step()
            done += 1
            if done >= steps * (1 - recipe.averaged):
                average.update_parameters(network)
            losses.append({name: float(part.detach()) for name, part in parts.items()})
        history.append({name: round(sum(one[name] for one in losses) / len(losses), 4) for name in losses[0]})
        LOGGER.info("pass %d of %d: %s", len(history), recipe.passes, history[-1])
    network.load_state_dict(average.module.state_dict())
    return history


def _rate(step: int, steps: int) -> float:
    return min(1.0, (step + 1) / (WARM_UP * steps)) * max(LEAST_RATE, 1 - step / steps)


def _batches(examples: Sequence[Example], size: int, chance: random.Random) -> Iterator[list[Example]]:
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].window.pieces) + chance.random() * LIKE_LENGTH)
    batches = [order[start : start + size] for start in range(0, len(order), size)]
    chance.shuffle(batches)
    for batch in batches:
        yield [examples[number] for number in batch]


def _losses(network: ActNetwork, batch: Sequence[Example], recipe: ActsRecipe) -> dict[str, Tensor]:
    output = _outputs(network, batch)
    types, realis, hedged, sectors, as_act, as_word = output.split(network.labels.widths, -1)
    wanted = {name: _padded(batch, name, output.shape[1]) for name in ("types", "realis", "hedged", "sectors")}
    known = wanted["realis"] != UNKNOWN
    return {
        "types": functional.cross_entropy(types.flatten(0, 1), wanted["types"].flatten(), ignore_index=UNKNOWN),
        "realis": _mean(functional.cross_entropy(realis[known], wanted["realis"][known], reduction="none"))
        + _mean(
            functional.binary_cross_entropy_with_logits(hedged[known][:, 0], wanted["hedged"][known].float(), reduction="none")
        ),
        "sectors": _mean(_sector_losses(sectors, wanted["sectors"])),
        "arguments": _argument_loss(network, batch, as_act, as_word, recipe.argument_weight),
    }


def _sector_losses(sectors: Tensor, wanted: Tensor) -> Tensor:
    known = wanted != UNKNOWN
    return functional.cross_entropy(sectors[known], wanted[known], reduction="none")


def _mean(losses: Tensor) -> Tensor:
    return losses.sum() / max(1, losses.numel())


def _outputs(network: ActNetwork, batch: Sequence[Example]) -> Tensor:
    """The output's rows at the first piece of each word: (windows, most words, columns)."""
    longest = max(len(example.window.pieces) for example in batch)
    most = max(len(example.window.words) for example in batch)
    pieces = torch.full((len(batch), longest), PAD)
    mask = torch.zeros(len(batch), longest)
    traits = torch.zeros(len(batch), longest, batch[0].traits.shape[1])
    words = torch.zeros(len(batch), most, dtype=torch.long)
    for row, example in enumerate(batch):
        window = example.window
        pieces[row, : len(window.pieces)] = torch.tensor(window.pieces)
        mask[row, : len(window.pieces)] = 1
        traits[row, window.words] = torch.from_numpy(example.traits)
        words[row, : len(window.words)] = torch.tensor(window.words)
    with torch.autocast("cpu", torch.bfloat16):
        output = network(pieces, mask, traits)
    gathered: Tensor = output.float().gather(1, words.unsqueeze(-1).expand(-1, -1, output.shape[-1]))
    return gathered


def _padded(batch: Sequence[Example], name: str, length: int) -> Tensor:
    rows = [getattr(example, name) for example in batch]
    return torch.tensor([[*row, *[UNKNOWN] * (length - len(row))] for row in rows])


def _argument_loss(network: ActNetwork, batch: Sequence[Example], as_act: Tensor, as_word: Tensor, weight: float) -> Tensor:
    scores, wanted = [], []
    for row, example in enumerate(batch):
        for act in example.acts:
            scores.append(_scores(network, act, as_act[row], as_word[row]))
            wanted.append(torch.tensor([act.parties.get(word, (0, 0)) for word in range(len(act.relations))]).float())
    if not scores:
        return as_act.sum() * 0
    return functional.binary_cross_entropy_with_logits(
        torch.cat(scores), torch.cat(wanted), pos_weight=torch.full((len(ROLES),), weight)
    )


def _scores(network: ActNetwork, act: ActExample, as_act: Tensor, as_word: Tensor) -> Tensor:
    first, last = act.words
    end = len(act.relations)
    classes = torch.from_numpy(distance_classes(act.words, end, network.labels.distances))
    return network.argument_scores(as_act[first:last].mean(0), as_word[:end], classes, torch.from_numpy(act.relations))

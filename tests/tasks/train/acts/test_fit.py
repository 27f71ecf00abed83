"""Fitting learns what it is shown, in the same way each time."""

from dataclasses import replace

import pytest

torch = pytest.importorskip("torch", reason="torch is of the dependency group `train`, which the lock file does not hold")

from tiny_network import PIECES, examples, pretrained  # noqa: E402

from tasks.proposals.labels import labels_of_vocabularies  # noqa: E402
from tasks.proposals.network import inputs_of  # noqa: E402
from tasks.proposals.relations import distance_classes  # noqa: E402
from tasks.train.acts.examples import UNKNOWN  # noqa: E402
from tasks.train.acts.fit import ActsRecipe, fit_acts  # noqa: E402
from tasks.train.acts.network import network_from  # noqa: E402
from tasks.train.acts.steps import load_acts_recipe  # noqa: E402

LABELS = labels_of_vocabularies()
RECIPE = ActsRecipe(
    layers=1,
    passes=25,
    batch=2,
    rate=1e-3,
    dropout=0.0,
    seed=1,
    argument_weight=2,
    averaged=0.3,
    weights={"types": 3, "realis": 0.2, "sectors": 0.15, "arguments": 3},
)


def fitted(recipe, shown=None):
    torch.manual_seed(5)
    network = network_from(pretrained(), LABELS, list(range(len(PIECES))), layers=recipe.layers, dropout=recipe.dropout)
    return network, fit_acts(network, shown or examples(), recipe)


def test_every_loss_falls_and_each_pass_is_told():
    network, history = fitted(RECIPE)
    assert len(history) == RECIPE.passes
    assert history[0].keys() == RECIPE.weights.keys()
    assert all(history[-1][name] < history[0][name] / 2 for name in ("types", "arguments"))
    assert torch.equal(network.pieces.weight, fitted(replace(RECIPE, passes=1))[0].pieces.weight)


def test_the_same_recipe_gives_the_same_weights_and_another_seed_others():
    short = replace(RECIPE, passes=2, batch=1, dropout=0.2)
    (one, _), (again, _), (other, _) = (fitted(recipe) for recipe in (short, short, replace(short, seed=2)))
    assert all(torch.equal(one.state_dict()[name], weight) for name, weight in again.state_dict().items())
    assert not torch.equal(one.output.weight, other.output.weight)


def test_parties_are_learned_as_serving_asks_for_them():
    network, _ = fitted(replace(RECIPE, passes=60))
    network.eval()
    for example in examples():
        given = inputs_of(example.window, example.traits)
        with torch.no_grad():
            columns = network(*(torch.from_numpy(given[name]) for name in ("pieces", "mask", "traits")))[0, example.window.words]
            *_, as_act, as_word = columns.split(LABELS.widths, -1)
            for act in example.acts:
                (first, last), end = act.words, len(act.relations)
                stand = torch.from_numpy(distance_classes(act.words, end, LABELS.distances)), torch.from_numpy(act.relations)
                scores = network.argument_scores(as_act[first:last].mean(0), as_word[:end], *stand)
                assert (scores > 0).int().tolist() == [list(act.parties.get(word, (0, 0))) for word in range(end)]


def test_a_document_without_acts_teaches_that_its_words_tell_none():
    shown = [
        replace(e, types=(0,) * len(e.types), acts=(), **{n: (UNKNOWN,) * len(e.types) for n in ("realis", "hedged", "sectors")})
        for e in examples()
    ]
    _, history = fitted(replace(RECIPE, passes=3), shown)
    assert history[-1]["types"] < history[0]["types"]
    assert {history[0][name] for name in ("realis", "sectors", "arguments")} == {0.0}


def test_the_recipe_that_ships_names_all_that_fitting_asks_for():
    assert load_acts_recipe().weights.keys() == RECIPE.weights.keys()

"""The network that is trained begins as the pretrained encoder, and what is filled up changes nothing."""

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is of the dependency group `train`, which the lock file does not hold")

from tiny_network import PIECES, pretrained  # noqa: E402

from tasks.proposals.labels import ROLES, labels_of_vocabularies  # noqa: E402
from tasks.proposals.traits import width  # noqa: E402
from tasks.train.acts.network import network_from  # noqa: E402

LABELS = labels_of_vocabularies()
KEPT = [0, 1, 2, 3, 7, 9, 12]


@pytest.fixture
def network():
    torch.manual_seed(0)
    return network_from(pretrained(), LABELS, KEPT, layers=2, dropout=0.1).eval()


def test_it_begins_with_the_weights_of_the_encoder(network):
    read = pretrained()
    embeddings = read.matrix("emb.word", len(PIECES), read.sizes.hidden)
    np.testing.assert_array_equal(network.pieces.weight.numpy(), embeddings[KEPT])
    for number, layer in enumerate(network.layers):
        np.testing.assert_array_equal(layer.narrow.weight.detach().numpy(), read.layer(number)["narrow.weight"])
    assert not network.pieces.weight.requires_grad


def test_each_piece_gets_a_row_of_all_columns_and_one_that_fills_up_changes_no_other(network):
    pieces, traits = torch.tensor([[0, 4, 5, 2]]), torch.rand(1, 4, width(LABELS))
    filled, told = torch.tensor([[0, 4, 5, 2, 1, 1]]), torch.cat([traits, torch.zeros(1, 2, width(LABELS))], 1)
    mask = torch.tensor([[1.0, 1, 1, 1, 0, 0]])
    with torch.no_grad():
        alone, beside = network(pieces, torch.ones(1, 4), traits), network(filled, mask, told)
    assert alone.shape == (1, 4, sum(LABELS.widths))
    torch.testing.assert_close(beside[:, :4], alone, rtol=1e-4, atol=1e-5)


def test_a_piece_is_read_with_those_around_it(network):
    traits = torch.zeros(1, 3, width(LABELS))
    with torch.no_grad():
        one, other = (network(torch.tensor([[0, 4, last]]), torch.ones(1, 3), traits) for last in (5, 6))
    assert not torch.allclose(one[:, 1], other[:, 1])


def test_what_is_told_of_a_word_counts_nothing_before_it_is_learned(network):
    pieces, mask = torch.tensor([[0, 4, 2]]), torch.ones(1, 3)
    with torch.no_grad():
        plain, told = (network(pieces, mask, torch.full((1, 3, width(LABELS)), value)) for value in (0.0, 1.0))
    torch.testing.assert_close(plain, told)


def test_what_is_told_of_a_word_is_read_with_those_around_it_too(network):
    torch.nn.init.normal_(network.traits.weight)
    pieces, mask, traits = torch.tensor([[0, 4, 2]]), torch.ones(1, 3), torch.zeros(1, 3, width(LABELS))
    told = traits.clone()
    told[0, 1] = 1
    with torch.no_grad():
        assert not torch.allclose(network(pieces, mask, traits)[:, 2], network(pieces, mask, told)[:, 2])


def test_arguments_are_scored_by_distance_and_not_by_relation_before_it_is_learned(network):
    act, words = torch.rand(LABELS.pair), torch.rand(1, LABELS.pair).expand(2, -1)
    numbers = torch.tensor([1, 2]), torch.tensor([3, 3])
    with torch.no_grad():
        near, by_relation = (network.argument_scores(act, words, *given) for given in (numbers, numbers[::-1]))
    assert near.shape == (2, len(ROLES))
    assert not torch.allclose(near[0], near[1])
    torch.testing.assert_close(by_relation[0], by_relation[1])


def test_what_begins_from_nothing_is_told_from_the_encoder(network):
    heads = {id(parameter) for parameter in network.heads()}
    named = {name.split(".")[0] for name, parameter in network.named_parameters() if id(parameter) in heads}
    assert named == {"traits", "direct", "output", "distance", "relation", "argument"}

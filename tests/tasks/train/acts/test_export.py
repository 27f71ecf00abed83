"""What is served answers as what was trained, within what eight bits cost."""

import numpy as np
import pytest

WHY = "torch and onnx are of the dependency group `train`, which the lock file does not hold"
torch = pytest.importorskip("torch", reason=WHY)
pytest.importorskip("onnx", reason=WHY)

from tiny_network import PIECES, examples, pretrained  # noqa: E402

from tasks.proposals.labels import labels_of_vocabularies  # noqa: E402
from tasks.proposals.network import inputs_of, load_network  # noqa: E402
from tasks.proposals.relations import CLASSES, distance_classes  # noqa: E402
from tasks.train.acts.export import export_network  # noqa: E402
from tasks.train.acts.network import network_from  # noqa: E402
from tasks.train.acts.vocabulary import piece_model  # noqa: E402

LABELS = labels_of_vocabularies()
TRIGGERS = {"verb": {"bloquer": {"PROTEST": 1.0}}}

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # torch says it of the exporter that is used


@pytest.fixture(scope="module")
def network():
    torch.manual_seed(0)
    made = network_from(pretrained(), LABELS, list(range(len(PIECES))), layers=2, dropout=0.1)
    torch.nn.init.normal_(made.direct.weight, std=0.1)
    torch.nn.init.normal_(made.relation.weight)
    return made.eval()


@pytest.fixture(scope="module")
def folder(network, tmp_path_factory):
    made = tmp_path_factory.mktemp("export") / "model"
    export_network(network, piece_model(pretrained(), range(len(PIECES))), TRIGGERS, made, examples=examples())
    return made


def test_the_folder_holds_what_is_served_and_nothing_else(folder):
    assert {file.name for file in folder.iterdir()} == {
        *("arguments.npz", "encoder.onnx", "labels.json", "pieces.model", "triggers.json")
    }
    served = load_network(folder)
    assert (served.labels, served.triggers) == (LABELS, TRIGGERS)
    assert served.pieces.id_to_piece(len(PIECES) - 1) == PIECES[-1]


def test_rows_of_a_word_are_those_of_the_network_within_eight_bits(network, folder):
    for example in examples():
        given = inputs_of(example.window, example.traits)
        with torch.no_grad():
            whole = network(*(torch.from_numpy(given[name]) for name in ("pieces", "mask", "traits")))
        (served,) = load_network(folder).encoder.run(None, given)
        assert served.shape == tuple(whole.shape)
        assert np.abs(served - whole.numpy()).max() < 0.1 * np.abs(whole.numpy()).max()
        assert np.corrcoef(served.ravel(), whole.numpy().ravel())[0, 1] > 0.99


def test_arguments_are_scored_as_in_training(network, folder):
    chance = np.random.default_rng(0)
    act, words = (chance.normal(size=size).astype(np.float32) for size in (LABELS.pair, (9, LABELS.pair)))
    relations = chance.integers(0, CLASSES, size=7)
    served = load_network(folder).argument_scores(act, words, (2, 4), relations)
    classes = torch.from_numpy(distance_classes((2, 4), 7, LABELS.distances))
    with torch.no_grad():
        trained = network.argument_scores(
            torch.from_numpy(act), torch.from_numpy(words[:7]), classes, torch.from_numpy(relations)
        )
    np.testing.assert_allclose(served, trained.numpy(), atol=1e-5)

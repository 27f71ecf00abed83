"""What is exported answers like the network that was trained, for a window alone and the words that are asked for."""

from dataclasses import dataclass

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from onnxruntime import InferenceSession  # noqa: E402

from tasks.proposals.labels import Labels  # noqa: E402
from tasks.proposals.network import ENCODER, inputs_of  # noqa: E402
from tasks.proposals.traits import width  # noqa: E402
from tasks.proposals.windows import Window  # noqa: E402
from tasks.train.acts.export import export_network  # noqa: E402
from tasks.train.acts.network import ActNetwork  # noqa: E402
from tasks.train.acts.pretrained import Sizes  # noqa: E402

PIECES = 40
LABELS = Labels(types=("none", "AID", "PROTEST"), realis=("actual", "planned"), sectors=("none", "GOV"), pair=8)
SIZES = Sizes(hidden=48, layers=2, heads=4, inner=96, pieces=PIECES, positions=64, epsilon=1e-12)


@dataclass(frozen=True)
class Shown:
    """As much of an example as export looks at."""

    window: Window
    traits: np.ndarray


def shown(seed: int, length: int) -> Shown:
    chance = np.random.default_rng(seed)
    words = sorted(chance.choice(np.arange(1, length - 1), size=length // 2, replace=False).tolist())
    pieces = chance.integers(3, PIECES, size=length).tolist()
    return Shown(Window(0, pieces, words, [(0, len(words))]), chance.random((len(words), width(LABELS))).astype(np.float32))


@pytest.fixture(scope="module")
def network():
    torch.manual_seed(0)
    made = ActNetwork(SIZES, LABELS, kept=PIECES, layers=SIZES.layers, dropout=0.1)
    for weights in made.parameters():
        weights.data += torch.randn_like(weights) * 0.1
    return made.eval()


def rows_of(network, example):
    """What training sees: the rows of a window that is padded, all of them, at the places of its words."""
    given = {name: torch.from_numpy(value) for name, value in inputs_of(example.window, example.traits).items()}
    pieces, traits = given["pieces"], given["traits"]
    mask = torch.nn.functional.pad(torch.ones(pieces.shape), (0, 7))
    padded = torch.nn.functional.pad(pieces, (0, 7), value=1)
    with torch.no_grad():
        return network(padded, mask, torch.nn.functional.pad(traits, (0, 0, 0, 7)))[:, given["words"]].numpy()


def test_rows_of_a_window_alone_are_those_of_the_padded_window(network):
    example = shown(1, 30)
    given = {name: torch.from_numpy(value) for name, value in inputs_of(example.window, example.traits).items()}
    with torch.no_grad():
        rows = network.rows(**given).numpy()
    np.testing.assert_allclose(rows, rows_of(network, example), atol=1e-5)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the exporter of torch that the graph is made with
def test_the_exported_file_answers_like_the_network_for_windows_of_any_length(network, tmp_path):
    export_network(network, b"", {}, tmp_path, examples=[shown(seed, 24) for seed in range(8)])
    session = InferenceSession(str(tmp_path / ENCODER), providers=["CPUExecutionProvider"])
    for example in (shown(20, 24), shown(21, 56)):
        (rows,) = session.run(None, inputs_of(example.window, example.traits))
        wanted = rows_of(network, example)
        assert rows.shape == wanted.shape == (1, len(example.window.words), sum(LABELS.widths))
        assert np.abs(rows - wanted).mean() < 0.05 * np.abs(wanted).mean()

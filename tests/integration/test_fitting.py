"""What benchmarks/fitting.py makes of rows: weights and trees that tell right from wrong, and how far they hold."""

import importlib
import json
from datetime import date

import numpy as np
import pytest
import yaml

WHY = "scikit-learn and onnx are of the dependency group `train`, which the lock file does not hold"
pytest.importorskip("sklearn", reason=WHY)
pytest.importorskip("onnx", reason=WHY)

from onnxruntime import InferenceSession  # noqa: E402
from tiny_network import PORT, documents, event  # noqa: E402

from tasks.code_events.decide.trees import NAMES, Trees  # noqa: E402


@pytest.fixture(scope="module")
def fitting(root):
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(root / "benchmarks"))
        module = importlib.import_module("fitting")
        for name, value in (("max_iter", 20), ("learning_rate", 0.2)):
            patch.setitem(module.TREES, name, value)
        yield module


@pytest.fixture(scope="module")
def rows(fitting):
    """400 rows of which `told` says mostly whether they are right, `noise` never, and `rare` is nearly always absent."""
    chance = np.random.default_rng(0)
    rows = []
    for number in range(400):
        told, noise = chance.normal(size=2).tolist()
        evidence = {"told": told, "noise": noise, **({"rare": 1.0} if number < 5 else {})}
        rows.append(fitting.Row(f"document-{number % 40}", evidence, bool(chance.random() < 1 / (1 + np.exp(-3 * told)))))
    return rows


def test_weights_are_those_of_the_evidence_that_tells(fitting, rows, capsys):
    weights, chances = fitting.fitted_weights(rows, "rows", strength=1.0)
    assert next(iter(weights)) == "one"
    assert 2 < weights["told"] < 4
    assert abs(weights["noise"]) < 0.3
    right = np.array([row.right for row in rows])
    assert chances[right].mean() > chances[~right].mean() + 0.2
    assert "400 rows" in capsys.readouterr().out


def test_trees_are_served_as_they_were_fitted_and_rise_with_what_rises(fitting, rows):
    content, chances = fitting.fitted_trees(rows, "rows", rising=["told"])
    session = InferenceSession(content, providers=["CPUExecutionProvider"])
    trees = Trees(session, tuple(json.loads(session.get_modelmeta().custom_metadata_map[NAMES])))
    assert trees.names == ("noise", "told")
    rising = trees.chances([{"told": value} for value in np.linspace(-3, 3, 50)])
    assert rising == sorted(rising)
    assert rising[0] < 0.2
    assert rising[-1] > 0.8
    right = np.array([row.right for row in rows])
    assert chances[right].mean() > chances[~right].mean() + 0.2


def test_the_served_trees_answer_as_the_model_does(fitting, rows):
    names = ["noise", "told"]
    table = fitting._table(rows, names).astype(np.float32)
    model = fitting.HistGradientBoostingClassifier(**fitting.TREES).fit(table, np.array([row.right for row in rows]))
    session = InferenceSession(fitting._as_onnx(model, names), providers=["CPUExecutionProvider"])
    (served,) = session.run(None, {NAMES: table})
    np.testing.assert_allclose(served[:, 0], model.predict_proba(table)[:, 1], atol=1e-5)


def test_a_document_s_own_rows_are_never_fitted_with_it(fitting, rows):
    seen = []

    def fit(table, right):
        seen.append(len(table))
        return fitting.LogisticRegression().fit(table, right)

    fitting._fitted(rows, "rows", fitting._table(rows, ["told"]), fit)
    assert len(seen) == fitting.FOLDS + 1
    assert sum(len(rows) - count for count in seen) == len(rows)
    assert seen[-1] == len(rows)


def test_calibration_error_is_the_distance_of_probability_and_share(fitting):
    chances = np.array([0.25, 0.25, 0.25, 0.25, 0.95, 0.95])
    assert fitting.calibration_error(chances, np.array([True, False, False, False, True, True])) == pytest.approx(0.05 / 3)
    assert fitting.calibration_error(np.ones(4), np.array([False] * 4)) == 1


def test_weights_are_replaced_and_the_rest_of_the_file_stays(fitting, tmp_path):
    path = tmp_path / "weights.yaml"
    path.write_text("# Why.\nleast: 0.3\nweights: {a: 1}\n", encoding="utf-8")
    fitting.write_weights(path, {"weights": {"b": 2.0}})
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Why.\n")
    assert yaml.safe_load(text) == {"least": 0.3, "weights": {"b": 2.0}}


def test_an_event_is_found_by_type_and_words(fitting):
    events = [event(PORT, "PROTEST", "ont bloqué"), event(PORT, "COERCE", "a interpellé")]
    start = PORT.index("interpellé")
    assert fitting.event_at("COERCE", (start, start + 3), events) is events[1]
    assert fitting.event_at("PROTEST", (start, start + 3), events) is None
    assert not fitting.overlap((0, 3), (3, 5))


def test_each_document_becomes_an_article_with_its_day(fitting):
    made = {document.document: article for document, article in fitting.as_articles(documents())}
    assert {name: len(article.sentences) for name, article in made.items()} == {"port": 2, "union": 2}
    assert made["port"].published == date(2021, 3, 10)
    assert made["union"].sentences[1].words[1].low == "maire"

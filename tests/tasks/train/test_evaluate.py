import pytest
import spacy
from spacy.tokens import Doc, DocBin

from tasks.train.evaluate import name_scores, read_gold


@pytest.fixture
def ruler():
    nlp = spacy.blank("xx")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "LOC", "pattern": "Lens"}, {"label": "PER", "pattern": "Arras"}])
    return nlp


def test_names_are_scored_by_label_and_together(ruler):
    gold = Doc(ruler.vocab, words=["Lens", "et", "Arras"], ents=["B-LOC", "O", "B-LOC"])
    scores = name_scores(ruler, [gold])
    assert scores["all"] == {"p": 0.5, "r": 0.5, "f": 0.5}
    assert scores["LOC"] == {"p": 1.0, "r": 0.5, "f": 0.6667}


def test_gold_is_read_back_from_disk(ruler, tmp_path):
    DocBin(docs=[Doc(ruler.vocab, words=["Lens"])]).to_disk(tmp_path / "gold.spacy")
    assert [doc.text for doc in read_gold(ruler, tmp_path / "gold.spacy")] == ["Lens "]

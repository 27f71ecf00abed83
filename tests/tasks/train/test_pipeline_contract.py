"""What `settings.model` asks of a pipeline, of the embedded one and of an installed package alike."""

import json
from importlib import resources
from pathlib import Path

import pytest
import spacy
from spacy.training import Example

from tasks.annotate.pipeline import load_pipeline
from tasks.train.names import LABELS
from tasks.train.package import LOCK, verify_lock

TEXT = "Mme Roy a visité Lens. Le maire l’accueille.\n\nUn accord a été signé hier"
UNIVERSAL = frozenset(
    {
        "ADJ",
        "ADP",
        "ADV",
        "AUX",
        "CCONJ",
        "DET",
        "INTJ",
        "NOUN",
        "NUM",
        "PART",
        "PRON",
        "PROPN",
        "PUNCT",
        "SCONJ",
        "SYM",
        "VERB",
        "X",
    }
)
PACKAGE = "fr_core_news_stub"
GOLD = {
    "words": ["Ana", "Roy", "visite", "Lens", "."],
    "spaces": [True, True, True, False, False],
    "pos": ["PROPN", "PROPN", "VERB", "PROPN", "PUNCT"],
    "morphs": ["", "", "Tense=Pres", "", ""],
    "lemmas": ["Ana", "Roy", "visiter", "Lens", "."],
    "deps": ["nsubj", "flat:name", "ROOT", "obj", "punct"],
    "heads": [2, 0, 2, 2, 2],
    "entities": ["B-PER", "L-PER", "O", "U-LOC", "O"],
}


def stub_pipeline():
    """A pipeline with the components of a published French one, taught on one sentence."""
    nlp = spacy.blank("xx")
    for name in ("morphologizer", "parser", "trainable_lemmatizer", "ner"):
        config = {"min_tree_freq": 1} if name == "trainable_lemmatizer" else {"min_action_freq": 1} if name == "parser" else {}
        nlp.add_pipe(name, config=config)
    example = Example.from_dict(nlp.make_doc("Ana Roy visite Lens."), GOLD)
    optimizer = nlp.initialize(lambda: [example])
    for _ in range(8):
        nlp.update([example], sgd=optimizer)
    return nlp


def install(nlp, site: Path):
    """Lay the pipeline out as pip would install it: a module with its data and the metadata of a distribution."""
    data = site / PACKAGE / f"{PACKAGE}-3.8.0"
    data.parent.mkdir()
    nlp.to_disk(data)
    meta = {**nlp.meta, "lang": "fr", "name": PACKAGE.partition("_")[2], "version": "3.8.0"}
    (site / PACKAGE / "meta.json").write_text(json.dumps(meta))
    code = "from spacy.util import load_model_from_init_py\ndef load(**overrides):\n"
    (site / PACKAGE / "__init__.py").write_text(code + "    return load_model_from_init_py(__file__, **overrides)\n")
    metadata = site / f"{PACKAGE}-3.8.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {PACKAGE}\nVersion: 3.8.0\n")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    install(stub_pipeline(), folder)
    return folder


@pytest.fixture
def model_folder():
    folder = Path(str(resources.files("tasks.annotate").joinpath("model")))
    if not (folder / LOCK).is_file():
        pytest.skip("no embedded model is packaged yet; train one with `depeche train`")
    return folder


@pytest.fixture(params=["embedded", PACKAGE])
def nlp(request, monkeypatch):
    if request.param == PACKAGE:
        monkeypatch.syspath_prepend(request.getfixturevalue("site"))
    else:
        request.getfixturevalue("model_folder")
    return load_pipeline(request.param)


def test_each_word_has_part_of_speech_lemma_and_relation(nlp):
    words = [token for token in nlp(TEXT) if not token.is_space]
    assert {token.pos_ for token in words} <= UNIVERSAL
    assert all(token.lemma_ and token.dep_ for token in words)


def test_each_sentence_has_one_root_and_a_paragraph_break_ends_it(nlp):
    sentences = [sentence for sentence in nlp(TEXT).sents if sentence.text.strip()]
    assert all(sum(token.head == token for token in sentence if not token.is_space) == 1 for sentence in sentences)
    assert "Un" in [sentence[0].text for sentence in sentences]


def test_names_carry_the_labels_of_the_project_and_their_offsets(nlp):
    doc = nlp(TEXT)
    assert {entity.label_ for entity in doc.ents} <= set(LABELS)
    assert all(TEXT[entity.start_char : entity.end_char] == entity.text for entity in doc.ents)


def test_text_is_unchanged(nlp):
    assert nlp(TEXT).text == TEXT


def test_embedded_model_is_the_locked_one_and_small(model_folder):
    verify_lock(model_folder)
    assert sum(path.stat().st_size for path in model_folder.rglob("*") if path.is_file()) <= 20_000_000


def test_embedded_model_loads_with_spacy_alone(model_folder):
    nlp = spacy.load(model_folder)
    assert {"morphologizer", "parser", "trainable_lemmatizer", "ner"} <= set(nlp.pipe_names)
    subject = nlp("Le président a signé un accord.")[1]
    assert (subject.pos_, subject.dep_, subject.head.lemma_) == ("NOUN", "nsubj", "signer")

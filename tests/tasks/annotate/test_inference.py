"""The quickened networks answer as those that were loaded: vectors to the bit, scores but for the last bits."""

from importlib import resources
from itertools import chain

import numpy as np
import pytest
import spacy

from tasks.annotate import inference

TEXTS = [
    "",
    "Oui.",
    "Le maire de Dole a reçu mardi, à la mairie, les pêcheurs du Doubs : ils demandent une aide. « Elle viendra », a-t-il dit.",
    " ".join(["La préfète du Jura attend le rapport de la commission, promis pour le 12 mai."] * 130),
    "La mairie de Dole a voté.\n\nLe 12 mai, les pêcheurs ont voté aussi.",
]


@pytest.fixture(scope="module")
def loaded():
    return spacy.load(str(resources.files("tasks.annotate").joinpath("model")))


def test_vectors_are_those_of_the_loaded_network(loaded, embedded):
    docs = [loaded.make_doc(text) for text in TEXTS if text]
    wanted, found = (nlp.get_pipe("tok2vec").model.predict(docs) for nlp in (loaded, embedded))
    assert all(np.array_equal(one, other) for one, other in zip(wanted, found, strict=True))


def test_choices_are_those_of_the_loaded_network(loaded, embedded):
    docs = [loaded.make_doc(text) for text in TEXTS if text]
    wanted, found = (nlp.get_pipe("senter").model.predict(docs) for nlp in (loaded, embedded))
    assert all(np.allclose(one, other, atol=1e-5) for one, other in zip(wanted, found, strict=True))


def test_a_vector_does_not_hang_on_what_was_asked_before(embedded):
    network = embedded.get_pipe("tok2vec").model
    docs = [embedded.make_doc(text) for text in TEXTS if text]
    together = network.predict(docs)
    alone = list(chain.from_iterable(network.predict([doc]) for doc in reversed(docs)))[::-1]
    assert all(np.array_equal(one, other) for one, other in zip(together, alone, strict=True))


def test_a_full_memory_is_emptied_and_answers_the_same(embedded, monkeypatch):
    network = embedded.get_pipe("tok2vec").model
    docs = [embedded.make_doc(text) for text in TEXTS if text]
    before = network.predict(docs)
    monkeypatch.setattr(inference, "MOST_KINDS", 0)
    assert all(np.array_equal(one, other) for one, other in zip(before, network.predict(docs), strict=True))


def test_documents_without_tokens_stay_documents(embedded):
    assert [len(doc) > 0 for doc in embedded.pipe(TEXTS)] == [False, True, True, True, True]
    assert [len(doc) for doc in embedded.pipe(["", ""])] == [0, 0]


def test_a_quickened_network_is_not_trained(embedded):
    _, backprop = embedded.get_pipe("tok2vec").model([embedded.make_doc("Oui.")], is_train=False)
    with pytest.raises(NotImplementedError):
        backprop([])

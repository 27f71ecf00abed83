import pytest

from tasks.annotate.pipeline import load_pipeline
from tasks.proposals.acts import LEAST_ACT, LEAST_ARGUMENT, propose
from tasks.proposals.labels import NONE, ROLES
from tasks.proposals.network import load_network, network_folder
from tasks.proposals.traits import Reading
from tasks.train.acts.examples import cut_document
from tasks.train.package import verify_lock

TEXT = (
    "Les dockers de Sainte-Marthe ont bloqué mardi l'entrée du port pour protester contre la réforme. "
    "La police a interpellé douze manifestants. Le préfet a dénoncé des violences inacceptables."
)


@pytest.fixture(scope="module")
def network():
    return load_network(network_folder())


@pytest.fixture(scope="module")
def cut(network):
    return cut_document(TEXT, nlp=load_pipeline("embedded"), pieces=network.pieces, limit=network.labels.window)


@pytest.fixture(scope="module")
def acts(network, cut):
    return propose(TEXT, cut.words, cut.sentences, cut.reading, network=network)


def test_the_folder_is_what_its_lock_says():
    verify_lock(network_folder())


def test_acts_are_found_with_their_types(acts):
    assert {"PROTEST", "COERCE", "ACCUSE"} <= {act.event_type for act in acts if act.score >= 0.5}


def test_the_police_arrest_and_demonstrators_are_arrested(acts, cut):
    (arrest,) = [act for act in acts if act.event_type == "COERCE" and act.score >= 0.5]
    named = {a.role: TEXT[cut.words[a.first][0] : cut.words[a.last - 1][1]] for a in arrest.arguments if a.score >= 0.5}
    assert "police" in named["actor"]
    assert "manifestants" in named["recipient"]


def test_proposals_stay_within_their_sentence_and_bounds(acts, cut):
    assert acts
    for act in acts:
        _, last = next((a, b) for a, b in cut.sentences if a <= act.first < b)
        assert act.last <= last
        assert LEAST_ACT <= act.score <= 1
        assert act.event_type != NONE
        for argument in act.arguments:
            assert argument.role in ROLES
            assert 0 <= argument.first < argument.last <= last <= len(cut.words)
            assert argument.score >= LEAST_ARGUMENT
            assert argument.sector != NONE


def test_the_same_text_gives_the_same_numbers_whatever_was_read_before(network, cut, acts):
    other = "Le maire a démissionné."
    again = cut_document(other, nlp=load_pipeline("embedded"), pieces=network.pieces, limit=network.labels.window)
    propose(other, again.words, again.sentences, again.reading, network=network)
    assert propose(TEXT, cut.words, cut.sentences, cut.reading, network=network) == acts


def test_nothing_is_proposed_where_there_is_no_word(network):
    assert propose("", [], [], Reading([], [], [], [], []), network=network) == []

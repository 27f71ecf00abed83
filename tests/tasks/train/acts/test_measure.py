"""How proposals are counted against what a reader marked."""

import pytest
from tiny_network import PORT, UNION, documents

from tasks.annotate.pipeline import load_pipeline
from tasks.proposals.acts import ProposedAct, ProposedArgument
from tasks.proposals.network import load_network, network_folder
from tasks.train.acts import measure
from tasks.train.acts.measure import Count, proposal_scores


@pytest.fixture
def scores(monkeypatch):
    """Scores of acts that are said to be proposed: by text (type, words, probability, realis, arguments by role and words)."""

    def scored(told):
        monkeypatch.setattr(measure, "propose", lambda text, words, *_, **__: [act(text, words, *row) for row in told[text]])
        return proposal_scores(documents(), nlp=load_pipeline("embedded"), network=load_network(network_folder()))

    return scored


def span(text, words, told):
    start = text.index(told)
    touched = [number for number, (a, b) in enumerate(words) if a < start + len(told) and b > start]
    return touched[0], touched[-1] + 1


def act(text, words, event_type, told, score=0.9, realis="actual", parties=()):
    arguments = tuple(ProposedArgument(role, *span(text, words, party), 0.9, "GOV") for role, party in parties)
    return ProposedAct(*span(text, words, told), score, event_type, 1.0, realis, 1.0, 0.0, arguments)


RIGHT = {
    PORT: [
        ("PROTEST", "ont bloqué", 0.9, "actual", [("actor", "dockers")]),
        ("COERCE", "interpellé", 0.9, "actual", [("actor", "police"), ("recipient", "manifestants")]),
    ],
    UNION: [
        ("ACCUSE", "dénoncé", 0.9, "actual", [("actor", "syndicat")]),
        ("AGREE", "promis", 0.9, "planned", [("actor", "maire")]),
    ],
}


def changed(text, place, **changes):
    names = ("event_type", "words", "score", "realis", "parties")
    rows = list(RIGHT[text])
    rows[place] = tuple((dict(zip(names, rows[place], strict=True)) | changes).values())
    return {**RIGHT, text: rows}


def test_what_the_reader_marked_is_all_found(scores):
    assert set(scores(RIGHT).values()) == {1.0}


def test_nothing_proposed_finds_nothing(scores):
    found = scores({PORT: [], UNION: []})
    assert set(found.values()) == {0.0}


def test_another_type_is_one_false_and_one_missed_and_its_parties_do_not_count(scores):
    found = scores(changed(PORT, 1, event_type="ASSAULT"))
    assert (found["acts_p"], found["acts_r"], found["acts_f"]) == (0.75, 0.75, 0.75)
    assert (found["actor_f"], found["recipient_f"]) == (1.0, 0.0)


def test_an_act_in_another_sentence_is_another(scores):
    assert scores(changed(UNION, 0, words="promis"))["acts_f"] == 0.75


def test_an_unlikely_act_is_none(scores):
    found = scores(changed(PORT, 0, score=0.49))
    assert (found["acts_p"], found["acts_r"]) == (1.0, 0.75)


def test_a_party_nobody_marked_is_false_and_another_realis_is_wrong(scores):
    found = scores(changed(UNION, 1, realis="actual", parties=[("actor", "maire"), ("actor", "aide")]))
    assert found["realis"] == 0.75
    assert found["actor_f"] == round(2 * 4 / (2 * 4 + 1), 4)


def test_shares_of_a_count():
    assert (Count().precision, Count().recall, Count().f) == (0, 0, 0)
    count = Count(found=2, false=1, missed=3)
    assert (count.precision, count.recall, count.f) == (0.6667, 0.4, 0.5)

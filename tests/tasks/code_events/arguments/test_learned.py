"""What the network says of parties: a noun has the sector of its sentence, who has a name keeps his own."""

from dataclasses import replace

import pytest

from tasks.code_events.arguments.branches import Arguments
from tasks.code_events.arguments.learned import SURE, with_heard_sectors
from tasks.code_events.grammar.sentence import Proposal, ProposedParty
from tasks.code_events.participants.parties import Party

TEXT = "Des agents ont dispersé le cortège."


@pytest.fixture(scope="module")
def sentence(read):
    return next(iter(read([TEXT]))).sentences[0]


def heard(sentence, party, *, score=0.9, role="actor"):
    words = sentence.words[party.first].start, sentence.words[party.last].end
    proposed = ProposedParty(role, *words, "COP", score)
    act = Proposal(2, 3, "ASSAULT", 0.9, 0.9, "actual", 0.9, 0.0, (proposed,))
    (found,) = with_heard_sectors(sentence, act, Arguments(actors=(party,), recipients=())).actors
    return found.sector


def test_a_noun_has_the_sector_that_the_network_surely_sees(sentence):
    agents = Party(1, 1, 1, "role", sector="LAB", role="agents")
    assert heard(sentence, agents) == "COP"
    assert heard(sentence, agents, score=SURE / 2) == "LAB"
    assert heard(sentence, agents, role="recipient") == "LAB"


def test_who_is_identified_or_named_keeps_the_sector(sentence):
    agents = Party(1, 1, 1, "role", sector="LAB", role="agents")
    assert heard(sentence, replace(agents, entity_id="Q142")) == "LAB"
    assert heard(sentence, replace(agents, kind="name")) == "LAB"
    assert heard(sentence, replace(agents, sector="ISM")) == "ISM"


def test_without_a_proposal_all_stays(sentence):
    arguments = Arguments(actors=(Party(1, 1, 1, "role", sector="LAB"),), recipients=())
    assert with_heard_sectors(sentence, None, arguments) == arguments

"""What the network says of parties: a noun has the sector of its sentence, who has a name keeps his own."""

from dataclasses import replace

import pytest

from tasks.code_events.arguments.branches import Arguments
from tasks.code_events.arguments.learned import SURE, Stage, learned_parties, with_heard_sectors
from tasks.code_events.grammar.sentence import Proposal, ProposedParty
from tasks.code_events.participants.coreference import Cast, Discourse
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


@pytest.mark.parametrize(
    ("text", "read_by_network", "name"),
    [
        ("Les « foulards rouges » prévoyant de défiler ont renoncé.", "« foulards rouges » prévoyant de", "foulards rouges"),
        ("La fronde des éleveurs de porcs, de Brest et d'ailleurs enfle.", "des éleveurs de porcs, de", "éleveurs de porcs"),
        ("Les riverains du port ont manifesté.", "Les riverains du port ont manifesté", "riverains du port"),
    ],
)
def test_a_party_of_the_network_is_named_by_its_noun_phrase(read, lexicon, text, read_by_network, name):
    read_sentence = next(iter(read([text]))).sentences[0]
    start = text.index(read_by_network)
    proposed = ProposedParty("actor", start, start + len(read_by_network), "CVL", 0.9)
    act = Proposal(2, 3, "PROTEST", 0.9, 0.9, "actual", 0.9, 0.0, (proposed,))
    cast = Cast(parties=[], subjects=[], before=Discourse(country_nouns=frozenset()))
    (found,) = learned_parties(read_sentence, act, cast, Stage([]), lexicon)
    assert found.party.name == name

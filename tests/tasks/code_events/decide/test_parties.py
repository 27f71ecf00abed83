"""Who takes part in an act: more evidence makes a party more probable, and a slot stays empty where nobody is likely."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.code_events.arguments.learned import LearnedParty
from tasks.code_events.coding import candidates_of, tellings_of
from tasks.code_events.decide.parties import PROPOSED, STRONG, WEAK, evidence_of_party, load_party_weights, standings, taking_part
from tasks.code_events.participants.parties import Party
from tasks.proposals.labels import ROLES

TEXT = "La Suisse a accusé jeudi la Norvège de mensonge. Le Mali se tait."


@pytest.fixture(scope="module")
def telling(read, lexicon):
    """The accusation, with what the network says of it left out."""
    (article,) = read([TEXT])
    (found,) = [t for t in tellings_of(candidates_of(article, lexicon), lexicon) if t.rule.event_type == "ACCUSE"]
    return replace(found, seen=True, learned=())


def heard(telling, role, country, score):
    """What the network would say of the party of that country in the sentence."""
    (party,) = {p.named: p for p in telling.present if p.country == country}.values()
    return LearnedParty(role, score, party, *party.named)


def countries(parties):
    return [party.country for party in parties]


def chances(telling):
    done = taking_part(telling)
    return {(role, p.country): p.score for role in ROLES for p in getattr(done.arguments, f"{role}s")}


def test_the_evidence_of_every_way_has_a_weight(telling):
    weights = load_party_weights()
    for role in ROLES:
        for one in standings(telling, role):
            assert f"way_{one.way}" in {**weights.actor, **weights.recipient}
            assert {"one", "network", "identified"} <= set(evidence_of_party(telling, role, one))


def test_the_grammars_parties_stay_where_the_network_is_silent_and_have_a_probability(telling):
    assert {key: 0 < score < 1 for key, score in chances(telling).items()} == {("actor", "CHE"): True, ("recipient", "NOR"): True}


@given(st.floats(0.05, 0.95), st.floats(0.05, 0.95))
def test_a_party_is_the_more_probable_the_surer_the_network_is(telling, one, other):
    low, high = sorted((one, other))
    scores = [
        chances(replace(telling, learned=(heard(telling, "actor", "CHE", score),)))["actor", "CHE"] for score in (low, high)
    ]
    bands = [[score > bound for bound in (WEAK, STRONG)] for score in (low, high)]
    assert scores[0] <= scores[1] or bands[0] != bands[1]


def test_a_slot_without_a_likely_party_stays_empty(telling):
    nobody = replace(telling, arguments=replace(telling.arguments, recipients=()))
    assert taking_part(nobody).recipients == ()
    doubtful = replace(nobody, learned=(heard(nobody, "recipient", "NOR", 0.11),))
    assert taking_part(doubtful).recipients == ()


def test_whom_the_network_is_sure_of_fills_an_empty_slot(telling):
    nobody = replace(telling, arguments=replace(telling.arguments, recipients=()))
    sure = replace(nobody, learned=(heard(nobody, "recipient", "NOR", 0.99),))
    assert next(one.way for one in standings(sure, "recipient")) == PROPOSED
    assert countries(taking_part(sure).recipients) == ["NOR"]


def test_nobody_is_taken_for_both_sides_by_the_network(telling):
    both = replace(telling, learned=tuple(heard(telling, role, "CHE", 0.9) for role in ROLES))
    done = taking_part(both)
    assert countries(done.actors) == ["CHE"]
    assert "CHE" not in countries(done.recipients)


def test_words_of_no_known_kind_take_no_part(telling):
    unknown = Party(0, 0, 0, "role", role="chose", named=(0, 2))
    told = replace(telling, learned=(LearnedParty("actor", 0.99, unknown, 0, 2),))
    assert unknown not in [one.party for one in standings(told, "actor")]


@pytest.mark.parametrize(
    "text",
    [
        (
            "« Nous le disons depuis des semaines à nos voisins norvégiens », a déclaré mardi soir à Berne la présidente suisse. "
            "« C'est inacceptable. »"
        ),
        "Après des heures de réunion à huis clos, la Norvège a accusé la Suisse de mensonge. Elle nie. Elle l'accuse.",
        "Après une semaine de débats sur ce sujet difficile, le Mali a expulsé l'ambassadeur de Suisse. L'expulsion surprend.",
    ],
)
def test_a_party_that_is_here_stands_among_the_words_of_the_sentence(read, lexicon, text):
    (article,) = read([text])
    found = tellings_of(candidates_of(article, lexicon), lexicon)
    assert found
    for one in found:
        told = [*one.actors, *one.recipients, *(party.party for party in one.learned)]
        assert all(party.last < len(one.sentence.words) for party in told if party.here)

"""How probable it is that type and parties are right together: never more than that the type is, less by a doubtful party."""

from dataclasses import replace

import pytest

from tasks.code_events.coding import code_article
from tasks.code_events.decide.who import evidence_of_who, load_who_weights, who_confidence

TEXT = "La Turquie a condamné mardi la Syrie. Des manifestants ont défilé à Paris. Le gouvernement a limogé le préfet."


@pytest.fixture(scope="module")
def kept(read, lexicon):
    return [one for one in code_article(read([TEXT])[0], lexicon) if one.telling is not None and one.mention is not None]


def test_it_is_never_more_than_the_probability_of_the_act(kept):
    assert kept
    for one in kept:
        assert 0 <= who_confidence(one.telling, one.candidate.probability) <= one.candidate.probability
        assert one.mention["who_confidence"] == who_confidence(one.telling, one.candidate.probability)


def test_a_doubtful_party_makes_it_less(kept):
    telling = kept[0].telling
    doubtful = replace(telling.arguments, recipients=tuple(replace(party, score=0.1) for party in telling.recipients))
    assert telling.recipients
    assert who_confidence(replace(telling, arguments=doubtful), 0.9) < who_confidence(telling, 0.9)


def test_each_weight_is_of_evidence_that_there_is(kept):
    kinds = {name.removesuffix(one.telling.rule.event_type) for one in kept for name in evidence_of_who(one.telling, 0.5)}
    assert {name for name in load_who_weights() if not any(name.startswith(kind) for kind in kinds)} == set()

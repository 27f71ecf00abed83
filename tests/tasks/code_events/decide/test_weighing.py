"""Rules and network weighed: more evidence makes a candidate more probable, and nothing is told twice."""

from dataclasses import replace

import pytest

from schemas.vocabularies import vocabulary
from tasks.code_events.acts.learned import LEARNED, proposed
from tasks.code_events.acts.triggers import propose
from tasks.code_events.decide.precedence import verdicts
from tasks.code_events.decide.weighing import evidence_of, load_weights, probability, weigh

TEXT = "La police a interpellé douze manifestants."


@pytest.fixture(scope="module")
def sentence(read):
    return next(iter(read([TEXT]))).sentences[0]


@pytest.fixture(scope="module")
def by_rule(sentence, lexicon):
    candidates = propose(sentence, lexicon)
    return list(zip(candidates, verdicts(sentence, candidates, lexicon), strict=True))


def test_every_piece_of_evidence_and_every_type_has_a_weight(sentence, by_rule, lexicon):
    weights = load_weights()
    for trigger in [t for t, _ in by_rule] + proposed(sentence, lexicon):
        assert set(evidence_of(trigger, sentence, [])) <= set(weights.evidence)
    assert set(weights.types) == set(weights.types_by_rule) == set(vocabulary("event_type"))


def test_what_a_rule_tells_is_no_second_candidate_of_the_network(sentence, by_rule, lexicon):
    found = weigh(sentence, by_rule, proposed(sentence, lexicon))
    assert [(one.trigger.rule.event_type, one.reason) for one in found if one.reason == "kept"] == [("COERCE", "kept")]
    assert {one.reason for one in found if one.trigger.evidence == LEARNED} <= {"told_by_rule", "unlikely"}


def test_a_rule_is_more_probable_the_surer_the_network_sees_its_act(sentence, by_rule):
    trigger = next(t for t, reason in by_rule if reason == "kept")
    (seen,) = [p for p in sentence.proposals if p.first <= trigger.last and trigger.first <= p.last]
    doubted = replace(sentence, proposals=(replace(seen, score=0.1),))
    unseen = replace(sentence, proposals=())
    assert probability(trigger, sentence, [trigger]) > probability(trigger, doubted, [trigger])
    assert probability(trigger, sentence, [trigger]) > probability(trigger, unseen, [trigger])


def test_probabilities_are_within_bounds_and_follow_from_the_sentence(sentence, by_rule, lexicon):
    learned = proposed(sentence, lexicon)
    found = weigh(sentence, by_rule, learned)
    assert all(0 < one.probability < 1 for one in found)
    assert found == weigh(sentence, by_rule, learned)


def test_a_proposal_alone_is_an_event_from_its_threshold_only(sentence, lexicon):
    learned = proposed(sentence, lexicon)
    for one in weigh(sentence, [], learned):
        assert (one.reason == "kept") == (one.probability >= load_weights().learned)

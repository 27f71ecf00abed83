"""Rules and network weighed: more evidence makes a candidate more probable, and nothing is told twice."""

from dataclasses import replace

import pytest

from schemas.vocabularies import vocabulary
from tasks.code_events.acts.learned import LEARNED, proposed, support
from tasks.code_events.acts.triggers import propose
from tasks.code_events.decide.precedence import verdicts
from tasks.code_events.decide.trees import load_trees
from tasks.code_events.decide.weighing import USUAL, evidence_of, load_thresholds, surroundings_of, weigh
from tasks.code_events.participants.parties import names_of
from tasks.code_events.participants.phrases import find_parties

TEXT = "La police a interpellé douze manifestants."


@pytest.fixture(scope="module")
def article(read):
    return next(iter(read([TEXT])))


@pytest.fixture(scope="module")
def sentence(article):
    return article.sentences[0]


@pytest.fixture(scope="module")
def around(article, sentence, lexicon):
    (found,) = surroundings_of([sentence], [find_parties(sentence, lexicon, names_of(article))])
    return found


@pytest.fixture(scope="module")
def by_rule(sentence, lexicon):
    candidates = propose(sentence, lexicon)
    return list(zip(candidates, verdicts(sentence, candidates, lexicon), strict=True))


def test_the_trees_know_the_evidence_that_there_is(sentence, by_rule, around, lexicon):
    """All but parts of speech and types that this sentence does not have."""
    triggers = [t for t, _ in by_rule] + proposed(sentence, lexicon)
    rows = [evidence_of(trigger, support(trigger, sentence), sentence, triggers, around) for trigger in triggers]
    given = {name for row in rows for name in row} | {"unseen"}
    known = set(load_trees("event").names)
    assert {name for name in known if not name.startswith(("pos_", "type_"))} <= given
    assert {name.removeprefix("type_") for name in known if name.startswith("type_")} <= set(vocabulary("event_type"))
    assert {"act", "type", "same_type", "rule", "elsewhere", "parties"} <= known


def test_evidence_that_fitting_never_saw_counts_nothing():
    trees = load_trees("event")
    assert trees.chances([{"act": 0.9}, {"act": 0.9, "pos_NEVER": 1.0}]) == [trees.chances([{"act": 0.9}])[0]] * 2
    assert trees.chances([]) == []


def test_what_stands_around_leaves_the_sentence_itself_out(sentence):
    silent = replace(sentence, proposals=())
    first, second, third = surroundings_of([sentence, silent, silent], [[], [], []])
    told = max(p.score for p in sentence.proposals)
    assert (first.near, second.near, third.near) == (0.0, told, 0.0)
    assert (first.elsewhere, second.elsewhere, third.elsewhere) == (0.0, told / 2, told / 2)


def test_of_a_sentence_that_stands_alone_the_usual_is_taken(sentence):
    (alone,) = surroundings_of([sentence], [[]])
    assert alone.near == alone.elsewhere == USUAL


def test_what_a_rule_tells_is_no_second_candidate_of_the_network(sentence, by_rule, around, lexicon):
    found = weigh(sentence, by_rule, proposed(sentence, lexicon), around)
    assert [(one.trigger.rule.event_type, one.reason) for one in found if one.reason == "kept"] == [("COERCE", "kept")]
    assert {one.reason for one in found if one.trigger.evidence == LEARNED} <= {"told_by_rule", "unlikely"}


def test_a_rule_is_more_probable_the_surer_the_network_sees_its_act(sentence, by_rule, around):
    trigger = next(t for t, reason in by_rule if reason == "kept")
    (seen,) = [p for p in sentence.proposals if p.first <= trigger.last and trigger.first <= p.last]
    proposals = [(replace(seen, score=score / 20),) for score in range(1, 20)]
    doubted = [replace(sentence, proposals=one) for one in proposals]
    rows = [evidence_of(trigger, support(trigger, one), one, [trigger], around) for one in doubted]
    found = load_trees("event").chances(rows)
    assert found == sorted(found)
    assert found[0] < found[-1]


def test_probabilities_are_within_bounds_and_follow_from_the_sentence(sentence, by_rule, around, lexicon):
    learned = proposed(sentence, lexicon)
    found = weigh(sentence, by_rule, learned, around)
    assert all(0 < one.probability < 1 for one in found)
    assert found == weigh(sentence, by_rule, learned, around)


def test_a_proposal_alone_is_an_event_from_its_threshold_only(sentence, around, lexicon):
    learned = proposed(sentence, lexicon)
    for one in weigh(sentence, [], learned, around):
        assert (one.reason == "kept") == (one.probability >= load_thresholds().learned)

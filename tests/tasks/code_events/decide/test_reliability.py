"""How often a rule was right on annotated text: counts of rules that there are, and more right is more reliable."""

import pytest

from tasks.code_events.decide.reliability import Seen, load_seen, reliability


def test_each_count_is_of_a_rule_of_the_lexicon(lexicon):
    rules = {rule.rule_id for rule in lexicon.rules}
    assert load_seen()
    assert set(load_seen()) <= rules
    assert all(0 <= one.right <= one.proposed for one in load_seen().values())


def test_a_rule_that_nobody_saw_is_like_all():
    assert reliability("no such rule") == 0


@pytest.mark.parametrize(("more", "less"), [(Seen(20, 19), Seen(20, 10)), (Seen(20, 20), Seen(1, 1)), (Seen(1, 0), Seen(20, 0))])
def test_a_rule_is_as_reliable_as_it_was_right_and_often_seen(monkeypatch, more, less):
    counts = {"more": more, "less": less, "others": Seen(100, 60)}
    monkeypatch.setattr("tasks.code_events.decide.reliability.load_seen", lambda: counts)
    assert reliability.__wrapped__("more") > reliability.__wrapped__("less")

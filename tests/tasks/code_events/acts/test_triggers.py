"""Which words of a sentence are taken for triggers."""

import pytest

from tasks.code_events.acts.triggers import propose


@pytest.mark.parametrize(
    ("text", "rule_id"),
    [("L'un dénonce la Syrie, l'autre se tait.", "ACCUSE:dénoncer"), ("L'une épingle le ministre.", "ACCUSE:épingler")],
)
def test_behind_a_pronoun_like_an_article_stands_a_verb(read, lexicon, text, rule_id):
    found = [t.rule.rule_id for article in read([text]) for s in article.sentences for t in propose(s, lexicon)]
    assert rule_id in found

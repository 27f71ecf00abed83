"""Every rule of the trigger lexicon fits its example and not its counter-example; every alias reads as its country."""

import pytest

from schemas.errors import SettingsError, UnknownCode
from schemas.vocabularies import vocabulary
from tasks.code_events.acts.triggers import propose
from tasks.code_events.lexicon.load import load_lexicon
from tasks.code_events.lexicon.rules import _rule, read_rules
from tasks.code_events.lexicon.words import stem

RULES = read_rules()


@pytest.fixture(scope="module")
def fitting(read, lexicon):
    """The ids of the rules that fit each example and counter-example."""
    texts = sorted({text for rule in RULES for text in (rule.match, rule.avoid)})
    return {
        text: {trigger.rule.rule_id for sentence in article.sentences for trigger in propose(sentence, lexicon)}
        for text, article in zip(texts, read(texts), strict=True)
    }


def test_every_rule_fits_its_example(fitting):
    assert [(rule.rule_id, rule.match, fitting[rule.match]) for rule in RULES if rule.rule_id not in fitting[rule.match]] == []


def test_no_rule_fits_its_counter_example(fitting):
    assert [(rule.rule_id, rule.avoid) for rule in RULES if rule.rule_id in fitting[rule.avoid]] == []


def test_all_types_have_rules_of_verbs_and_nouns():
    kinds = {(rule.event_type, rule.kind) for rule in RULES}
    assert {(code, kind) for code in vocabulary("event_type") for kind in ("verb", "noun")} <= kinds


@pytest.mark.parametrize(
    ("row", "error"),
    [
        ({"verb": "aider", "avoid": "x"}, SettingsError),
        ({"verb": "aider", "match": "x", "avoid": "y", "surprise": 1}, SettingsError),
        ({"verb": "aider", "match": "x", "avoid": "y", "need": "nobody"}, SettingsError),
        ({"verb": "aider", "match": "x", "avoid": "y", "mode": "nowhere"}, UnknownCode),
        ({"verb": "aider", "match": "x", "avoid": "y", "type": "NOTHING"}, UnknownCode),
    ],
)
def test_a_rule_that_says_something_unknown_is_refused(row, error):
    with pytest.raises(error):
        _rule(row, "AID")


def test_a_more_specific_rule_weighs_more():
    plain = _rule({"verb": "imposer", "match": "x", "avoid": "y"}, "SANCTION")
    asked = _rule({"verb": "imposer", "with": ["sanctions"], "match": "x", "avoid": "y"}, "SANCTION")
    longer = _rule({"verb": "mettre en garde", "match": "x", "avoid": "y"}, "THREATEN")
    assert plain.weight < asked.weight < longer.weight


def test_stems_drop_the_plural_and_join_ligatures():
    assert [stem(word) for word in ("sanctions", "vœux", "bras", "jeu")] == ["sanction", "voeu", "bra", "jeu"]


def test_the_lexicon_is_loaded_once():
    assert load_lexicon() is load_lexicon()

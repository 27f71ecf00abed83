"""Every rule of the trigger lexicon fits its example, and makes no event of its counter-example, which uses its trigger too."""

from collections import defaultdict

import pytest

from schemas.errors import SettingsError, UnknownCode
from schemas.vocabularies import vocabulary
from tasks.code_events.coding import code_articles
from tasks.code_events.grammar.articles import read_articles
from tasks.code_events.lexicon.load import load_lexicon
from tasks.code_events.lexicon.rules import _rule, read_rules
from tasks.code_events.lexicon.words import stem

RULES = read_rules()
MISLED = 17
"""Counter-examples in which the network names somebody who acts, so that the rule has what it asks for; it only goes down."""
BARE = {"verb": "aider", "match": "x", "avoid": "y"}


TEXTS = sorted({text for rule in RULES for text in (rule.match, rule.avoid)})


@pytest.fixture(scope="module")
def annotated(annotate):
    """What the coder takes of all examples and counter-examples: text n is article n."""
    return annotate(TEXTS)


@pytest.fixture(scope="module")
def tables_of_examples(annotated, lexicon):
    """The coder's tables of each example and counter-example, by name and text, as rows."""
    frames = code_articles(*annotated, lexicon=lexicon)
    rows = {name: defaultdict(list) for name in frames}
    for name, frame in frames.items():
        for row in frame.astype(object).where(frame.notna(), None).to_dict("records"):
            rows[name][TEXTS[int(row["article_id"])]].append(row)
    return rows


@pytest.fixture(scope="module")
def coded(tables_of_examples):
    """By text the candidates of each example and counter-example, as rows."""
    return tables_of_examples["event_candidates"]


def test_every_rule_fits_its_example(coded):
    assert [(r.rule_id, r.match) for r in RULES if r.rule_id not in {row["rule_id"] for row in coded[r.match]}] == []


def told(rule, mentions):
    """Whether the rule makes of its example the event that the example tells."""

    def codes(parties):
        return {p["country"] or p["entity_id"] or p["sector"] for p in parties}

    return any(
        row["rule_id"] == rule.rule_id
        and row["event_type"] == rule.event_type
        and row["realis"] == rule.says.realis
        and codes(row["actors"]) == rule.says.actors
        and codes(row["recipients"]) == rule.says.recipients
        for row in mentions[rule.match]
    )


def test_examples_are_coded_as_they_say(tables_of_examples):
    mentions = tables_of_examples["event_mentions"]
    stating = [rule for rule in RULES if rule.says]
    assert [(r.rule_id, r.match) for r in stating if not r.says.not_yet and not told(r, mentions)] == []
    assert [(r.rule_id, "no longer not_yet") for r in stating if r.says.not_yet and told(r, mentions)] == []
    assert len(stating) > 0.8 * len(RULES)


def test_hardly_a_rule_makes_an_event_of_its_counter_example(coded):
    made = {text: {row["rule_id"] for row in rows if row["verdict"] == "kept"} for text, rows in coded.items()}
    wrong = [(rule.rule_id, rule.avoid) for rule in RULES if rule.rule_id in made.get(rule.avoid, ())]
    assert len(wrong) <= MISLED, wrong


def test_every_counter_example_has_a_form_of_the_trigger(annotated, lexicon):
    articles = zip(TEXTS, read_articles(*annotated), strict=True)
    words = {text: {w.low for s in article.sentences for w in s.words} for text, article in articles}
    index = {"verb": lexicon.verbs, "noun": lexicon.nouns, "adj": lexicon.adjectives}
    without = [r for r in RULES if not any(r in index[r.kind].get(word, ()) for word in words[r.avoid])]
    assert [(rule.rule_id, rule.avoid) for rule in without] == []


def test_all_types_have_rules_of_verbs_and_nouns():
    kinds = {(rule.event_type, rule.kind) for rule in RULES}
    assert {(code, kind) for code in vocabulary("event_type") for kind in ("verb", "noun")} <= kinds


@pytest.mark.parametrize(
    ("row", "error"),
    [
        ({"verb": "aider", "avoid": "x"}, SettingsError),
        (BARE | {"surprise": 1}, SettingsError),
        (BARE | {"need": "nobody"}, SettingsError),
        (BARE | {"mode": "nowhere"}, UnknownCode),
        (BARE | {"type": "NOTHING"}, UnknownCode),
        (BARE | {"says": {"actors": ["FRA"]}}, SettingsError),
        (BARE | {"says": {"actors": ["la France"], "recipients": [], "realis": "actual"}}, SettingsError),
        (BARE | {"says": {"actors": ["FRA"], "recipients": [], "realis": "once"}}, UnknownCode),
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

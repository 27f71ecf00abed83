"""Each rule of knowledge/bodies.yaml finds what its example marks, and nothing in its counter-example."""

import re

import pytest

from tasks.annotate.knowledge import read_lines, read_yaml
from tasks.gazetteer.words import fold

RULES = read_yaml("bodies")["rules"]


def compiled(knowledge, rule_id):
    return next(rule for rule in knowledge.body_rules if rule.rule_id == rule_id)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])
def test_a_rule_finds_exactly_what_its_example_marks(knowledge, rule):
    wanted = re.findall(r"\[([^\]]*)\]", rule["match"])
    assert wanted, "an example marks what must be found with [ ]"
    text = rule["match"].replace("[", "").replace("]", "")
    found = compiled(knowledge, rule["id"]).pattern.finditer(text)
    assert [m.group() for m in found] == wanted


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])
def test_a_rule_finds_nothing_in_its_counter_example(knowledge, rule):
    assert compiled(knowledge, rule["id"]).pattern.search(rule["keep_out"]) is None


def test_rules_have_unique_names_and_known_labels():
    assert len({rule["id"] for rule in RULES}) == len(RULES)
    assert {rule["label"] for rule in RULES} <= {"PER", "ORG", "LOC", "MISC"}


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_an_elided_article_before_a_rule_does_not_hide_it(knowledge, apostrophe):
    match = compiled(knowledge, "court_or_school_of_place").pattern.search(f"Elle enseigne à l{apostrophe}université de Louvain.")
    assert match
    assert match.group() == "université de Louvain"


def test_common_words_are_words():
    assert all(re.fullmatch(r"[\w' -]+", line) for line in read_lines("common_words"))


def test_a_word_that_is_never_a_name_is_in_no_list_of_names(knowledge):
    assert not {word for word in knowledge.never if word in knowledge.people.family_names_first}


def test_common_acronyms_are_written_as_acronyms(knowledge):
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]+", acronym) for acronym in knowledge.common_acronyms)


def test_acronyms_of_bodies_in_the_gazetteer_are_no_common_acronyms(knowledge):
    known = {
        a.text
        for listed in knowledge.gazetteer.aliases.values()
        for _, aliases in listed
        for a in aliases
        if a.acronym and not a.weak
    }
    assert not known & knowledge.common_acronyms


def test_heads_are_folded(knowledge):
    grammar = knowledge.body_grammar
    assert all(word == fold(word) for word in grammar.heads | grammar.meetings | grammar.links | grammar.stops)
    assert not grammar.heads & grammar.meetings


def test_inhabitants_have_an_example_and_a_counter_example(knowledge):
    written = read_yaml("contexts")["inhabitants"]
    assert knowledge.inhabitants.search(written["match"])
    assert not knowledge.inhabitants.search(written["avoid"])


def test_what_stands_before_a_region_has_an_example_and_a_counter_example(knowledge):
    written = read_yaml("contexts")["within"]
    assert knowledge.within.match(written["match"])
    assert not knowledge.within.match(written["avoid"])

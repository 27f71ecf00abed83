"""Every furniture rule takes its examples, with its own reason, and leaves its counter-examples."""

import pytest

from schemas.vocabularies import vocabulary
from tasks.clean.cuts import cut_heads, cut_tails
from tasks.clean.judgement import Judged, ask, ask_long, judged_line
from tasks.clean.knowledge import CleaningKnowledge, load_knowledge
from tasks.clean.rules import FurnitureRule

RULES = load_knowledge().rules
EXAMPLES = [(rule, text) for rule in RULES for text in rule.examples]
COUNTER_EXAMPLES = [(rule, text) for rule in RULES for text in rule.counter_examples]


def ids(pairs: list[tuple[FurnitureRule, str]]) -> list[str]:
    return [f"{rule.rule_id}-{number}" for number, (rule, _) in enumerate(pairs)]


def taken(text: str, rule: FurnitureRule, knowledge: CleaningKnowledge) -> tuple[str, list[Judged]]:
    """What the rule takes of a line, asked with the other rules of its part and zone, and the pieces of the line."""
    line = judged_line(text, knowledge, gap=True)
    if rule.part == "line":
        ask(line, knowledge, rule.zone)
        pieces = [line]
    elif rule.part == "long":
        ask_long(line, knowledge)
        pieces = [line]
    else:
        pieces = cut_heads([line], knowledge) if rule.part == "start" else cut_tails([line], knowledge)
    return " ".join(piece.text for piece in pieces if piece.rule is rule), pieces


@pytest.mark.parametrize(("rule", "text"), EXAMPLES, ids=ids(EXAMPLES))
def test_a_rule_takes_its_examples(rule: FurnitureRule, text: str, knowledge: CleaningKnowledge) -> None:
    found, pieces = taken(text, rule, knowledge)
    assert found
    assert rule.part in {"start", "end"} or found == text
    assert " ".join(piece.text for piece in pieces).split() == text.split()


@pytest.mark.parametrize(("rule", "text"), COUNTER_EXAMPLES, ids=ids(COUNTER_EXAMPLES))
def test_a_rule_leaves_its_counter_examples(rule: FurnitureRule, text: str, knowledge: CleaningKnowledge) -> None:
    assert taken(text, rule, knowledge)[0] == ""


@pytest.mark.parametrize("rule", RULES, ids=[rule.rule_id for rule in RULES])
def test_a_rule_has_a_reason_examples_and_hints_for_prose_in_lower_case(rule: FurnitureRule) -> None:
    assert rule.reason in vocabulary("removed_reason")
    assert rule.examples
    assert rule.counter_examples
    assert all(hint == hint.lower() for hint in (*rule.needs, *rule.in_prose))
    assert rule.part != "long" or rule.in_prose, "rules of part long are asked only where one of in_prose stands"


def test_rules_have_names_of_their_own() -> None:
    names = [rule.rule_id for rule in RULES]
    assert len(names) == len(set(names))


def test_agencies_are_found_by_their_signature_and_credit(knowledge: CleaningKnowledge) -> None:
    for agency in knowledge.agencies:
        assert all(agency.pattern.search(f"Avec {name}.") for name in agency.names), agency.name
        assert not any(agency.pattern.search(f"X{name}X") for name in agency.names), agency.name

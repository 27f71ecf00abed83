"""What a pattern requires stands in whatever it matches."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.clean.folding import folded
from tasks.clean.knowledge import Agency, load_knowledge
from tasks.clean.required import required_literals
from tasks.clean.rules import FurnitureRule

RULES = [rule for rule in load_knowledge().rules if rule.part != "long" and not rule.needs]

CREDITED = [agency for agency in load_knowledge().agencies if agency.credited]


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        ("abc", {"abc"}),
        ("ab|cd", {"ab", "cd"}),
        ("(?:ab|cd)e?f", {"abf", "abef", "cdf", "cdef"}),
        ("ab?", {"a"}),
        ("(?:ab)*cd", {"cd"}),
        ("(?:ab)+", {"ab"}),
        (r"x\d+ lire", {" lire"}),
        (r"[ab]c\b", {"ac", "bc"}),
        ("(?!no)(?<=.)É", {"e"}),
        (r"\d+|ab", set()),
        ("a?", set()),
        ("[^a]", set()),
        ("", set()),
        ("anticonstitutionnellement", {"anticonsti"}),
    ],
)
def test_literals_are_read_off_a_pattern(pattern: str, literals: set[str]) -> None:
    assert required_literals(pattern, folded) == literals


@pytest.mark.parametrize("rule", RULES, ids=[rule.rule_id for rule in RULES])
@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_a_rule_takes_holds_what_it_requires(rule: FurnitureRule, data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(rule.patterns))
    required = required_literals(pattern, folded)
    taken = folded(data.draw(st.from_regex(pattern, fullmatch=True)))
    assert not required or any(literal in taken for literal in required), taken


@pytest.mark.parametrize("agency", CREDITED, ids=[agency.name for agency in CREDITED])
@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_credits_an_agency_holds_what_it_requires(agency: Agency, data: st.DataObject) -> None:
    assert agency.credited is not None
    required = required_literals(agency.credited.pattern, folded)
    assert required
    told = folded(data.draw(st.from_regex(agency.credited, fullmatch=True)))
    assert any(literal in told for literal in required), told

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.annotate.knowledge import load_names_knowledge
from tasks.scanner import Scanner, word_openings
from tasks.temporal.grammar import load_grammar

PATTERNS = [
    re.compile(p)
    for p in (
        r"(?<!\w)(?:le )?(?P<day>[0-9]{1,2}) mai",
        r"(?<![\w-])(?:la )?mairie(?! de)",
        r"(?<!\w)[a-e]+x?",
        r"(?<!\w)\w+ mai",
        r"mai",
    )
]


def told(found):
    return [(number, match.span(), match.groupdict()) for number, match in found]


def one_by_one(patterns, text):
    return told((number, match) for number, pattern in enumerate(patterns) for match in pattern.finditer(text))


@given(
    text=st.lists(st.sampled_from(["le", "12", "mai", "la", "mairie", "de", " ", "-", "e", "éx", "\n"]), max_size=20).map("".join)
)
def test_a_scanner_finds_what_each_pattern_finds_alone(text):
    assert told(Scanner(PATTERNS).matches(text)) == one_by_one(PATTERNS, text)


@pytest.mark.parametrize(
    ("pattern", "openings"),
    [
        (r"(?<!\w)(?:le )?mai", {"le ", "mai"}),
        (r"(?<![\w-])[ab]\d", {"a", "b"}),
        (r"(?<!\w)x{0,2}y", {"x", "y"}),
        (r"(?<!\w)\w+", set()),
        (r"mai", set()),
        (r"(?<![^\w])mai", set()),
        (r"(?<!\w)\(mai", set()),
    ],
)
def test_a_pattern_is_tried_where_its_openings_stand(pattern, openings):
    assert word_openings(re.compile(pattern)) == openings


def test_no_pattern_that_ignores_case_is_tried_by_its_openings():
    assert not word_openings(re.compile(r"(?<!\w)mai", re.IGNORECASE))


def test_nearly_all_rules_are_tried_at_words_alone():
    patterns = [rule.pattern for rule in (*load_grammar().rules, *load_names_knowledge().body_rules)]
    assert sum(bool(word_openings(pattern)) for pattern in patterns) > 0.9 * len(patterns)

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.annotate.quotations import find_quotations


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("Il dit « non » et “oui”.", ["« non »", "“oui”"]),
        ('Il dit "non".', ['"non"']),
        ("« Il a dit “non” hier »", ["« Il a dit “non” hier »"]),
        ("« Un.\n\nDeux. »", ["« Un.\n\nDeux. »"]),
        ('Un " seul\nguillemet "', []),
        ("« ouvert", []),
        ("« a « b » c »", ["« a « b » c »"]),
    ],
)
def test_quotations(text, quotations):
    assert [text[s:e] for s, e in find_quotations(text)] == quotations


@given(st.text(alphabet='ab «»“”"\n', max_size=40))
def test_quotations_are_in_order_and_apart(text):
    spans = find_quotations(text)
    assert all(0 <= s < e <= len(text) for s, e in spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))

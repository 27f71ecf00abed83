"""Measured quality: shares within their intervals, and agreement as the annotation states it."""

import json

from hypothesis import given
from hypothesis import strategies as st

from tasks.report.measured import measured, share


@given(st.integers(1, 10_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_a_share_lies_in_its_interval_which_lies_between_nothing_and_all(counted) -> None:
    right, of = counted
    found = share(right, of)
    assert found is not None
    assert 0 <= found["low"] <= found["share"] <= found["high"] <= 1


def test_an_interval_is_wilsons() -> None:
    assert share(8, 10) == {"share": 0.8, "low": 0.49, "high": 0.943, "of": 10}
    assert share(0, 0) is None


def test_agreement_is_that_of_the_annotation(root) -> None:
    stated = json.loads((root / "data/annotation/events/agreement.json").read_text(encoding="utf-8"))
    agreement = measured()["agreement"]
    assert agreement == {name: stated[name] for name in agreement}


def test_no_more_is_right_than_was_predicted() -> None:
    shares = [row[name] for row in measured()["types"] for name in ("precision", "recall")]
    assert all(found is None or found["share"] <= 1 for found in shares)
    assert len(measured()["confidence"]) > 1

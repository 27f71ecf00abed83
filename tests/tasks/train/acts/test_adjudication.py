"""What stands of two readings, and that the shipped decisions fit the shipped rows."""

import pytest

from tasks.train.acts.adjudication import by_document, settled
from tasks.train.names_annotation import AnnotationMismatch, read_rows

WHERE = {"corpus": "own", "document": "un"}


def row(reader, trigger, event_type="ACCUSE", **more):
    return {**WHERE, "reader": reader, "type": event_type, "trigger": trigger, "date": None, **more}


def decision(reader, trigger, change):
    return {**WHERE, "reader": reader, "trigger": trigger, "change": change}


ROWS = [row("A", [3, 9]), row("A", [20, 25]), row("B", [3, 9], "REJECT"), row("B", [11, 14], "AID")]


def test_without_a_decision_the_first_reader_s_rows_stand():
    assert settled(ROWS, []) == ROWS[:2]


def test_decisions_change_drop_and_take_rows_and_triggers_give_the_order():
    decisions = [decision("A", [20, 25], {"trigger": [1, 2], "date": "2019"}), decision("A", [3, 9], None)]
    taken = [decision("B", [11, 14], {}), decision("B", [3, 9], {"date": "2020"})]
    assert settled(ROWS, [*decisions, *taken]) == [
        row("A", [1, 2], date="2019"),
        row("B", [3, 9], "REJECT", date="2020"),
        row("B", [11, 14], "AID"),
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ([decision("A", [11, 14], None)], r"un, A, \[11, 14\]: a decision on 0 rows"),
        ([decision("A", [3, 9], None), decision("A", [3, 9], {"date": "2019"})], "a second decision"),
        ([decision("A", [3, 9], {"day": "2019"})], "changes day"),
        ([decision("A", [3, 9], {"reader": "B"})], "changes reader"),
    ],
)
def test_a_decision_that_fits_no_row_is_named(wrong, said):
    with pytest.raises(AnnotationMismatch, match=said):
        settled(ROWS, wrong)


def test_a_decision_on_two_rows_is_refused():
    with pytest.raises(AnnotationMismatch, match="a decision on 2 rows"):
        settled([*ROWS, row("A", [3, 9], "REJECT")], [decision("A", [3, 9], None)])


def test_whole_rows_of_an_adjudicator_are_refused():
    with pytest.raises(AnnotationMismatch, match="another reader"):
        settled([*ROWS, row("C", [3, 9])], [])


def test_every_shipped_decision_fits_a_row_and_changes_what_would_stand(root):
    folder = root / "data/annotation/events"
    marked, decided = (by_document(read_rows(folder / name)) for name in ("events.jsonl", "decisions.jsonl"))
    assert decided.keys() <= marked.keys()
    for document, decisions in decided.items():
        rows = marked[document]
        assert settled(rows, decisions)
        undecided = settled(rows, [])
        assert all(settled(rows, [one]) != undecided for one in decisions), document

"""What was settled between the two readers of a document: decisions on their rows, and the rows that stand.

What belongs here: rows of events.jsonl and decisions.jsonl (data/annotation/events/GUIDELINE.md) → rows. What does not: the texts
they point into (annotation.py).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tasks.train.names_annotation import AnnotationMismatch

Row = Mapping[str, Any]
Document = tuple[str, str]
FIRST = "A"
READERS = (FIRST, "B")
WHERE = frozenset(("corpus", "document", "reader"))
"""Columns that say whose row it is; all others a decision may change."""


def by_document(rows: Iterable[Row]) -> dict[Document, list[Row]]:
    """Rows by corpus and document, in their order."""
    found: dict[Document, list[Row]] = {}
    for row in rows:
        found.setdefault((row["corpus"], row["document"]), []).append(row)
    return found


def settled(rows: Sequence[Row], decisions: Iterable[Row]) -> list[Row]:
    """The rows of one document that stand, in the order of their triggers.

    Those of the first reader stand and those of the second do not, unless a decision says otherwise. `rows`: both readers';
    `decisions`: at most one a row.

    Raises:
        AnnotationMismatch: a row is of a third reader; a decision names no row, several, or one that is decided already, or
            changes what no row has.
    """
    for row in rows:
        if row["reader"] not in READERS:
            raise _mismatch(row, found="a row of another reader", expected="rows of A and B, and decisions on them")
    changes: dict[int, Row | None] = {place: {} for place, row in enumerate(rows) if row["reader"] == FIRST}
    decided: set[int] = set()
    for decision in decisions:
        place = _place(decision, rows)
        if place in decided:
            raise _mismatch(decision, found="a second decision on this row", expected="one")
        decided.add(place)
        changes[place] = decision["change"]
    stand = [{**rows[place], **change} for place, change in changes.items() if change is not None]
    return sorted(stand, key=lambda row: row["trigger"])


def _place(decision: Row, rows: Sequence[Row]) -> int:
    """The place of the row that a decision is on."""
    asked = decision["reader"], decision["trigger"]
    places = [place for place, row in enumerate(rows) if (row["reader"], row["trigger"]) == asked]
    if len(places) != 1:
        found = f"a decision on {len(places)} rows of events.jsonl"
        raise _mismatch(decision, found=found, expected="on one of that reader with that trigger")
    if unknown := (decision["change"] or {}).keys() - (rows[places[0]].keys() - WHERE):
        found = f"a decision that changes {', '.join(sorted(unknown))}"
        raise _mismatch(decision, found=found, expected="columns of the row that say what it tells")
    return places[0]


def _mismatch(row: Row, *, found: str, expected: str) -> AnnotationMismatch:
    where = ", ".join(str(row[name]) for name in ("corpus", "document", "reader", "trigger"))
    return AnnotationMismatch(
        found=f"{where}: {found}",
        expected=expected,
        remedy="mend decisions.jsonl; its format is in data/annotation/events/GUIDELINE.md",
    )

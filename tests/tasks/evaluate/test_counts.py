"""Counts by type and confidence: what is right is predicted, what is found is wanted, and all of the gold is counted."""

import pandas as pd

from tasks.evaluate.counts import event_counts
from tasks.evaluate.gold import Gold

SENTENCE = "La Valdorie a condamné l'attaque, puis elle a expulsé deux diplomates."


def _mention(trigger: str) -> dict[str, object]:
    return {"article_id": "a", "text": SENTENCE, "trigger": trigger}


def test_events_are_counted_by_type_and_tenth_of_confidence() -> None:
    articles = pd.DataFrame([{"article_id": "a", "sources": [{"uri": "gazette/1.txt", "sha256": ""}], "text": SENTENCE}])
    events = pd.DataFrame(
        [
            {"event_type": "ACCUSE", "confidence": 1.0, "actors": [], "recipients": [], "mentions": [_mention("condamné")]},
            {"event_type": "SANCTION", "confidence": 0.72, "actors": [], "recipients": [], "mentions": [_mention("expulsé")]},
            {"event_type": "AID", "confidence": 0.7, "actors": [], "recipients": [], "mentions": [_mention("diplomates")]},
        ]
    )
    wanted = [
        {"doc": "1", "types": ["ACCUSE"], "actors": [], "recipients": [], "trigger": "condamné"},
        {"doc": "1", "types": ["COERCE", "SANCTION"], "actors": [], "recipients": [], "trigger": "expulsé"},
        {"doc": "1", "types": ["CONSULT"], "actors": [], "recipients": [], "trigger": "rencontré"},
    ]
    gold = Gold(articles=({"doc": "1", "file": "1.txt", "body": [SENTENCE]},), entities=(), events=tuple(wanted))
    counts = event_counts(articles, events, gold)
    by_type = {row["type"]: [row[name] for name in ("predicted", "right", "wanted", "found")] for row in counts["types"]}
    assert by_type == {
        "ACCUSE": [1, 1, 1, 1],
        "AID": [1, 0, 0, 0],
        "COERCE": [0, 0, 1, 1],
        "CONSULT": [0, 0, 1, 0],
        "SANCTION": [1, 1, 0, 0],
    }
    assert counts["confidence"] == [{"from": 0.7, "predicted": 2, "right": 1}, {"from": 0.9, "predicted": 1, "right": 1}]

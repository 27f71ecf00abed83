"""Events of a release against gold, counted by type and by how sure the coder was: figures with intervals follow from that."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from tasks.evaluate.gold import Gold, documents_by_article
from tasks.evaluate.scores import Told, best_of, told_by_document

WIDTH = 0.1
Counts = list[dict[str, str | float | int]]


def event_counts(articles: pd.DataFrame, events: pd.DataFrame, gold: Gold) -> dict[str, Counts]:
    """Counts by `types` and by tenths of `confidence`.

    Of each the mentions `predicted` and of them `right`; of each type also those `wanted` and of them `found`. A mention is right
    as it is for the figure `event`: same document, a type that the gold allows, the gold trigger in its sentence. What is wanted
    counts under the first type that the gold allows.
    """
    told = dict(told_by_document(events, documents_by_article(gold, articles), gold))
    predicted = [one for mentions in told.values() for one in mentions]
    free = {document: list(mentions) for document, mentions in told.items()}
    pairs = [(row["types"][0], best) for row in gold.events if (best := best_of(row, free.get(row["doc"], [])))]
    right = [best for _, best in pairs]
    found, wanted = Counter(name for name, _ in pairs), Counter(row["types"][0] for row in gold.events)
    types = _counted(right, predicted, lambda one: str(one.event["event_type"]), wanted)
    tenths = _counted(right, predicted, lambda one: _tenth(one.event["confidence"]))
    return {
        "types": [
            {"type": name, "predicted": of, "right": n, "wanted": wanted[name], "found": found[name]} for name, n, of in types
        ],
        "confidence": [{"from": name, "predicted": of, "right": n} for name, n, of in tenths],
    }


def _tenth(confidence: float) -> float:
    """The lower end of the tenth; the whole belongs to the last."""
    return round(min(int(confidence / WIDTH + 1e-9), round(1 / WIDTH) - 1) * WIDTH, 1)


def _counted(
    matched: Iterable[Told], predicted: Iterable[Told], name_of: Callable[[Told], Any], further: Iterable[Any] = ()
) -> list[tuple[Any, int, int]]:
    right: Counter[Any] = Counter(map(name_of, matched))
    all_of: Counter[Any] = Counter(map(name_of, predicted))
    return [(name, right[name], all_of[name]) for name in sorted({*all_of, *further})]

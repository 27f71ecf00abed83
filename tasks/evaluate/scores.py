"""Figures of a release against gold.

- clean: share of the characters of gold body lines that are found in title and text, and of furniture lines that are not.
- date: share of documents whose day of publication is acceptable, and the number stated wrongly.
- mention: precision, recall and F of name mentions (document and exact text, as multisets).
- country: share of the matched mentions with a country that carry it.
- event: F of event types; a mention of the same document and type whose sentence holds the gold trigger matches, each once.
  Mentions in text that the gold does not hold, since nobody annotated it, are left out.
- who: F of events whose type, an actor and a recipient agree; recipient: share of the matched types with a gold recipient that
  have it; invented_recipients: share of those without one that name somebody.
- realis, event_date: share of the matched types that carry the gold realis, and the gold date at its precision.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from tasks.evaluate.gold import Gold, Row, agree, documents_by_article, folded

ROLES = ("actors", "recipients")
PRECISION_LENGTH = {"day": 10, "month": 7, "year": 4}


@dataclass(frozen=True, kw_only=True)
class Told:
    """One event mention of the release in a gold document."""

    sentence: str
    trigger: str
    event: Row


def score(articles: pd.DataFrame, entities: pd.DataFrame, events: pd.DataFrame, gold: Gold) -> dict[str, float]:
    """All figures by name, in [0, 1] but for the count `date_wrong`. A figure whose gold is empty is left out.

    `date_wrong` and `invented_recipients` count what is wrong: the less, the better.
    """
    documents = documents_by_article(gold, articles)
    found = {documents[str(one.article_id)]: one for one in articles.itertuples() if one.article_id in documents}
    named = entities[entities["article_id"].isin(documents)]
    figures = {"documents": len(found) / len(gold.articles)}
    return (
        figures | _clean(gold, found) | _dates(gold, found) | _mentions(gold, named, documents) | _events(gold, events, documents)
    )


def f_score(matched: int, predicted: int, wanted: int) -> float:
    """The harmonic mean of precision and recall; 0 where nothing matches."""
    return 2 * matched / (predicted + wanted) if matched else 0.0


def _clean(gold: Gold, found: Mapping[str, Any]) -> dict[str, float]:
    texts = {doc: folded(f"{one.title if isinstance(one.title, str) else ''} {one.text}") for doc, one in found.items()}

    def share(kind: str, *, kept: bool) -> float:
        lines = [(folded(line), texts.get(row["doc"], "")) for row in gold.articles for line in row[kind]]
        total = sum(len(line) for line, _ in lines)
        return sum(len(line) for line, text in lines if (line in text) is kept) / total if total else 1.0

    return {"body_kept": share("body", kept=True), "furniture_removed": share("removed", kept=False)}


def _dates(gold: Gold, found: Mapping[str, Any]) -> dict[str, float]:
    stated = {
        doc: str(one.published_on)[: PRECISION_LENGTH[one.published_precision]]
        if one.published_precision in PRECISION_LENGTH
        else None
        for doc, one in found.items()
    }
    right = sum(stated.get(row["doc"]) in row["published_ok"] for row in gold.articles)
    wrong = sum((date := stated.get(row["doc"])) is not None and date not in row["published_ok"] for row in gold.articles)
    return {"date": right / len(gold.articles), "date_wrong": float(wrong)}


def _mentions(gold: Gold, named: pd.DataFrame, documents: Mapping[str, str]) -> dict[str, float]:
    bags: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for one in named.itertuples():
        bags[documents[str(one.article_id)], folded(str(one.text))].append(one)
    pairs = [(row, bag.pop(0)) for row in gold.entities if (bag := bags[row["doc"], folded(row["text"])])]
    placed = [(row["country"], one.country) for row, one in pairs if row["country"] not in {None, "IGO"}]
    figures = {"mention": f_score(len(pairs), len(named), len(gold.entities))}
    figures |= {f"mention_{label}": _recall(gold, pairs, label) for label in sorted({row["label"] for row in gold.entities})}
    return figures | ({"country": sum(wanted == got for wanted, got in placed) / len(placed)} if placed else {})


def _recall(gold: Gold, pairs: Iterable[tuple[Row, Any]], label: str) -> float:
    wanted = Counter(row["label"] for row in gold.entities)
    return Counter(row["label"] for row, _ in pairs)[label] / wanted[label]


def _events(gold: Gold, events: pd.DataFrame, documents: Mapping[str, str]) -> dict[str, float]:
    told = list(told_by_document(events, documents, gold))
    total = sum(len(mentions) for _, mentions in told)
    free = dict(told)
    pairs = [(row, best) for row in gold.events if (best := best_of(row, free.get(row["doc"], [])))]
    figures = {"event": f_score(len(pairs), total, len(gold.events))} | _who(pairs, total, len(gold.events))
    dated = [(row["date"], str(one.event["date_start"])) for row, one in pairs if row.get("date")]
    if pairs:
        figures["realis"] = sum(row["realis"] == one.event["realis"] for row, one in pairs) / len(pairs)
    if dated:
        figures["event_date"] = sum(got[: len(wanted)] == wanted for wanted, got in dated) / len(dated)
    return figures


def _who(pairs: Sequence[tuple[Row, Told]], predicted: int, wanted: int) -> dict[str, float]:
    right = sum(all(agree(row[role], one.event[role]) for role in ROLES) for row, one in pairs)
    figures = {"who": f_score(right, predicted, wanted)}
    told = [agree(row["recipients"], one.event["recipients"]) for row, one in pairs if row["recipients"]]
    named = [len(one.event["recipients"]) > 0 for row, one in pairs if not row["recipients"]]
    if told:
        figures["recipient"] = sum(told) / len(told)
    if named:
        figures["invented_recipients"] = sum(named) / len(named)
    return figures


def told_by_document(events: pd.DataFrame, documents: Mapping[str, str], gold: Gold) -> Iterable[tuple[str, list[Told]]]:
    """The event mentions in the annotated text of each gold document (`documents` by article_id)."""
    annotated = {row["doc"]: folded(" ".join([row.get("title") or "", *row["body"]])) for row in gold.articles}
    by_document: dict[str, list[Told]] = defaultdict(list)
    for event in events.to_dict("records"):
        for mention in event["mentions"]:
            if mention["article_id"] in documents and folded(mention["text"]) in annotated[documents[mention["article_id"]]]:
                told = Told(
                    sentence=folded(mention["text"]),
                    trigger=folded(mention["trigger"]),
                    event={str(k): v for k, v in event.items()},
                )
                by_document[documents[mention["article_id"]]].append(told)
    return by_document.items()


def best_of(row: Row, free: list[Told]) -> Told | None:
    """Take the mention that fits the gold event best: its trigger in the gold trigger before others, then its parties."""
    trigger = folded(row["trigger"])
    fitting = [one for one in free if one.event["event_type"] in row["types"] and trigger in one.sentence]
    if not fitting:
        return None
    best = min(fitting, key=lambda one: (one.trigger not in trigger, *(not agree(row[role], one.event[role]) for role in ROLES)))
    free.remove(best)
    return best

"""Coverage: what share of the names of Wikinews 2016 to 2018, weighted by how often they stand there, the gazetteer links.

    python benchmarks/measure_coverage.py ../shared/corpora [--context] [--missing N]

The names stand without their context: a surface counts as linked where the gazetteer has one thing of its class so called with
a Wikidata identifier, or with a dated office; a city of several is the one that comes first to mind. `known` counts what has a
local identifier too. `--context` links the same names where they stand, with the outermost spans of the annotators as mentions: a
family name counts by the person whom its article names. `--missing N` lists the N heaviest surfaces of each class that are
not linked.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tasks.gazetteer.entries import Entry
from tasks.gazetteer.gazetteer import Gazetteer
from tasks.gazetteer.load import load_gazetteer
from tasks.link.entities import Article, link_article
from tasks.link.places import places_named, prior_of

ARTICLES = "wikinews_fr_2016_2018/articles.jsonl"
NAMES = "wikinews_fr_2016_2018/names_winer.jsonl"
SURFACES = "people/wikinews_surfaces/winer_surfaces.tsv"
LABELS = {"Location": "LOC", "Person": "PER", "Organization": "ORG"}
CLASSES = {"Location": "places", "Person": "people", "Organization": "organisations"}


def meant(surface: str, label: str, gazetteer: Gazetteer) -> Entry | None:
    """What a surface of that class means by itself; None where nothing, or several people or bodies, are so called."""
    if label == "LOC":
        return max(places_named(surface, gazetteer), key=lambda e: prior_of(e, surface), default=None)
    entries = {e.entity_id: e for e in gazetteer.named(surface) if e.label == label}
    by_hand = {a.entity_id for a in gazetteer.lookup(surface)} & entries.keys()
    chosen = by_hand or entries.keys()
    return entries[next(iter(chosen))] if len(chosen) == 1 else None


Counted = tuple[str, str, int, str | None]  # class, surface, how often, the entity


def alone(corpora: Path, gazetteer: Gazetteer) -> Iterator[Counted]:
    """Every surface with what it means by itself."""
    for line in (corpora / SURFACES).read_text(encoding="utf-8").splitlines()[1:]:
        kind, surface, count = line.split("\t")
        if kind in LABELS:
            entry = meant(surface, LABELS[kind], gazetteer)
            yield kind, surface, int(count), entry.entity_id if entry else None


def in_context(corpora: Path, gazetteer: Gazetteer) -> Iterator[Counted]:
    """Every name of the annotated articles with what it is linked to there."""
    texts = {row["id"]: row for row in _rows(corpora / ARTICLES)}
    for annotated in _rows(corpora / NAMES):
        article = texts[annotated["id"]]
        spans = _outermost([span for span in annotated["entities"] if span["type"] in LABELS])
        mentions = [_mention(span, article["text"]) for span in spans]
        day = date.fromisoformat(article["date"])
        rows, _ = link_article(Article(text=article["text"], published=day), mentions, gazetteer)
        yield from ((span["type"], span["text"], 1, row["entity_id"]) for span, row in zip(spans, rows, strict=True))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _outermost(spans: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = []
    for span in sorted(spans, key=lambda s: (s["start"], -s["end"])):
        if not kept or span["start"] >= kept[-1]["end"]:
            kept.append(span)
    return kept


def _mention(span: dict[str, Any], text: str) -> dict[str, Any]:
    return {
        "article_id": "0" * 20,
        "sentence": text.count(". ", 0, span["start"]),
        "start": span["start"],
        "end": span["end"],
        "text": text[span["start"] : span["end"]],
        "label": LABELS[span["type"]],
        "form": "name",
        "decision": "annotator",
    }


def linked(entity_id: str | None, gazetteer: Gazetteer) -> bool:
    """Whether an entity has a Wikidata identifier or a dated office."""
    return entity_id is not None and (entity_id.startswith("Q") or bool(gazetteer.offices.of(entity_id)))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpora", type=Path)
    arguments.add_argument("--context", action="store_true")
    arguments.add_argument("--missing", type=int, default=0)
    given = arguments.parse_args()
    gazetteer = load_gazetteer()
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in LABELS}
    missing: dict[str, Counter[tuple[str, str]]] = {kind: Counter() for kind in LABELS}
    for kind, surface, count, entity_id in (in_context if given.context else alone)(given.corpora, gazetteer):
        has_id = linked(entity_id, gazetteer)
        known = entity_id in gazetteer.entries if entity_id else False
        counts[kind].update(all=count, linked=has_id * count, known=known * count)
        if not has_id:
            missing[kind][surface, entity_id or "-"] += count
    for kind, found in counts.items():
        shares = f"linked {found['linked'] / found['all']:.3f}  known {found['known'] / found['all']:.3f}"
        print(f"{CLASSES[kind]:14} {found['all']:6} mentions  {shares}")
        for (surface, entity_id), count in missing[kind].most_common(given.missing):
            print(f"  {count:4} {surface}\t{entity_id}")


if __name__ == "__main__":
    main()

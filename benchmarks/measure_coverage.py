"""Coverage: what share of the names of Wikinews 2016 to 2018, weighted by how often they stand there, the gazetteer links.

    python benchmarks/measure_coverage.py ../shared/corpora [--missing N]

The names stand without their context: a surface counts as linked where the gazetteer has one thing of its class so called with
a Wikidata identifier, or with a dated office; a city of several is the one that comes first to mind. `known` counts what has a
local identifier too. `--missing N` lists the N heaviest surfaces of each class that are not linked.
"""

import argparse
from collections import Counter
from pathlib import Path

from tasks.gazetteer.entries import Entry
from tasks.gazetteer.gazetteer import Gazetteer
from tasks.gazetteer.load import load_gazetteer
from tasks.link.places import places_named, prior_of

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


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpora", type=Path)
    arguments.add_argument("--missing", type=int, default=0)
    given = arguments.parse_args()
    gazetteer = load_gazetteer()
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in LABELS}
    missing: dict[str, list[tuple[int, str, str]]] = {kind: [] for kind in LABELS}
    for line in (given.corpora / SURFACES).read_text(encoding="utf-8").splitlines()[1:]:
        kind, surface, count = line.split("\t")
        if kind in LABELS:
            entry = meant(surface, LABELS[kind], gazetteer)
            linked = entry is not None and (entry.entity_id.startswith("Q") or bool(gazetteer.offices.of(entry.entity_id)))
            counts[kind].update(all=int(count), linked=linked * int(count), known=(entry is not None) * int(count))
            if not linked:
                missing[kind].append((int(count), surface, entry.entity_id if entry else "-"))
    for kind, found in counts.items():
        shares = f"linked {found['linked'] / found['all']:.3f}  known {found['known'] / found['all']:.3f}"
        print(f"{CLASSES[kind]:14} {found['all']:6} mentions  {shares}")
        for count, surface, entity_id in sorted(missing[kind], reverse=True)[: given.missing]:
            print(f"  {count:4} {surface}\t{entity_id}")


if __name__ == "__main__":
    main()

"""How far two readers of the annotated events agree: writes data/annotation/events/agreement.json.

python benchmarks/measure_event_agreement.py CORPORA
"""

import json
import sys
from collections import Counter
from pathlib import Path

from tasks.train.acts.annotation import AnnotatedDocument, AnnotatedEvent, read_annotated_events

ROWS = Path(__file__).parent.parent / "data/annotation/events"


def overlap(one: AnnotatedEvent, other: AnnotatedEvent) -> int:
    return min(one.trigger[1], other.trigger[1]) - max(one.trigger[0], other.trigger[0])


def paired(first: AnnotatedDocument, second: AnnotatedDocument) -> list[tuple[AnnotatedEvent, AnnotatedEvent]]:
    """Events whose triggers overlap, those of one type first, each once."""
    order = sorted(
        (a.event_type != b.event_type, -overlap(a, b), i, j)
        for i, a in enumerate(first.events)
        for j, b in enumerate(second.events)
        if overlap(a, b) > 0
    )
    used: tuple[set[int], set[int]] = set(), set()
    pairs = []
    for _, _, i, j in order:
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            pairs.append((first.events[i], second.events[j]))
    return pairs


def kappa(pairs: list[tuple[str, str]]) -> float:
    agreed = sum(a == b for a, b in pairs) / len(pairs)
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[code] * right[code] for code in left) / len(pairs) ** 2
    return round((agreed - chance) / (1 - chance), 3)


def f(hits: float, first: int, second: int) -> float:
    return round(2 * hits / (first + second), 3)


def countries(event: AnnotatedEvent, role: str) -> set[str | None]:
    return {party.country for party in getattr(event, role)}


def meet(one: AnnotatedEvent, other: AnnotatedEvent, role: str) -> bool:
    a, b = countries(one, role), countries(other, role)
    return bool(a & b) or a == b


def main() -> None:
    corpora = Path(sys.argv[1])
    second = {d.document: d for d in read_annotated_events(corpora, ROWS, reader="B")}
    first = {d.document: d for d in read_annotated_events(corpora, ROWS, reader="A") if d.document in second}
    pairs = [pair for name in sorted(second) for pair in paired(first[name], second[name])]
    count = sum(len(d.events) for d in first.values()), sum(len(d.events) for d in second.values())
    typed = [(a, b) for a, b in pairs if {a.event_type, *a.alt} & {b.event_type, *b.alt}]
    same = {role: [meet(a, b, role) for a, b in typed] for role in ("actors", "recipients")}
    dated = [(a, b) for a, b in typed if a.date or b.date]
    sure = sum(e.sure for d in first.values() for e in d.events), sum(e.sure for d in second.values() for e in d.events)
    result = {
        "kind": "two readers of one kind, the second saw nothing of the first; between people agreement would be lower",
        "documents": len(second),
        "events_first": count[0],
        "events_second": count[1],
        "sure_first": sure[0],
        "sure_second": sure[1],
        "trigger_f": f(len(pairs), *count),
        "trigger_and_type_f": f(len(typed), *count),
        "who_f": f(sum(x and y for x, y in zip(*same.values(), strict=True)), *count),
        "type_kappa": kappa([(a.event_type, b.event_type) for a, b in pairs]),
        "realis_kappa": kappa([(a.realis, b.realis) for a, b in pairs]),
        "realis_same": round(sum(a.realis == b.realis for a, b in pairs) / len(pairs), 3),
        "actor_country_same": round(sum(same["actors"]) / len(typed), 3),
        "recipient_country_same": round(sum(same["recipients"]) / len(typed), 3),
        "date_same": round(sum(a.date == b.date for a, b in dated) / len(dated), 3),
    }
    text = json.dumps(result, indent=1, ensure_ascii=False) + "\n"
    (ROWS / "agreement.json").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()

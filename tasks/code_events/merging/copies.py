"""One telling, coded once: a sentence that several articles of a cluster have is coded as in the one that tells it first.

What belongs here: which mentions are copies, what they take, and the words of their own article that name the parties. What does
not: coding (the other rooms), which tellings are one event (events.py).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from schemas.events import CODED_COLUMNS, EVENT_ARGUMENTS, EVENT_MENTIONS

TELLING = ("cluster", "text", "place", "event_type")
"""Copies share cluster and sentence, the place of the trigger in it and the type."""
TAKEN = (*(column.name for column in CODED_COLUMNS if column.name != "event_type"), "date_told", "coded_in")
Row = Mapping[str, Any]


def coded_once(
    event_mentions: pa.Table, event_arguments: pa.Table, articles: pa.Table, *, texts: pa.Table
) -> tuple[pa.Table, pa.Table]:
    """The EVENT_MENTIONS (sorted by key) and EVENT_ARGUMENTS in which copies of a sentence are coded as where it was told first.

    That is in the article published first; of several of one day where type and parties are surest. A copy keeps its own words,
    rule and confidence, and its arguments are those parties that its own article names. `articles` has article_id, published_on
    and cluster_id, `texts` article_id and text.
    """
    first = _first_tellings(event_mentions, articles)
    told = event_mentions.take(first)
    columns = {name: told[name] if name in TAKEN else event_mentions[name] for name in event_mentions.column_names}
    columns["who_confidence"] = pc.min_element_wise(told["who_confidence"], event_mentions["confidence"])
    is_copy = pa.array(first != np.arange(len(first)))
    pairs = zip(*(_places(rows.filter(is_copy)) for rows in (event_mentions, told)), strict=True)
    return pa.table(columns, schema=event_mentions.schema), _of_copies(event_arguments, list(pairs), texts)


def _first_tellings(event_mentions: pa.Table, articles: pa.Table) -> np.ndarray[Any, Any]:
    """For each mention the number of the one that tells it first: its own where it repeats none."""
    at = pc.index_in(event_mentions["article_id"], value_set=articles["article_id"].combine_chunks())
    compared = {
        "cluster": articles["cluster_id"].take(at),
        "text": event_mentions["text"],
        "place": pc.subtract(event_mentions["trigger_start"], event_mentions["start"]),
        "event_type": event_mentions["event_type"],
        "published": pc.cast(articles["published_on"].take(at), pa.int32()),
        "doubt": pc.negate(event_mentions["who_confidence"]),
    }
    light = pa.table(compared).to_pandas(strings_to_categorical=True)
    ordered = light.assign(row=light.index).sort_values(["published", "doubt", "row"], na_position="last")
    first = ordered.groupby(list(TELLING), sort=False, observed=True)["row"].transform("first")
    return np.asarray(first.sort_index())


def _places(event_mentions: pa.Table) -> list[Row]:
    """Key, first and last character of the sentence of each."""
    rows: list[Row] = event_mentions.select([*EVENT_MENTIONS.key, "start", "end"]).to_pylist()
    return rows


def _of_copies(event_arguments: pa.Table, pairs: Sequence[tuple[Row, Row]], texts: pa.Table) -> pa.Table:
    """EVENT_ARGUMENTS in which each copy has those of the mention that it repeats; `pairs`: every copy with that mention."""
    copies, told = (pa.array([_key(pair[side]) for pair in pairs], pa.string()) for side in (0, 1))
    keys = pc.binary_join_element_wise(*(pc.cast(event_arguments[name], pa.string()) for name in EVENT_MENTIONS.key), ":")
    known: dict[str, list[Row]] = defaultdict(list)
    is_told = pc.is_in(keys, value_set=told)
    for key, row in zip(keys.filter(is_told).to_pylist(), event_arguments.filter(is_told).to_pylist(), strict=True):
        known[key].append(row)
    ids = pa.array(sorted({copy["article_id"] for copy, _ in pairs}), pa.string())
    concerned = texts.filter(pc.is_in(texts["article_id"], value_set=ids))
    written = dict(zip(concerned["article_id"].to_pylist(), concerned["text"].to_pylist(), strict=True))
    found = [row for copy, first in pairs for row in _in_copy(known[_key(first)], copy, first, written[copy["article_id"]])]
    own = event_arguments.filter(pc.invert(pc.is_in(keys, value_set=copies)))
    joined = pa.concat_tables([own, pa.Table.from_pylist(found, schema=event_arguments.schema)])
    return joined.sort_by([(name, "ascending") for name in EVENT_ARGUMENTS.key])


def _key(place: Row) -> str:
    return ":".join(str(place[name]) for name in EVENT_MENTIONS.key)


def _in_copy(arguments: Sequence[Row], copy: Row, told: Row, text: str) -> Iterator[Row]:
    """The arguments of a mention as those of its copy: in its sentence, or in the words before it, or anywhere in its article."""
    for row in arguments:
        inside = told["start"] <= row["start"] and row["end"] <= told["end"]
        start = row["start"] - told["start"] + copy["start"] if inside else _nearest(row["text"], text, copy["start"])
        if start is not None:
            place = {name: copy[name] for name in EVENT_MENTIONS.key} | {"start": start, "end": start + len(row["text"])}
            yield {**row, **place, "evidence": "copy"}


def _nearest(words: str, text: str, before: int) -> int | None:
    """Where whole words stand: last before that place, else first behind it."""
    found = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    return max((start for start in found if start < before), default=next(iter(found), None))

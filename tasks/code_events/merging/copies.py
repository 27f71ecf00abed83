"""One telling, coded once: a sentence that several articles of a cluster have is coded as in the one that tells it first.

What belongs here: which mentions are copies, what they take, and the words of their own article that name the parties. What does
not: coding (the other rooms), which tellings are one event (events.py).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from schemas.events import CODED_COLUMNS, EVENT_ARGUMENTS, EVENT_MENTIONS
from tasks.code_events.merging.blocks import DATES
from tasks.code_events.merging.records import Row

TELLING = ("cluster", "text", "place", "event_type")
"""Copies share cluster and sentence, the place of the trigger in it and the type."""
SETTLED = (*(column.name for column in CODED_COLUMNS if column.name not in {"event_type", *DATES}), "coded_in")
Numbers = np.ndarray[Any, Any]


def coded_once(
    event_mentions: pa.Table, event_arguments: pa.Table, articles: pa.Table, *, texts: pa.Table
) -> tuple[pa.Table, pa.Table]:
    """The EVENT_MENTIONS (sorted by key) and EVENT_ARGUMENTS in which copies of a sentence are coded as where it was told first.

    That is in the article published first; of several of one day parties and realis are those of the surest, the date is the
    likeliest of that realis. A copy keeps its own words, rule and confidence, and its arguments are those parties that its own
    article names. `articles` has article_id, published_on and cluster_id, `texts` article_id and text.
    """
    surest, likeliest = _settling(event_mentions, articles)
    taken = {name: event_mentions[name].take(surest) for name in (*SETTLED, "who_confidence")}
    taken |= {name: event_mentions[name].take(likeliest) for name in DATES}
    taken["who_confidence"] = pc.min_element_wise(taken["who_confidence"], event_mentions["confidence"])
    columns = {name: taken.get(name, event_mentions[name]) for name in event_mentions.column_names}
    copies = np.flatnonzero(surest != np.arange(len(surest)))
    pairs = zip(*(_places(event_mentions, numbers) for numbers in (copies, surest[copies])), strict=True)
    return pa.table(columns, schema=event_mentions.schema), _of_copies(event_arguments, list(pairs), texts)


def _settling(event_mentions: pa.Table, articles: pa.Table) -> tuple[Numbers, Numbers]:
    """For each mention the numbers of the ones that settle its parties and its date: its own where it repeats none."""
    at = pc.index_in(event_mentions["article_id"], value_set=articles["article_id"].combine_chunks())
    compared = {
        "cluster": articles["cluster_id"].take(at),
        "place": pc.subtract(event_mentions["trigger_start"], event_mentions["start"]),
        "published": pc.cast(articles["published_on"].take(at), pa.int32()),
        **{name: event_mentions[name] for name in ("text", "event_type", "realis")},
        **{name: pc.negate(event_mentions[name]) for name in ("who_confidence", "date_confidence")},
    }
    light = pa.table(compared).to_pandas(strings_to_categorical=True)
    surest = _first(light, "published", "who_confidence")
    unlike = light["realis"].to_numpy() != light["realis"].to_numpy()[surest]
    return surest, _first(light.assign(unlike=unlike), "unlike", "published", "date_confidence")


def _first(mentions: pd.DataFrame, *order: str) -> Numbers:
    """For each the number of the first of its copies in that order, what is not known last."""
    numbered = mentions.assign(number=mentions.index).sort_values([*order, "number"], na_position="last")
    first = numbered.groupby(list(TELLING), sort=False, observed=True)["number"].transform("first")
    return np.asarray(first.sort_index())


def _places(event_mentions: pa.Table, numbers: Numbers) -> list[Row]:
    """Key, first and last character of the sentence of each of these."""
    rows: list[Row] = event_mentions.select([*EVENT_MENTIONS.key, "start", "end"]).take(numbers).to_pylist()
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

"""Merging one type of event after the other, so that the mentions of one type at a time are held as rows.

What belongs here: the order of the work. What does not: which mentions tell one event (events.py), which never are of two types.
"""

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from schemas.events import EVENTS
from tasks.code_events.merging.events import merge_events
from tasks.frames import to_frame, to_table


def merge_by_type(
    event_mentions: pa.Table, event_arguments: pa.Table, articles: pa.Table, *, seats: Mapping[str, str]
) -> pa.Table:
    """The EVENTS of `merge_events`, from Arrow tables of the same columns; those of all types, in no order."""
    found = [EVENTS.schema.empty_table()]
    for kind in sorted(event_mentions["event_type"].unique().to_pylist()):
        mentions, arguments = (rows.filter(pc.equal(rows["event_type"], kind)) for rows in (event_mentions, event_arguments))
        told = articles.filter(pc.is_in(articles["article_id"], value_set=mentions["article_id"].combine_chunks()))
        found.append(to_table(merge_events(to_frame(mentions), to_frame(arguments), to_frame(told), seats=seats), EVENTS))
    return pa.concat_tables(found)

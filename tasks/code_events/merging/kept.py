"""Events that an earlier run merged: a block whose mentions are what they were then keeps its events.

What belongs here: keeping them, finding what holds, and merging the rest. What does not: merging itself (by_type.py).
"""

import io
from collections.abc import Callable, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas.events import EVENT_MENTIONS, EVENTS
from tasks.code_events.merging.blocks import blocks_of, grounds_of
from tasks.code_events.merging.by_type import merge_by_type
from tasks.durable import Damaged, read_sealed, write_sealed

KEPT_FILE = "merged.sealed"
KEPT = EVENTS.schema.append(pa.field("grounds", pa.string(), nullable=False))
"""EVENTS, each with the hash of what those of its block follow from."""


def merge_what_is_new(
    event_mentions: pa.Table,
    event_arguments: pa.Table,
    articles: pa.Table,
    *,
    seats: Mapping[str, str],
    versions: Mapping[str, str],
    kept: pa.Table,
) -> pa.Table:
    """The events of `merge_by_type`, in no order, each with its grounds (KEPT), from those of an earlier run as far as they hold.

    `event_mentions` is sorted by key; `versions` says by article what its mentions and arguments follow from.
    """
    blocks = blocks_of(event_mentions, articles)
    grounds = pa.array(grounds_of(event_mentions, blocks, articles, versions), pa.string())
    held = kept.filter(pc.is_in(kept["grounds"], value_set=grounds.unique()))
    is_new = pc.invert(pc.is_in(grounds, value_set=held["grounds"].combine_chunks().unique()))
    mentions, grounds = event_mentions.append_column("block", blocks).filter(is_new), grounds.filter(is_new)
    arguments = event_arguments.filter(_is_in(event_arguments, mentions))
    merged = merge_by_type(mentions, arguments, articles.filter(_is_in(articles, mentions)), seats=seats)
    return pa.concat_tables([held, merged.append_column(KEPT.field("grounds"), _grounds_of_events(merged, mentions, grounds))])


def read_kept(path: Path, *, warn: Callable[[str], None]) -> pa.Table:
    """The events of the last run (KEPT); none if there are none, or, which `warn` is told, the file is damaged."""
    try:
        content = read_sealed(path)
    except Damaged as damage:
        warn(f"kept results are damaged and are made anew: {damage}")
        content = None
    return KEPT.empty_table() if content is None else pq.read_table(pa.py_buffer(content), schema=KEPT)


def write_kept(path: Path, events: pa.Table) -> None:
    """Keep the events (KEPT) for the next run, whole or not at all."""
    buffer = io.BytesIO()
    pq.write_table(events, buffer, compression="zstd")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_sealed(path, buffer.getvalue())


def _is_in(table: pa.Table, mentions: pa.Table) -> pa.ChunkedArray:
    """Whether the article of each row is one of the mentions'."""
    return pc.is_in(table["article_id"], value_set=mentions["article_id"].combine_chunks().unique())


def _grounds_of_events(events: pa.Table, mentions: pa.Table, grounds: pa.Array) -> pa.Array:
    """The grounds of each event: those of its first mention."""
    keys = zip(*(mentions[name].to_pylist() for name in EVENT_MENTIONS.key), strict=True)
    known = dict(zip(keys, grounds.to_pylist(), strict=True))
    firsts = pc.list_element(events["mentions"].combine_chunks(), 0)
    told = (pc.struct_field(firsts, name).to_pylist() for name in ("article_id", "trigger_start"))
    return pa.array([known[key] for key in zip(*told, events["event_type"].to_pylist(), strict=True)], pa.string())

"""Which mentions can be merged apart from which others, asked of whole columns, and what a block's events follow from.

What belongs here: columns of mentions. What does not: which mentions of a block tell one event (events.py).
"""

import hashlib
from collections.abc import Mapping

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

CODED = ("event_type", "event_mode", "realis")
DATES = ("date_start", "date_end", "date_precision", "date_source", "date_confidence", "date_told")
COUNTRY_LENGTH = 3
SEPARATOR = "\t"


def blocks_of(event_mentions: pa.Table, articles: pa.Table) -> pa.Array:
    """The block of each of the EVENT_MENTIONS: type, mode, realis and first countries; unknown parties stay within a cluster.

    `articles` has article_id and cluster_id.
    """
    pair = [_first_code(event_mentions[role]) for role in ("actors", "recipients")]
    is_told = pc.greater(pc.utf8_length(pc.binary_join_element_wise(*pair, "")), COUNTRY_LENGTH)
    alone = pc.if_else(is_told, "", _of_article(event_mentions, articles, "cluster_id"))
    return joined(*(event_mentions[name] for name in CODED), *pair, alone)


def grounds_of(event_mentions: pa.Table, blocks: pa.Array, articles: pa.Table, versions: Mapping[str, str]) -> list[str]:
    """For each of the EVENT_MENTIONS, sorted by key, a hash of what the events of its block follow from.

    That is: which mentions they are, in which `versions` (by article, of what it was coded from) of their own article and of the
    one whose text settles their parties, with their dates, which other articles may have settled, and day and cluster of their
    articles. `articles` has article_id, published_on and cluster_id.
    """
    version, settling = (
        pa.array([versions[article] for article in event_mentions[name].to_pylist()], pa.string())
        for name in ("article_id", "coded_in")
    )
    told = (_of_article(event_mentions, articles, name) for name in ("published_on", "cluster_id"))
    lines = joined(version, settling, event_mentions["trigger_start"], *(event_mentions[name] for name in DATES), *told)
    digests: dict[str, hashlib._Hash] = {}
    listed = blocks.to_pylist()
    for block, line in zip(listed, lines.to_pylist(), strict=True):
        digests.setdefault(block, hashlib.sha256(block.encode())).update(f"\n{line}".encode())
    found = {block: digest.hexdigest() for block, digest in digests.items()}
    return [found[block] for block in listed]


def _first_code(parties: pa.ChunkedArray) -> pa.Array:
    """The first by the alphabet of the countries (of an entity without one, its identifier) of each row's parties, or nothing."""
    listed = parties.combine_chunks()
    flat = pc.list_flatten(listed)
    codes = pc.coalesce(pc.struct_field(flat, "country"), pc.struct_field(flat, "entity_id"))
    told = pd.DataFrame({"row": pc.list_parent_indices(listed).to_numpy(), "code": codes.to_pandas()}).dropna()
    firsts = told.sort_values(["row", "code"]).drop_duplicates("row")
    values = pd.Series("", index=range(len(listed)), dtype=object)
    values[firsts["row"]] = firsts["code"].to_numpy()
    return pa.array(values, pa.string())


def _of_article(event_mentions: pa.Table, articles: pa.Table, name: str) -> pa.ChunkedArray:
    """A column of articles for each mention."""
    return articles[name].take(pc.index_in(event_mentions["article_id"], value_set=articles["article_id"].combine_chunks()))


def joined(*columns: pa.Array | pa.ChunkedArray) -> pa.Array:
    """The values of each row as one string, a missing one as nothing."""
    written = [pc.coalesce(pc.cast(column, pa.string()), "") for column in columns]
    lines = pc.binary_join_element_wise(*written, SEPARATOR)
    return lines.combine_chunks() if isinstance(lines, pa.ChunkedArray) else lines

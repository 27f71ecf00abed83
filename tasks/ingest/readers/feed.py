"""RSS and Atom feeds saved as files: one record an entry, parsed by feedparser from bytes, never from the network.

What belongs here: what the fields of an entry are called. What doesn't: which of them an article needs (mappings/feed.yaml).
"""

import io
from collections.abc import Iterator, Mapping
from typing import Any

import feedparser

from tasks.ingest.blobs import Blob, Context, Finding, Refused, read_whole, refusal
from tasks.ingest.collectors import (
    as_markup,
    is_collector,
    is_list_of_links,
    outlet_behind,
    target_of,
    tells_headline,
    without_outlet,
    without_tags,
)
from tasks.ingest.own_entities import refuse_own_entities
from tasks.ingest.records import record_finding

# Which detector of encodings happens to be installed must not decide what a feed says.
feedparser.encodings.lazy_chardet_encoding = None


def read_feed(blob: Blob, context: Context) -> Iterator[Finding]:
    """The entries of a feed. Raises Refused where it is too large, declares entities, is no XML, or has no entries."""
    with blob.open() as opened:
        content = read_whole(blob, context.settings.max_document_bytes, opened)
    refuse_own_entities(content, "a feed")
    # A stream, never a string: feedparser would take a string for an address or a file name.
    feed = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        cause = feed.get("bozo_exception")
        raise Refused("broken_record", f"not a feed: {cause}") if cause else Refused("empty", "a feed without entries")
    for number, entry in enumerate(feed.entries, start=1):
        record = _record(entry, feed.feed)
        yield _only_links(record, blob, number) or record_finding(record, blob, context, number=number)


def _only_links(record: Mapping[str, Any], blob: Blob, number: int) -> Finding | None:
    """The refusal of an entry of a collector without text, or whose text is a list of headlines, or its own one again."""
    entry, title = record["feed_entry"], record["feed_entry"]["title"] or ""
    outlet = entry["source"] or ""
    is_collected = bool(outlet) or record["feed_title"] is None
    headlines = (title, f"{title} {outlet}") if is_collected else ()
    texts = [text for text in (*entry["content"], entry["summary"]) if text]
    if is_collected and not texts:
        return refusal(blob, "no_text", f"« {title} » ({outlet or record['feed_title']}): an entry without text", record=number)
    if not texts or not all(is_list_of_links(text) or tells_headline(text, headlines) for text in texts):
        return None
    detail = f"« {title} » ({outlet or record['feed_title']}): the entry lists headlines and links; fetch the page"
    return refusal(blob, "no_text", detail, record=number)


def _record(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> dict[str, Any]:
    """The entry under the names of mappings/feed.yaml, and of the feed its title and language alone.

    An entry that names its source is that outlet's, and the name behind the headline is no part of it. The title of a collector's
    feed is no outlet.
    """
    addresses = [told for told in (feed.get("link"), feed.get("id")) if told]
    title, link = without_tags(entry.get("title") or "") or None, entry.get("link")
    source = (
        (entry.get("source") or {}).get("title")
        or entry.get("news_source")
        or outlet_behind(title or "", [*addresses, link or ""])
    )
    return {
        "feed_entry": {
            "content": [as_markup(part.get("value") or "") for part in entry.get("content", [])],
            "summary": as_markup(entry.get("summary") or "") or None,
            "title": without_outlet(title, source) if title and source else title,
            "source": source,
            "link": target_of(link) if link else link,
            "id": entry.get("id"),
            "authors": [author["name"] for author in entry.get("authors", []) if author.get("name")],
            "published": entry.get("published") or _updated(entry),
            "section": next((tag["term"] for tag in entry.get("tags", []) if tag.get("term")), None),
        },
        "feed_title": None if is_collector(feed.get("title") or "", addresses) else feed.get("title"),
    }


def _updated(entry: Mapping[str, Any]) -> str | None:
    """When the entry was updated. Asked where it does not say so, feedparser warns and gives when it was published."""
    return entry["updated"] if "updated" in entry else None  # noqa: SIM401  `get` is what warns

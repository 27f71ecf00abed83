"""RSS and Atom feeds saved as files: one record an entry, parsed by feedparser from bytes, never from the network.

What belongs here: what the fields of an entry are called. What doesn't: which of them an article needs (mappings/feed.yaml).
"""

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

import feedparser

from tasks.ingest.blobs import Blob, Context, Finding, Refused, read_whole, refusal
from tasks.ingest.collectors import is_list_of_links, without_outlet
from tasks.ingest.records import record_finding

# Which detector of encodings happens to be installed must not decide what a feed says.
feedparser.encodings.lazy_chardet_encoding = None
_ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)


def read_feed(blob: Blob, context: Context) -> Iterator[Finding]:
    """The entries of a feed. Raises Refused where it is too large, declares entities, is no XML, or has no entries."""
    with blob.open() as opened:
        content = read_whole(blob, context.settings.max_document_bytes, opened)
    if _ENTITY.search(content.replace(b"\0", b"")):
        raise Refused("unsafe_markup", "a feed that declares entities of its own; they are not expanded")
    # A stream, never a string: feedparser would take a string for an address or a file name.
    feed = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        cause = feed.get("bozo_exception")
        raise Refused("broken_record", f"not a feed: {cause}") if cause else Refused("empty", "a feed without entries")
    for number, entry in enumerate(feed.entries, start=1):
        record = _record(entry, feed.feed)
        yield _only_links(record, blob, number) or record_finding(record, blob, context, number=number)


def _only_links(record: Mapping[str, Any], blob: Blob, number: int) -> Finding | None:
    """The refusal of an entry of a collector, whose text is a list of headlines."""
    entry = record["feed_entry"]
    texts = [text for text in (*entry["content"], entry["summary"]) if text]
    if not texts or not all(map(is_list_of_links, texts)):
        return None
    detail = (
        f"« {entry['title']} » ({entry['source'] or record['feed_title']}): the entry lists headlines and links; fetch the page"
    )
    return refusal(blob, "no_text", detail, record=number)


def _record(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> dict[str, Any]:
    """The entry under the names of mappings/feed.yaml, and of the feed its title and language alone.

    An entry that names its source is that outlet's, and the name behind the headline is no part of it.
    """
    source, title = (entry.get("source") or {}).get("title"), entry.get("title")
    return {
        "feed_entry": {
            "content": [part.get("value") for part in entry.get("content", [])],
            "summary": entry.get("summary"),
            "title": without_outlet(title, source) if title and source else title,
            "source": source,
            "link": entry.get("link"),
            "id": entry.get("id"),
            "authors": [author["name"] for author in entry.get("authors", []) if author.get("name")],
            "published": entry.get("published") or _updated(entry),
            "section": next((tag["term"] for tag in entry.get("tags", []) if tag.get("term")), None),
        },
        "feed_title": feed.get("title"),
    }


def _updated(entry: Mapping[str, Any]) -> str | None:
    """When the entry was updated. Asked where it does not say so, feedparser warns and gives when it was published."""
    return entry["updated"] if "updated" in entry else None  # noqa: SIM401  `get` is what warns

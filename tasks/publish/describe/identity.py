"""What all documents say of a release: its title, its day, what it is. From the manifest alone."""

from collections.abc import Mapping
from typing import Any

SUMMARY = (
    "Articles of the French-language press, the names in them linked to Wikidata, and the events that they tell: who did what to "
    "whom, when and where, in PLOVER types, each row traceable to the characters of the article that says so."
)
KEYWORDS = ("event data", "French press", "PLOVER", "named entities", "political events", "conflict and cooperation")


def title(manifest: Mapping[str, Any]) -> str:
    """The title with the id of the release."""
    return f"{about(manifest)['title']}, release {manifest['release_id']}"


def day(manifest: Mapping[str, Any]) -> str:
    """The day of the release, ISO 8601, from its id."""
    stamp = str(manifest["release_id"])
    return f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}"


def about(manifest: Mapping[str, Any]) -> Mapping[str, Any]:
    """The settings of section `publish`: title, creators, publisher, licence, contact, address."""
    found: Mapping[str, Any] = manifest["settings"]["publish"]
    return found


def rows(manifest: Mapping[str, Any], table: str) -> int:
    """The number of rows of a table; 0 where it is not there."""
    return int(manifest["tables"].get(table, {}).get("rows", 0))

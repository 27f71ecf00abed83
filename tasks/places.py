"""Where raw press and releases lie: a folder of this machine, or one of a store by its URL. Imports nothing heavy."""

from pathlib import Path

MARK = "://"


def is_store(place: str | Path) -> bool:
    """Whether this names a store and not a folder of this machine."""
    return isinstance(place, str) and MARK in place


def place(text: str) -> Path | str:
    """A folder of this machine as a path, or the URL of one in a store as it is."""
    return text if is_store(text) else Path(text)

"""Which runs were tried twice: where something hung on time and a second run came to the same tables, a third is not worth it."""

import json
from pathlib import Path

from tasks.durable import write_text

FILE = "retried.json"


def retried(work: Path) -> set[str]:
    """The fingerprints of such runs. A file that can't be read is none: they are tried once more."""
    try:
        return set(json.loads((work / FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return set()


def note_retried(work: Path, fingerprint: str) -> None:
    """Remember the fingerprint, and no other: earlier ones are of other files or other code."""
    write_text(work / FILE, json.dumps([fingerprint]) + "\n")

"""Which runs were tried twice: where something hung on time and a second run came to the same tables, a third is not worth it."""

from pathlib import Path

from tasks.durable import Damaged, read_checked, write_checked

FILE = "retried.json"


def retried(work: Path) -> set[str]:
    """The fingerprints of such runs. A file that can't be read is none: they are tried once more."""
    try:
        return set(read_checked(work / FILE))
    except Damaged:
        return set()


def note_retried(work: Path, fingerprint: str) -> None:
    """Remember the fingerprint, and no other: earlier ones are of other files or other code."""
    write_checked(work / FILE, [fingerprint])

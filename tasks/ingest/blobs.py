"""Bytes to be read, what reading finds, and the limits on both.

What belongs here: the value types that the readers share, and reading that never holds more than a limit.
What doesn't: any format.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from schemas.settings import FieldMapping, IngestSettings

CHUNK = 1 << 16


@dataclass(frozen=True, kw_only=True)
class Blob:
    """Bytes that can be opened again and again: a file, or a member of an archive.

    `uri` is where it was delivered, `sha256` that of the file of the raw folder that holds it, `name` its own name,
    `size` its length in bytes (None where only decompression tells), `depth` the number of archives around it.
    """

    uri: str
    sha256: str
    name: str
    size: int | None
    open: Callable[[], BinaryIO]
    depth: int = 0


@dataclass(frozen=True, kw_only=True)
class Declared:
    """Metadata that a record or container declares, as written."""

    charset: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    published: str | None = None
    section: str | None = None
    page: str | None = None


@dataclass(frozen=True, kw_only=True)
class Payload:
    """One article's bytes as delivered. `identity` is what its identifier is the hash of."""

    uri: str
    sha256: str
    identity: bytes
    content: bytes
    content_type: str
    declared: Declared = field(default_factory=Declared)


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A file, member or record that is not read, with its reason (schemas/vocabularies/quarantine_reason.yaml)."""

    uri: str
    sha256: str
    reason: str
    detail: str


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What a reader made of a blob, in words. `about`: format (how it was recognised) or columns (guessed ones of a table)."""

    uri: str
    about: str
    words: str


Finding = Payload | Refusal | Notice


class Refused(Exception):
    """Reading a blob stops here; the reader above makes a Refusal of it."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason, self.detail = reason, detail


@dataclass(kw_only=True)
class Budget:
    """What decompression of one raw file has cost so far; raises Refused where it exceeds the settings."""

    file_bytes: int
    settings: IngestSettings
    expanded_bytes: int = 0
    members: int = 0

    def spend(self, count: int) -> None:
        """Count decompressed bytes."""
        self.expanded_bytes += count
        limits, expanded = self.settings, self.expanded_bytes
        if expanded > limits.max_expanded_bytes:
            raise Refused("archive_limit", f"more than {limits.max_expanded_bytes} bytes when decompressed")
        if expanded > limits.free_expanded_bytes and expanded > limits.max_ratio * self.file_bytes:
            raise Refused("archive_limit", f"decompresses to more than {limits.max_ratio} times its size")

    def enter(self, depth: int, members: int) -> None:
        """Count an archive at that depth with so many members."""
        self.members += members
        if depth > self.settings.max_archive_depth:
            raise Refused("archive_limit", f"archives nested deeper than {self.settings.max_archive_depth}")
        if self.members > self.settings.max_members:
            raise Refused("archive_limit", f"{self.members} members; at most {self.settings.max_members} are read")


@dataclass(frozen=True, kw_only=True)
class Context:
    """What a reader needs beside the blob: limits, field mappings, the budget, and how to read what it unpacks."""

    settings: IngestSettings
    mappings: tuple[FieldMapping, ...]
    budget: Budget
    read_inner: "Callable[[Blob, Context], Iterator[Finding]]"


Reader = Callable[[Blob, Context], Iterator[Finding]]


def refusal(blob: Blob, reason: str, detail: str, *, record: int | None = None) -> Refusal:
    """A refusal of the blob, or of its record of that number (counted from 1)."""
    return Refusal(uri=record_uri(blob, record), sha256=blob.sha256, reason=reason, detail=detail)


def record_uri(blob: Blob, record: int | None) -> str:
    """`uri`, or `uri#n` for record n, counted from 1."""
    return blob.uri if record is None else f"{blob.uri}#{record}"


def read_whole(blob: Blob, limit: int, opened: BinaryIO) -> bytes:
    """All bytes of the opened blob. Raises Refused (too_large) without holding more than the limit, in bytes."""
    return _whole(blob, limit, opened, "as one article")


def read_collection(blob: Blob, context: Context) -> bytes:
    """All bytes of a file of several articles that has to be read whole. Raises Refused (too_large)."""
    with blob.open() as opened:
        return _whole(blob, context.settings.max_collection_bytes, opened, "as one collection of articles; split the file")


def _whole(blob: Blob, limit: int, opened: BinaryIO, what: str) -> bytes:
    if blob.size is not None and blob.size > limit:
        raise Refused("too_large", f"{blob.size} bytes; at most {limit} are read {what}")
    content = read_up_to(opened, limit + 1)
    if len(content) > limit:
        raise Refused("too_large", f"more than {limit} bytes; at most that many are read {what}")
    return content


def read_up_to(opened: BinaryIO, count: int) -> bytes:
    """The next `count` bytes, fewer only at the end: a raw stream may hand out less at a time."""
    parts: list[bytes] = []
    while count > 0 and (part := opened.read(min(count, 1 << 20))):
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def lines(opened: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """The lines of a stream; None for one that is longer than the limit (bytes), which is skipped and never held."""
    while line := opened.readline(limit + 1):
        if len(line) <= limit or line.endswith(b"\n"):
            yield line
            continue
        while (rest := opened.readline(CHUNK)) and not rest.endswith(b"\n"):
            pass
        yield None

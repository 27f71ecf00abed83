"""Zip archives: each member is read by its own content, under the limits of the settings. Nothing is unpacked to disk.

What belongs here: members, their names and limits. What doesn't: single compressed files (compressed.py).
"""

import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from tasks.ingest.blobs import Blob, Context, Finding, Refusal, Refused
from tasks.ingest.decoding import without_lone_surrogates
from tasks.ingest.readers.compressed import limited
from tasks.ingest.readers.seekable import seekable


def read_zip(blob: Blob, context: Context) -> Iterator[Finding]:
    """The findings of all members in the archive's order. Raises Refused on a limit, and whatever zipfile raises on damage."""
    with seekable(blob) as opened, zipfile.ZipFile(opened) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if not members:
            raise Refused("empty", "a zip archive without members")
        context.budget.enter(blob.depth + 1, len(members))
        for member, name in zip(members, _names(members), strict=True):
            yield from _read_member(blob, context, archive, member, f"{blob.uri}/{name}")


def _names(members: Sequence[zipfile.ZipInfo]) -> Iterator[str]:
    """A name for each member; a further one of a name gets a number behind a tilde that no member's name has."""
    names = [without_lone_surrogates(member.filename) for member in members]
    taken, seen = set(names), Counter[str]()
    for name in names:
        seen[name] += 1
        while seen[name] > 1 and f"{name}~{seen[name]}" in taken:
            seen[name] += 1
        yield f"{name}~{seen[name]}" if seen[name] > 1 else name


def _read_member(blob: Blob, context: Context, archive: zipfile.ZipFile, member: zipfile.ZipInfo, uri: str) -> Iterator[Finding]:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in "".join(path.parts[:1]):
        yield Refusal(uri=uri, sha256=blob.sha256, reason="outside_raw", detail="the member's name leads out of the archive")
        return
    if member.flag_bits & 0x1:
        yield Refusal(uri=uri, sha256=blob.sha256, reason="unreadable", detail="the member is encrypted")
        return

    def open_member() -> BinaryIO:
        try:
            return limited(cast("BinaryIO", archive.open(member)), context.budget)
        except (NotImplementedError, RuntimeError) as error:
            raise Refused("unreadable", f"the member can't be decompressed: {error}") from error

    inner = Blob(uri=uri, sha256=blob.sha256, name=path.name, size=member.file_size, depth=blob.depth + 1, open=open_member)
    yield from context.read_inner(inner, context)

"""Zip archives: each member is read by its own content, under the limits of the settings. Nothing is unpacked to disk.

What belongs here: members, their names and limits. What doesn't: single compressed files (compressed.py).
"""

import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from tasks.ingest.blobs import Blob, Context, Finding, Refusal, Refused
from tasks.ingest.decoding import without_lone_surrogates
from tasks.ingest.readers.compressed import limited
from tasks.ingest.readers.seekable import seekable


def read_zip(blob: Blob, context: Context) -> Iterator[Finding]:
    """The findings of all members in the archive's order. Raises Refused on a limit, BadZipFile on damage."""
    with seekable(blob) as opened, zipfile.ZipFile(opened) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if not members:
            raise Refused("empty", "a zip archive without members")
        context.budget.enter(blob.depth + 1, len(members))
        seen: dict[str, int] = {}
        for member in members:
            name = without_lone_surrogates(member.filename)
            seen[name] = seen.get(name, 0) + 1
            uri = f"{blob.uri}/{name}" + (f"~{seen[name]}" if seen[name] > 1 else "")
            yield from _read_member(blob, context, archive, member, uri)


def _read_member(blob: Blob, context: Context, archive: zipfile.ZipFile, member: zipfile.ZipInfo, uri: str) -> Iterator[Finding]:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
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

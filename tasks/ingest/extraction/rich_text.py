"""RTF through striprtf."""

import re

from striprtf.striprtf import rtf_to_text

PICTURE = re.compile(rb"[0-9a-fA-F]{64}[0-9a-fA-F\s]{512,}")
"""Pictures stand in RTF as long runs of hexadecimal digits, which striprtf would walk one by one."""


def rtf_paragraphs(content: bytes) -> list[str]:
    """The lines of the document; those of a table have « | » between cells. Raises whatever striprtf raises."""
    trimmed = PICTURE.sub(b" ", content)
    try:
        written = trimmed.decode()
    except UnicodeDecodeError:
        written = trimmed.decode("cp1252", "replace")
    plain: str = rtf_to_text(written, errors="replace")  # type: ignore[no-untyped-call]
    return plain.splitlines()

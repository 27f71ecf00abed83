"""Entities that a document declares itself: they may grow to gigabytes or read other files, so that it is refused.

What belongs here: XML that is read from its bytes. What doesn't: XML that is decoded first (readers/xml_blocks.py).
"""

import re

from tasks.ingest.blobs import Refused

DECLARED = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)


def refuse_own_entities(content: bytes, what: str) -> None:
    """Raises Refused where XML of any encoding declares entities; `what` names it in the message."""
    if DECLARED.search(content.replace(b"\0", b"")):
        raise Refused("unsafe_markup", f"{what} that declares entities of its own; they are not expanded")

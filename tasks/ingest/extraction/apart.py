"""The documents' process as its caller sees it.

What belongs here: starting it, its limits, and what its end means. What doesn't: any library that reads documents.
"""

import json
import subprocess
import sys

from tasks.ingest.blobs import Refused

WALL_FACTOR = 10
"""The clock runs on while other processes have the processor; the limit is on the processor's time."""


def paragraphs_of(kind: str, content: bytes, *, seconds: int, memory: int) -> list[str]:
    """The paragraphs of a document of that kind (word, rtf, pdf). `seconds` of the processor, `memory` in bytes.

    Raises Refused where the document is damaged or costs more than that.
    """
    command = [sys.executable, "-m", "tasks.ingest.extraction", kind, str(seconds), str(memory)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, check=False, timeout=seconds * WALL_FACTOR)
    except subprocess.TimeoutExpired as error:
        raise Refused("extraction_timeout", _too_much(seconds, memory)) from error
    if done.returncode != 0:
        raise Refused("extraction_timeout", _too_much(seconds, memory))
    told = json.loads(done.stdout)
    if "error" in told:
        if told["error"] == MemoryError.__name__:
            raise Refused("extraction_timeout", _too_much(seconds, memory))
        raise Refused("corrupt_archive", f"a document that can't be read ({told['error']}); open and save it anew, or as text")
    return list(told["paragraphs"])


def _too_much(seconds: int, memory: int) -> str:
    return f"reading the document took more than {seconds} seconds or {memory >> 20} MiB; save its text and give that"

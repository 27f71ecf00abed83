"""A blob as a stream that can be sought in, for the formats whose directory stands at the end (zip, Parquet).

What belongs here: only that. A member of an archive is spooled to an anonymous temporary file, under the budget.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from tasks.ingest.blobs import CHUNK, Blob

MEMORY_BYTES = 1 << 24


@contextmanager
def seekable(blob: Blob) -> Iterator[BinaryIO]:
    """The opened file, or a copy of the decompressed member that vanishes when closed."""
    with blob.open() as opened:
        if blob.depth == 0:
            yield opened
            return
        with tempfile.SpooledTemporaryFile(max_size=MEMORY_BYTES) as spooled:
            shutil.copyfileobj(opened, spooled, CHUNK)
            spooled.seek(0)
            yield cast("BinaryIO", spooled)

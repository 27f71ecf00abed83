"""What reading would make of one file, for `depeche inspect`: how it is recognised, its records, what is refused.

What belongs here: gathering what the readers find. What doesn't: showing it (flows/inspection.py), cleaning.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from schemas.documents import DOCUMENTS
from schemas.settings import IngestSettings
from tasks.frames import frame_of
from tasks.ingest.blobs import Notice, Payload, Refusal
from tasks.ingest.documents import document_row, printable, read_file
from tasks.ingest.inventory import SourceFile, open_file
from tasks.ingest.records import mappings_for


@dataclass(frozen=True, kw_only=True)
class Inspected:
    """What was found in a file: notices in order, the first articles (DOCUMENTS), the first refusals, and how many there are."""

    notices: Sequence[Notice]
    documents: pd.DataFrame
    refusals: Sequence[Refusal]
    articles: int
    refused: int


def inspect_file(path: Path, *, settings: IngestSettings, most: int) -> Inspected:
    """Read the file as a run would; of its articles and refusals the first `most` are kept. Raises OSError."""
    with path.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    source = SourceFile(uri=path.name, path=path.resolve(), sha256=digest, size=path.stat().st_size)
    notices: list[Notice] = []
    payloads: list[Payload] = []
    refusals: list[Refusal] = []
    articles = refused = 0
    for finding in read_file(source, settings, mappings_for(settings), open_file):
        if isinstance(finding, Notice):
            notices.append(finding)
        elif isinstance(finding, Payload):
            articles += 1
            payloads += [finding] if articles <= most else []
        else:
            refused += 1
            refusals += [finding] if refused <= most else []
    return Inspected(
        notices=notices[:most],
        documents=frame_of(DOCUMENTS, [document_row(payload) for payload in payloads]),
        refusals=[Refusal(uri=r.uri, sha256=r.sha256, reason=r.reason, detail=printable(r.detail)) for r in refusals],
        articles=articles,
        refused=refused,
    )

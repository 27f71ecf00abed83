"""Files → documents in batches, and the same payload delivered twice → one document.

What belongs here: choosing the reader and making rows. What doesn't: any format.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import pandas as pd

from schemas.documents import DOCUMENTS
from schemas.quarantine import QUARANTINE
from schemas.settings import FieldMapping, IngestSettings
from tasks.frames import Split, frame_of
from tasks.ingest.blobs import Blob, Budget, Context, Finding, Notice, Payload, Refusal, Refused, read_up_to
from tasks.ingest.boundary import guarded
from tasks.ingest.formats import HEAD_BYTES
from tasks.ingest.inventory import Changed, Inventory, Opener, SourceFile, open_again, opener_below
from tasks.ingest.readers import READERS
from tasks.ingest.recognition import recognised
from tasks.ingest.records import mappings_for

ARTICLE_ID_DIGITS = 20
LONGEST_DETAIL = 4000


def read_documents(
    inventory: Inventory, *, settings: IngestSettings, opener: Opener | None = None, notices: list[Notice] | None = None
) -> Iterator[Split]:
    """Read the files in order of their uri, and hand over batches of documents and quarantine rows.

    What was guessed on the way is added to `notices`.

    A payload that several files hold comes once for each: see merge_payloads. Memory is bounded by the settings, not
    by the files. What the inventory rejected comes with the first batch.
    """
    mappings = mappings_for(settings)
    below = opener or opener_below(inventory.root)
    found = (finding for file in inventory.files for finding in read_file(file, settings, mappings, below))
    findings = _told(found, [] if notices is None else notices)
    rejected: pd.DataFrame | None = inventory.rejected
    for batch in _batches(findings, settings):
        split = _split(batch)
        dropped = split.dropped if rejected is None else pd.concat([rejected, split.dropped], ignore_index=True)
        yield Split(kept=split.kept, dropped=dropped)
        rejected = None
    if rejected is not None and len(rejected):
        yield Split(kept=frame_of(DOCUMENTS), dropped=rejected)


def merge_payloads(documents: pd.DataFrame) -> pd.DataFrame:
    """One row for each distinct payload, sorted by article_id; its sources are merged and sorted by uri.

    What is declared comes from the delivery whose uri sorts first.
    """
    first_uri = documents["sources"].map(lambda sources: sources[0]["uri"])
    ordered = documents.assign(_uri=first_uri).sort_values(["article_id", "_uri"], kind="stable", ignore_index=True)
    sources = ordered.groupby("article_id")["sources"].agg(_merged)
    kept = ordered.drop_duplicates("article_id").drop(columns="_uri").reset_index(drop=True)
    return kept.assign(sources=kept["article_id"].map(sources))


def article_id(identity: bytes) -> str:
    """The identifier of a payload: the first 20 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(identity).hexdigest()[:ARTICLE_ID_DIGITS]


def read_file(
    file: SourceFile, settings: IngestSettings, mappings: tuple[FieldMapping, ...], opener: Opener
) -> Iterator[Finding]:
    """What reading one file finds."""
    blob = Blob(uri=file.uri, sha256=file.sha256, name=file.uri, size=file.size, open=lambda: _open_again(file, opener))
    budget = Budget(file_bytes=max(file.size, 1), settings=settings)
    yield from _read_blob(blob, Context(settings=settings, mappings=mappings, budget=budget, read_inner=_read_blob))


def _open_again(file: SourceFile, opener: Opener) -> BinaryIO:
    try:
        return open_again(file, opener)
    except Changed as error:
        raise Refused("changed", f"{error}; the next run reads it") from error


def _read_blob(blob: Blob, context: Context) -> Iterator[Finding]:
    """What the reader of the blob's format finds, within the boundary."""
    yield from guarded(_read_as_found, blob, context)


def _read_as_found(blob: Blob, context: Context) -> Iterator[Finding]:
    with blob.open() as opened:
        head = read_up_to(opened, HEAD_BYTES)
    found = recognised(head, blob.name, context.mappings)
    yield Notice(uri=blob.uri, about="format", words=found.words)
    yield from READERS[found.format](blob, context)


def _told(findings: Iterable[Finding], notices: list[Notice]) -> Iterator[Finding]:
    """The findings without notices; those of guesses are kept."""
    for finding in findings:
        if not isinstance(finding, Notice):
            yield finding
        elif finding.about == "columns":
            notices.append(finding)


def _batches(findings: Iterable[Finding], settings: IngestSettings) -> Iterator[list[Finding]]:
    batch: list[Finding] = []
    held = 0
    for finding in findings:
        batch.append(finding)
        held += len(finding.content) if isinstance(finding, Payload) else 0
        if len(batch) >= settings.batch_documents or held >= settings.batch_bytes:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _split(batch: list[Finding]) -> Split:
    kept = frame_of(DOCUMENTS, [document_row(found) for found in batch if isinstance(found, Payload)])
    return Split(kept=kept, dropped=frame_of(QUARANTINE, [_quarantined(found) for found in batch if isinstance(found, Refusal)]))


def document_row(payload: Payload) -> dict[str, Any]:
    """The row of DOCUMENTS of a payload."""
    declared = payload.declared
    return {
        "article_id": article_id(payload.identity),
        "sources": [{"uri": payload.uri, "sha256": payload.sha256}],
        "content": payload.content,
        "content_type": payload.content_type,
        "declared_charset": declared.charset,
        "declared_url": declared.url,
        "declared_outlet": declared.outlet,
        "declared_title": declared.title,
        "declared_authors": list(declared.authors),
        "declared_agencies": list(declared.agencies),
        "declared_published": declared.published,
        "declared_section": declared.section,
        "declared_page": declared.page,
    }


def _quarantined(refused: Refusal) -> dict[str, str]:
    found = {"uri": refused.uri, "sha256": refused.sha256, "stage": "ingest"}
    return found | {"reason": refused.reason, "detail": printable(refused.detail)}


def printable(detail: str) -> str:
    """The words without what can't be printed, which an error may quote of the bytes it met, and not too long."""
    plain = "".join(char if char.isprintable() and char != "\ufffd" else "·" for char in detail)
    return plain if len(plain) <= LONGEST_DETAIL else plain[:LONGEST_DETAIL] + " …"


def _merged(sources: pd.Series) -> list[dict[str, str]]:
    places = {(place["uri"], place["sha256"]) for listed in sources for place in listed}
    return [{"uri": uri, "sha256": sha256} for uri, sha256 in sorted(places)]

"""The Prefect wrapper of ingest: read → merge → check → write."""

from collections.abc import Sequence

from prefect import task
from prefect.cache_policies import NO_CACHE

from schemas.documents import DOCUMENTS
from schemas.quarantine import QUARANTINE
from tasks.frames import concat
from tasks.ingest.blobs import Notice
from tasks.ingest.documents import merge_payloads, read_documents
from tasks.ingest.inventory import Inventory, take_inventory
from tasks.results import StageResult
from tasks.run import Run

TOLD_NOTICES = 5


@task(name="ingest", cache_policy=NO_CACHE)
def ingest(run: Run, inventory: Inventory | None = None) -> StageResult:
    """Read every source of the raw folder into the documents table; the inventory is taken where none is given."""
    inventory = inventory or take_inventory(run.raw)
    stage = run.stage("ingest", unit="sources")
    splits = []
    notices: list[Notice] = []
    for split in read_documents(inventory, settings=run.settings.ingest, notices=notices):
        splits.append(split)
        stage.advance(len(split.kept) + len(split.dropped))
    delivered = concat(DOCUMENTS, (split.kept for split in splits))
    dropped = concat(QUARANTINE, (split.dropped for split in splits))
    documents = merge_payloads(delivered)
    stage.write(DOCUMENTS, documents)
    kept = int(delivered["sources"].map(len).sum())
    return stage.close(read=kept + len(dropped), kept=kept, dropped=dropped, note=_note(len(documents), notices))


def _note(documents: int, notices: Sequence[Notice]) -> str:
    """What the run says of this stage: how many documents, and what was guessed of tables whose columns are not known."""
    told = [f"{notice.uri}: {notice.words}" for notice in notices[:TOLD_NOTICES]]
    more = [f"and {len(notices) - TOLD_NOTICES} more tables with guessed columns"] if len(notices) > TOLD_NOTICES else []
    return "; ".join([f"{documents} distinct documents", *told, *more])

"""Cleaning a batch of documents in a worker (tasks/worker.py)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from schemas.articles import CLEANED
from schemas.quarantine import REJECTED
from schemas.settings import CleanSettings
from tasks.clean.articles import clean_documents, load_knowledge
from tasks.clean.worker import PageReader
from tasks.frames import Split
from tasks.parts import Parts
from tasks.worker import BatchWork

TABLES = (CLEANED, REJECTED)


def worker(options: Mapping[str, Any]) -> BatchWork:
    """What cleans a batch, with the settings `clean` of the options; the process that reads pages is kept meanwhile."""
    settings, knowledge = CleanSettings.model_validate(options["clean"]), load_knowledge()
    pages = PageReader(knowledge.metadata, settings.html_seconds)

    def work(documents: pd.DataFrame, _: Mapping[str, Parts]) -> Mapping[str, pd.DataFrame]:
        split = clean_documents(documents, knowledge=knowledge, settings=settings, pages=pages)
        return {"cleaned": split.kept, "rejected": _rejected(documents, split)}

    return work


def _rejected(documents: pd.DataFrame, split: Split) -> pd.DataFrame:
    """One row for each dropped document, from its quarantine rows (one for each place of delivery)."""
    delivered = documents[["article_id", "sources"]].explode("sources", ignore_index=True)
    places = delivered.assign(uri=delivered["sources"].map(lambda source: source["uri"]))[["article_id", "uri"]]
    return split.dropped.merge(places, on="uri", validate="1:1").drop_duplicates("article_id")[list(REJECTED.schema.names)]

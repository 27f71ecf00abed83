"""The Prefect wrapper of clean: read → work in batches, kept between runs → check → write."""

from collections.abc import Mapping

import pandas as pd
from prefect import task
from prefect.cache_policies import NO_CACHE

from schemas.articles import CLEANED
from schemas.documents import DOCUMENTS
from schemas.quarantine import REJECTED
from schemas.settings import CleanSettings
from tasks.clean.articles import CleaningKnowledge, clean_documents, load_knowledge
from tasks.clean.outlets import coverage
from tasks.clean.told import told_in_run
from tasks.frames import Split, dropped_rows, to_frame
from tasks.run import Run, StageResult, stage_cache


@task(name="clean", cache_policy=NO_CACHE)
def clean(run: Run, ingested: StageResult) -> StageResult:
    """Clean every document; those that are no French article go to quarantine."""
    documents = ingested.arrow(DOCUMENTS)
    stage = run.stage("clean", unit="documents", total=len(documents))
    settings, knowledge = run.settings.clean, load_knowledge()
    parts = stage.work_in_batches(
        documents,
        cache=stage_cache(stage, (CLEANED, REJECTED), settings.of_articles()),
        work=lambda batch: _clean_batch(batch, knowledge=knowledge, settings=settings),
    )
    sources = to_frame(documents.select(["article_id", "sources"]))
    # The cache knows the payload; where it was delivered is a matter of this run.
    cleaned = to_frame(parts.read(CLEANED)).drop(columns="sources").merge(sources, on="article_id", validate="1:1")
    rejected = to_frame(parts.read(REJECTED)).merge(sources, on="article_id", validate="1:1")
    dropped = dropped_rows(rejected, stage="clean", reason=list(rejected["reason"]), detail=list(rejected["detail"]))
    told = told_in_run(cleaned, knowledge=knowledge, outlets=settings.outlets, as_of=run.as_of)
    stage.write(CLEANED, told)
    return stage.close(read=len(documents), kept=len(told), dropped=dropped, quarantined=len(rejected), note=coverage(told))


def _clean_batch(documents: pd.DataFrame, *, knowledge: CleaningKnowledge, settings: CleanSettings) -> Mapping[str, pd.DataFrame]:
    split = clean_documents(documents, knowledge=knowledge, settings=settings)
    return {"cleaned": split.kept, "rejected": _rejected(documents, split)}


def _rejected(documents: pd.DataFrame, split: Split) -> pd.DataFrame:
    """One row for each dropped document, from its quarantine rows (one for each place of delivery)."""
    delivered = documents[["article_id", "sources"]].explode("sources", ignore_index=True)
    places = delivered.assign(uri=delivered["sources"].map(lambda source: source["uri"]))[["article_id", "uri"]]
    return split.dropped.merge(places, on="uri", validate="1:1").drop_duplicates("article_id")[list(REJECTED.schema.names)]

"""The Prefect wrapper of clean: read → work in batches, kept between runs → check → write."""

from prefect import task
from prefect.cache_policies import NO_CACHE

from schemas.articles import CLEANED
from schemas.documents import DOCUMENTS
from schemas.quarantine import REJECTED
from tasks.clean.articles import load_knowledge
from tasks.clean.outlets import coverage
from tasks.clean.told import told_in_run
from tasks.frames import dropped_rows, to_frame
from tasks.results import StageResult
from tasks.run import Run, stage_cache


@task(name="clean", cache_policy=NO_CACHE)
def clean(run: Run, ingested: StageResult) -> StageResult:
    """Clean every document; those that are no French article go to quarantine."""
    documents = ingested.arrow(DOCUMENTS)
    stage = run.stage("clean", unit="documents", total=len(documents))
    settings = run.settings.clean
    cache = stage_cache(stage, (CLEANED, REJECTED), settings.of_articles())
    parts = stage.work_apart(documents, cache=cache, options={"clean": settings.model_dump(mode="json")})
    sources = to_frame(documents.select(["article_id", "sources"]))
    # The cache knows the payload; where it was delivered is a matter of this run.
    cleaned = to_frame(parts.read(CLEANED)).drop(columns="sources").merge(sources, on="article_id", validate="1:1")
    rejected = to_frame(parts.read(REJECTED)).merge(sources, on="article_id", validate="1:1")
    dropped = dropped_rows(rejected, stage="clean", reason=list(rejected["reason"]), detail=list(rejected["detail"]))
    told = told_in_run(cleaned, knowledge=load_knowledge(), outlets=settings.outlets, as_of=run.as_of)
    stage.write(CLEANED, told)
    return stage.close(read=len(documents), kept=len(told), dropped=dropped, quarantined=len(rejected), note=coverage(told))

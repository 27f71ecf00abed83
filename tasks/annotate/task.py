"""The Prefect wrapper of annotate: read → work in batches, kept between runs → check → write."""

import logging
from collections.abc import Mapping

import pandas as pd
from prefect import task
from prefect.cache_policies import NO_CACHE

from schemas.annotations import MENTIONS, QUOTATIONS, SENTENCES, TIMEXES, TOKENS
from schemas.articles import CLEANED
from schemas.quarantine import REJECTED
from tasks.annotate.articles import Annotator, load_annotator
from tasks.annotate.pipeline import model_version
from tasks.frames import dropped_rows, frame_of, to_frame
from tasks.run import Run, StageResult, concat, stage_cache

TABLES = (SENTENCES, TOKENS, MENTIONS, TIMEXES, QUOTATIONS)
LOGGER = logging.getLogger(__name__)


@task(name="annotate", cache_policy=NO_CACHE)
def annotate(run: Run, cleaned: StageResult) -> StageResult:
    """Annotate every article; one whose annotation raises goes to quarantine and does not stop the others."""
    articles = cleaned.arrow(CLEANED, ("article_id", "text", "published_on", "published_precision"))
    stage = run.stage("annotate", unit="articles", total=len(articles))
    model = run.settings.annotate.model
    version = model_version(model)
    parts = stage.work_in_batches(
        articles,
        cache=stage_cache(stage, (*TABLES, REJECTED), run.settings.clean.of_articles(), version),
        work=lambda batch: _annotate_batch(batch, annotator=load_annotator(model)),
        order=("text", "article_id"),  # the same text in one batch: it is read once
    )
    rejected = to_frame(parts.read(REJECTED))
    sources = rejected.merge(cleaned.frame(CLEANED, ("article_id", "sources")), on="article_id", validate="1:1")
    dropped = dropped_rows(sources, stage="annotate", reason=list(rejected["reason"]), detail=list(rejected["detail"]))
    sentences, names = (len(parts.read(table, columns=())) for table in (SENTENCES, MENTIONS))
    note = f"{sentences} sentences, {names} names"
    return stage.close(
        read=len(articles),
        kept=len(articles) - len(rejected),
        dropped=dropped,
        quarantined=len(rejected),
        note=note,
        model=version,
    )


def _annotate_batch(batch: pd.DataFrame, *, annotator: Annotator) -> Mapping[str, pd.DataFrame]:
    try:
        return {**annotator(batch), "rejected": frame_of(REJECTED)}
    except Exception:  # whatever the pipeline raises on one article must not stop the batch: find it by annotating one by one
        LOGGER.warning("a batch of %d articles failed; annotating them one by one", len(batch), exc_info=True)
        singles = [_annotate_one(batch.iloc[[place]].reset_index(drop=True), annotator=annotator) for place in range(len(batch))]
        return {table.name: concat(table, (single[table.name] for single in singles)) for table in (*TABLES, REJECTED)}


def _annotate_one(article: pd.DataFrame, *, annotator: Annotator) -> Mapping[str, pd.DataFrame]:
    try:
        return {**annotator(article), "rejected": frame_of(REJECTED)}
    except Exception as error:  # noqa: BLE001 - kept as the reason of the quarantine row
        row = {
            "article_id": article["article_id"].iloc[0],
            "reason": "annotation_failed",
            "detail": f"{type(error).__name__}: {error}; expected an annotation; report it with the article",
        }
        return {**{table.name: frame_of(table) for table in TABLES}, "rejected": frame_of(REJECTED, [row])}

"""The Prefect wrapper of code_events: read → work in batches, kept between runs → merge across articles → check → write."""

from collections.abc import Mapping

import pandas as pd
from prefect import task
from prefect.cache_policies import NO_CACHE

from schemas.annotations import QUOTATIONS, SENTENCES, TIMEXES, TOKENS
from schemas.articles import CLEANED, CLUSTERED
from schemas.entities import ENTITIES
from schemas.events import EVENT_ARGUMENTS, EVENT_MENTIONS, EVENTS
from schemas.quarantine import REJECTED
from tasks.assembly import without
from tasks.code_events.batches import code_batch
from tasks.code_events.coding import TABLES
from tasks.code_events.merging.events import merge_events
from tasks.code_events.participants.states import seats_of_states
from tasks.frames import to_frame
from tasks.gazetteer import load_gazetteer
from tasks.run import Run, StageResult, annotated_articles, stage_cache

READ = ("article_id", "text", "published_on", "published_precision", "outlet")


@task(name="code_events", cache_policy=NO_CACHE)
def code_events(run: Run, cleaned: StageResult, unique: StageResult, annotated: StageResult, linked: StageResult) -> StageResult:
    """Code the event mentions of every article, then merge them into distinct events across articles."""
    articles = annotated_articles(cleaned.arrow(CLEANED, READ), annotated)
    stage = run.stage("code_events", unit="articles", total=len(articles))
    parts = stage.work_in_batches(
        articles,
        cache=stage_cache(stage, TABLES, run.settings.clean.of_articles(), annotated.model),
        work=lambda batch: _code_batch(batch, annotated, linked),
        order=("batch", "article_id"),
    )
    mentions, arguments = (to_frame(parts.read(table)) for table in (EVENT_MENTIONS, EVENT_ARGUMENTS))
    clusters = without(unique.frame(CLUSTERED), set(annotated.frame(REJECTED)["article_id"]))
    told = to_frame(articles.select(["article_id", "published_on"])).merge(clusters, on="article_id", validate="1:1")
    events = merge_events(mentions, arguments, told, seats=seats_of_states(load_gazetteer()))
    stage.write(EVENTS, events)
    return stage.close(read=len(articles), kept=len(articles), note=f"{len(events)} events, {len(mentions)} mentions")


def _code_batch(batch: pd.DataFrame, annotated: StageResult, linked: StageResult) -> Mapping[str, pd.DataFrame]:
    ids = batch["article_id"]
    sentences, tokens, timexes, quotations = (annotated.rows_of(table, ids) for table in (SENTENCES, TOKENS, TIMEXES, QUOTATIONS))
    return code_batch(batch, sentences, tokens, timexes, quotations, linked.rows_of(ENTITIES, ids))

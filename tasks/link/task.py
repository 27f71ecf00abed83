"""The Prefect wrapper of link: read → work in batches, kept between runs → check → write."""

from collections.abc import Mapping

import pandas as pd
import pyarrow.compute as pc
from prefect import task
from prefect.cache_policies import NO_CACHE

from schemas.annotations import MENTIONS, SENTENCES
from schemas.articles import CLEANED
from schemas.entities import ENTITIES, REFERENCES
from tasks.gazetteer import load_gazetteer
from tasks.link.entities import link_mentions
from tasks.results import StageResult, annotated_articles
from tasks.run import Run, stage_cache

READ = ("article_id", "text", "published_on", "outlet", "url")
"""What linking sees of an article; the text and the address are told by its identifier."""


@task(name="link", cache_policy=NO_CACHE)
def link(run: Run, cleaned: StageResult, annotated: StageResult) -> StageResult:
    """Give every mention its entity."""
    articles = annotated_articles(cleaned.arrow(CLEANED, READ), annotated)
    stage = run.stage("link", unit="articles", total=len(articles))
    parts = stage.work_here(
        articles,
        cache=stage_cache(stage, (ENTITIES, REFERENCES), run.settings.clean.of_articles(), annotated.model),
        work=lambda batch: _link_batch(batch, annotated),
        order=("batch", "article_id"),
    )
    entities = parts.read(ENTITIES, columns=("entity_id",))
    known = pc.sum(pc.starts_with(entities["entity_id"], "Q")).as_py() or 0
    return stage.close(read=len(articles), kept=len(articles), note=f"{len(entities)} names, {known} linked to Wikidata")


def _link_batch(batch: pd.DataFrame, annotated: StageResult) -> Mapping[str, pd.DataFrame]:
    mentions, sentences = (annotated.rows_of(table, batch["article_id"]) for table in (MENTIONS, SENTENCES))
    entities, references = link_mentions(mentions, batch, sentences, gazetteer=load_gazetteer())
    return {ENTITIES.name: entities, REFERENCES.name: references}

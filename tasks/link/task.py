"""The Prefect wrapper of link: read → work → check → write."""

from prefect import task
from prefect.cache_policies import NO_CACHE

from schemas.annotations import MENTIONS, SENTENCES
from schemas.articles import CLEANED
from schemas.entities import ENTITIES, REFERENCES
from tasks.gazetteer import load_gazetteer
from tasks.link.entities import link_mentions
from tasks.run import Run, StageResult


@task(name="link", cache_policy=NO_CACHE)
def link(run: Run, cleaned: StageResult, annotated: StageResult) -> StageResult:
    """Give every mention its entity."""
    mentions = annotated.frame(MENTIONS)
    stage = run.stage("link", unit="mentions", total=len(mentions))
    entities, references = link_mentions(mentions, cleaned.frame(CLEANED), annotated.frame(SENTENCES), gazetteer=load_gazetteer())
    stage.write(ENTITIES, entities)
    stage.write(REFERENCES, references)
    stage.advance(len(mentions))
    known = int(entities["entity_id"].str.startswith("Q").sum())
    return stage.close(read=len(mentions), kept=len(entities), note=f"{known} linked to Wikidata")

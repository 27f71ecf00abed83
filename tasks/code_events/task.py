"""The Prefect wrapper of code_events: read → work in batches, kept between runs → merge across articles → check → write."""

from prefect import task
from prefect.cache_policies import NO_CACHE

from schemas.annotations import QUOTATIONS, SENTENCES, TIMEXES, TOKENS
from schemas.articles import CLEANED, CLUSTERED
from schemas.entities import ENTITIES
from schemas.events import EVENTS
from schemas.quarantine import REJECTED
from tasks.assembly import without
from tasks.cache import run_in_batches
from tasks.code_events.batches import batch_coder
from tasks.code_events.coding import TABLES
from tasks.code_events.merging.events import merge_events
from tasks.code_events.merging.existing import existing_arguments, with_existing_parties
from tasks.code_events.merging.years import with_settled_years
from tasks.code_events.participants.states import seats_of_states
from tasks.gazetteer import load_gazetteer
from tasks.run import Run, StageResult, stage_cache


@task(name="code_events", cache_policy=NO_CACHE)
def code_events(run: Run, cleaned: StageResult, unique: StageResult, annotated: StageResult, linked: StageResult) -> StageResult:
    """Code the event mentions of every article, then merge them into distinct events across articles."""
    failed = set(annotated.frame(REJECTED)["article_id"])
    articles = cleaned.frame(CLEANED)
    articles = articles[~articles["article_id"].isin(failed)].reset_index(drop=True)
    stage = run.stage("code_events", unit="articles", total=len(articles))
    entities = linked.frame(ENTITIES)
    frames = run_in_batches(
        articles,
        [f"{one.article_id}:{one.published_on}:{one.published_precision}" for one in articles.itertuples()],
        cache=stage_cache(stage, TABLES, run.settings.clean.model_dump_json(), annotated.model),
        size=run.settings.batch_size,
        work=batch_coder(lambda: [*map(annotated.frame, (SENTENCES, TOKENS, TIMEXES, QUOTATIONS)), entities]),
        advance=stage.advance,
    )
    mentions = with_settled_years(with_existing_parties(frames["event_mentions"], entities))
    arguments = existing_arguments(frames["event_arguments"], entities)
    told = articles.merge(without(unique.frame(CLUSTERED), failed), on="article_id", validate="1:1")
    events = merge_events(mentions, arguments, told, seats=seats_of_states(load_gazetteer()))
    for table in TABLES:
        stage.write(table, {**frames, "event_mentions": mentions, "event_arguments": arguments}[table.name])
    stage.write(EVENTS, events)
    return stage.close(read=len(articles), kept=len(articles), note=f"{len(events)} events, {len(mentions)} mentions")

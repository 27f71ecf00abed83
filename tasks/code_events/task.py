"""The Prefect wrapper of code_events: read → work in batches, kept between runs → merge across articles → check → write."""

from prefect import task
from prefect.cache_policies import NO_CACHE

from schemas.articles import CLEANED, CLUSTERED
from schemas.events import EVENT_ARGUMENTS, EVENT_MENTIONS, EVENTS
from schemas.quarantine import REJECTED
from tasks.assembly import without
from tasks.code_events.batch import TABLES
from tasks.code_events.merging.copies import coded_once
from tasks.code_events.merging.kept import KEPT_FILE, merge_what_is_new, read_kept, write_kept
from tasks.code_events.merging.one_place import united_by_place
from tasks.code_events.merging.years import with_settled_years
from tasks.code_events.participants.states import seats_of_states
from tasks.frames import to_table
from tasks.gazetteer import load_gazetteer
from tasks.keys import keys_of
from tasks.results import StageResult, annotated_articles, rejected_by
from tasks.run import Run, stage_cache

READ = ("article_id", "text", "published_on", "published_precision", "outlet", "url", "title")


@task(name="code_events", cache_policy=NO_CACHE)
def code_events(run: Run, cleaned: StageResult, unique: StageResult, annotated: StageResult, linked: StageResult) -> StageResult:
    """Code the event mentions of every article, then merge them into distinct events across articles."""
    articles = annotated_articles(cleaned.arrow(CLEANED, READ), annotated)
    stage = run.stage("code_events", unit="articles", total=len(articles))
    cache = stage_cache(stage, TABLES, run.settings.clean.of_articles(), annotated.model)
    parts = stage.work_apart(
        articles,
        cache=cache,
        options={},
        upstream=(annotated, linked),
        order=("batch", "article_id"),
    )
    dropped, count = rejected_by(stage.name, parts, cleaned)
    failed = {*annotated.frame(REJECTED)["article_id"], *parts.read(REJECTED)["article_id"].to_pylist()}
    clusters = to_table(without(unique.frame(CLUSTERED), failed), CLUSTERED).select(["article_id", "cluster_id"])
    told = articles.select(["article_id", "published_on"]).join(clusters, keys="article_id", join_type="inner")
    settled = with_settled_years(parts.read(EVENT_MENTIONS))
    mentions, arguments = coded_once(settled, parts.read(EVENT_ARGUMENTS), told, texts=articles.select(["article_id", "text"]))
    stage.write(EVENT_MENTIONS, mentions)
    stage.write(EVENT_ARGUMENTS, arguments)
    seats = seats_of_states(load_gazetteer())
    merged = merge_what_is_new(
        mentions,
        arguments,
        told,
        seats=seats,
        versions=dict(zip(articles["article_id"].to_pylist(), keys_of(articles, stage.name), strict=True)),
        kept=read_kept(cache.folder / KEPT_FILE, warn=stage.warn),
    )
    write_kept(cache.folder / KEPT_FILE, merged)
    events = united_by_place(merged.select(EVENTS.schema.names), mentions, arguments, told, seats=seats)
    stage.write(EVENTS, events.combine_chunks())
    return stage.close(
        read=len(articles),
        kept=len(articles) - count,
        dropped=dropped,
        quarantined=count,
        note=f"{len(events)} events, {len(mentions)} mentions",
    )

"""The Prefect wrapper of annotate: read → work in batches, kept between runs → check → write."""

from prefect import task
from prefect.cache_policies import NO_CACHE

from schemas.annotations import MENTIONS, SENTENCES
from schemas.articles import CLEANED
from tasks.annotate.batch import TABLES
from tasks.annotate.version import model_version
from tasks.results import StageResult, rejected_by
from tasks.run import Run, stage_cache


@task(name="annotate", cache_policy=NO_CACHE)
def annotate(run: Run, cleaned: StageResult) -> StageResult:
    """Annotate every article; one whose annotation raises goes to quarantine and does not stop the others."""
    articles = cleaned.arrow(CLEANED, ("article_id", "text", "published_on", "published_precision"))
    stage = run.stage("annotate", unit="articles", total=len(articles))
    model = run.settings.annotate.model
    version = model_version(model)
    parts = stage.work_apart(
        articles,
        cache=stage_cache(stage, TABLES, run.settings.clean.of_articles(), version),
        options={"model": model},
        order=("text", "article_id"),  # the same text in one batch: it is read once
    )
    dropped, count = rejected_by(stage.name, parts, cleaned)
    sentences, names = (len(parts.read(table, columns=())) for table in (SENTENCES, MENTIONS))
    note = f"{sentences} sentences, {names} names"
    return stage.close(
        read=len(articles),
        kept=len(articles) - count,
        dropped=dropped,
        quarantined=count,
        note=note,
        model=version,
    )

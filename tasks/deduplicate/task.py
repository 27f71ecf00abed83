"""The Prefect wrapper of deduplicate: read → work → check → write."""

import pyarrow.parquet as pq
from prefect import task
from prefect.cache_policies import NO_CACHE

from schemas.articles import CLEANED, CLUSTERED, OVERLAPS
from tasks.deduplicate.duplicates import COLUMNS, find_duplicates
from tasks.results import StageResult
from tasks.run import Run
from tasks.version import stage_version


@task(name="deduplicate", cache_policy=NO_CACHE)
def deduplicate(run: Run, cleaned: StageResult) -> StageResult:
    """Give every article its cluster and the article it repeats."""
    articles = pq.read_table(cleaned.tables[CLEANED.name].path, columns=list(COLUMNS))  # no frame: texts stay where they are
    stage = run.stage("deduplicate", unit="articles", total=len(articles))
    kept = run.cache / "deduplicate" / stage_version("deduplicate")
    found = find_duplicates(articles, settings=run.settings.deduplicate, folder=kept, warn=stage.warn)
    stage.write(CLUSTERED, found.clustered)
    stage.write(OVERLAPS, found.overlaps)
    stage.advance(len(articles))
    repeats = int(found.clustered["duplicate_of"].notna().sum())
    return stage.close(read=len(articles), kept=len(articles), note=f"{repeats} repeat another")

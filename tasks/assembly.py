"""The published tables, put together from what the stages made."""

from collections.abc import Collection

import pandas as pd

from schemas.articles import ARTICLES


def assemble_articles(
    cleaned: pd.DataFrame, clustered: pd.DataFrame, sentences: pd.DataFrame, *, failed: Collection[str] = ()
) -> pd.DataFrame:
    """The articles table: cleaned articles less those that failed since, with their cluster and number of sentences."""
    kept = cleaned[~cleaned["article_id"].isin(failed)]
    counted = sentences["article_id"].value_counts().to_dict()
    joined = kept.merge(without(clustered, failed), on="article_id", how="left", validate="1:1")
    joined["sentence_count"] = [counted.get(article_id, 0) for article_id in joined["article_id"]]
    joined["sentence_count"] = joined["sentence_count"].astype("int32")
    return joined[list(ARTICLES.schema.names)]


def aliases_of(articles: pd.DataFrame) -> pd.DataFrame:
    """The aliases table: every article that leads no cluster may have led one in an earlier release, with fewer articles."""
    led = articles.loc[articles["cluster_id"] != articles["article_id"], ["article_id", "cluster_id"]]
    return led.rename(columns={"article_id": "alias_id"}).reset_index(drop=True)


def without(clustered: pd.DataFrame, failed: Collection[str]) -> pd.DataFrame:
    """The clusters less some articles. A cluster that loses its canonical article is led by the first of those left."""
    left = clustered[~clustered["article_id"].isin(failed)]
    orphans = left["cluster_id"].isin(failed)
    if not orphans.any() and not left["duplicate_of"].isin(failed).any():
        return left
    leaders = left[orphans].groupby("cluster_id")["article_id"].min()
    led = left.assign(cluster_id=left["cluster_id"].where(~orphans, left["cluster_id"].map(leaders)))
    lost = led["duplicate_of"].isin(failed)
    leads = led["article_id"] == led["cluster_id"]
    pointed = led["duplicate_of"].where(~lost, led["cluster_id"]).where(~leads)
    # The measured overlap belonged to the lost pair; what it is with the new leader was not measured.
    unmeasured = lost | leads
    return led.assign(duplicate_of=pointed, overlap=led["overlap"].where(~unmeasured), relation=led["relation"].where(~leads))

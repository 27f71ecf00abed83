"""Nothing disappears: what was read is in the articles or in quarantine, each source once. Pure, no GX."""

from collections.abc import Mapping

import pandas as pd

from tasks.validate.columns import column_of, elements


def account(tables: Mapping[str, pd.DataFrame], *, read_count: int) -> pd.DataFrame:
    """One row: sources `read`, `kept` (listed by articles), `quarantined`, and `accounted`, the sum of the last two.

    Sources are counted by URI, so that one that is listed twice doesn't stand for one that is lost.
    """
    kept = set(delivered(tables["articles"]))
    quarantined = set(refused(tables["quarantine"]))
    return pd.DataFrame(
        [{"read": read_count, "kept": len(kept), "quarantined": len(quarantined), "accounted": len(kept | quarantined)}]
    )


def delivered(articles: pd.DataFrame) -> list[str]:
    """URI of each place where an article was delivered, one after the other."""
    uris: list[str] = elements(column_of({"articles": articles}, "articles", "sources")).field("uri").to_pylist()
    return uris


def refused(quarantine: pd.DataFrame) -> list[str]:
    """URI of each source that was not curated at all: rows taken out of a curated one are not counted."""
    return list(quarantine.loc[quarantine["row_table"].isna(), "uri"])

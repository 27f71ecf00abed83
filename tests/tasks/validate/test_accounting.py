from collections.abc import Mapping

import pandas as pd

from tasks.validate.accounting import account


def test_kept_and_quarantined_sources_are_counted(tables: Mapping[str, pd.DataFrame], read_count: int) -> None:
    row = account(tables, read_count=read_count).iloc[0].to_dict()
    assert row == {"read": 4, "kept": 3, "quarantined": 1, "accounted": 4}


def test_a_source_listed_twice_does_not_stand_for_a_lost_one(tables: Mapping[str, pd.DataFrame], read_count: int) -> None:
    articles = tables["articles"]
    doubled = articles.assign(sources=pd.Series([articles["sources"].iloc[0]] * 2 + [articles["sources"].iloc[2]]))
    assert account({**tables, "articles": doubled}, read_count=read_count)["accounted"].item() == read_count - 1

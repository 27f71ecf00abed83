"""Coding a batch of articles out of the tables of all.

What belongs here: which rows a batch needs. What does not: coding (coding.py), keeping results between runs (tasks/cache).
"""

from collections.abc import Callable, Sequence
from functools import cache

import pandas as pd

from tasks.code_events.coding import code_articles
from tasks.code_events.lexicon.load import load_lexicon
from tasks.frames import rows_by_article


def batch_coder(
    read: Callable[[], Sequence[pd.DataFrame]],
) -> Callable[[pd.DataFrame], dict[str, pd.DataFrame]]:
    """A function from cleaned articles to their tables, by name.

    `read` gives the tables of all articles in the order in which `code_articles` takes them; it is called once, with the first
    batch, so that a run with nothing new reads none of them.
    """

    @cache
    def parts() -> list[Callable[[pd.Series], pd.DataFrame]]:
        return [rows_by_article(frame) for frame in read()]

    def work(batch: pd.DataFrame) -> dict[str, pd.DataFrame]:
        return code_articles(batch, *(rows_of(batch["article_id"]) for rows_of in parts()), lexicon=load_lexicon())

    return work
